"""Duplicates made from the committed review are found, and papers that look alike are told apart."""

from functools import cache

from benchmarks.duplicates import PRECISION, RECALL, Measured, measure, report


@cache
def measured() -> Measured:
    return measure()


def test_there_are_as_many_pairs_as_the_figures_are_about() -> None:
    assert (len(measured().made.same), len(measured().made.different)) == (200, 200)
    assert measured().made.same.keys().isdisjoint(measured().made.different)


def test_precision_and_recall() -> None:
    assert (PRECISION, RECALL) == (0.99, 0.95)
    assert measured().precision >= PRECISION, report(measured())
    assert measured().recall >= RECALL, report(measured())
