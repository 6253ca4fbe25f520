"""Works of every kind in every style, compared with what the styles' manuals say."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.bibtex import read_bibs, to_papers
from generator.exports.references import STYLES, Reference, references
from generator.model import Paper

WORKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "works.yml").read_text(encoding="utf-8")
)
SIGNS = {"em": "_", "strong": "*", "": ""}


def paper(bib: str) -> Paper:
    files, problems = read_bibs([("x.bib", bib.encode())])
    (found,), more = to_papers(files)
    assert not (*problems, *more)
    return found


def marked(reference: Reference) -> str:
    return "".join(f"{SIGNS[emphasis]}{text}{SIGNS[emphasis]}" for text, emphasis in reference.runs())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("work", WORKS, ids=lambda work: work["bib"].partition("{")[2].partition(",")[0])
def test_a_work(work: dict[str, Any], style: str) -> None:
    (reference,) = references(paper(work["bib"]), [style])
    assert marked(reference) == work[style]


def test_the_text_is_the_marked_text_without_its_marks() -> None:
    for reference in references(paper(WORKS[0]["bib"]), STYLES):
        assert reference.text == "".join(text for text, _ in reference.runs())
        assert reference.text.isprintable()


def test_styles_come_in_the_order_asked_for() -> None:
    found = paper(WORKS[0]["bib"])
    assert [reference.style.name for reference in references(found, ["nature", "apa"])] == ["nature", "apa"]
    assert list(references(found, [])) == []


def test_without_people_and_title_there_is_no_reference() -> None:
    assert list(references(Paper("k", "k", "misc", "", year=2020), STYLES)) == []
