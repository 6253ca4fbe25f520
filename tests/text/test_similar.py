"""Suggestions for citekeys; the same cases are answered in a browser (`tests/browser/test_selection.py`)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.similar import Spellings

CASES = json.loads((Path(__file__).parent.parent / "cited" / "similar.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("word", "closest"), CASES["closest"].items())
def test_the_closest_spelling(word: str, closest: str) -> None:
    assert Spellings(CASES["words"]).closest(word) == closest


@given(st.lists(st.text(max_size=8)), st.text(max_size=8))
def test_any_word_has_an_answer_and_a_known_one_is_its_own(words: list[str], word: str) -> None:
    assert Spellings(words).closest(word) in {*words, ""}
    if any(char.isalnum() for char in word):
        assert Spellings([word, *words]).closest(word) == word
