"""Reading a saved page of a paper listing: plain text in one of three layouts.

All begin with a few lines of page furniture that end in `Subscribe`. Then come titles and abstracts:

- *spaced*: title, blank line, abstract, blank line;
- *compact*: one line each, no blank lines, the first title glued to `Subscribe`;
- *dated*: as spaced, and after most abstracts the number of authors (or an organisation, twice), a line with
  a middle dot, and the date with an optional number of comments.

The layout is told by these marks, never by the file's name, and a record whose parts do not look like a title
and an abstract becomes a problem instead of a paper.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ..errors import Place, Problem, Severity
from ..model import ListedPaper
from .addresses import find_addresses
from .dates import page_date
from .markup import restore_markup

# Titles in listings stay under 200 characters, abstracts above 300; a text in between could be either.
_LONGEST_TITLE = 300
_SHORTEST_ABSTRACT = 120

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_FURNITURE = re.compile(
    r"new|Get trending papers in your email inbox(?: once a day)?!|Daily Papers|"
    rf"byAK and the research community|(?:{_MONTHS}) \d{{1,2}}"
)
_SUBSCRIBE = "Subscribe"
_DOT = "·"
_AUTHORS = re.compile(r"• (\d{1,5}) authors?")
_ENDED = re.compile(r"[.!?…][\"'”’)\]}*]{0,3}$")

_NO_LISTING = "save the page as plain text, from its heading (“Get trending papers…”, “Subscribe”) to its end"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its text, its number, and whether a blank one stands before it."""

    text: str
    number: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Record:
    title: _Line
    abstract: _Line
    who: _Line | None = None
    when: _Line | None = None


def read_listing(
    text: str, path: str, listed_on: date | None = None
) -> tuple[tuple[ListedPaper, ...], tuple[Problem, ...]]:
    """Return the papers of a listing in its order, and what could not be read.

    `listed_on` is the day the page was saved: the listing leaves out the year of dates in its own year.
    Without it such dates become EDTF (`XXXX-11-19`, ISO 8601-2:2019, 8.2.3) and one problem says so.
    """
    lines = _lines(text)
    body = _without_furniture(lines)
    if not body:
        return (), (_no_papers(path, lines),)
    odd = _odd_layout(body, path)
    if odd:
        return (), (odd,)
    records, problems = _records(body, path)
    if records and _is_cut(records[-1], body, text):
        last = records.pop()
        problems.append(_cut(last, path))
    papers = [_paper(record, path, listed_on, problems) for record in records]
    return tuple(papers), (*problems, *_yearless(papers, listed_on))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = False
    for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        if raw.strip():
            lines.append(_Line(raw.strip(), number, blank))
        blank = not raw.strip()
    return lines


def _without_furniture(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines after the page's heading; none when there is no such heading."""
    seen = [line.text.startswith(_SUBSCRIBE) for line in lines[:10]]
    if True not in seen:
        return []
    at = seen.index(True)
    if not all(_FURNITURE.fullmatch(line.text) for line in lines[:at]):
        return []
    glued = lines[at].text.removeprefix(_SUBSCRIBE).strip()
    if glued:
        return [replace(lines[at], text=glued), *lines[at + 1 :]]
    start = at + 1
    while start < len(lines) and _FURNITURE.fullmatch(lines[start].text):
        start += 1
    return list(lines[start:])


def _no_papers(path: str, lines: Sequence[_Line]) -> Problem:
    if not lines:
        return Problem("listing-empty", "the listing is empty", Place(path, 1), _NO_LISTING)
    known = any(_FURNITURE.fullmatch(line.text) for line in lines[:3])
    if known:
        return Problem(
            "listing-cut",
            "the listing ends before its first paper",
            Place(path, lines[-1].number),
            _NO_LISTING,
        )
    place = Place(path, lines[0].number)
    return Problem("listing-unknown", "this is not a paper listing of a known layout", place, _NO_LISTING)


def _odd_layout(body: Sequence[_Line], path: str) -> Problem | None:
    """Return a problem when titles and abstracts are neither all apart nor all together."""
    text = [line for last, line in pairwise(body) if _DOT not in (last.text, line.text)]
    mixed = next((line for line in text if line.spaced != text[0].spaced), None)
    if mixed is None:
        return None
    message = "blank lines separate some of the listing's lines and not others"
    return Problem("listing-unknown", message, Place(path, mixed.number), _NO_LISTING)


def _records(body: Sequence[_Line], path: str) -> tuple[list[_Record], list[Problem]]:
    records: list[_Record] = []
    problems: list[Problem] = []
    for run, who, when in _runs(body):
        found, odd = _pairs(run, path)
        if found and who and found[-1].abstract is run[-1]:
            found[-1] = replace(found[-1], who=who, when=when)
        records += found
        problems += odd
    return records, problems


def _runs(body: Sequence[_Line]) -> Iterator[tuple[list[_Line], _Line | None, _Line | None]]:
    """Yield stretches of titles and abstracts, each with the two metadata lines that end it."""
    run: list[_Line] = []
    position = 0
    while position < len(body):
        line = body[position]
        after = body[position + 1] if position + 1 < len(body) else None
        if (after and after.text == _DOT) or _AUTHORS.fullmatch(line.text):
            when = body[position + 2] if after and position + 2 < len(body) else None
            yield run, line, when
            run = []
            position += 3
        else:
            run.append(line)
            position += 1
    if run:
        yield run, None, None


def _pairs(run: Sequence[_Line], path: str) -> tuple[list[_Record], list[Problem]]:
    """Return the run's titles with their abstracts; a line out of step is a problem and is passed over."""
    records: list[_Record] = []
    problems: list[Problem] = []
    position = 0
    while position < len(run):
        title = run[position]
        abstract = run[position + 1] if position + 1 < len(run) else None
        if len(title.text) > _LONGEST_TITLE:
            problems.append(_out_of_step(title, path, "an abstract stands here without a title"))
            position += 1
        elif abstract is None or len(abstract.text) < max(_SHORTEST_ABSTRACT, len(title.text)):
            problems.append(_out_of_step(title, path, f"“{title.text}” has no abstract"))
            position += 1
        else:
            records.append(_Record(title, abstract))
            position += 2
    return records, problems


def _out_of_step(line: _Line, path: str, message: str) -> Problem:
    hint = "the listing is cut or damaged here: compare it with the page and add the paper by hand"
    return Problem("listing-incomplete", message[:200], Place(path, line.number), hint)


def _is_cut(last: _Record, body: Sequence[_Line], text: str) -> bool:
    """Tell whether the file stops inside its last abstract: no full stop, no newline, nothing after it."""
    return last.abstract is body[-1] and not text.endswith("\n") and not _ENDED.search(last.abstract.text)


def _cut(last: _Record, path: str) -> Problem:
    message = f"the file ends inside the abstract of “{last.title.text}”, which is left out"
    hint = "save the page again; if the abstract is complete, end the file with a newline"
    return Problem("listing-cut", message, Place(path, last.abstract.number), hint)


def _paper(record: _Record, path: str, listed_on: date | None, problems: list[Problem]) -> ListedPaper:
    addresses = find_addresses(record.abstract.text)
    count, organisation = _who(record.who)
    submitted = _when(record, path, listed_on, problems)
    if record.who and count is None and not organisation:
        message = f"“{record.who.text[:60]}” is neither a number of authors nor an organisation"
        problems.append(_unread(record.who, path, message))
    return ListedPaper(
        title=restore_markup(record.title.text),
        abstract=restore_markup(record.abstract.text),
        links=addresses.links,
        code=addresses.code,
        project=addresses.project,
        author_count=count,
        organisation=organisation,
        submitted=submitted,
        place=Place(path, record.title.number),
    )


def _who(line: _Line | None) -> tuple[int | None, str]:
    """Return the number of authors, or the organisation that the page writes twice."""
    if line is None:
        return None, ""
    match = _AUTHORS.fullmatch(line.text)
    if match:
        return int(match[1]), ""
    half = len(line.text) // 2
    twice = line.text[:half] == line.text[half + 1 :] and line.text[half : half + 1] == " "
    return None, line.text[:half] if twice else ""


def _when(record: _Record, path: str, listed_on: date | None, problems: list[Problem]) -> str:
    if record.who is None:
        return ""
    if record.when is None:
        problems.append(_unread(record.who, path, "the listing ends before this paper's date", "listing-cut"))
        return ""
    found = page_date(record.when.text, listed_on)
    if found is None:
        problems.append(_unread(record.when, path, f"“{record.when.text[:60]}” is not a date"))
    return found or ""


def _unread(line: _Line, path: str, message: str, code: str = "listing-metadata") -> Problem:
    hint = "the paper is kept without it; add what is missing by hand"
    return Problem(code, message, Place(path, line.number), hint, severity=Severity.WARNING)


def _yearless(papers: Sequence[ListedPaper], listed_on: date | None) -> tuple[Problem, ...]:
    without = [paper for paper in papers if paper.submitted.startswith("XXXX")]
    if not without:
        return ()
    count = f"{len(without)} date{'s' if len(without) > 1 else ''} without a year"
    hint = "say when the page was saved: --listed-on YYYY-MM-DD"
    if listed_on:
        count += f" later than {listed_on.isoformat()}"
        hint = "a page leaves out the year of its own year: check --listed-on"
    return (Problem("listing-yearless", count, without[0].place, hint, severity=Severity.WARNING),)
