"""What the pictures count adds up to the papers."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.charts.counts import MOST_YEARS, OTHER, Axis, kinds, together, used, years
from generator.charts.markup import COLOURS
from generator.model import Facet

from ..builders import category, paper, review

TREE = (
    category("systems"),
    category("memory", "systems"),
    category("optimizers", "memory"),
    category("theory"),
)


def test_a_paper_is_of_the_kind_above_its_first_category() -> None:
    papers = (
        paper("a", groups=("optimizers", "theory")),
        paper("b", groups=("theory", "memory")),
        paper("c", groups=()),
    )
    found = kinds(review(papers, TREE))
    assert dict(found.of) == {"a": "systems", "b": "theory", "c": OTHER}
    assert found.order == ("systems", "theory", OTHER)


def test_of_many_kinds_the_largest_have_colours_in_the_order_of_the_tree() -> None:
    slugs = [f"k{number:02}" for number in range(14)]
    papers = [
        paper(f"{slug}-{copy}", groups=(slug,)) for at, slug in enumerate(slugs) for copy in range(at + 1)
    ]
    found = kinds(review(papers, [category(slug) for slug in slugs]))
    assert found.order == (*slugs[-COLOURS:], OTHER)
    assert sum(found.count(papers).values()) == len(papers)
    assert found.count(papers)[OTHER] == 1 + 2 + 3 + 4


def test_a_kind_without_papers_is_none() -> None:
    assert kinds(review([paper("a", groups=("theory",))], TREE)).order == ("theory",)


def test_years_have_no_gaps_and_a_typo_does_not_make_a_thousand() -> None:
    papers = [paper(str(n), year=year) for n, year in enumerate((202, 2015, 2024, None))]
    axis = years(papers)
    assert list(axis.years) == list(range(2024 - MOST_YEARS + 1, 2025))
    assert axis.earlier
    assert [len(found) for found in axis.sorted(papers)] == [1, 0, 0, 0, 1, *[0] * 8, 1]
    assert axis.asked(axis.years[0]) == "-2011"
    assert axis.asked(2024) == "2024"


def test_without_years_there_is_no_axis() -> None:
    assert years([paper("a")]) == Axis()
    assert Axis().sorted([paper("a", year=2020)]) == ()


TAGS = st.sampled_from("abcdxyz")


@given(st.lists(st.lists(TAGS, max_size=5), max_size=20))
def test_pairs_are_counted_once_a_paper(tags: list[list[str]]) -> None:
    papers = [paper(str(n), keywords=tuple(some)) for n, some in enumerate(tags)]
    first, second = Facet("first", ("a", "b", "c")), Facet("second", ("x", "y"))
    expected = Counter((a, x) for some in tags for a in "abc" for x in "xy" if a in some and x in some)
    assert together(papers, first, second) == expected
    assert used(papers, second) == {x: n for x in "xy" if (n := sum(x in some for some in tags))}
