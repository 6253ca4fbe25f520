"""Files of tagged lines, RIS and MEDLINE: records of tags and values, each with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import Place, Problem, Severity
from .reference import Collected, Reference, untitled

_NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with its tag and the line of the file on which it begins."""

    tag: str
    value: str
    line: int


@dataclass
class TagRecord:
    """A record: its values in order; `asked` remembers which tags somebody wanted to know."""

    values: list[Tagged]
    line: int
    asked: set[str] = field(default_factory=set)

    def all(self, *tags: str) -> list[str]:
        """Return the values of these tags, in the order of the tags, then of the file."""
        self.asked.update(tags)
        return [each.value for tag in tags for each in self.values if each.tag == tag and each.value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of these tags that has one, or nothing."""
        return next(iter(self.all(*tags)), "")

    def unasked(self) -> list[Tagged]:
        """Return the values that nobody asked for."""
        return [each for each in self.values if each.value and each.tag not in self.asked]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format writes a tag at the start of a line, and which tags begin and end a record."""

    name: str
    tag: re.Pattern[str]
    begins: str
    ends: str = ""


def read_tagged(
    text: str,
    path: str,
    layout: Layout,
    reference: Callable[[TagRecord, str], Reference],
    left: frozenset[str],
) -> Collected:
    """Return the references of a file in its order, and what could not be read.

    `reference` makes one of a record and the path; the tags in `left` are left out knowingly.
    """
    records, problems = read_records(text, layout, path)
    references = []
    for record in records:
        found = reference(record, path)
        if found.title:
            references.append(found)
        else:
            problems.append(untitled(path, record.line))
    if not records and not problems:
        problems.append(
            Problem("import-empty", "there is no record in this file", Place(path, 1), "export it again")
        )
    return Collected(tuple(references), (), (*problems, *not_taken(records, left, path)))


def read_records(text: str, layout: Layout, path: str) -> tuple[list[TagRecord], list[Problem]]:
    """Return the file's records, and a problem for each line that belongs to none.

    A line without a tag goes on with the value above it. A record ends where the next one begins, too.
    """
    records: list[TagRecord] = []
    problems: list[Problem] = []
    current: TagRecord | None = None
    for number, line in _lines(text):
        match = layout.tag.match(line)
        if match is None:
            _continue(current, line, number, path, layout, problems)
            continue
        tag, value = match[1].upper(), match[2].strip()
        if tag == layout.begins:
            current = TagRecord([], number)
            records.append(current)
        if current is None:
            problems.append(_outside(line, number, path, layout))
        elif tag == layout.ends:
            current = None
        else:
            current.values.append(Tagged(tag, value, number))
    return records, problems


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_NEWLINE.split(text.removeprefix("\ufeff")), start=1):
        if line.strip():
            yield number, line


def _continue(
    current: TagRecord | None, line: str, number: int, path: str, layout: Layout, problems: list[Problem]
) -> None:
    if current is None or not current.values:
        problems.append(_outside(line, number, path, layout))
        return
    last = current.values[-1]
    current.values[-1] = Tagged(last.tag, f"{last.value} {line.strip()}".strip(), last.line)


def _outside(line: str, number: int, path: str, layout: Layout) -> Problem:
    message = f"this line belongs to no record: “{line.strip()[:60]}”"
    hint = f"a record of {layout.name} begins with a line “{layout.begins}”"
    return Problem("import-line", message, Place(path, number), hint, severity=Severity.WARNING)


def not_taken(records: Sequence[TagRecord], left: frozenset[str], path: str) -> Iterator[Problem]:
    """Yield a problem for each tag whose values nobody asked for, but for those `left` knowingly."""
    found: dict[str, list[Tagged]] = {}
    for record in records:
        for each in record.unasked():
            if each.tag not in left:
                found.setdefault(each.tag, []).append(each)
    for tag, values in found.items():
        count = f", and {len(values) - 1:,} more" if len(values) > 1 else ""
        message = f"“{tag}” is not read: “{values[0].value[:60]}”{count}"
        hint = "add what matters by hand"
        yield Problem("import-field", message, Place(path, values[0].line), hint, severity=Severity.INFO)
