"""Work that several processes share comes out as one process makes it."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator import together
from generator.errors import Place, Problem, SourceError
from generator.together import apart, in_batches, processors


def joined(batches: list[list[str]]) -> list[str]:
    return [value for batch in batches for value in batch]


def test_processes_make_what_one_makes_and_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = os.getpid()

    def told(values: Sequence[int]) -> list[str]:
        return [f"{value} {os.getpid() != seen}" for value in values]

    values = range(1000)
    assert list(in_batches(told, values)) == [[f"{n} False" for n in values]]
    monkeypatch.setattr(together, "LEAST", 1)
    monkeypatch.setattr(together, "processors", lambda: 3)
    assert joined(list(in_batches(told, values))) == [f"{n} True" for n in values]


def test_what_nobody_took_yet_keeps_more_from_being_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(together, "LEAST", 1)
    monkeypatch.setattr(together, "_BATCH", 1)
    monkeypatch.setattr(together, "processors", lambda: 2)

    def leave_a_trace(values: Sequence[int]) -> int:
        (tmp_path / str(values[0])).touch()
        return values[0]

    made = in_batches(leave_a_trace, range(100))
    assert next(made) == 0
    assert len(list(tmp_path.iterdir())) <= 2 * together._AHEAD + 1
    assert list(made) == list(range(1, 100))


def test_an_error_in_one_process_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LEAST", 1)
    monkeypatch.setattr(together, "processors", lambda: 2)

    def fail(values: Sequence[int]) -> int:
        if 700 in values:
            raise KeyError("700")
        return 0

    with pytest.raises(KeyError, match="700"):
        list(in_batches(fail, range(1000)))


def test_what_is_done_apart_returns_and_raises_as_if_it_were_not() -> None:
    assert apart(os.getpid) != os.getpid()
    # Work that is shared may be part of it.
    assert apart(lambda: joined(list(in_batches(lambda some: [str(one) for one in some], range(3))))) == [
        *("0", "1", "2")
    ]
    problem = Problem("no-bib-file", "there is none", Place("bib", 1), "put one there")

    def fail() -> None:
        raise SourceError(problem)

    with pytest.raises(SourceError) as raised:
        apart(fail)
    assert raised.value.problem == problem


def test_there_is_a_processor() -> None:
    assert processors() >= 1
