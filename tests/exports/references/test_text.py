"""References of anything: whole, inert, the same every time."""

import re

import pytest
from hypothesis import given, settings

from generator.exports.references import STYLES, references
from generator.exports.references.text import _abbreviated
from generator.model import Entry, Field, Name, Paper
from generator.text.escape import clean

from ..strategies import papers

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@settings(max_examples=50)
@given(papers)
def test_every_paper_has_its_references(paper: Paper) -> None:
    found = list(references(paper, STYLES))
    assert len(found) in (0, len(STYLES))
    assert found == list(references(paper, STYLES))
    for reference in found:
        assert not CONTROL.search(reference.text)
        assert reference.text == reference.text.strip()
        assert {emphasis for _, emphasis in reference.runs()} <= {"", "em", "strong"}


@pytest.mark.parametrize(
    "text",
    [
        "\ue000\ue001",
        "7777 and 9001 of 9100–9200",
        "{author} {title}",
        "_a_ *b*",
        "<i>x</i>",
        "\x11x\x12",
        "&amp;",
    ],
)
def test_no_text_passes_for_the_layout(text: str) -> None:
    paper = Paper("k", "k", "article", f"X {text}", (Name(f"Y {text}"),), year=2020, venue=f"Z {text}")
    for reference in references(paper, STYLES):
        assert clean(f"X {text}").lower() in reference.text.lower()
        assert clean(f"Y {text}") in reference.text
        assert clean(f"Z {text}") in reference.text


@pytest.mark.parametrize("title", ["Why?", "Stop!", "This Ends.", "And so on…"])
def test_a_title_with_its_own_punctuation_gets_no_other(title: str) -> None:
    paper = Paper("k", "k", "article", title, (Name("Roe"),), year=2020, venue="Journal")
    for reference in references(paper, STYLES):
        assert not re.search(r"[?!]”?[.,]|[….]”?[.]", reference.text), reference.text


def test_an_author_with_a_period_gets_no_other() -> None:
    paper = Paper("k", "k", "misc", "T", (Name("Acme Inc.", literal=True),), year=2020)
    assert {r.style.name: r.text for r in references(paper, STYLES)} == {
        "apa": "Acme Inc. (2020). T.",
        "ieee": "Acme Inc., “T,” 2020.",
        "chicago": "Acme Inc. 2020. “T.”",
        "acm": "Acme Inc. 2020. T.",
        "nature": "Acme Inc. T. (2020).",
    }


def test_an_address_keeps_what_it_ends_in() -> None:
    paper = Paper("k", "k", "misc", "T", (Name("Roe"),), year=2020, url="https://example.org/what?")
    (reference,) = references(paper, ["chicago"])
    assert reference.text == "Roe. 2020. “T.” https://example.org/what?."


def test_quotation_marks_inside_quotation_marks_are_single() -> None:
    paper = Paper("k", "k", "article", 'The “Good” and the "Bad"', (Name("Roe"),), year=2020, venue="J")
    found = {r.style.name: r.text for r in references(paper, STYLES)}
    assert (
        "“The ‘Good’ and the ‘Bad,’”" in found["chicago"] or "“The ‘Good’ and the ‘Bad’.”" in found["chicago"]
    )
    assert 'The “good” and the "bad".' in found["apa"]


def test_titles_in_other_languages_keep_their_capitals() -> None:
    def paper(language: str) -> Paper:
        fields = (Field("title", "", "Die Grundlage der Theorie"), Field("langid", "", language))
        entry = Entry("article", "k", fields)
        return Paper("k", "k", "article", "Die Grundlage der Theorie", (Name("Roe"),), venue="J", entry=entry)

    def apa(language: str) -> str:
        return next(references(paper(language), ["apa"])).text

    assert "Die Grundlage der Theorie. J" in apa("ngerman")
    assert "Die grundlage der theorie. J" in apa("english")
    assert "Die grundlage der theorie. J" in apa("")


@pytest.mark.parametrize(
    ("pages", "abbreviated"),
    [
        # The examples of CMOS, chapter 9.
        ("3–10", "3–10"),
        ("71–72", "71–72"),
        ("96–117", "96–117"),
        ("100–104", "100–104"),
        ("1100–1113", "1100–1113"),
        ("101–108", "101–8"),
        ("808–833", "808–33"),
        ("1103–1104", "1103–4"),
        ("321–328", "321–28"),
        ("498–532", "498–532"),
        ("1087–1089", "1087–89"),
        ("1496–1500", "1496–500"),
        ("11564–11615", "11564–615"),
        ("12991–13001", "12991–3001"),
        ("e12–e14", "e12–e14"),
        ("12", "12"),
        ("200–190", "200–190"),
    ],
)
def test_ranges_of_pages_are_abbreviated_as_in_chicago(pages: str, abbreviated: str) -> None:
    assert _abbreviated(pages) == abbreviated
