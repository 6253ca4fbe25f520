"""What was published stays findable: each way of losing it, and each way of keeping it."""

from collections.abc import Sequence

import pytest

from generator.checks import broken_promises
from generator.errors import Place, Problem
from generator.model import Category, Entry, Name, Paper, Review

from ..builders import category, paper, review

OLD = paper("li2015convergent", authors=("Li",), year=2015, arxiv="1511.07543", title="Convergent Learning")


def at(line: int, key: str, **values: object) -> Paper:
    return paper(key, entry=Entry("misc", key, place=Place("bib/2015.bib", line)), **values)


def found(before: Review, after: Review) -> list[Problem]:
    return list(broken_promises(before, after, "main (abc1234)"))


def codes(before: Sequence[Paper], after: Sequence[Paper]) -> list[str]:
    return [problem.code for problem in found(review(before), review(after))]


def test_a_review_keeps_its_promises_to_itself() -> None:
    same = review([OLD, paper("b", aliases=("c",))], [category("x", moved_from=("y",))])
    assert found(same, same) == []


def test_a_new_paper_and_a_new_category_break_nothing() -> None:
    after = review([OLD, paper("new")], [category("x"), category("z")])
    assert found(review([OLD], [category("x")]), after) == []


@pytest.mark.parametrize(
    "same",
    [
        {"arxiv": "1511.07543v3", "title": "Something Else"},
        {"doi": "10.48550/arXiv.1511.07543", "title": "Something Else"},
        {"title": "Convergent learning!"},
        {"title": "Other", "alt_titles": ("Convergent Learning",)},
    ],
)
def test_a_renamed_entry_is_found_and_the_hint_says_what_to_write(same: dict[str, str]) -> None:
    (problem,) = found(review([OLD]), review([at(123, "li2016convergent", **same), paper("other")]))
    assert problem.code == "lost-citekey"
    assert str(problem.place) == "bib/2015.bib:123"
    assert "“li2015convergent” of main (abc1234) is gone" in problem.message
    assert problem.hint == "write ids = {li2015convergent} into bib/2015.bib:123 (li2016convergent)"


def test_old_citekeys_that_are_there_stay_in_the_hint() -> None:
    after = at(5, "x", arxiv="1511.07543", aliases=("a", "b"))
    (problem,) = found(review([OLD]), review([after]))
    assert "write ids = {a, b, li2015convergent} into bib/2015.bib:5 (x)" in problem.hint


def test_the_entry_with_a_new_citekey_is_likelier_than_one_that_was_there() -> None:
    preprint = paper("there", title="Convergent Learning")
    (problem,) = found(review([OLD, preprint]), review([preprint, at(9, "new", title=OLD.title)]))
    assert "(new)" in problem.hint


def test_a_removed_entry_is_told_with_its_old_place() -> None:
    (problem,) = found(review([OLD, paper("b")]), review([paper("b")]))
    assert str(problem.place) == "bib/2022.bib:7"
    assert problem.hint.startswith("put the entry back; it stood at bib/2022.bib:7.")
    assert "write ids = {li2015convergent} into that one" in problem.hint


def test_an_old_citekey_in_ids_keeps_the_promise() -> None:
    assert codes([OLD], [paper("new", aliases=(OLD.key,))]) == []


def test_merging_two_entries_keeps_both_citekeys() -> None:
    assert codes([OLD, paper("b")], [paper("b", aliases=(OLD.key,))]) == []
    assert codes([OLD, paper("b")], [paper("b")]) == ["lost-citekey"]


def test_an_old_citekey_must_stay_in_ids() -> None:
    before, after = (
        review([paper("a", aliases=("older", "oldest"))]),
        review([at(3, "a", aliases=("older",))]),
    )
    (problem,) = found(before, after)
    assert problem.code == "lost-old-citekey"
    assert problem.hint == "write ids = {older, oldest} into bib/2015.bib:3 (a)"


def test_renaming_takes_the_old_citekeys_along() -> None:
    before = review([paper("a", title="T", aliases=("older",))])
    kept = review([paper("b", title="T", aliases=("a", "older"))])
    assert found(before, kept) == []
    lost = found(before, review([at(3, "b", title="T")]))
    assert [problem.code for problem in lost] == ["lost-citekey", "lost-old-citekey"]
    assert {str(problem.place) for problem in lost} == {"bib/2015.bib:3"}


def test_an_old_citekey_of_a_removed_entry_is_told_too() -> None:
    (key, old) = found(review([paper("a", aliases=("older",)), OLD]), review([OLD]))
    assert (key.code, old.code) == ("lost-citekey", "lost-old-citekey")
    assert "put the entry of “a” back" in old.hint


def test_a_citekey_of_another_paper_is_told() -> None:
    other = paper(OLD.key, title="Other", authors=("Gauss",), arxiv="2001.00001")
    (problem,) = found(review([OLD]), review([other]))
    assert (problem.code, problem.severity) == ("reassigned-citekey", "warning")
    assert "was “Convergent Learning” at main" in problem.message


@pytest.mark.parametrize(
    "corrected",
    [
        {"title": "Convergent Learning: Do They?", "authors": ("Li",)},
        {"title": "Convergent Learning", "authors": (Name("Yosinski"),)},
        {"title": "Other", "arxiv": "1511.07543"},
    ],
)
def test_a_corrected_entry_is_the_same_paper(corrected: dict[str, object]) -> None:
    assert codes([OLD], [paper(OLD.key, **corrected)]) == []


def test_a_page_whose_address_another_paper_takes_is_told() -> None:
    before = review([paper("Foo2020", slug="foo2020")])
    after = review([paper("Foo2020", slug="foo2020-1a2b3c"), paper("foo2020", slug="foo2020")])
    (problem,) = found(before, after)
    assert (problem.code, problem.citekey) == ("lost-page", "Foo2020")
    assert "papers/foo2020/ of “Foo2020” shows “foo2020” now" in problem.message


def test_a_page_whose_address_is_gone_is_told() -> None:
    before = review([paper("foo2020", slug="foo2020"), paper("Foo2020", slug="foo2020-1a2b3c")])
    after = review([paper("Foo2020", slug="foo2020", aliases=("foo2020",))])
    (problem,) = found(before, after)
    assert (problem.code, problem.citekey) == ("lost-page", "Foo2020")
    assert "papers/foo2020-1a2b3c/ of “Foo2020” is gone" in problem.message


@pytest.mark.parametrize(
    ("categories", "groups", "hint"),
    [
        ([category("new", title="Memory")], (), "write moved_from: [memory] into bib/categories/new.md"),
        ([category("new"), category("other")], ("new", "other"), "into bib/categories/new.md"),
        ([category("other", moved_from=("x",))], ("other",), "write moved_from: [x, memory] into"),
        ([category("other")], (), "put bib/categories/memory.md back"),
    ],
    ids=["same title", "a new one with its papers", "one with its papers", "nothing like it"],
)
def test_a_lost_category_is_told_with_its_heir(
    categories: list[Category], groups: tuple[str, ...], hint: str
) -> None:
    before = review([paper("a", groups=("memory",)), OLD], [category("memory"), category("other")])
    after = review([paper("a", groups=groups), OLD], categories)
    problem = next(problem for problem in found(before, after) if "“memory”" in problem.message)
    assert problem.code == "lost-category"
    assert hint in problem.hint


def test_a_category_that_took_only_a_few_of_its_papers_is_no_heir() -> None:
    before = review([paper(key, groups=("memory",)) for key in "abc"], [category("memory")])
    after = review([paper("a", groups=("new",)), paper("b"), paper("c")], [category("new")])
    (problem,) = found(before, after)
    assert "put bib/categories/memory.md back" in problem.hint


def test_a_moved_category_keeps_the_promise_and_so_do_its_older_slugs() -> None:
    before = review([OLD], [category("a", moved_from=("older",))])
    assert found(before, review([OLD], [category("b", moved_from=("a", "older"))])) == []
    (problem,) = found(before, review([OLD], [category("a")]))
    assert problem.hint == "write moved_from: [older] into bib/categories/a.md"


def test_categories_that_nobody_wrote_promise_nothing() -> None:
    assert found(review([OLD], [category("2015", curated=False)]), review([OLD])) == []


def test_a_review_that_was_not_there_is_told() -> None:
    (problem,) = found(review([]), review([OLD]))
    assert (problem.code, problem.severity) == ("nothing-to-compare", "info")
