import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.capitals import protected
from generator.text.latex import protect, to_unicode

from ..titles import plain_title

# Titles of the flagship as their papers print them, and as a style with a sentence's capitals should.
TITLES = json.loads((Path(__file__).parent / "cases" / "titles.json").read_text())


@pytest.mark.parametrize("case", TITLES, ids=[case["title"][:40] for case in TITLES])
def test_real_titles_keep_their_names(case: dict[str, str]) -> None:
    assert to_unicode(plain_title(protect(case["title"]))) == case["printed"]


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Deep Learning with {NeRF} and nerfs", "Deep Learning with {NeRF} and nerfs"),
        ("{{Whole Title}} Stays", "{{Whole Title}} Stays"),
        ("T5 and BERT", "{T5} and {BERT}"),
        ("Adam: Adam Is a Name", "Adam: {Adam} Is a Name"),
        ("A Title with A Article and I", "A Title with A Article and {I}"),
        ("U, Q-Learning", "U, {Q}-Learning"),
        ("On U-Nets and V-Net", "On {U}-{Nets} and {V}-{Net}"),
        ("On Markov's and Gaussians’ Law", "On {Markov's} and {Gaussians}’ Law"),
        ("Do We Know? Yes! We Do", "Do We Know? {Yes}! {We} Do"),
        (r"On $O(n)$, $x$ and $\Delta$", r"On {$O(n)$,} $x$ and {$\Delta$}"),
        (r"With \LaTeX{} and \emph{TeX}", r"With {\LaTeX{}} and \emph{TeX}"),
        (r"R\&D of {\'E}tale", r"{R\&D} of {\'E}tale"),
        ("ALL OF THIS TITLE SHOUTS AT YOU", "ALL OF THIS TITLE SHOUTS AT YOU"),
        ("a study of how many people in Zurich sleep", "a study of how many people in {Zurich} sleep"),
        ("Flash-Attention: More", "{Flash-Attention}: More"),
        ("(GPT-4) (x)", "({GPT}-4) (x)"),
        ("", ""),
    ],
)
def test_what_stands_in_braces(title: str, value: str) -> None:
    assert protected(title) == value


@given(
    st.lists(st.sampled_from([*"aA-:?!$ {}\\", "NeRF", "Adam", "the", "{x Y}", "$X$", "é", "É"])).map("".join)
)
def test_only_braces_are_added(title: str) -> None:
    found = protected(title)
    assert [char for char in found if char not in "{}"] == [char for char in title if char not in "{}"]
    assert found.count("{") - title.count("{") == found.count("}") - title.count("}")


@given(st.lists(st.sampled_from(["NeRF", "Adam", "the", "Of", "U-Net", "3D:", "A", "B?", "long", "words"])))
def test_protecting_twice_changes_nothing(words: list[str]) -> None:
    once = protected(" ".join(words))
    assert protected(once) == once
