"""Golden listings in our own words, one for each layout, and what happens to damaged ones."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Place, Problem
from generator.model import ListedPaper
from generator.readers import read_listing

LISTINGS = Path(__file__).parent / "data" / "listings"
NAMES = sorted(path.stem for path in LISTINGS.glob("*.txt"))
TEXTS = {name: (LISTINGS / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}


def _expected(paper: dict[str, Any], path: str) -> ListedPaper:
    line = paper.pop("line")
    paper["links"] = tuple(paper.get("links", ()))
    return ListedPaper(**paper, place=Place(path, line))


def _brief(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.code}:{problem.place.line}" for problem in problems]


@pytest.mark.parametrize("name", NAMES)
def test_each_layout(name: str) -> None:
    golden = json.loads((LISTINGS / f"{name}.json").read_text(encoding="utf-8"))
    listed_on = date.fromisoformat(golden["listed_on"]) if "listed_on" in golden else None
    papers, problems = read_listing(TEXTS[name], name, listed_on)
    assert papers == tuple(_expected(paper, name) for paper in golden["papers"])
    assert _brief(problems) == golden["problems"]


def test_there_is_a_golden_case_for_each_layout() -> None:
    assert NAMES == ["compact", "dated", "spaced"]


@pytest.mark.parametrize("name", NAMES)
def test_windows_newlines_and_a_byte_order_mark_change_nothing(name: str) -> None:
    marked = "\ufeff" + TEXTS[name].replace("\n", "\r\n")
    assert read_listing(marked, name) == read_listing(TEXTS[name], name)


def test_dates_stay_without_a_year_and_say_so() -> None:
    papers, problems = read_listing(TEXTS["dated"], "dated")
    assert [paper.submitted for paper in papers] == ["2023-12-06", "", "XXXX-11-24", "XXXX-12-19"]
    assert _brief(problems) == ["listing-yearless:25"]
    assert "--listed-on" in problems[0].hint
    assert "2 dates" in problems[0].message


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "listing-empty", 1),
        ("\n\n  \n", "listing-empty", 1),
        ("new\n\nGet trending papers in your email inbox!\n", "listing-cut", 3),
        ("new\n\nSubscribe\n\nDaily Papers\n", "listing-cut", 5),
        ("@article{a,\n  title = {Some}\n}\n", "listing-unknown", 1),
        ("A page\n\nSubscribe\n\nA title\n\nAn abstract\n", "listing-unknown", 1),
        (
            "Subscribe\nFirst title\n" + "x" * 200 + ".\n\nSecond title\n\n" + "y" * 200 + ".\n",
            "listing-unknown",
            5,
        ),
    ],
)
def test_what_is_no_listing_is_a_problem(text: str, code: str, line: int) -> None:
    papers, problems = read_listing(text, "page.txt")
    assert papers == ()
    assert [(problem.code, problem.place) for problem in problems] == [(code, Place("page.txt", line))]
    assert problems[0].hint


def test_a_missing_abstract_takes_no_other_paper_down() -> None:
    abstract = TEXTS["compact"].splitlines()[3] + "\n"
    papers, problems = read_listing(TEXTS["compact"].replace(abstract, ""), "page")
    assert [paper.title for paper in papers] == ["Are Wooden Toys All You Need?"]
    assert _brief(problems) == ["listing-incomplete:3"]


def test_a_missing_title_takes_no_other_paper_down() -> None:
    text = TEXTS["compact"].replace("Are Wooden Toys All You Need?\n", "") + "Third\n" + "z" * 150 + "\n"
    long = text.replace("Wood is old", "Wood is old, " + "very " * 40 + "old")
    papers, problems = read_listing(long, "page")
    assert [paper.title for paper in papers] == ["1-bit Toys: Small Toys for Small Rooms", "Third"]
    assert _brief(problems) == ["listing-incomplete:5"]


def test_two_abstracts_in_a_row_are_no_paper() -> None:
    text = (
        "Subscribe\n"
        + "".join(f"{'word ' * length}.\n" for length in (70, 80))
        + "Title\n"
        + "z" * 150
        + "\n"
    )
    papers, problems = read_listing(text, "page")
    assert [paper.title for paper in papers] == ["Title"]
    assert _brief(problems) == ["listing-incomplete:2", "listing-incomplete:3"]


def test_an_abstract_that_stops_in_a_sentence_is_cut() -> None:
    text = TEXTS["spaced"].rstrip(".\n")
    papers, problems = read_listing(text, "page")
    assert [paper.place.line for paper in papers] == [11]
    assert _brief(problems) == ["listing-cut:17"]
    assert read_listing(text + "\n", "page")[1] == ()


def test_metadata_that_is_no_metadata_is_reported() -> None:
    text = (
        TEXTS["dated"]
        .replace("Top-Makers Top-Makers", "Top-Makers of Old")
        .replace("Dec 6, 2023", "Dec 41, 2023")
    )
    papers, problems = read_listing(text, "page", date(2025, 12, 31))
    assert _brief(problems) == ["listing-metadata:19", "listing-metadata:29"]
    assert [paper.organisation for paper in papers] == ["", "", "", ""]
    assert [paper.submitted for paper in papers] == ["", "", "2025-11-24", "2025-12-19"]


def test_a_file_that_ends_before_a_date_keeps_the_paper_and_says_so() -> None:
    text = TEXTS["dated"].removesuffix("\n·\nDec 19")
    papers, problems = read_listing(text, "page", date(2025, 12, 31))
    assert (papers[-1].author_count, papers[-1].submitted) == (1, "")
    assert _brief(problems) == ["listing-cut:37"]


def _without_end(paper: ListedPaper) -> ListedPaper:
    return replace(
        paper, abstract="", links=(), code="", project="", author_count=None, organisation="", submitted=""
    )


@given(st.sampled_from(NAMES), st.data())
@settings(deadline=None, max_examples=300)
def test_a_cut_listing_gives_a_prefix_of_its_papers(name: str, data: st.DataObject) -> None:
    """Only the last paper may have lost something, and only what stood after the cut."""
    whole, _ = read_listing(TEXTS[name], name)
    cut = data.draw(st.integers(0, len(TEXTS[name])))
    papers, problems = read_listing(TEXTS[name][:cut], name)
    assert papers[:-1] == whole[: max(len(papers) - 1, 0)]
    for last, same in zip(papers[-1:], whole[len(papers) - 1 :], strict=False):
        assert _without_end(last) == _without_end(same)
        assert same.abstract.startswith(last.abstract)
    lines = TEXTS[name][:cut].rstrip("\n").split("\n")
    begun = [paper for paper in whole if paper.place.line <= len(lines)]
    assert len(papers) >= len(begun) or problems


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for start in ("", "Subscribe\n", "Subscribe", "Subscribe\n\nA title\n\n" + "long " * 40 + "\n\n"):
        papers, problems = read_listing(start + text, "any")
        assert papers or problems
