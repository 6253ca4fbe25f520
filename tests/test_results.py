"""Results that are used again are kept, others are forgotten."""

from generator.results import Results


def test_what_is_known_is_not_worked_out_again() -> None:
    def never() -> str:
        raise AssertionError("this is known")

    results = Results({b"a": "A", b"b": "B"})
    assert results.get(b"a", never) == "A"
    assert results.get(b"c", lambda: "C") == "C"
    assert results.find(b"d") is None
    assert results.kept == {b"a": "A", b"c": "C"}


def test_a_result_may_be_added() -> None:
    results: Results[bool] = Results()
    assert results.find(b"a") is None
    results.add(b"a", True)
    assert results.kept == {b"a": True}
