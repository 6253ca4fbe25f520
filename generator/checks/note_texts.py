"""Checks of what notes say: that they say something, in few words, and in our own."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Note, Paper, Review
from ..text.fold import title_key
from .at import quoted
from .evidence import shared_run

# One sentence by which a reader decides; lists and cards show it whole.
LONGEST_TLDR = 300


def check_note_texts(review: Review) -> Iterator[Problem]:
    """Yield notes without a text, with a long tldr, or with the words of title or abstract."""
    for key, note in review.notes.items():
        paper = review.by_key.get(key)
        if not (note.tldr or note.body or note.results or note.builds_on):
            hint = "write a tldr, or remove the file"
            yield Problem("empty-note", "the note says nothing", note.place, hint, key, Severity.WARNING)
        if len(note.tldr) > LONGEST_TLDR:
            message = f"the tldr has {len(note.tldr)} characters, more than {LONGEST_TLDR}"
            hint = "keep one sentence that a reader can decide by, and move the rest below the front matter"
            yield Problem("long-tldr", message, note.place, hint, key, Severity.WARNING)
        if paper is not None:
            yield from _borrowed(note, paper)


def _borrowed(note: Note, paper: Paper) -> Iterator[Problem]:
    if note.tldr and paper.title and title_key(note.tldr) == title_key(paper.title):
        hint = "say what the paper does"
        yield Problem("tldr-is-title", "the tldr is the title", note.place, hint, note.key, Severity.WARNING)
    said = "\n".join((note.tldr, *note.results, note.body))
    run = shared_run(said, paper.abstract, (paper.title, *paper.alt_titles)) if paper.abstract else ""
    if run:
        message = f"the note has words of the abstract: {quoted(run)}"
        hint = "say it in words of our own"
        yield Problem("copied-note", message, note.place, hint, note.key, Severity.WARNING)
