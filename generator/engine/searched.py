"""What of a page is searched: most of what Pagefind reads of a page it then leaves out.

Pagefind indexes what is in elements with `data-pagefind-body`, and of the rest only what `data-pagefind-meta`
and `data-pagefind-filter` name (https://pagefind.app/docs/indexing/). A page of which the same index comes
without the rest is given to it without the rest, and every other page as it is.

Pages are looked at line by line, because most lines stand on many pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# What stands on a page for other reasons than to be found there: lists of other papers, BibTeX, references.
NOT_SEARCHED = (
    ".headerlink",
    ".no-search",
    ".paper-meta",
    ".paper-list",
    ".references",
    "#cite",
    "#references",
    ".crumbs",
    ".exports",
    ".edit",
)

_BODY = b"data-pagefind-body"
# A tag as every reader of HTML reads it. A line with `<` in another place keeps the page as it is.
_TAG = re.compile(rb"""(<(/?[a-z][a-z0-9-]*+)(?:[^<>"'=]++(?:="[^"<>]*+"|=[^\s"'<>=]++)?+)*+>)""")
_VALUE = re.compile(rb'"[^"]*"')
_SEARCHED = re.compile(rb"\sdata-pagefind-body[\s=>]")
_IDENTIFIERS = tuple(b'id="%s"' % name[1:].encode() for name in NOT_SEARCHED if name.startswith("#"))
_CLASSES = re.compile(
    # Looked for by its beginning, which is quick, and then whether that is an attribute's.
    r'class="(?<=\sclass=")(?:[^"]*\s)?(?:{})[\s"]'.format(
        "|".join(name[1:] for name in NOT_SEARCHED if name.startswith("."))
    ).encode()
)
# Most of a page's lines that stand nowhere else: nothing in them can matter.
_LONELY = re.compile(
    rb"""\s*<(?:!doctype html|(?:meta|link)(?: (?!data-|class=|id=)[a-z-]++="[^"<>]*+")*+)>\s*""",
    re.IGNORECASE,
)
_TITLE = [b"title", b"/title"]
_EMPTY = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
_SHAPES = frozenset(b"circle ellipse line path polygon polyline rect stop use".split())
# In these a tag is text.
_TEXTS = frozenset(b"script style textarea title".split())
# In these it is for some readers.
_UNCLEAR = frozenset(b"frame frameset iframe math noembed noframes noscript plaintext template xmp".split())
# What may be around the searched element: of others Pagefind leaves out all that is in them.
_AROUND = frozenset(b"html body div main section".split())
# Pagefind looks for a language, a title and a picture everywhere on a page.
_TAKEN = frozenset(b"html title h1 img".split())
# The text in one of these is not that of an anchor around it, which Pagefind keeps beside the page's.
_BLOCKS = frozenset(b"div dl nav ol p section table ul".split())


class _Line(NamedTuple):
    """What of a line matters: the elements that it closes (`/div`) and opens (`div`) for others, and more.

    `loose` is whether it has text that is in none of its elements, `taken` whether it has a tag that reaches
    the index from anywhere, `excluded` one that is left out, and `body` the one that is searched. `only` is
    the element where there is one and nothing else. `cut` is whether the line is an element that can go with
    all that is in it, or its beginning.
    """

    moves: tuple[bytes, ...] = ()
    loose: bool = False
    taken: bool = False
    excluded: bool = False
    body: bool = False
    only: bytes = b""
    cut: bool = False


class _Page(NamedTuple):
    """A page in which every element is closed: its lines, and where those end that begin on a line.

    `around` are the elements around the searched one, with their lines.
    """

    texts: list[bytes]
    lines: list[_Line]
    ends: dict[int, int]
    around: tuple[tuple[bytes, int], ...]


_PLAIN = _Line()
_LOOSE = _Line(loose=True)
_UNKNOWN = _Line(only=b"?")


def searched(page: bytes) -> bytes | None:
    """Return an HTML page of which Pagefind makes the same as of this one, or None where it makes nothing.

    It makes nothing of a page without `data-pagefind-body` as soon as another one has it. A page that comes
    back as it is may have it or not.
    """
    if _BODY not in page:
        lower = page.lower()
        # Without a root a page is indexed as an empty one.
        return None if b"<html" in lower and _BODY not in lower else page
    read = _read(page)
    return (read and _reduced(read)) or page


def _read(page: bytes) -> _Page | None:
    """Return the page's elements, or None where they are not nested or not clear."""
    texts = page.split(b"\n")
    lines = list(map(_line, texts))
    ends: dict[int, int] = {}
    around: tuple[tuple[bytes, int], ...] = ()
    opened: list[tuple[bytes, int]] = []
    for at, line in enumerate(lines):
        if line is _PLAIN or line is _LOOSE:
            continue
        if line is _UNKNOWN:
            return None
        if line.body and not around:
            around = tuple(opened)
        for move in line.moves:
            if not move.startswith(b"/"):
                opened.append((move, at))
            elif opened and opened[-1][0] == move[1:]:
                ends[opened.pop()[1]] = at
            else:
                return None
    return None if opened else _Page(texts, lines, ends, around)


@lru_cache(maxsize=20_000)
def _line(text: bytes) -> _Line:
    """Return what matters of a line."""
    if b"<" not in text:
        return _LOOSE if text.strip() else _PLAIN
    if _LONELY.fullmatch(text):
        return _PLAIN
    pieces = _TAG.split(text)
    names = pieces[2::3]
    moves, end, loose = _moves(pieces[1::3], names, pieces[::3])
    if moves is None or b"<" in b"".join(pieces[::3]):
        return _UNKNOWN
    taken = b"pagefind" in text.lower() or not _TAKEN.isdisjoint(names)
    excluded = _is_excluded(text)
    if not (moves or taken or excluded):
        return _LOOSE if loose else _PLAIN
    before, after = not pieces[0].strip(), not pieces[-1].strip()
    lone = before and after and (len(names) == 1 or names == _TITLE)
    body = taken and lone and bool(_SEARCHED.search(_VALUE.sub(b"", pieces[1])))
    whole = before and after and not moves and end == len(names) - 1
    begins = before and end < 0 and moves == (names[0],)
    # Pagefind keeps the anchor of an element that it leaves out.
    cut = (whole or begins) and names[0] in _BLOCKS and bool(_CLASSES.search(pieces[1]))
    return _Line(
        moves, loose, taken, excluded, body, names[0] if lone else b"", cut and b"id=" not in pieces[1]
    )


def _is_excluded(text: bytes) -> bool:
    return bool(_CLASSES.search(text)) or any(identifier in text for identifier in _IDENTIFIERS)


def _moves(
    tags: Sequence[bytes], names: Sequence[bytes], texts: Sequence[bytes]
) -> tuple[tuple[bytes, ...] | None, int, bool]:
    """Return what the tags close and open for others, which one ends the first one's element, or -1.

    The third value is whether text stands in none of the line's elements. There are no moves where it is not
    clear how Pagefind reads one of the tags.
    """
    closed: list[bytes] = []
    opened: list[bytes] = []
    end = -1
    loose = False
    for at, name in enumerate(names):
        loose = loose or (not opened and bool(texts[at].strip()))
        if name.startswith(b"/"):
            if not opened:
                closed.append(name)
            elif opened.pop() != name[1:]:
                return None, end, loose
            elif end < 0 and not (opened or closed):
                end = at
        elif tags[at].endswith(b"/>"):
            if name not in _EMPTY and name not in _SHAPES:
                return None, end, loose
        elif name in _UNCLEAR or (name in _TEXTS and names[at + 1 : at + 2] != [b"/" + name]):
            return None, end, loose
        elif name not in _EMPTY:
            opened.append(name)
    return (*closed, *opened), end, loose or (not opened and bool(texts[-1].strip()))


def _reduced(page: _Page) -> bytes | None:
    """Return the page with nothing but what is searched, or None where that is not known for certain."""
    texts, lines, ends, around = page
    root = around[0][1] if around else -1
    first = next((at for at, line in enumerate(lines) if line.body), -1)
    last = ends.get(first, -1)
    if lines[root].only != b"html" or lines[last].only != b"/" + lines[first].only:
        return None
    rest = [at for at in (*range(root + 1, first), *range(last + 1, len(lines))) if lines[at] is not _PLAIN]
    named = [at for at in rest if lines[at].taken]
    if any(at > first or lines[at].only not in (b"title", b"meta") for at in named):
        return None
    if any(name not in _AROUND for name, _ in around) or any(lines[at].excluded for at in rest):
        return None
    if _has_text_beside(lines[last + 1 :], len(around)):
        return None
    head = b"\n".join(texts[at] for at in named)
    body = b"\n".join(_kept(page, first, last))
    return b"%s\n<head>\n%s\n</head>\n<body>\n%s\n</body>\n</html>\n" % (texts[root], head, body)


def _has_text_beside(lines: Sequence[_Line], around: int) -> bool:
    """Return whether after the searched element text stands in one around it: Pagefind takes that as well."""
    depth = around
    for line in lines:
        closed = sum(move.startswith(b"/") for move in line.moves)
        if line.loose and depth - closed <= around:
            return True
        around = min(around, depth - closed)
        depth += len(line.moves) - 2 * closed
    return False


def _kept(page: _Page, first: int, last: int) -> Iterator[bytes]:
    """Yield the lines from one to another, without those of elements that are not searched."""
    at = first
    while at <= last:
        line = page.lines[at]
        end = page.ends[at] if line.cut and line.moves else at
        if line.cut and _is_cut_off(page.lines[at : end + 1]):
            at = end + 1
        else:
            yield page.texts[at]
            at += 1


def _is_cut_off(element: Sequence[_Line]) -> bool:
    """Return whether an element has its last line for itself, and nothing that is taken from anywhere."""
    return (len(element) == 1 or bool(element[-1].only)) and not any(line.taken for line in element)
