"""How much work a regular expression makes: a matcher that backtracks as Python's does, and counts its steps.

Python's own cannot be asked for its steps, and time is no measure for a test. Patterns are read by the parser
of the standard library; repetitions with an upper bound (`{0,200}`) are taken as short ones, since what they
cost grows with the text and not with its square.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

# What the parser calls the kinds of its nodes, and what it says of each, is its own.
Kind: TypeAlias = Any
Value: TypeAlias = Any
Continuation = Callable[[int], bool]
Node = tuple[Kind, Value]
_MANY = sre.MAXREPEAT
_FEW = 2
# A text of these tests takes hundreds; what takes more has exploded.
MOST_STEPS = 100_000
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_SAMPLES = "a1 -.{}[]()<>\\\"'`$@%,;:|*_#=/&\n~\u00e4\x01"

# What begins something and does not end it, in the formats that are read.
HOSTILE = (
    "<!--", '<a href="x">', "<a ", "[a](", "![a](", "**a ", "*a", "_a ", "`a", "``a`", "$a", "\\(",
    "\\begin{a}",
    "\\cite[", "\\url{", "{\\a ", "@a{", "http://a/", "10.1234.", "a, ", "a and ", "et al ", "(a", "“a",
    "| a ",
    "- ", "# ", " :", "\n\n", "\r", "--", "... ", "1.", "v1", "\t,",
)  # fmt: skip


class TooMuchError(Exception):
    """The match takes more steps than anybody wants to count."""


@dataclass
class Matcher:
    """Matches one pattern against one text; `steps` is what it cost."""

    text: str
    flags: int
    most: int
    steps: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)

    def at(  # noqa: C901  # a branch for each kind of node
        self, nodes: Sequence[Node], index: int, position: int, then: Continuation
    ) -> bool:
        """Match the nodes from this one on, and then what follows."""
        self.steps += 1
        if self.steps > self.most:
            raise TooMuchError
        if index == len(nodes):
            return then(position)
        kind, value = nodes[index]

        def rest(after: int) -> bool:
            return self.at(nodes, index + 1, after, then)

        if kind in _REPEATS:
            return self._repeat(kind, value, position, rest)
        if kind is sre.BRANCH:
            return self._branch(value[1], position, rest)
        if kind is sre.SUBPATTERN:
            return self._group(value[0], value[3], position, rest)
        if kind is sre.ATOMIC_GROUP:
            end = self._once(value, position)
            return end is not None and rest(end)
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            return self._look(kind, value, position) and rest(position)
        if kind is sre.AT:
            return self._anchored(value, position) and rest(position)
        if kind is sre.GROUPREF:
            start, end = self.groups.get(value, (0, 0))
            return self.text.startswith(self.text[start:end], position) and rest(position + end - start)
        if kind is sre.GROUPREF_EXISTS:
            return self.at(value[1] if value[0] in self.groups else value[2] or [], 0, position, rest)
        return self._one(kind, value, position) and rest(position + 1)

    def _branch(self, branches: Sequence[Sequence[Node]], position: int, rest: Continuation) -> bool:
        for branch in branches:  # noqa: SIM110
            if self.at(branch, 0, position, rest):
                return True
        return False

    def _one(self, kind: Kind, value: Value, position: int) -> bool:
        return position < len(self.text) and is_in(kind, value, self.text[position], self.flags)

    def _once(self, nodes: Sequence[Node], position: int) -> int | None:
        ends: list[int] = []

        def stop(end: int) -> bool:
            ends.append(end)
            return True

        return ends[0] if self.at(nodes, 0, position, stop) else None

    def _group(self, number: int | None, nodes: Sequence[Node], position: int, rest: Continuation) -> bool:
        def close(end: int) -> bool:
            if number is not None:
                self.groups[number] = (position, end)
            return rest(end)

        return self.at(nodes, 0, position, close)

    def _look(self, kind: Kind, value: Value, position: int) -> bool:
        direction, nodes = value
        start = position if direction > 0 else position - nodes.getwidth()[0]
        found = start >= 0 and self._once(nodes, start) is not None
        return found is (kind is sre.ASSERT)

    def _anchored(self, where: Value, position: int) -> bool:
        before = self.text[position - 1 : position] if position else ""
        after = self.text[position : position + 1]
        lines = bool(self.flags & re.MULTILINE)
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return not position or (lines and before == "\n")
        if where in (sre.AT_END, sre.AT_END_STRING):
            return not after or (after == "\n" and (lines or position == len(self.text) - 1))
        boundary = _is_word(before) != _is_word(after)
        return boundary is (where is sre.AT_BOUNDARY)

    def _repeat(self, kind: Kind, value: Value, position: int, rest: Continuation) -> bool:
        low, high, body = value
        high = high if high is _MANY else min(high, low + _FEW)
        single = len(body) == 1 and body[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
        if kind is sre.MIN_REPEAT or not single:
            return self._repeat_group(kind, low, high, body, position, rest)
        count, limit = 0, len(self.text) - position if high is _MANY else high
        kind_within, within = body[0]
        while count < limit and self._one(kind_within, within, position + count):
            count += 1
            self.steps += 1
        if kind is sre.POSSESSIVE_REPEAT:
            return count >= low and rest(position + count)
        # A loop, since `any` would take from the stack of C for each level.
        for taken in range(count, low - 1, -1):  # noqa: SIM110
            if rest(position + taken):
                return True
        return False

    def _repeat_group(
        self,
        kind: Kind,
        low: int,
        high: int,
        body: Sequence[Node],
        position: int,
        rest: Continuation,
    ) -> bool:
        if kind is sre.POSSESSIVE_REPEAT:
            return self._possess(low, high, body, position, rest)

        def go(count: int, here: int) -> bool:
            def again(after: int) -> bool:
                return (after > here or count < low) and go(count + 1, after)

            more = high is _MANY or count < high
            if count < low:
                return self.at(body, 0, here, again)
            if kind is sre.MIN_REPEAT:
                return rest(here) or (more and self.at(body, 0, here, again))
            return (more and self.at(body, 0, here, again)) or rest(here)

        return go(0, position)

    def _possess(self, low: int, high: int, body: Sequence[Node], position: int, rest: Continuation) -> bool:
        count = 0
        while high is _MANY or count < high:
            end = self._once(body, position)
            if end is None or end == position:
                break
            position, count = end, count + 1
        return count >= low and rest(position)


def is_in(kind: Kind, value: Value, char: str, flags: int) -> bool:
    """Tell whether a character is one that a node of the parser stands for."""
    if kind is sre.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if flags & re.IGNORECASE:
        return any(_is_exactly(kind, value, each) for each in {char, char.lower(), char.upper()})
    return _is_exactly(kind, value, char)


def _is_exactly(kind: Kind, value: Value, char: str) -> bool:
    if len(char) != 1:
        return False
    if kind is sre.LITERAL:
        return bool(ord(char) == value)
    if kind is sre.NOT_LITERAL:
        return bool(ord(char) != value)
    negated = bool(value) and value[0][0] is sre.NEGATE
    return any(_in_set(each, one, char) for each, one in value[negated:]) is not negated


def _in_set(kind: Kind, value: Value, char: str) -> bool:
    if kind is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if kind is sre.CATEGORY:
        return _CATEGORIES[value](char)
    return bool(ord(char) == value)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_CATEGORIES: dict[Kind, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    sre.CATEGORY_WORD: _is_word,
    sre.CATEGORY_NOT_WORD: lambda char: not _is_word(char),
}


@cache
def parsed(pattern: str, flags: int) -> tuple[Sequence[Node], int]:
    """Return the nodes of a pattern, as the standard library's parser gives them, and all of its flags."""
    nodes = _parser.parse(pattern, flags)
    return nodes, nodes.state.flags


def steps(pattern: str, flags: int, text: str, method: str, most: int = MOST_STEPS) -> int:
    """Return how many steps it takes to apply the pattern: `search`, `match`, `fullmatch` or `finditer`."""
    nodes, flags = parsed(pattern, flags)
    matcher = Matcher(text, flags, most)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        _apply(matcher, nodes, method)
    except TooMuchError:
        return most
    finally:
        sys.setrecursionlimit(limit)
    return matcher.steps


def _apply(matcher: Matcher, nodes: Sequence[Node], method: str) -> None:
    length = len(matcher.text)
    if method in ("match", "fullmatch"):
        matcher.at(nodes, 0, 0, lambda end: method == "match" or end == length)
        return
    start = 0
    while start <= length:
        end = matcher._once(nodes, start)
        if end is not None and method == "search":
            return
        start = start + 1 if end is None else max(end, start + 1)


def attacks(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, what to repeat, and ends of texts that make this pattern work hard."""
    nodes, flags = parsed(pattern, flags)
    heads = dict.fromkeys(("", *_heads(nodes, flags, "")))
    units = dict.fromkeys(unit for unit in _units(nodes, flags) if unit)
    for unit in HOSTILE:
        yield "", unit, ""
    for head in heads:
        for unit in units:
            for tail in ("", "\x01"):
                yield head, unit, tail


def is_unbounded(nodes: Sequence[Node]) -> bool:
    """Tell whether something in the pattern may repeat without end."""
    return any(kind in _REPEATS and value[1] is _MANY for kind, value in _walk(nodes))


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for kind, value in nodes:
        yield kind, value
        for inside in _inner(kind, value):
            yield from _walk(inside)


def _inner(kind: Kind, value: Value) -> Sequence[Sequence[Node]]:
    if kind in _REPEATS:
        return (value[2],)
    if kind is sre.BRANCH:
        return tuple(value[1])
    if kind is sre.SUBPATTERN:
        return (value[3],)
    if kind is sre.ATOMIC_GROUP:
        return (value,)
    return (value[1],) if kind in (sre.ASSERT, sre.ASSERT_NOT) else ()


def _sample(nodes: Sequence[Node], flags: int) -> str:
    return "".join(_sample_of(kind, value, flags) for kind, value in nodes)


def _sample_of(kind: Kind, value: Value, flags: int) -> str:
    if kind in _REPEATS:
        return _sample(value[2], flags) * max(int(value[0]), 1)
    if kind is sre.BRANCH:
        return _sample(value[1][0], flags)
    if kind is sre.LITERAL:
        return chr(value)
    if kind in (sre.IN, sre.NOT_LITERAL, sre.ANY):
        return next((char for char in _candidates(value) if is_in(kind, value, char, flags)), "")
    inner = () if kind in (sre.ASSERT, sre.ASSERT_NOT) else _inner(kind, value)
    return _sample(inner[0], flags) if inner else ""


def _candidates(value: Value) -> str:
    listed = value if isinstance(value, list) else []
    own = "".join(chr(one) for kind, one in listed if kind is sre.LITERAL)
    own += "".join(chr(one[0]) for kind, one in listed if kind is sre.RANGE)
    return _SAMPLES + own


def _heads(nodes: Sequence[Node], flags: int, before: str) -> Iterator[str]:
    """Yield a text for what stands before each endless repetition."""
    for kind, value in nodes:
        if kind in _REPEATS and value[1] is _MANY:
            yield before
        for inside in _inner(kind, value):
            yield from _heads(inside, flags, before)
        before += _sample_of(kind, value, flags)


def _units(nodes: Sequence[Node], flags: int) -> Iterator[str]:
    """Yield what to repeat: the pattern's own text, its beginnings, and what stands in its repetitions."""
    yield _sample(nodes, flags)
    before = ""
    for kind, value in nodes:
        if is_unbounded([(kind, value)]):
            yield before
        if kind in _REPEATS and value[1] is _MANY:
            yield _sample(value[2], flags)
        for inside in _inner(kind, value):
            if is_unbounded(inside):
                yield from _units(inside, flags)
        before += _sample_of(kind, value, flags)
