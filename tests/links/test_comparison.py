"""What is made of comparing papers is asked for again only where something that is compared has changed."""

from dataclasses import replace
from typing import Any

import pytest

from generator.links.comparison import Comparison, Found
from generator.model import Config, Note, Review
from generator.results import Results

from ..builders import category, paper, review

PAPERS = [
    paper("a", title="Sparse looms weave", keywords=("vision",), groups=("looms",)),
    paper("b", title="Sparse looms spin", keywords=("vision",), groups=("looms",)),
]
NOTES = [Note("a", "Weaves.", ("Cloth.",), body="With threads.")]


def made(**changes: Any) -> Review:  # noqa: ANN401
    first = replace(PAPERS[0], **changes)
    return review([first, PAPERS[1]], [category("looms")], NOTES)


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "c"},
        {"title": "Dense looms weave"},
        {"alt_titles": ("Looms",)},
        {"abstract": "It weaves."},
        {"groups": ("looms", "weaving")},
        {"keywords": ("language",)},
        {"year": 1843},
    ],
)
def test_whatever_is_compared_counts(changes: dict[str, Any]) -> None:
    assert Comparison(made(**changes)).made_of != Comparison(made()).made_of


@pytest.mark.parametrize(
    "note", [Note("a", "Spins."), Note("a", "", ("Yarn.",)), Note("a", body="Without threads.")]
)
def test_whatever_a_note_says_counts(note: Note) -> None:
    noted = review(made().papers, made().categories, [note])
    assert Comparison(noted).made_of != Comparison(made()).made_of


def test_what_is_not_compared_does_not_count() -> None:
    assert Comparison(made(pages="1--2", venue="TOYCONF")).made_of == Comparison(made()).made_of
    turned = review(made().papers[::-1], made().categories, NOTES)
    assert Comparison(turned).made_of == Comparison(made()).made_of


def test_related_papers_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first: Results[Found] = Results()
    found = Comparison(made()).related(first)
    assert found["a"][0].key == "b"
    later = Results(first.kept)
    monkeypatch.setattr(Comparison, "likeness", property(lambda _: pytest.fail("this is known")))
    assert Comparison(made(pages="1--2")).related(later) == found
    assert later.kept == first.kept


@pytest.mark.parametrize(
    "other", [{"config": Config(related=1)}, {"categories": (category("looms", title="L"),)}]
)
def test_titles_and_settings_count_for_what_is_shown(other: dict[str, Any]) -> None:
    first: Results[Found] = Results()
    Comparison(made()).related(first)
    second: Results[Found] = Results()
    Comparison(replace(made(), **other)).related(second)
    assert first.kept.keys() != second.kept.keys()
