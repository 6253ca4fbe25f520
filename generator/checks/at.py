"""Problems at the place of what they are about: a field of an entry, or the entry itself."""

from __future__ import annotations

from ..errors import Problem, Severity
from ..model import Paper


def at_field(
    code: str, message: str, paper: Paper, name: str, hint: str, severity: Severity = Severity.WARNING
) -> Problem:
    """Return a problem where the paper's field of this name stands."""
    return Problem(code, message, paper.entry.place_of(name), hint, paper.key, severity)


def at_paper(
    code: str, message: str, paper: Paper, hint: str, severity: Severity = Severity.WARNING
) -> Problem:
    """Return a problem where the paper's entry begins."""
    return Problem(code, message, paper.place, hint, paper.key, severity)


def quoted(text: str, most: int = 60) -> str:
    """Return the text in quotation marks, cut where it is long."""
    return f"“{text}”" if len(text) <= most else f"“{text[:most]}…”"
