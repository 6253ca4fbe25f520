"""Links over weeks: when one is dead, and what a hostile history may not do."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.linkcheck import Failure, Outcome, read_history, with_outcomes
from generator.linkcheck.history import write_history

URL = "https://example.org/a"
DAY = date(2026, 3, 2)
GONE = Outcome(URL, "status 404")


def after(*runs: tuple[int, Outcome]) -> dict[str, Failure]:
    """Return the failures after runs on these days, counted from the first."""
    history: dict[str, Failure] = {}
    for days, outcome in runs:
        history = with_outcomes(history, [outcome], DAY + timedelta(days=days))
    return history


@pytest.mark.parametrize(
    ("days", "dead"),
    [
        ((0,), False),
        ((0, 7), False),
        ((0, 3, 6), False),
        ((0, 3, 7), True),
        ((0, 1, 2, 3), False),
        ((0, 30, 60), True),
    ],
)
def test_dead_after_three_failures_over_a_week(days: tuple[int, ...], dead: bool) -> None:
    assert after(*((day, GONE) for day in days))[URL].dead is dead


def test_an_answer_in_between_begins_anew() -> None:
    assert not after((0, GONE), (3, Outcome(URL)), (6, GONE), (9, GONE))[URL].dead
    assert after((0, GONE), (3, Outcome(URL))) == {}


def test_a_host_that_will_not_say_changes_nothing() -> None:
    unsure = Outcome(URL, "status 429", certain=False)
    assert after((0, unsure)) == {}
    assert after((0, GONE), (3, unsure), (7, GONE))[URL].count == 2


def test_two_runs_on_a_day_count_once() -> None:
    assert after((0, GONE), (0, GONE), (0, GONE))[URL].count == 1


def test_what_was_not_asked_for_stays() -> None:
    assert with_outcomes(after((0, GONE)), [], DAY).keys() == {URL}


@example("<!-- --> -->", "/-->", 1)
@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 9))
def test_a_history_reads_back_and_cannot_end_its_comment(reason: str, tail: str, count: int) -> None:
    url = URL + tail
    kept = {url: Failure(url, DAY, DAY, count, reason, "https://web.archive.org/web/1/x")}
    written = write_history(kept)
    assert written.count("-->") == 1
    assert "\n" not in written
    assert read_history(f"Text\n\n{written}\n", {url}) == kept


def row(**values: object) -> str:
    return f"<!-- bibloom links {json.dumps([values])} -->"


def test_a_row_that_is_one_is_read() -> None:
    text = row(url=URL, first="2026-01-01", last="2026-01-02", count=2, reason="x")
    assert read_history(text, {URL}) == {URL: Failure(URL, date(2026, 1, 1), date(2026, 1, 2), 2, "x")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- bibloom links [ -->",
        "<!-- bibloom links 12 -->",
        "<!-- bibloom links [1, null, {}] -->",
        row(url=URL, first="x", last="y", count=1, reason=""),
        row(url=URL, first="2026-01-01", last="2026-01-01", count=True, reason=""),
        row(url=URL, first="2026-01-01", last="2026-01-01", count=0, reason=""),
        row(url="https://evil.example/", first="2026-01-01", last="2026-01-01", count=3, reason=""),
        f"<!-- bibloom links {'[' * 20000} -->",
    ],
)
def test_what_is_no_history_of_our_links_is_passed_over(text: str) -> None:
    assert read_history(text, {URL}) == {}
