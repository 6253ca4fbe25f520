"""What is foreseen for a site: what makes it larger, and what smaller."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import foreseen as module
from generator.build import build
from generator.errors import Problem
from generator.exports.files import LISTED_IN
from generator.foreseen import counted, foreseen, savings, smallest
from generator.model import ENTRY_FORMATS, LIST_FORMATS, Config, Note, Review

from .builders import category, paper, review

EVERY: Mapping[str, Mapping[str, Any]] = {
    "author_page_from: 5": {"author_page_from": 5},
    "list_formats: [bibtex]": {"list_formats": ("bibtex",)},
    "entry_formats: [bibtex]": {"entry_formats": ("bibtex",)},
    "citation_styles: []": {"citation_styles": ()},
    "related: 2": {"related": 2},
    "longest_list: 200": {"longest_list": 200},
}


@pytest.fixture
def made() -> Review:
    papers = [
        paper(f"k{n}", authors=("Ada", f"Name{n // 3}"), year=2024, groups=("below",), keywords=("vision",))
        for n in range(300)
    ]
    tree = [category("top"), category("below", "top"), category("empty")]
    return review(papers, tree, [Note("k1", tldr="Short.", body="Words. " * 9)])


def sizes(made: Review, **change: Any) -> Mapping[str, tuple[int, int]]:  # noqa: ANN401
    told = foreseen(counted(made), replace(made.config, **change))
    return {part.name: (part.files, part.size) for part in told.parts}


def test_papers_count_in_their_categories_and_all_above(made: Review) -> None:
    assert counted(made).lists == {
        "categories": (300, 300, 0),
        "authors": (300, *[3] * 100),
        "venues": (),
        "years": (300,),
        "tags": (300,),
    }


def test_categories_that_are_each_others_parents_are_counted_once() -> None:
    tree = [category("a", "b"), category("b", "a")]
    assert counted(review([paper(groups=("a", "nowhere"))], tree)).lists["categories"] == (1, 1)


def test_an_empty_review_is_foreseen() -> None:
    assert foreseen(counted(review()), Config()).size > 0


def test_the_lists_of_formats_are_those_of_the_exports() -> None:
    assert module._LISTED_IN == LISTED_IN
    assert set(LIST_FORMATS) == {name for names in LISTED_IN.values() for name in names}
    assert module._ENTRY.keys() == set(LIST_FORMATS)
    assert module._SHOWN.keys() == set(ENTRY_FORMATS)


@pytest.mark.parametrize("setting", EVERY)
def test_each_setting_saves_what_it_is_said_to(made: Review, setting: str) -> None:
    saved = {saving.setting: saving.size for saving in savings(counted(made), made.config)}
    before, after = sizes(made), sizes(made, **EVERY[setting])
    assert saved.keys() == EVERY.keys()
    assert list(saved.values()) == sorted(saved.values(), reverse=True)
    assert saved[setting] == sum(size for _, size in before.values()) - sum(s for _, s in after.values()) > 0


def test_what_is_switched_off_already_saves_nothing_more(made: Review) -> None:
    config = Config()
    for change in EVERY.values():
        config = replace(config, **change)
    assert savings(counted(made), config) == ()
    assert smallest(counted(made), Config()) == foreseen(counted(made), config)


def test_a_list_is_no_longer_than_the_settings_say(made: Review) -> None:
    long, short = (sizes(made, longest_list=most)["pages of tags"] for most in (0, 100))
    assert long[0] == short[0] == 2
    assert long[1] > 2 * short[1]


def test_authors_with_few_papers_have_no_page(made: Review) -> None:
    assert sizes(made)["pages of authors"][0] == 102
    assert sizes(made, author_page_from=4)["pages of authors"][0] == 2


def test_no_formats_no_files(made: Review) -> None:
    assert sizes(made, list_formats=())["export files of categories"] == (0, 0)


def test_it_is_told_before_the_first_page_is_written(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text("@misc{a2024b, title = {B}, year = 2024}\n")
    (tmp_path / "review.yml").write_text("site_limit: 1\n")
    told: list[str] = []

    def tell(problems: Iterable[Problem]) -> None:
        assert not (tmp_path / "docs").exists()
        told.extend(problem.code for problem in problems)

    built = build(tmp_path, tell=tell)
    assert "site-too-large" in told
    assert built.written.written
