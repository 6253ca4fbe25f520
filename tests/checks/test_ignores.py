"""Problems that a curator accepted, with a reason."""

from generator.checks.ignores import reasons, without_accepted
from generator.errors import Problem, Severity
from generator.model import Entry, Field

from ..builders import paper

WARNING = Problem("missing-author", "no authors", citekey="a", severity=Severity.WARNING)
ERROR = Problem("unknown-category", "no such", citekey="a")


def accepting(text: str) -> list[str]:
    entry = Entry("misc", "a", (Field("bibloom-ignore", f"{{{text}}}", text),))
    return [problem.code for problem in without_accepted([WARNING, ERROR], [paper("a", entry=entry)])]


def test_a_warning_with_a_reason_is_accepted_and_an_error_never() -> None:
    assert accepting("missing-author: the source shows none; unknown-category: x") == ["unknown-category"]


def test_a_reason_is_owed() -> None:
    assert accepting("missing-author") == ["ignore-without-reason", "missing-author", "unknown-category"]


def test_it_holds_for_that_entry_and_that_code_only() -> None:
    assert accepting("missing-year: unknown") == ["missing-author", "unknown-category"]
    assert list(without_accepted([WARNING], [paper("b")])) == [WARNING]


def test_several_codes_each_with_its_reason() -> None:
    assert reasons("a: one: two; b:three;") == {"a": "one: two", "b": "three"}
