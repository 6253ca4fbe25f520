"""A comparison as text for a terminal, as Markdown for GitHub, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..errors import Problem
from ..model import Paper
from ..text import escape
from .values import Change, Changes, Edited, Merged, Moved, Prose, Renamed

# A summary on GitHub holds a megabyte, and nobody reads more.
MOST_ROWS = 200
LONGEST_VALUE = 120


class Quoted(str):
    """Text from the sources, as opposed to the report's own words."""


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a report: what it is about, what happened, and details below it."""

    subject: str
    words: Words = ()
    details: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its rows."""

    heading: str
    rows: tuple[Row, ...]


def report_text(changes: Changes) -> str:
    """Return the comparison as plain text without control characters."""
    lines = [escape.clean(headline(changes))]
    for section in sections(changes):
        lines += ["", f"{section.heading}: {len(section.rows):,}"]
        for row in section.rows:
            lines.append(f"  {escape.clean(row.subject)}{_after_colon(row.words, escape.clean)}")
            lines += [f"      {_joined(detail, escape.clean)}" for detail in row.details]
    return "\n".join(lines) + "\n"


def report_markdown(changes: Changes) -> str:
    """Return the comparison as GitHub's Markdown; what it quotes is code, and so notifies nobody."""
    lines = [f"**{escape.markdown(headline(changes))}**"]
    for section in sections(changes):
        lines += ["", f"### {section.heading} ({len(section.rows):,})", ""]
        for row in section.rows[:MOST_ROWS]:
            lines.append(f"- {escape.code(row.subject)}{_after_colon(row.words, escape.code)}")
            lines += [f"  - {_joined(detail, escape.code)}" for detail in row.details]
        more = len(section.rows) - MOST_ROWS
        lines += [f"- and {more:,} more"] if more > 0 else []
    return "\n".join(lines) + "\n"


def _after_colon(words: Words, quote: Callable[[str], str]) -> str:
    return f": {_joined(words, quote)}" if words else ""


def _joined(words: Words, quote: Callable[[str], str]) -> str:
    return " ".join(quote(_short(word)) if isinstance(word, Quoted) else word for word in words)


def headline(changes: Changes) -> str:
    """Return the comparison in a sentence: `617 papers, 2 more than at main (43744f9)`."""
    count, difference = changes.papers_after, changes.papers_after - changes.papers_before
    papers = f"{count:,} paper{'' if count == 1 else 's'}"
    if not any(section.rows for section in sections(changes)):
        return f"{papers}; nothing in the review has changed since {changes.revision}"
    if not difference:
        return f"{papers}, as many as at {changes.revision}"
    return f"{papers}, {abs(difference):,} {'more' if difference > 0 else 'fewer'} than at {changes.revision}"


def sections(changes: Changes) -> Iterator[Section]:
    """Yield what changed, section by section; empty ones are left out."""
    for heading, rows in _sections(changes):
        found = tuple(rows)
        if found:
            yield Section(heading, found)


def _sections(changes: Changes) -> Iterator[tuple[str, Iterator[Row]]]:
    papers, categories, notes = changes.papers, changes.categories, changes.notes
    yield "Papers added", (_paper(paper) for paper in papers.added)
    yield "Papers removed", (_paper(paper) for paper in papers.removed)
    yield "Citekeys changed", map(_renamed, papers.renamed)
    yield "Papers merged", map(_merged, papers.merged)
    yield "Papers moved", map(_moved, papers.moved)
    yield "Entries edited", map(_edited, papers.edited)
    yield "Categories added", (Row(one.slug, (Quoted(one.title),)) for one in categories.added)
    yield "Categories removed", (Row(one.slug, (Quoted(one.title),)) for one in categories.removed)
    yield "Categories renamed", (Row(old, ("now", Quoted(new))) for old, new in categories.renamed)
    yield "Categories edited", map(_edited, categories.edited)
    yield "Notes added", map(Row, notes.added)
    yield "Notes removed", map(Row, notes.removed)
    yield "Notes edited", map(_edited, notes.edited)
    yield "Introduction edited", (Row(text.name, _prose(text)) for text in changes.introduction)
    yield "Settings changed", (Row(change.name, _values(change)) for change in changes.settings.changes)
    yield "New problems", map(_problem, changes.problems.gained)
    yield "Problems mended", map(_problem, changes.problems.lost)


def _paper(paper: Paper) -> Row:
    year = (f"({paper.year})",) if paper.year else ()
    groups = ("in", Quoted(", ".join(paper.groups))) if paper.groups else ()
    return Row(paper.key, (Quoted(paper.title or "without a title"), *year, *groups))


def _renamed(renamed: Renamed) -> Row:
    return Row(renamed.before.key, ("is now", Quoted(renamed.after.key), _fate(renamed.kept)))


def _merged(merged: Merged) -> Row:
    return Row(merged.before.key, ("is now part of", Quoted(merged.into.key), _fate(merged.kept)))


def _fate(kept: bool) -> str:
    return "and stands in its ids" if kept else "and does not stand in its ids: it is lost"


def _moved(moved: Moved) -> Row:
    before, after = (Quoted(", ".join(groups) or "no category") for groups in (moved.before, moved.after))
    return Row(moved.paper.key, (before, "→", after))


def _edited(edited: Edited) -> Row:
    fields = [(Quoted(change.name), *_values(change)) for change in edited.changes]
    texts = [(Quoted(text.name), *_prose(text)) for text in edited.prose]
    return Row(edited.name, details=(*fields, *texts))


def _values(change: Change) -> Words:
    if not change.before:
        return "added:", Quoted(change.after)
    if not change.after:
        return "removed:", Quoted(change.before)
    return Quoted(change.before), "→", Quoted(change.after)


def _prose(text: Prose) -> Words:
    if not text.added and not text.removed:
        return ("the same words in another order or with other marks",)
    return (f"{text.added:,} word{'' if text.added == 1 else 's'} added, {text.removed:,} removed",)


def _problem(problem: Problem) -> Row:
    return Row(str(problem.place), (f"{problem.severity},", Quoted(problem.message), f"({problem.code})"))


def _short(text: str) -> str:
    line = escape.clean(text)
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"


def report_json(changes: Changes) -> str:
    """Return the comparison as a JSON document; docs/commands.md says what it holds."""
    return escape.json_text(_document(changes), indent=2) + "\n"


def _document(changes: Changes) -> dict[str, object]:
    papers, categories, notes = changes.papers, changes.categories, changes.notes
    return {
        "revision": changes.revision,
        "papers_before": changes.papers_before,
        "papers_after": changes.papers_after,
        "papers": {
            "added": [paper.key for paper in papers.added],
            "removed": [paper.key for paper in papers.removed],
            "renamed": [{"from": r.before.key, "to": r.after.key, "kept": r.kept} for r in papers.renamed],
            "merged": [{"from": m.before.key, "to": m.into.key, "kept": m.kept} for m in papers.merged],
            "moved": [{"key": m.paper.key, "from": m.before, "to": m.after} for m in papers.moved],
            "edited": _edits(papers.edited, "key"),
        },
        "categories": {
            "added": [category.slug for category in categories.added],
            "removed": [category.slug for category in categories.removed],
            "renamed": [{"from": old, "to": new} for old, new in categories.renamed],
            "edited": _edits(categories.edited, "slug"),
        },
        "notes": {"added": notes.added, "removed": notes.removed, "edited": _edits(notes.edited, "key")},
        "introduction": [{"added": text.added, "removed": text.removed} for text in changes.introduction],
        "settings": [_change(change) for change in changes.settings.changes],
        "problems": {
            "gained": [_problem_json(problem) for problem in changes.problems.gained],
            "lost": [_problem_json(problem) for problem in changes.problems.lost],
            "unchanged": changes.problems.unchanged,
        },
    }


def _edits(edits: tuple[Edited, ...], name: str) -> list[dict[str, object]]:
    return [
        {
            name: edited.name,
            "fields": [_change(change) for change in edited.changes],
            "texts": [{"name": t.name, "added": t.added, "removed": t.removed} for t in edited.prose],
        }
        for edited in edits
    ]


def _change(change: Change) -> dict[str, str]:
    return {"name": change.name, "from": change.before, "to": change.after}


def _problem_json(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": place.file,
        "line": place.line,
        "citekey": problem.citekey,
        "message": problem.message,
    }


REPORTS: dict[str, Callable[[Changes], str]] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": report_json,
}
