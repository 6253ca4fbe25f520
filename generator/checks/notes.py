"""Checks of the notes and of the lineage they declare."""

from collections.abc import Iterator

from ..errors import Problem
from ..model import Note, Review
from ..text.fold import did_you_mean


def check_notes(review: Review) -> Iterator[Problem]:
    """Yield notes on papers that do not exist, and lineage that points nowhere, forward or in a circle."""
    for key, note in review.notes.items():
        if key not in review.by_key:
            hint = did_you_mean(key, review.by_key) or "name the file after a citekey of this review"
            yield Problem("orphan-note", f"a note on the unknown paper “{key}”", note.place, hint, key)
        yield from _lineage(note, review)
    yield from _cycles(review)


def _lineage(note: Note, review: Review) -> Iterator[Problem]:
    paper = review.by_key.get(note.key)
    for older in note.builds_on:
        base = review.by_key.get(older)
        if base is None:
            hint = did_you_mean(older, review.by_key) or "name a citekey of this review"
            message = f"builds_on names the unknown paper “{older}”"
            yield Problem("unknown-lineage", message, note.place, hint, note.key)
        elif paper and paper.year and base.year and base.year > paper.year:
            message = f"builds_on names “{older}” of {base.year}, which is later than {paper.year}"
            hint = "check the years, or turn the link around"
            yield Problem("lineage-order", message, note.place, hint, note.key)


def _cycles(review: Review) -> Iterator[Problem]:
    """Yield one problem per note on a circle; a depth-first walk with an explicit stack, linear in edges."""
    state: dict[str, bool] = {}
    for root in review.notes:
        stack = [(root, iter(review.note(root).builds_on))]
        while stack:
            key, bases = stack[-1]
            state.setdefault(key, False)
            base = next(bases, None)
            if base is None:
                state[key] = True
                stack.pop()
            elif state.get(base) is False:
                message = f"builds_on leads back to “{base}”"
                hint = "drop one of the links on the way"
                yield Problem("lineage-cycle", message, review.note(key).place, hint, key)
            elif base not in state:
                stack.append((base, iter(review.note(base).builds_on)))
