"""Whether a text keeps to its source: figures and copied runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.evidence import numbers, sentences, shared_run, unsupported_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5× faster, 39% less", {"5", "39"}),
        ("1,024 GPUs and 1024 more", {"1024"}),
        ("10⁴ steps of FP8 in 3D on v1.5", {"104"}),
        ("8-bit, 2:4, GPT-3 and 32K", {"8", "2", "4", "3", "32"}),
        ("2.50 and 2.5", {"2.5"}),
        ("none at all", set()),
    ],
)
def test_figures_are_found_in_whatever_way_they_are_written(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_a_figure_that_the_source_lacks_is_named() -> None:
    assert unsupported_numbers("3× and 39%", "up to 39% less memory") == ("3",)


def test_a_figure_that_the_listing_glued_to_a_word_counts() -> None:
    assert unsupported_numbers("25-33×", "which provide25-33X more") == ()


@given(st.text())
def test_a_text_supports_itself(text: str) -> None:
    assert unsupported_numbers(text, text) == ()


def test_eight_words_in_a_row_are_a_copy_and_seven_are_not() -> None:
    source = "We show that training with half the memory costs no accuracy at all"
    assert shared_run("It holds that training with half the memory costs no accuracy.", source) != ""
    assert shared_run("training with half the memory costs nothing", source) == ""


def test_case_punctuation_and_accents_do_not_hide_a_copy() -> None:
    assert shared_run("A-B, c; D e f: G É!", "a b c d e f g e") == "a b c d e f g e"


def test_a_title_may_stand_in_both() -> None:
    title = "One two three four five six seven eight nine"
    assert shared_run(f"See {title}.", f"In {title} we", [title]) == ""


def test_sentences_know_what_they_cite() -> None:
    found = list(sentences("One is 2× faster [@a]. The other is not [@b; @c].\n\nA third paragraph."))
    assert [sentence.keys for sentence in found] == [("a",), ("b", "c"), ()]
    assert found[0].text.startswith("One is 2× faster")
