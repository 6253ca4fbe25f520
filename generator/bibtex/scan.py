r"""A .bib file as blocks whose raw texts, joined, are the file.

The rules are BibTeX's own (btxdoc, and the comments of bibtex.web): a block is `@type{…}` or `@type(…)`,
white space may stand on both sides of the type, braces count whether or not a backslash stands before them,
a quotation mark counts only outside braces, and text between blocks is ignored. In three points
this scanner is kinder and says so: a `%` comment inside an entry is a comment (btparse and biber agree), `\{`
and `\}` do not count where counting them would leave the entry open, and an entry that never closes ends
where the next one begins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..errors import Place, Problem, Severity
from ..model import Block, BlockKind

OPENER = re.compile(r"@\s*+(\w[\w-]*)\s*([{(])")
_MARK = re.compile(r'[{}")%@]|\\["\\]')
_ESCAPED_MARK = re.compile(r'[{}")%@]|\\[{}"\\]')
# What follows a block when a brace too many has closed it: the rest of its fields, or a stray brace.
_REST = re.compile(r"\s*[,}]")
_REST_FIELD = re.compile(r"\s*[,}][\s,}]*\w[\w-]*\s*=")
_BRACE = re.compile(r"[{}]")
_NEWLINE = re.compile("\n")
_KINDS = {"string": BlockKind.STRING, "preamble": BlockKind.PREAMBLE, "comment": BlockKind.COMMENT}


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the inside of a block: whether it has `%` comments, and ignores escaped braces."""

    comments: bool = True
    escapes: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands inside a block: where it ends, its `%` comments, and characters that are not structure."""

    end: int
    comments: tuple[tuple[int, int], ...] = ()
    literal: tuple[int, ...] = ()


# Comments first, because a brace in a comment is more common than a comment that hides the closing brace.
READINGS = (Reading(), Reading(comments=False), Reading(escapes=True))


def count_at_types(text: str) -> int:
    """Return how often `@type{` (or `@type(` where a block can begin) stands in the text, wherever that is.

    `scan` accounts for each of them: as a block, or with a problem `nested-entry` or `commented-out-entry`.
    """
    return sum(1 for _ in openers(text, 0, len(text)))


def openers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the openers in a stretch of text; `(` opens a block only at a line's start or after a block.

    White space after the `@` makes an opener only at a line's start, because an address may hold it as well.
    """
    for match in OPENER.finditer(text, start, end):
        if _is_spaced(match):
            if _before(text, match.start()) == "\n":
                yield match
        elif match[2] == "{" or _before(text, match.start()) in "\n})":
            yield match


def _is_spaced(match: re.Match[str]) -> bool:
    """Tell whether white space stands between an opener's `@` and its type."""
    return match.start(1) > match.start() + 1


def line_start(text: str, position: int) -> int:
    """Return where the line of this position starts."""
    return text.rfind("\n", 0, position) + 1


def _before(text: str, position: int) -> str:
    r"""Return the last character before the blanks that precede a position; `\n` at the start of a line."""
    position -= 1
    while position >= 0 and text[position] in " \t\r":
        position -= 1
    return text[position] if position >= 0 else "\n"


def scan(text: str, path: str) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    r"""Return the blocks of a text with `\n` newlines, and what is wrong with them.

    Entry blocks carry no entry yet: `reading` adds it.
    """
    return _Scan(text, path).run()


class _Scan:
    """One pass over a text; holds what has been found so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.line = 1
        self.done = 0
        self.seen = 0
        self.commented = False

    def run(self) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
        for match in openers(self.text, 0, len(self.text)):
            start = match.start()
            if start < self.done:
                self._report_inner(match, "nested-entry")
            elif self._is_commented(start):
                self._report_inner(match, "commented-out-entry")
            else:
                self._add(BlockKind.TEXT, start)
                self._add_block(match)
        self._add(BlockKind.TEXT, len(self.text))
        return tuple(self.blocks), tuple(self.problems)

    def _add(self, kind: BlockKind, end: int) -> None:
        raw = self.text[self.done : end]
        if raw:
            self.blocks.append(Block(kind, raw, self.line))
            self.line += raw.count("\n")
            self.done = end

    def _add_block(self, match: re.Match[str]) -> None:
        kind = _KINDS.get(match[1].lower(), BlockKind.ENTRY)
        found = self._close(match, kind)
        if isinstance(found, int):
            self._report_open(match)
            self._add(BlockKind.BROKEN, found)
        else:
            self._add(kind, found.end)

    def _close(self, match: re.Match[str], kind: BlockKind) -> Inside | int:
        """Return the inside of a block, or where the next one begins when it never closes."""
        if kind is BlockKind.COMMENT and match[2] == "{":
            end = self._partner.get(match.end() - 1)
            return Inside(end + 1) if end is not None else self._resume(match.end())
        inside = close(self.text, match)
        if inside is None:
            return self._resume(match.end())
        if _REST_FIELD.match(self.text, inside.end):
            self._report_early_end(match, inside.end)
        return inside

    def _resume(self, position: int) -> int:
        """Return where reading goes on after a broken block, leaving it no comment lines of its successor."""
        end = next_line_opener(self.text, position)
        while True:
            previous = line_start(self.text, end - 1) if end > position else end
            line = self.text[previous:end].strip()
            if previous <= position or (line and not line.startswith("%")):
                return end
            end = previous

    @cached_property
    def _partner(self) -> dict[int, int]:
        """The closing brace of every opening brace, found in one pass so that no comment can make it slow."""
        partner: dict[int, int] = {}
        pending: list[int] = []
        for match in _BRACE.finditer(self.text):
            if match[0] == "{":
                pending.append(match.start())
            elif pending:
                partner[pending.pop()] = match.start()
        return partner

    def _is_commented(self, position: int) -> bool:
        """Tell whether a `%` stands on the line before this position; called with rising positions."""
        if self.done > self.seen:
            self.seen, self.commented = self.done, False
        newline = self.text.rfind("\n", self.seen, position)
        if newline >= 0:
            self.seen, self.commented = newline, False
        self.commented = self.commented or self.text.find("%", self.seen, position) >= 0
        self.seen = position
        return self.commented

    @cached_property
    def _newlines(self) -> list[int]:
        """Where lines end, found in one pass: a file may hold as many problems as characters."""
        return [match.start() for match in _NEWLINE.finditer(self.text)]

    def _place(self, position: int) -> Place:
        before = bisect_left(self._newlines, position)
        start = self._newlines[before - 1] + 1 if before else 0
        return Place(self.path, before + 1, position - start + 1)

    def _report_open(self, match: re.Match[str]) -> None:
        self.problems.append(
            Problem(
                "unclosed-entry",
                f"`{_first_line(self.text, match.start())}` is never closed; it is kept but not read",
                self._place(match.start()),
                "add the missing brace or quotation mark; count `{` and `}` in its fields",
            )
        )

    def _report_early_end(self, match: re.Match[str], end: int) -> None:
        self.problems.append(
            Problem(
                "text-after-entry",
                f"`{_first_line(self.text, match.start())}` ends before its last fields, which are not read",
                self._place(end),
                "a brace too many closes the entry early: delete it",
            )
        )

    def _report_inner(self, match: re.Match[str], code: str) -> None:
        where, hint = _INNER[code]
        place = self._place(match.start())
        message = f"`{_first_line(self.text, match.start())}` {where}, so it is not read as an entry"
        self.problems.append(Problem(code, message, place, hint, severity=Severity.INFO))


_INNER = {
    "nested-entry": ("stands inside another block", "move it out if it is meant to be an entry of its own"),
    "commented-out-entry": (
        "stands behind a `%`",
        "BibTeX itself knows no `%` comments: delete what is not wanted",
    ),
}


def _first_line(text: str, position: int) -> str:
    after = text[position + 1 : position + 60].lstrip()
    line = f"@{after}".partition("\n")[0].strip()
    return line.rstrip(",")


def next_line_opener(text: str, position: int) -> int:
    """Return where the next block begins at the start of a line, else the text's end."""
    for match in openers(text, position, len(text)):
        if _before(text, match.start()) == "\n":
            return match.start()
    return len(text)


def close(text: str, match: re.Match[str]) -> Inside | None:
    """Return the inside of the block that this opener begins, by the first reading that closes it well.

    None means that no reading closes it before the next block.
    """
    inside = next(filter(None, (look_inside(text, match, reading) for reading in READINGS)), None)
    if inside is None or not _REST.match(text, inside.end):
        return inside
    # A lone `\\}` closes the entry too early for BibTeX; the author hardly meant that.
    kinder = look_inside(text, match, READINGS[-1])
    return kinder if kinder and kinder.end > inside.end and not _REST.match(text, kinder.end) else inside


def look_inside(text: str, match: re.Match[str], reading: Reading) -> Inside | None:
    """Return the inside of the block that this opener begins, or None if the next one begins first."""
    return _Inside(text, match, reading).run()


class _Inside:
    """The walk from a block's opening delimiter to its closing one, mark by mark."""

    def __init__(self, text: str, match: re.Match[str], reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.start = match.end()
        self.closing = "}" if match[2] == "{" else ")"
        self.comments: list[tuple[int, int]] = []
        self.literal: list[int] = []

    def run(self) -> Inside | None:
        pattern = _ESCAPED_MARK if self.reading.escapes else _MARK
        resume, depth, quoted = self.start, 0, False
        for mark in pattern.finditer(self.text, self.start):
            position, char = mark.start(), mark[0]
            if position < resume:
                continue
            if char == "{":
                depth += 1
                self._keep(position)
            elif char == self.closing and depth == 0 and not (quoted and char == ")"):
                return Inside(position + 1, tuple(self.comments), tuple(self.literal))
            elif char == "}":
                depth = max(depth - 1, 0)
                self._keep(position)
            elif char == '"':
                quoted = self._quote(position, depth, quoted)
            elif char == "%" and depth == 0 and not quoted:
                resume = self._comment(position)
            elif char == "@" and self._begins_block(position):
                return None
            elif char in ("@", "\\\\"):
                self.literal.extend(range(position, mark.end()))
        return None

    def _keep(self, brace: int) -> None:
        """Note a backslash before a brace that counts, because the parser would not count that brace."""
        if not self.reading.escapes and self.text[brace - 1] == "\\":
            self.literal.append(brace - 1)

    def _quote(self, position: int, depth: int, quoted: bool) -> bool:
        if depth:
            self.literal.append(position)
            return quoted
        return not quoted

    def _comment(self, position: int) -> int:
        """Note a `%` comment and return its end; a `%` within a word, as in a citekey, is no comment."""
        if not self.reading.comments or self.text[position - 1] not in ' \t\n,{}"(':
            return position + 1
        end = self.text.find("\n", position)
        end = len(self.text) if end < 0 else end
        self.comments.append((position, end))
        return end

    def _begins_block(self, position: int) -> bool:
        match = OPENER.match(self.text, position)
        # A line of an abstract may begin with `@ ICML (oral)`.
        if match is None or (_is_spaced(match) and match[2] == "("):
            return False
        return _before(self.text, position) == "\n"
