"""The bars of papers per year."""

from generator.links.citations import CrossLinks
from generator.pages.timeline import MOST_YEARS, counted_by_year, timeline
from generator.pages.view import View, make_view

from ..builders import paper, review


def view(*years: int | None) -> View:
    papers = [paper(f"p{n}", year=year) for n, year in enumerate(years)]
    return make_view(review(papers), CrossLinks({}, ()), {}, {})


def test_one_year_needs_no_picture() -> None:
    made = view(2020, 2020, None)
    assert timeline(made.review.papers, made, "") == ""


def test_every_year_between_has_a_bar_and_the_fullest_is_the_tallest() -> None:
    made = view(2020, 2022, 2022)
    bars = [line for line in timeline(made.review.papers, made, "../").splitlines() if line.startswith("- ")]
    assert bars == [
        '- [2020](../years/2020.md) <span class="bar" style="--share: 50%">1</span>',
        '- 2021 <span class="bar" style="--share: 0%">0</span>',
        '- [2022](../years/2022.md) <span class="bar" style="--share: 100%">2</span>',
    ]


def test_a_typo_of_a_year_does_not_make_a_thousand_bars() -> None:
    made = view(2, 2022, 2023)
    assert timeline(made.review.papers, made, "").count("class=") <= MOST_YEARS + 1


def test_a_count_has_a_line_over_the_years_of_the_whole_review() -> None:
    made = view(2020, 2022, 2022, None)
    line = counted_by_year(made.review.papers[1:], made)
    assert line.startswith('<span class="count">3</span> <svg class="spark"')
    assert 'aria-label="Papers by year; most in 2022: 2"' in line
    assert counted_by_year(made.review.papers[:1], made) == '<span class="count">1</span>'
