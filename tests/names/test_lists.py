"""Lists of names: what stands between them, and where the styles cut them short."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.exports.references import STYLES, references
from generator.exports.references.people import people
from generator.model import Name

from .test_names import AROUND, paper

LISTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "lists.yml").read_text(encoding="utf-8")
)
ALPHABET = (
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo"),
    *("Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor"),
    *("Whiskey", "Xray", "Yankee", "Zulu"),
)
CASES = [(row, style) for row in LISTS for style in STYLES if style in row]


def authors(count: int, *, more: bool = False) -> str:
    names = [f"{family}, Ann" for family in ALPHABET[:count]]
    return " and ".join([*names, *(["others"] if more else [])])


@pytest.mark.parametrize(("row", "style"), CASES, ids=lambda value: str(value)[:40])
def test_a_list(row: dict[str, Any], style: str) -> None:
    (reference,) = references(paper(authors(row["names"], more=row.get("more", False))), [style])
    written, after = row[style], AROUND[style]
    assert reference.text == written + (after[1:] if written[-1] == after[0] else after)


def test_et_al_is_emphasised_where_the_style_does() -> None:
    author = authors(8)
    emphasised = {r.style.name for r in references(paper(author), STYLES) if ("et al.", "em") in r.runs()}
    assert emphasised == {"ieee", "nature"}


def test_a_suffix_with_a_comma_asks_for_another() -> None:
    (reference,) = references(paper("King, Jr., Martin and Doe, Jane"), ["ieee"])
    assert reference.text.startswith("M. King, Jr., and J. Doe, ")


@pytest.mark.parametrize(
    ("style", "one", "two", "three"),
    [
        ("apa", "R. Roe", "R. Roe & E. Poe", "R. Roe, E. Poe, & I. Low"),
        ("ieee", "R. Roe", "R. Roe and E. Poe", "R. Roe, E. Poe, and I. Low"),
        ("chicago", "Rich Roe", "Rich Roe and Ed Poe", "Rich Roe, Ed Poe, and Ida Low"),
        ("acm", "Rich Roe", "Rich Roe and Ed Poe", "Rich Roe, Ed Poe, and Ida Low"),
        ("nature", "Roe, R.", "Roe, R. & Poe, E.", "Roe, R., Poe, E. & Low, I."),
    ],
)
def test_editors_inside_a_reference(style: str, one: str, two: str, three: str) -> None:
    editors = (Name("Roe", "Rich"), Name("Poe", "Ed"), Name("Low", "Ida"))
    rule = STYLES[style].inner
    assert [people(editors[:count], rule) for count in (1, 2, 3)] == [one, two, three]


def test_nobody_is_nothing() -> None:
    assert [people((), style.lead) for style in STYLES.values()] == [""] * len(STYLES)
