"""Reading facts about papers: JSON Lines (https://jsonlines.org), one paper a line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ..errors import Place, Problem, Severity
from ..model import Fact
from ..text.fold import did_you_mean
from .markup import restore_markup

_STRINGS = ("title", "matched_title", "arxiv", "doi", "venue", "url", "entry_type", "source", "note", "match")
_LISTS = ("authors", "also")
_KNOWN = (*_STRINGS, *_LISTS, "year")
_YEARS = range(1000, 3000)

T = TypeVar("T")


class _Checks:
    """The fields of one line with their types checked; what is wrong collects in `problems`."""

    def __init__(self, fields: Mapping[str, object], place: Place) -> None:
        self.fields = fields
        self.place = place
        self.problems: list[Problem] = []

    def string(self, name: str) -> str:
        value = self.fields.get(name)
        if value is None or isinstance(value, str):
            return " ".join((value or "").split())
        return self._wrong(name, "a string", "")

    def strings(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(" ".join(each.split()) for each in value if each.strip())
        return self._wrong(name, "a list of strings", ())

    def year(self, name: str) -> int | None:
        value = self.fields.get(name)
        if value is None or (type(value) is int and value in _YEARS):
            return value if isinstance(value, int) else None
        return self._wrong(name, "a year of four digits", None)

    def unknown(self) -> None:
        for name in self.fields:
            if name not in _KNOWN:
                hint = did_you_mean(name, _KNOWN) or f"known are {', '.join(_KNOWN)}"
                self._add("fact-field", f"“{name[:40]}” is no field of a fact", hint, Severity.WARNING)

    def _wrong(self, name: str, expected: str, instead: T) -> T:
        self._add("fact-type", f"“{name}” is not {expected}", "the field is left out", Severity.ERROR)
        return instead

    def _add(self, code: str, message: str, hint: str, severity: Severity) -> None:
        self.problems.append(Problem(code, message, self.place, hint, severity=severity))


def read_facts(text: str, path: str) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Return the facts of a JSON Lines text, and a problem with its line for whatever is wrong in it.

    A line that is not a JSON object with a title gives no fact; a field of a wrong type is left out. Titles
    come with their lost markup restored, as those of listings do.
    """
    facts: list[Fact] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            fact, wrong = _fact(line, Place(path, number))
            facts += [fact] if fact else []
            problems += wrong
    return tuple(facts), tuple(problems)


def _fact(line: str, place: Place) -> tuple[Fact | None, Sequence[Problem]]:
    try:
        fields: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"this line is not JSON: {error}"
        return None, [Problem("fact-json", message[:200], place, "a line holds one JSON object")]
    if not isinstance(fields, dict):
        return None, [Problem("fact-json", "this line is not a JSON object", place, 'write {"title": …}')]
    checks = _Checks(fields, place)
    fact = _checked(checks)
    if not fact.title:
        hint = "a fact is found by its paper's title"
        return None, [*checks.problems, Problem("fact-title", "this fact has no title", place, hint)]
    return fact, checks.problems


def _checked(checks: _Checks) -> Fact:
    checks.unknown()
    strings = {name: checks.string(name) for name in _STRINGS}
    lists = {name: checks.strings(name) for name in _LISTS}
    year = checks.year("year")
    fact = Fact(place=checks.place, year=year, **strings, **lists)  # type: ignore[arg-type]
    return replace(
        fact,
        title=restore_markup(fact.title),
        matched_title=restore_markup(fact.matched_title),
        entry_type=fact.entry_type.lower(),
    )
