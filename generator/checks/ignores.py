"""What a curator has looked at and accepted: `bibloom-ignore = {code: reason; code: reason}` in an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import Problem, Severity
from ..model import Paper
from ..text.fold import did_you_mean
from .rules import rules

FIELD = "bibloom-ignore"


def without_accepted(problems: Iterable[Problem], papers: Iterable[Paper]) -> Iterator[Problem]:
    """Yield the problems that no entry accepts with a reason, and each acceptance that gives none.

    An error cannot be accepted: it is mended or it stays.
    """
    accepted: dict[str, Mapping[str, str]] = {}
    for paper in papers:
        written = paper.entry.get(FIELD)
        if written:
            accepted[paper.key] = reasons(written)
            yield from _without_reason(paper, accepted[paper.key])
            yield from _unknown(paper, accepted[paper.key])
    for problem in problems:
        reason = accepted.get(problem.citekey, {}).get(problem.code, "")
        if not reason or problem.severity is Severity.ERROR:
            yield problem


def accepts(paper: Paper, code: str) -> bool:
    """Tell whether the paper's entry accepts problems of this code, with a reason."""
    written = paper.entry.get(FIELD)
    return bool(written and reasons(written).get(code))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which problems somebody wants to see: those of the codes in `only`, or all, less those in `ignored`."""

    only: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    def __contains__(self, code: object) -> bool:
        return (not self.only or code in self.only) and code not in self.ignored

    def among(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the chosen ones among the problems."""
        return tuple(problem for problem in problems if problem.code in self)


def reasons(text: str) -> Mapping[str, str]:
    """Return the reasons by problem code, empty where none is given."""
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {code.strip(): reason.strip() for code, _, reason in pairs}


def _without_reason(paper: Paper, given: Mapping[str, str]) -> Iterator[Problem]:
    for code, reason in given.items():
        if not reason:
            message = f"{FIELD} accepts “{code}” without a reason"
            hint = f"write {FIELD} = {{{code}: why it is right as it is}}"
            yield Problem("ignore-without-reason", message, paper.place, hint, paper.key, Severity.WARNING)


def _unknown(paper: Paper, given: Mapping[str, str]) -> Iterator[Problem]:
    for code in given:
        if code not in rules():
            hint = did_you_mean(code, rules()) or "docs/checks.md lists all codes"
            message = f"{FIELD} accepts “{code}”, which no check reports"
            yield Problem("unknown-ignore", message, paper.place, hint, paper.key, Severity.WARNING)
