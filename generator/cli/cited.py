"""`bibloom export --aux`: the papers that a document cites, under the citekeys that it cites them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from ..exports.old_keys import under
from ..model import Paper, Review
from ..readers.cited import Cited, read_cited
from ..text.escape import terminal
from ..text.similar import Spellings

# Under which citekey a paper comes that a document cites by an old one.
AS_CITED, CURRENT, BOTH = KEYS = ("cited", "current", "both")


@dataclass(frozen=True, slots=True)
class Found:
    """The papers that documents cite, in their order, and whether that is all of what they cite."""

    papers: tuple[Paper, ...]
    complete: bool


def cited_papers(files: Iterable[Path], review: Review, keys: str = AS_CITED) -> Found:
    """Return the papers that these files cite; what is not found is named on standard error."""
    spellings = Spellings(review.by_key)
    found: dict[str, Paper] = {}
    complete = True
    for file in files:
        cited = read_cited(_text(file), file.name, partial(_below, file.parent))
        messages = [*_failures(cited, review, spellings)]
        complete = complete and not messages
        for message in [*messages, *_remarks(cited, review)]:
            click.echo(terminal(f"{file}: {message}"), err=True)
        found |= {paper.key: paper for paper in _papers(cited, review, keys)}
    return Found(tuple(found.values()), complete)


def _papers(cited: Cited, review: Review, keys: str) -> Iterator[Paper]:
    meant = set()
    for key in cited.keys:
        paper = review.by_key.get(key)
        if paper is not None:
            meant.add(paper.key)
            if keys in (CURRENT, BOTH):
                yield paper
            if keys in (AS_CITED, BOTH):
                yield under(paper, key)
    if cited.everything:
        yield from (paper for paper in review.papers if paper.key not in meant)


def _failures(cited: Cited, review: Review, spellings: Spellings) -> Iterator[str]:
    if cited.broken:
        yield f"cannot be read: {cited.broken}"
    elif not cited.keys and not cited.everything:
        yield "no citation found"
    for path in cited.missing:
        # TeX finds what a document inputs in places of its own, too; an .aux file is the document's.
        if path.endswith(".aux"):
            yield f"it includes {path}, which is not there"
    for key in cited.keys:
        if key not in review.by_key:
            near = spellings.closest(key)
            yield f"unknown citekey “{key}”{f'; did you mean “{near}”?' if near else ''}"


def _remarks(cited: Cited, review: Review) -> Iterator[str]:
    for path in cited.missing:
        if not path.endswith(".aux"):
            yield f"it includes {path}, which is not below its folder and was not read"
    for key in cited.keys:
        paper = review.by_key.get(key)
        if paper is not None and paper.key != key:
            yield f"“{key}” is an old citekey of “{paper.key}”"


def _below(folder: Path, path: str) -> str | None:
    """Return the text of a file in the document's folder or below it, None for any other."""
    try:
        file = (folder / path).resolve()
        return _text(file) if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError, RuntimeError):  # a name too long, a null byte, a loop of links
        return None


def _text(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
