"""What a pull request's run hands to the workflow that comments on it: numbers, and nothing else.

The run may be a stranger's, whose code wrote the file. So it is read as an attack: what is not one of the
expected numbers is refused, and no text of it reaches the comment.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass

from ..text.escape import json_text
from .values import Changes

LARGEST_FILE = 2_000
MOST = 10_000_000


class PreviewError(ValueError):
    """A file that is no preview; the text says why."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The pull request's number, and how much its change does to the review."""

    number: int
    papers_before: int
    papers_after: int
    added: int
    removed: int
    moved: int
    edited: int
    problems: int
    mended: int


def preview(changes: Changes, number: int) -> Preview:
    """Return the numbers of a change that a pull request proposes."""
    papers = changes.papers
    return Preview(
        number,
        changes.papers_before,
        changes.papers_after,
        len(papers.added),
        len(papers.removed) + len(papers.merged),
        len(papers.moved),
        len(papers.edited),
        len(changes.problems.gained),
        len(changes.problems.lost),
    )


def write_preview(found: Preview) -> str:
    """Return the numbers as JSON."""
    return json_text(dataclasses.asdict(found)) + "\n"


def read_preview(content: bytes) -> Preview:
    """Return the numbers that a file holds; raises PreviewError for any other file."""
    if len(content) > LARGEST_FILE:
        raise PreviewError(f"it has {len(content):,} bytes, more than {LARGEST_FILE:,}")
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PreviewError("it is not JSON") from error
    names = {field.name for field in dataclasses.fields(Preview)}
    if not isinstance(values, dict) or values.keys() != names:
        raise PreviewError(f"it has other keys than {', '.join(sorted(names))}")
    # A boolean is a number to Python.
    wrong = [name for name, value in values.items() if type(value) is not int or not 0 <= value <= MOST]
    if wrong or values["number"] == 0:
        raise PreviewError(
            f"{(wrong or ['number'])[0]} is no number from 0 (the pull request's: 1) to {MOST:,}"
        )
    return Preview(**values)


def preview_comment(found: Preview, run: str) -> str:
    """Return the comment as Markdown; `run` is the address of the workflow's run."""
    difference = found.papers_after - found.papers_before
    more = (
        f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}" if difference else "as many as before"
    )
    done = [
        f"{count:,} {word}"
        for count, word in (
            (found.added, "added"),
            (found.removed, "removed or merged"),
            (found.moved, "moved"),
            (found.edited, "edited"),
        )
        if count
    ]
    papers = f"**{found.papers_after:,} papers**, {more}" + (f": {', '.join(done)}" if done else "")
    problems = f"New problems: {found.problems:,}; mended: {found.mended:,}."
    site = f"The site is the artifact `site` of [this run]({run}), whose summary tells what changes."
    return f"{papers}. {problems}\n\n{site}\n"
