"""The lines of an awesome list as blocks: headings, points, rows of tables, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r" {0,3}(#{1,6})\s++(.+)$")
_POINT = re.compile(r"(\s*)(?:[-*+]|\d{1,4}[.)])\s+(.*)$")
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*$")
_ROW = re.compile(r"\s*\|(.*)\|\s*$")
_RULER = re.compile(r"[\s|:-]+")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAB = 4


class BlockKind(StrEnum):
    """What a block of lines is."""

    HEADING = "heading"
    POINT = "point"
    ROW = "row"
    PARAGRAPH = "paragraph"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A block: its text, the line it begins on, and its level: of a heading, or how far a point is indented.

    A row has its `cells`, and in `head` the names of the table's columns.
    """

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    head: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


def blocks(text: str) -> Iterator[ListBlock]:
    """Yield the blocks of a Markdown text in order; comments are left out, lines keep their numbers."""
    lines = _without_comments(text).split("\n")
    at = 0
    while at < len(lines):
        found, after = _block(lines, at)
        yield from found
        at = after


def _without_comments(text: str) -> str:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " " * _TAB)
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), plain)


def _block(lines: Sequence[str], at: int) -> tuple[list[ListBlock], int]:
    """Return the blocks that begin on this line, and the line after them."""
    line = lines[at]
    fence, heading, point = _FENCE.match(line), _HEADING.match(line), _POINT.match(line)
    if not line.strip() or _RULE.match(line):
        return [], at + 1
    if fence:
        end = next(
            (n for n in range(at + 1, len(lines)) if lines[n].strip().startswith(fence[1])), len(lines)
        )
        return [ListBlock(BlockKind.CODE, "\n".join(lines[at : end + 1]), at + 1)], end + 1
    if heading:
        # Marks may close a heading as they open it.
        title = heading[2].rstrip().rstrip("#").rstrip()
        return [ListBlock(BlockKind.HEADING, title, at + 1, len(heading[1]))], at + 1
    if point:
        end = _end_of_text(lines, at + 1)
        written = "\n".join([point[2], *(each.strip() for each in lines[at + 1 : end])])
        return [ListBlock(BlockKind.POINT, written, at + 1, len(point[1]))], end
    if _ROW.match(line) and at + 1 < len(lines) and "-" in lines[at + 1] and _RULER.fullmatch(lines[at + 1]):
        return _table(lines, at)
    if at + 1 < len(lines) and re.fullmatch(r" {0,3}(=+|-+)\s*", lines[at + 1]):
        level = 1 if "=" in lines[at + 1] else 2
        return [ListBlock(BlockKind.HEADING, line.strip(), at + 1, level)], at + 2
    end = _end_of_text(lines, at + 1)
    return [ListBlock(BlockKind.PARAGRAPH, "\n".join(each.strip() for each in lines[at:end]), at + 1)], end


def _end_of_text(lines: Sequence[str], at: int) -> int:
    """Return where a paragraph ends: at a blank line, or where another block begins."""
    begins = (_HEADING, _POINT, _FENCE, _RULE)
    while at < len(lines) and lines[at].strip() and not any(mark.match(lines[at]) for mark in begins):
        at += 1
    return at


def _table(lines: Sequence[str], at: int) -> tuple[list[ListBlock], int]:
    head = tuple(cell.lower() for cell in _cells(lines[at]))
    rows: list[ListBlock] = []
    end = at + 2
    while end < len(lines) and _ROW.match(lines[end]):
        rows.append(ListBlock(BlockKind.ROW, lines[end].strip(), end + 1, 0, head, _cells(lines[end])))
        end += 1
    return rows, end


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", inner))
