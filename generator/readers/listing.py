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

# Titles in listings stay under 200 characters, abstracts above 350: shorter than this could be a title,
# longer an abstract, and nothing both.
_SHORTEST_ABSTRACT = 250

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
    # The word may stand there twice: alone, and glued to the first title.
    while at < len(lines) and (lines[at].text == _SUBSCRIBE or _FURNITURE.fullmatch(lines[at].text)):
        at += 1
    return [_unglued(line) if number == 0 else line for number, line in enumerate(lines[at:])]


def _unglued(line: _Line) -> _Line:
    glued = line.text.removeprefix(_SUBSCRIBE)
    return line if glued[:1].isspace() else replace(line, text=glued)


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
        elif who:
            odd.append(_out_of_step(who, path, "this line and what follows it belong to no paper"))
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
        dotted = after is not None and after.text == _DOT
        if dotted or _AUTHORS.fullmatch(line.text):
            yield run, line, body[position + 2] if dotted and position + 2 < len(body) else None
            run = []
            # Without its dot the line stands alone: what follows may be the next paper.
            position += 3 if dotted else 1
        else:
            run.append(line)
            position += 1
    if run:
        yield run, None, None


def _pairs(run: Sequence[_Line], path: str) -> tuple[list[_Record], list[Problem]]:
    """Return the run's titles with their abstracts; lines out of step are problems and are passed over.

    One short line and one long line are a paper. Of several short lines none is taken for the title:
    a strange line, a title in two parts and a lost abstract look the same, and no paper is better than
    a wrong one.
    """
    records: list[_Record] = []
    problems: list[Problem] = []
    titles: list[_Line] = []
    for line in run:
        if len(line.text) < _SHORTEST_ABSTRACT:
            titles.append(line)
            continue
        if len(titles) == 1:
            records.append(_Record(titles[0], line))
        else:
            problems.append(_untitled(titles, line, path))
        titles = []
    if titles:
        problems.append(_without_abstract(titles, path))
    return records, problems


def _untitled(titles: Sequence[_Line], abstract: _Line, path: str) -> Problem:
    if not titles:
        return _out_of_step(abstract, path, "an abstract stands here without a title")
    message = f"{_numbers(titles)} could each be the title of the abstract on line {abstract.number}"
    return _out_of_step(titles[0], path, f"{message}, or lack their own; none is taken")


def _without_abstract(titles: Sequence[_Line], path: str) -> Problem:
    if len(titles) == 1:
        return _out_of_step(titles[0], path, f"“{titles[0].text[:160]}” has no abstract")
    return _out_of_step(titles[0], path, f"{_numbers(titles)} have no abstract")


def _numbers(lines: Sequence[_Line]) -> str:
    if len(lines) > 2:
        return f"the {len(lines)} short lines from {lines[0].number} to {lines[-1].number}"
    return f"lines {lines[0].number} and {lines[-1].number}"


def _out_of_step(line: _Line, path: str, message: str) -> Problem:
    hint = "the listing is cut or damaged here: compare it with the page and add the paper by hand"
    return Problem("listing-incomplete", message, Place(path, line.number), hint)


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
        problems.append(_unread(record.who, path, "this paper's date is missing", "listing-cut"))
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
