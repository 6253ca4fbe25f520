"""Lists of names: what stands between them, and where the styles cut them short."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.exports.references import STYLES, references
from generator.exports.references.layout import Shape, layout_text
from generator.exports.references.people import people

from .test_names import AROUND, paper

LISTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "lists.yml").read_text(encoding="utf-8"))
ALPHABET = """
    Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo
    Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu
""".split()
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


def test_editors_begin_the_reference_where_there_are_no_authors() -> None:
    found = paper("Doe, Jane}, editor = {Roe, Rich and Poe, Ed")
    assert len(found.editors) == 2
    (one,), (two,) = (found.editors[:1], found.editors)[:1], (found.editors,)
    assert people((one,), STYLES["apa"].inner) == "R. Roe"
    assert people(two, STYLES["apa"].inner) == "R. Roe & E. Poe"
    assert people(two, STYLES["nature"].inner) == "Roe, R. & Poe, E."


def test_layouts_take_the_place_of_names() -> None:
    shape = Shape("book", frozenset({"title", "author", "publisher"}), editors=2, date=1)
    assert "{author}" in layout_text(STYLES["apa"], shape)
    assert "{editor}, Eds." in layout_text(STYLES["apa"], shape).replace("eds", "Eds")
