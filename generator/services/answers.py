"""Answers in JSON, read without trust: whatever is missing or of another kind is empty."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..text.plain import plain
from .errors import BadAnswerError
from .plain import LONGEST_TEXT, without_markup

_MOST = 10_000


class Json:
    """A value of a JSON document; asking it for what it does not have gives an empty one."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __getitem__(self, key: str | int) -> Json:
        if isinstance(key, int):
            values = self.value if isinstance(self.value, list) else []
            return Json(values[key] if -len(values) <= key < len(values) else None)
        return Json(self.value.get(key) if isinstance(self.value, dict) else None)

    def __iter__(self) -> Iterator[Json]:
        """Yield the members of a list; a single other value counts as a list of one."""
        if isinstance(self.value, list):
            yield from (Json(each) for each in self.value[:_MOST])
        elif self.value is not None:
            yield self

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def text(self) -> str:
        """The value as plain text; a number counts as its digits."""
        if isinstance(self.value, str):
            return plain(self.value)
        return str(self.value) if isinstance(self.value, int) and not isinstance(self.value, bool) else ""

    def markup(self, longest: int = LONGEST_TEXT) -> str:
        """Return the plain text of a value that may hold HTML."""
        return without_markup(self.value, longest) if isinstance(self.value, str) else ""

    @property
    def number(self) -> int | None:
        """The value as a whole number, also where it is one in quotes."""
        if isinstance(self.value, str) and self.value.isascii() and self.value.isdigit():
            return int(self.value[:9])
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None


def read_json(raw: bytes) -> Json:
    """Return the document; raises BadAnswerError where it is none."""
    try:
        return Json(json.loads(raw))
    except (ValueError, RecursionError) as error:
        raise BadAnswerError("the answer is not JSON") from error


def year_of(value: Json) -> int | None:
    """Return a year of four digits, or None."""
    number = value.number
    return number if number is not None and 1000 <= number < 3000 else None


def month_of(value: Json) -> int | None:
    """Return a month from 1 to 12, or None."""
    number = value.number
    return number if number is not None and 1 <= number <= 12 else None
