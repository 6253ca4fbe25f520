"""A paper as what is made of it depends on it: all that its entry says, wherever in its file that stands."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter

from ..model import Paper

_own = attrgetter(*(field.name for field in fields(Paper) if field.name != "entry"))


def told_by(paper: Paper) -> object:
    """Return everything that a paper says, as a value to digest: all but the place of its entry.

    So a line that is added to a file changes nothing of the papers below it.
    """
    entry = paper.entry
    written = [(field.name, field.raw, field.value) for field in entry.fields]
    return _own(paper), entry.type, entry.key, written
