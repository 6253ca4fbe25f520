"""What the rolling issue says: dead links, what could stand in their place, and those that are watched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..text import escape
from .addresses import Linked
from .history import DEAD_AFTER, DEAD_AFTER_DAYS, Failure, History, write_history

MOST_ROWS = 100


def links_report(history: History, linked: Sequence[Linked], asked: int, longest: int) -> str:
    """Return the issue's body as Markdown with the history in it, in at most `longest` characters.

    What does not fit is left out, the links that have failed for the shortest time first.
    """
    failures = sorted(history.values(), key=lambda one: (not one.dead, one.first, one.url))
    while True:
        text = _text(failures, {one.url: one for one in linked}, asked)
        if len(text) <= longest or not failures:
            return text
        failures = failures[: len(failures) * 3 // 4]


def _text(failures: Sequence[Failure], linked: dict[str, Linked], asked: int) -> str:
    dead = [failure for failure in failures if failure.dead]
    watched = [failure for failure in failures if not failure.dead]
    rule = f"A link is dead after {DEAD_AFTER} failures in a row over {DEAD_AFTER_DAYS.days} days or more."
    blocks = (
        f"{asked:,} links were asked for; {len(dead):,} are dead. {rule} Each run writes this text anew.",
        _list("Dead", (_dead(one, linked.get(one.url)) for one in dead[:MOST_ROWS]), len(dead)),
        _list(
            "Failed lately", (_watched(one, linked.get(one.url)) for one in watched[:MOST_ROWS]), len(watched)
        ),
        write_history({failure.url: failure for failure in failures}),
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


def _dead(failure: Failure, linked: Linked | None) -> str:
    copy = (
        f"; [an archived copy]({escape.url(failure.archived)})" if failure.archived else "; no archived copy"
    )
    return f"- [ ] {_subject(failure, linked)}: since {failure.first}, {escape.code(failure.reason)}{copy}"


def _watched(failure: Failure, linked: Linked | None) -> str:
    times = "once" if failure.count == 1 else f"{failure.count} times"
    return f"- {_subject(failure, linked)}: {times} since {failure.first}, {escape.code(failure.reason)}"


def _subject(failure: Failure, linked: Linked | None) -> str:
    about = f" of {escape.code(linked.name)} at {escape.code(str(linked.place))}" if linked else ""
    return f"{escape.code(failure.url)}{about}"


def _list(heading: str, rows: Iterable[str], count: int) -> str:
    lines = list(rows)
    more = [f"- and {count - len(lines):,} more"] if count > len(lines) else []
    return f"### {heading} ({count:,})\n\n" + "\n".join(lines + more) if lines else ""
