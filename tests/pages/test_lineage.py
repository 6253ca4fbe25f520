"""The strip of what a paper builds on and what extends it."""

import re

import pytest

from generator.links.citations import CrossLinks
from generator.model import Config, Note
from generator.pages import lineage
from generator.pages.cards import Cards
from generator.pages.lineage import MOST_ON_STRIP, short_title
from generator.pages.shown import Showing, Shown
from generator.pages.view import View, make_view

from ..builders import paper, review

LONG = "A Rather Long Beginning That Names No Method"


def view(**builds_on: tuple[str, ...]) -> View:
    """Return a review of these papers and what each builds on."""
    notes = [Note(key, f"About {key}.", builds_on=older) for key, older in builds_on.items()]
    papers = [paper(key, year=2024, title=f"{key.upper()}: on looms") for key in builds_on]
    return make_view(review(papers, notes=notes, config=Config(entry_formats=())), CrossLinks({}, ()), {}, {})


def shown(key: str, made: View) -> Shown:
    return Showing(made).shown(made.review.by_key[key])


def strip(key: str, made: View) -> str:
    return lineage.lineage_strip(shown(key, made), Cards())


def sections(key: str, made: View) -> list[str]:
    return list(lineage.lineage_sections(shown(key, made), Cards()))


def outline(block: str) -> list[str]:
    """Return the strip's list without addresses and what cards say."""
    plain = re.sub(r"</?span[^>]*>|\]\([^)]*\)|\[", "", block)
    return [line for line in plain.splitlines() if line.lstrip().startswith("- ")]


def test_the_strip_leads_from_the_older_through_this_to_the_newer() -> None:
    made = view(a=(), b=("a", "gone"), c=("b",), d=("b",))
    assert outline(strip("b", made)) == [
        *(
            "- Builds on",
            "    - A (2024)",
            "- This paper",
            "- Extended by",
            "    - C (2024)",
            "    - D (2024)",
        )
    ]
    assert outline(strip("a", made))[0] == "- This paper"
    assert outline(strip("c", made))[-1] == "- This paper"


def test_without_lineage_there_is_none() -> None:
    made = view(a=("gone",))
    assert strip("a", made) == ""


def test_a_short_link_has_the_whole_title_for_its_card() -> None:
    made = view(a=(), b=("a",))
    block = strip("b", made)
    assert 'data-title="A&#58; on looms"' in block
    assert 'data-tldr="About a."' in block
    assert "[A](../papers/a.md)" in block


def test_what_is_too_long_for_the_strip_follows_in_a_section() -> None:
    many = {f"p{n}": ("a",) for n in range(MOST_ON_STRIP + 2)}
    made = view(a=(), **many)
    shown = outline(strip("a", made))
    assert len(shown) == 2 + MOST_ON_STRIP
    assert shown[-1] == "    - 3 more"
    assert "(#extended-by)" in strip("a", made)
    (section,) = sections("a", made)
    assert section.startswith("## Extended by\n")
    assert section.count("- <span") == len(many)


def test_what_fits_needs_no_section() -> None:
    made = view(a=(), **{f"p{n}": ("a",) for n in range(MOST_ON_STRIP)})
    assert sections("a", made) == []
    assert "more" not in strip("a", made)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("GaLore: Memory-Efficient Training", "GaLore"),
        ("On the Convergence of Adam and Beyond", "On the Convergence of Adam and Beyond"),
        (f"{LONG}: A Study", f"{LONG}: A Study"),
        ("12:30", "12:30"),
    ],
)
def test_a_short_title_is_what_stands_before_the_colon(title: str, short: str) -> None:
    assert short_title(title) == short
