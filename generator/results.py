"""Results of one pure function, by digests of what it was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Results(Generic[T]):
    """What the function returned in the last build, and what of it this build has used or added.

    Only the latter is kept for the next one, so that what is remembered does not grow.
    """

    def __init__(self, known: Mapping[bytes, T] | None = None) -> None:
        self._known = known or {}
        self.kept: dict[bytes, T] = {}

    def find(self, made_of: bytes) -> T | None:
        """Return the result for these arguments, or None where it is not known."""
        found = self._known.get(made_of)
        if found is not None:
            self.kept[made_of] = found
        return found

    def add(self, made_of: bytes, result: T) -> None:
        """Keep a result."""
        self.kept[made_of] = result

    def get(self, made_of: bytes, work: Callable[[], T]) -> T:
        """Return the result for these arguments; where it is not known, it is worked out and kept."""
        found = self.find(made_of)
        if found is None:
            found = self.kept[made_of] = work()
        return found
