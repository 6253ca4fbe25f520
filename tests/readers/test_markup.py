"""What lost markup becomes, and what stays because it could be several things."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.markup import restore_markup

LINES = (Path(__file__).parent / "data" / "markup.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("shown", "meant"), CASES)
def test_golden(shown: str, meant: str) -> None:
    assert restore_markup(shown) == meant


@pytest.mark.parametrize(("shown", "meant"), CASES)
def test_twice_is_once(shown: str, meant: str) -> None:
    assert restore_markup(meant) == meant


@given(st.text(alphabet="ab ,.;:()-0123456789ABCäé—“”'\"", max_size=200))
def test_plain_text_stays(text: str) -> None:
    assert restore_markup(text) == text


@pytest.mark.parametrize(
    "piece",
    ["1", "left(", "Oleft(", "``", "{\\emph a", "\\textbf{", "sim1", "^{1", "$1", "~", "https://", "1times"],
)
def test_time_is_linear(piece: str) -> None:
    """Half a second at most; what takes time with the square of the length does not come back from here."""
    restore_markup(piece * 100_000)
