"""Comparing texts and lists: what a person wants to know is how much changed, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from .values import Change, Prose

_WORD = re.compile(r"\w+")


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """Yield what has another value, came or went; what is gone stands last."""
    for name in (*after, *(name for name in before if name not in after)):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield Change(name, old, new)


def prose(name: str, before: str, after: str) -> Iterator[Prose]:
    """Yield how many words came and went, if the text changed; words that only moved count as neither."""
    if before != after:
        old, new = Counter(_WORD.findall(before)), Counter(_WORD.findall(after))
        yield Prose(name, (new - old).total(), (old - new).total())


def listed(values: tuple[str, ...]) -> str:
    """Return a list as one text."""
    return ", ".join(values)
