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
from generator.readers.listing import read_listing

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
            "Subscribe\nFirst title\n" + "x" * 300 + ".\n\nSecond title\n\n" + "y" * 300 + ".\n",
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


def test_a_missing_abstract_takes_its_neighbour_but_no_other_paper_down() -> None:
    abstract = TEXTS["compact"].splitlines()[3] + "\n"
    text = TEXTS["compact"].rstrip("\n") + "\nThird\n" + "z" * 300 + "\n"
    papers, problems = read_listing(text.replace(abstract, ""), "page")
    assert [paper.title for paper in papers] == ["Third"]
    assert _brief(problems) == ["listing-incomplete:3"]
    assert "lines 3 and 4 could each be the title of the abstract on line 5" in problems[0].message


def test_a_missing_title_takes_no_other_paper_down() -> None:
    text = TEXTS["compact"].replace("Are Wooden Toys All You Need?\n", "").rstrip("\n")
    papers, problems = read_listing(text + "\nThird\n" + "z" * 300 + "\n", "page")
    assert [paper.title for paper in papers] == ["1-bit Toys: Small Toys for Small Rooms", "Third"]
    assert _brief(problems) == ["listing-incomplete:5"]


def test_a_strange_line_before_an_abstract_is_no_title() -> None:
    title = "Are Wooden Toys All You Need?\n"
    papers, problems = read_listing(TEXTS["compact"].replace(title, title + "Advertisement\n"), "page")
    assert [paper.title for paper in papers] == ["1-bit Toys: Small Toys for Small Rooms"]
    assert [(problem.code, problem.place.line) for problem in problems] == [("listing-incomplete", 5)]
    assert "lines 5 and 6" in problems[0].message


def test_a_title_in_two_parts_is_no_title() -> None:
    split = TEXTS["spaced"].replace("Damped Rattles ", "Damped Rattles\n\n")
    papers, problems = read_listing(split, "page")
    assert [paper.place.line for paper in papers] == [11]
    assert "lines 15 and 17" in problems[0].message


def test_a_long_title_is_no_abstract() -> None:
    text = f"Subscribe\nFirst\n{'long ' * 40}title\n{'z' * 300}\nThird\n{'y' * 249}\n"
    papers, problems = read_listing(text, "page")
    assert papers == ()
    assert _brief(problems) == ["listing-incomplete:2", "listing-incomplete:5"]
    assert "lines 5 and 6 have no abstract" in problems[1].message


def test_authors_without_a_dot_do_not_swallow_what_follows() -> None:
    text = f"Subscribe\nFirst\n{'x' * 300}\n• 3 authors\nSecond\n{'y' * 300}\n"
    papers, problems = read_listing(text, "page")
    assert [(paper.title, paper.author_count) for paper in papers] == [("First", 3), ("Second", None)]
    assert _brief(problems) == ["listing-cut:4"]


def test_two_abstracts_in_a_row_are_no_paper() -> None:
    text = (
        "Subscribe\n"
        + "".join(f"{'word ' * length}.\n" for length in (70, 80))
        + "Title\n"
        + "z" * 300
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


def _many(name: str) -> str:
    """Return the golden listing twice over, so that a damaged paper has neighbours on both sides."""
    text = TEXTS[name].rstrip("\n")
    lines = text.split("\n")
    first = next(
        number for number, line in enumerate(lines) if line.startswith(("1-bit", "Toy-Net", "Spinning"))
    )
    return text + "\n\n" + "\n".join(lines[first:]) + "\n"


def _compact() -> str:
    lines = TEXTS["compact"].rstrip("\n").split("\n")
    return "\n".join([*lines, "A Third Toy", "z" * 300, "A Fourth Toy", "y" * 300]) + "\n"


WHOLE = {"compact": _compact(), "spaced": _many("spaced"), "dated": _many("dated")}
SHORT_LINES = st.one_of(
    st.text(st.characters(exclude_characters="\n\r"), max_size=200),
    st.sampled_from(
        ["Advertisement", "·", "• 3 authors", "Feb 3", "new", "Subscribe", "SubscribeNow", "A A"]
    ),
)


@given(st.sampled_from(NAMES), st.one_of(st.none(), SHORT_LINES), st.booleans(), st.data())
@settings(deadline=None, max_examples=1500)
def test_a_line_too_many_or_too_few_makes_no_wrong_paper(
    name: str, strange: str | None, apart: bool, data: st.DataObject
) -> None:
    lines = WHOLE[name].split("\n")
    whole = {(paper.title, paper.abstract) for paper in read_listing(WHOLE[name], name)[0]}
    at = data.draw(st.integers(0, len(lines) - 1))
    if strange is None:
        damaged = [*lines[:at], *lines[at + 1 :]]
    else:
        damaged = [*lines[:at], *([""] * apart), strange, *([""] * apart), *lines[at:]]
    papers, problems = read_listing("\n".join(damaged), name)
    assert {(paper.title, paper.abstract) for paper in papers} <= whole
    assert len(papers) >= len(read_listing(WHOLE[name], name)[0]) or problems


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for start in ("", "Subscribe\n", "Subscribe", "Subscribe\n\nA title\n\n" + "long " * 60 + "\n\n"):
        papers, problems = read_listing(start + text, "any")
        assert papers or problems
