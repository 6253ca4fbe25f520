"""How links fared in earlier runs: one failure is an accident, three over a week are not.

What is remembered are the links that failed last time. A link that answers is forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

DEAD_AFTER = 3
DEAD_AFTER_DAYS = timedelta(days=7)

_BEGIN, _END = "<!-- bibloom links ", " -->"
_STATE = re.compile(rf"^{re.escape(_BEGIN)}(.*){re.escape(_END)}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a host said of an address: `reason` is empty where it answered, and counts only if `certain`.

    A host that refuses robots, or asks to wait, says nothing about the page.
    """

    url: str
    reason: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that has failed in every run since `first`: how often, when last, and why."""

    url: str
    first: date
    last: date
    count: int
    reason: str
    archived: str = ""

    @property
    def dead(self) -> bool:
        """Tell whether it has failed often enough, over long enough."""
        return self.count >= DEAD_AFTER and self.last - self.first >= DEAD_AFTER_DAYS


# Where so many links are asked for and none answers, it is not they that are gone.
MANY = 10


def nobody_answered(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether rather the network of whoever asks is down."""
    return len(outcomes) >= MANY and all(outcome.reason and outcome.certain for outcome in outcomes)


History = Mapping[str, Failure]


def with_outcomes(history: History, outcomes: Iterable[Outcome], today: date) -> dict[str, Failure]:
    """Return the failures after a run; of two runs on one day the second does not count.

    An address that was not asked for, or not answered with certainty, keeps what was known.
    """
    now = dict(history)
    for outcome in outcomes:
        before = now.get(outcome.url)
        if not outcome.certain:
            continue
        if not outcome.reason:
            now.pop(outcome.url, None)
        elif before is None:
            now[outcome.url] = Failure(outcome.url, today, today, 1, outcome.reason)
        elif before.last < today:
            now[outcome.url] = Failure(
                outcome.url, before.first, today, before.count + 1, outcome.reason, before.archived
            )
    return now


def write_history(history: History) -> str:
    """Return the history as one line of an HTML comment, which Markdown does not show."""
    rows = [
        asdict(failure) | {"first": str(failure.first), "last": str(failure.last)}
        for failure in history.values()
    ]
    text = json.dumps(rows, separators=(",", ":"))
    # Nothing in it may end the comment.
    for char in "<>-":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f"{_BEGIN}{text}{_END}"


def read_history(text: str, known: Collection[str]) -> dict[str, Failure]:
    """Return the history in a text; what is no failure of an address among those `known` is passed over."""
    found = _STATE.findall(text.replace("\r", ""))
    try:
        rows = json.loads(found[-1]) if found else []
    except (ValueError, RecursionError):
        return {}
    failures = (_failure(row) for row in rows) if isinstance(rows, list) else ()
    return {failure.url: failure for failure in failures if failure and failure.url in known}


def _failure(row: object) -> Failure | None:
    try:
        if not isinstance(row, dict) or type(row["count"]) is not int or row["count"] < 1:
            return None
        first, last = (date.fromisoformat(str(row[name])) for name in ("first", "last"))
        archived = str(row.get("archived", ""))
        return Failure(str(row["url"]), first, last, row["count"], str(row["reason"]), archived)
    except (KeyError, ValueError):
        return None
