"""Reading an awesome list: a Markdown page whose headings are categories and whose points are papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..errors import Place, Problem, Severity
from .awesome_blocks import BlockKind, ListBlock, blocks
from .awesome_entry import Point, read_point
from .awesome_links import Link, arxiv_in, arxiv_of, doi_of, plain_text
from .reference import Collected, Reference, Section

_CONTENTS = re.compile(
    r"\W*(?:table of )?contents?\W*|\W*toc\W*|\W*index\W*|\W*目录\W*|\W*licen[sc]e\W*|\W*contribut\w*\W*|"
    r"\W*acknowledge?ments?\W*|\W*star history\W*|\W*citations?\W*|\W*how to cite\W*",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\s*+(?:\[[^\]]*+\]\(#[^)]*+\)\s*+(?:[.,;|-]\s*+)?)++")
# Not longer than people write: an unclosed one must not cost the rest of the text each time.
_LINKED = re.compile(r"\[([^\]]{0,1000})\]\([^)]{0,2000}\)")
_POINTS = 10
_LONGEST = 5_000
_COLUMNS = {
    "title": ("title", "paper", "papers", "name", "paper title", "method"),
    "authors": ("authors", "author", "author(s)"),
    "venue": ("venue", "conference", "published", "pub", "pub.", "publication", "journal", "where"),
    "year": ("year", "date", "time"),
}
_LABELLED = {"authors": "Authors: ", "venue": "Venue: ", "year": "Year: "}


@dataclass
class _Walk:
    """What was read of a list so far; `open` has the levels and numbers of the sections around."""

    path: str
    sections: list[Section] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)
    skipping: int = 0
    last: tuple[int, int] | None = None

    def heading(self, level: int, title: str, line: int) -> None:
        """Open a section below the nearest one of a higher level."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        self.open.append((level, len(self.sections)))
        self.sections.append(Section(title, "", parent, Place(self.path, line)))

    def describe(self, text: str) -> bool:
        """Make a text the section's where it has no papers yet."""
        if not self.open or any(self.open[-1][1] in reference.sections for reference in self.references[-1:]):
            return False
        number = self.open[-1][1]
        section = self.sections[number]
        self.sections[number] = replace(section, text=f"{section.text} {text}".strip())
        return True


def read_awesome(text: str, path: str) -> Collected:
    """Return the papers and sections of an awesome list, and every line of it that was not understood."""
    walk = _Walk(path)
    found = list(blocks(text))
    title = _page_title(found)
    at = 0
    while at < len(found):
        group = [found[at]]
        if found[at].kind is BlockKind.POINT:
            group += _below(found, at)
        if found[at] is not title:
            at += _step(walk, group)
        else:
            at += 1
    _report_rest(walk)
    if not walk.references:
        hint = "an awesome list has a point for each paper, with its title and a link"
        _report(walk, "import-layout", "there is no paper in this list", 1, hint, Severity.WARNING)
    return Collected(tuple(walk.references), tuple(walk.sections), tuple(walk.problems))


def _report(
    walk: _Walk, code: str, message: str, line: int, hint: str, severity: Severity = Severity.INFO
) -> None:
    walk.problems.append(Problem(code, message, Place(walk.path, line), hint, severity=severity))


def _report_rest(walk: _Walk) -> None:
    """Tell once of the texts that are no title, name, venue, year or link."""
    kept = [reference for reference in walk.references if reference.fields.get("annote")]
    if kept:
        first = kept[0]
        message = (
            f"what else is said of {len(kept):,} papers is kept in annote: “{first.fields['annote'][:60]}”"
        )
        _report(
            walk,
            "import-rest",
            message,
            first.place.line,
            "look there for authors, and delete what nobody needs",
        )


def _page_title(found: list[ListBlock]) -> ListBlock | None:
    """Return the heading that names the whole page: the first one, if the others are below it."""
    headings = [block for block in found if block.kind is BlockKind.HEADING]
    top = headings[0] if headings else None
    alone = top and all(block.level > top.level for block in headings[1:])
    return top if alone and top and (len(headings) > 1 or top.level == 1) else None


def _below(found: list[ListBlock], at: int) -> list[ListBlock]:
    """Return the points that are indented below this one."""
    end = at + 1
    while end < len(found) and found[end].kind is BlockKind.POINT and found[end].level > found[at].level:
        end += 1
    return found[at + 1 : end]


def _step(walk: _Walk, group: list[ListBlock]) -> int:
    """Read a block with what is below it, and return how many blocks that took."""
    block = group[0]
    if block.kind is BlockKind.HEADING:
        _heading(walk, block)
        return 1
    if len(block.text) > _LONGEST:
        _report(
            walk,
            "import-line",
            "this text is too long for a paper, and is not read",
            block.line,
            "add it by hand",
        )
        return 1
    if walk.skipping or block.kind is BlockKind.CODE:
        if block.kind is BlockKind.CODE:
            _report(
                walk, "import-line", "a block of code is not read", block.line, "add what matters by hand"
            )
        return 1
    if block.kind is BlockKind.POINT:
        return _point(walk, group)
    if block.kind is BlockKind.ROW:
        _row(walk, block)
    else:
        _paragraph(walk, block)
    return 1


def _heading(walk: _Walk, block: ListBlock) -> None:
    title = plain_text(_LINKED.sub(r"\1", block.text)).strip(" :#*_")
    if walk.skipping and block.level > walk.skipping:
        return
    walk.skipping = block.level if _CONTENTS.fullmatch(title) else 0
    if walk.skipping:
        _report(
            walk,
            "import-line",
            f"the section “{title}” is not read",
            block.line,
            "nothing, if it has no papers",
        )
    elif title:
        walk.heading(block.level, title, block.line)


def _point(walk: _Walk, group: list[ListBlock]) -> int:
    """Read a point: a paper with what is below it, or a title over the points below it."""
    block, below = group[0], group[1:]
    level = _POINTS + block.level
    while walk.open and walk.open[-1][0] >= level:
        walk.open.pop()
    if _ANCHOR.fullmatch(block.text):
        return 1
    alone = read_point(block.text)
    others = [each for each in below if read_point(each.text).is_paper and _has_title_of_its_own(each)]
    if others and not alone.is_paper:
        title = plain_text(_LINKED.sub(r"\1", block.text)).strip(" :*_")
        walk.heading(level, title[:120], block.line)
        return 1
    if others:
        _paper(walk, alone, block.text, block.line)
        return 1
    text = "\n".join([block.text, *(each.text for each in below)])
    point = read_point(text) if below else alone
    _paper(walk, point, text, block.line)
    return 1 + len(below)


def _has_title_of_its_own(block: ListBlock) -> bool:
    """Tell whether a point below another one is a paper itself, and no line about the one above."""
    point = read_point(block.text)
    about = re.match(
        r"\W*(?:authors?|venue|links?|paper|code|tl;?dr|keywords?|arxiv|pdf|date|year)\b", block.text, re.I
    )
    return len(point.title.split()) > 2 and not about


def _row(walk: _Walk, block: ListBlock) -> None:
    """Read a table's row: columns by their names, else all of it as one point."""
    named: dict[str, str] = {}
    rest: list[str] = []
    for name, cell in zip((*block.head, *("" for _ in block.cells)), block.cells, strict=False):
        column = next((column for column, names in _COLUMNS.items() if plain_text(name) in names), "")
        if column and column not in named:
            named[column] = cell
        else:
            rest.append(cell)
    title = named.get("title", "")
    if title and not re.search(r"\]\(|\*\*", title):
        title = f"**{title}**"
    lines = [
        title,
        *(f"{label}{named[column]}" for column, label in _LABELLED.items() if named.get(column)),
        *rest,
    ]
    text = "\n".join(line for line in lines if line)
    _paper(walk, read_point(text), text, block.line)


def _paragraph(walk: _Walk, block: ListBlock) -> None:
    point = read_point(block.text)
    if _ANCHOR.fullmatch(block.text):
        return
    if point.is_paper and any(link.is_paper for link in point.links) and len(block.text) < 800:
        _paper(walk, point, block.text, block.line)
        return
    plain = plain_text(_LINKED.sub(r"\1", block.text))
    if plain and not walk.describe(plain):
        _report(
            walk,
            "import-line",
            f"this text is not read: “{plain[:80]}”",
            block.line,
            "add what matters by hand",
        )


def _paper(walk: _Walk, point: Point, text: str, line: int) -> None:
    if not point.is_paper:
        shown = plain_text(_LINKED.sub(r"\1", text))[:80]
        message = f"this is not understood as a paper: “{shown}”"
        hint = "a paper has a title, and a link to it or authors and year: add it by hand if it is one"
        _report(walk, "import-not-paper", message, line, hint, Severity.WARNING)
        return
    sections = (walk.open[-1][1],) if walk.open else ()
    fields = {name: value for name, value in _fields(point, text) if value}
    walk.references.append(
        Reference(
            type="inproceedings" if point.venue else "misc",
            title=point.title,
            authors=point.authors,
            more_authors=point.more_authors,
            fields=fields,
            sections=sections,
            place=Place(walk.path, line),
        )
    )


def _fields(point: Point, text: str) -> Iterator[tuple[str, str]]:
    yield "year", point.year
    yield "booktitle", point.venue
    arxiv = arxiv_of(point.links) or arxiv_in(text)
    yield "eprint", arxiv
    yield "archiveprefix", "arXiv" if arxiv else ""
    yield "doi", doi_of(text, point.links)
    papers = [link for link in point.links if link.is_paper] or [
        link for link in point.links if not link.is_code and link.address.startswith("http")
    ][:1]
    yield "url", next((link.address for link in papers if not link.host.endswith("doi.org")), "")
    code = next((link for link in point.links if link.is_code), None)
    yield "code", code.address if code else ""
    yield "project", next((link.address for link in point.links if _is_project(link)), "")
    yield "annote", ". ".join(point.rest)


def _is_project(link: Link) -> bool:
    named = re.search(r"project|website|home ?page|\bpage\b|\bsite\b", link.label, re.IGNORECASE)
    return bool(named) and not link.is_paper and not link.is_code
