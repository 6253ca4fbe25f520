"""Folding and suggestions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.fold import ascii_fold, did_you_mean, title_key


@pytest.mark.parametrize(
    ("text", "folded"), [("Müller", "Muller"), ("Łukasz", "Lukasz"), ("Ørsted", "Orsted"), ("Takáč", "Takac")]
)
def test_accents_are_dropped(text: str, folded: str) -> None:
    assert ascii_fold(text) == folded


@given(st.text())
def test_folded_text_is_ascii(text: str) -> None:
    assert ascii_fold(text).isascii()


def test_titles_that_differ_in_case_and_punctuation_have_one_key() -> None:
    assert title_key("FP8-LM: Training, FP8!") == title_key("fp8 lm  training fp8")
    assert title_key("A") != title_key("B")


def test_a_title_without_letters_is_its_own_key() -> None:
    assert title_key(" ∅ ") != ""


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    assert did_you_mean("optimisers", ["optimizers", "memory"]) == "did you mean “optimizers”?"
    assert did_you_mean("zzz", ["optimizers", "memory"]) == ""
