"""Papers that nothing is wrong with: they need no second look until something about them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..digest import digest
from ..errors import Problem
from ..memory import told_by
from ..model import Paper
from ..results import Results


def unless_sound(
    papers: Iterable[Paper],
    check: Callable[[Paper], Iterable[Problem]],
    known: bytes,
    results: Results[bool] | None,
) -> Iterator[Problem]:
    """Yield what a check finds in each paper; those that it found sound before are left out.

    `known` is a digest of all that the check goes by besides the paper. Of a paper with problems nothing is
    remembered, because they say where in its file they are.
    """
    sound: Results[bool] = results or Results()
    for paper in papers:
        made_of = digest((told_by(paper), known)) if results else b""
        if results and sound.find(made_of):
            continue
        found = tuple(check(paper))
        yield from found
        if results and not found:
            sound.add(made_of, True)
