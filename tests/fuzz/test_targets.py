"""What holds for every input, tried with inputs of hypothesis and with those that once failed.

`make fuzz` tries the same with inputs that atheris finds by what code they reach.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..bibtex.nasty import bib_texts
from .targets import TARGETS

CASES = sorted(path for path in (Path(__file__).parent / "cases").rglob("*") if path.is_file())
WORDS = [
    line[1:-1].encode().decode("unicode_escape").encode("latin-1", "replace")
    for line in (Path(__file__).parent / "words.dict").read_text(encoding="utf-8").splitlines()
    if line.startswith('"')
]


def inputs() -> st.SearchStrategy[bytes]:
    """Return bytes that look like what bibloom reads, more or less."""
    pieces = st.one_of(st.sampled_from(WORDS), st.binary(max_size=6), st.sampled_from([b"\n", b"}", b" "]))
    return st.one_of(bib_texts().map(str.encode), st.lists(pieces, max_size=12).map(b"".join))


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_is_read(name: str) -> None:
    @given(inputs())
    @settings(max_examples=150)
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_failed_is_read(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
