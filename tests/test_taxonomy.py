"""Papers and categories come together, and what does not fit is reported."""

from generator.taxonomy import arrange, in_canonical_order

from .builders import category, paper


def test_unknown_groups_are_errors_and_the_known_ones_stay() -> None:
    taxonomy = arrange(
        [paper("a", groups=("optimizers", "memry"))], [category("optimizers"), category("memory")]
    )
    (problem,) = taxonomy.problems
    assert (problem.code, problem.citekey, problem.place.line) == ("unknown-category", "a", 7)
    assert "memory" in problem.hint
    assert taxonomy.papers[0].groups == ("optimizers",)


def test_a_moved_category_is_found_under_its_old_slug() -> None:
    taxonomy = arrange([paper("a", groups=("old", "new"))], [category("new", moved_from=("old",))])
    assert taxonomy.papers[0].groups == ("new",)
    assert taxonomy.problems == ()


def test_an_old_slug_that_is_a_category_again_keeps_its_papers() -> None:
    taxonomy = arrange([paper("a", groups=("old",))], [category("new", moved_from=("old",)), category("old")])
    assert taxonomy.papers[0].groups == ("old",)


def test_a_paper_without_a_category_is_told() -> None:
    assert [p.code for p in arrange([paper("a")], [category("x")]).problems] == ["no-category"]


def test_parents_that_are_unknown_or_lead_back_are_cut() -> None:
    taxonomy = arrange(
        [], [category("a", "b"), category("b", "a"), category("c", "nowhere"), category("d", "d")]
    )
    assert sorted(p.code for p in taxonomy.problems) == ["cyclic-parents"] * 3 + ["unknown-parent"]
    assert {c.parent for c in taxonomy.categories} == {""}


def test_a_child_of_a_circle_keeps_its_parent() -> None:
    taxonomy = arrange([], [category("a", "b"), category("b", "a"), category("c", "a")])
    assert {c.slug: c.parent for c in taxonomy.categories} == {"a": "", "b": "", "c": "a"}


def test_without_categories_groups_serve_then_keywords_then_venue_then_year() -> None:
    papers = [
        paper("a", groups=("low-precision",)),
        paper("b", keywords=("Vision", "vision")),
        paper("c", venue="ICLR"),
        paper("d", year=2020),
        paper("e"),
    ]
    taxonomy = arrange(papers, [])
    titles = {c.slug: c.title for c in taxonomy.categories}
    assert [titles[p.groups[0]] for p in taxonomy.papers] == [
        "Low precision",
        "Vision",
        "ICLR",
        "2020",
        "Undated",
    ]
    assert taxonomy.papers[1].groups == ("vision",)
    assert not any(c.curated for c in taxonomy.categories)


def test_papers_come_newest_first_and_undated_ones_last() -> None:
    papers = [paper("u"), paper("b", year=2020), paper("a", year=2020), paper("n", year=2024)]
    assert [p.key for p in in_canonical_order(papers)] == ["n", "a", "b", "u"]
