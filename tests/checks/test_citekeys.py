"""Old citekeys and slugs that two claim, or that are in use: each is told, and what is in order is not."""

import pytest

from generator.checks import check_review
from generator.model import Review
from generator.text.slugs import assign_slugs

from ..builders import category, linked, review

KNOWN = {"authors": ("Dao",), "year": 2022, "groups": ("c",)}


def found(checked: Review) -> list[tuple[str, str]]:
    return [(problem.code, problem.citekey) for problem in check_review(checked)]


def keys(*claims: tuple[str, tuple[str, ...]]) -> Review:
    slugs = assign_slugs([key for key, _ in claims])
    papers = [linked(key, slug=slugs[key], aliases=aliases, **KNOWN) for key, aliases in claims]
    return review(papers, [category("c")])


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        (keys(("a", ("x", "y")), ("b", ("z",))), []),
        (keys(("a", ("x",)), ("b", ("x",))), [("contested-old-citekey", "b")]),
        (keys(("a", ("b",)), ("b", ())), [("old-citekey-in-use", "a")]),
        (keys(("a", ("a",))), [("old-citekey-in-use", "a")]),
        (keys(("a", ("X",)), ("x", ())), [("similar-old-citekey", "a")]),
        (keys(("a", ("Old",)), ("b", ("old",))), [("similar-old-citekey", "b")]),
        (keys(("foo", ("Foo",))), []),
        (keys(("conf:a", ()), ("conf/a", ())), [("shared-slug", "conf:a")]),
    ],
)
def test_citekeys(checked: Review, expected: list[tuple[str, str]]) -> None:
    assert found(checked) == expected


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ([category("c", moved_from=("x", "y"))], []),
        ([category("c", moved_from=("c",))], [("old-slug-in-use", "")]),
        ([category("c", moved_from=("x",)), category("d", moved_from=("x",))], [("contested-old-slug", "")]),
        ([category("c"), category("d", moved_from=("c",))], [("old-slug-in-use", "")]),
        ([category("c"), category("Big Words")], [("category-slug", "")]),
        ([category("c"), category("index")], [("category-slug", "")]),
    ],
)
def test_category_slugs(categories: list[object], expected: list[tuple[str, str]]) -> None:
    slugs = tuple(one.slug for one in categories)  # type: ignore[attr-defined]
    papers = [linked("a", **KNOWN | {"groups": slugs})]
    assert found(review(papers, categories)) == expected  # type: ignore[arg-type]


def test_the_problem_says_who_else_claims_it() -> None:
    (problem,) = check_review(keys(("a", ("x",)), ("b", ("x",))))
    assert "“a” at bib/2022.bib:7 has the old citekey “x”" in problem.message
