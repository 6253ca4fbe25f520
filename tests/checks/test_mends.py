"""Mends of values: what each takes out, what it leaves alone, and that a second one changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bibtex.values import is_balanced
from generator.checks import mends
from generator.checks.mends import Mend

DAMAGED = "Ã‰mile LovÃ©lace â€“ naÃ¯ve"


@pytest.mark.parametrize(
    ("mend", "value", "expected"),
    [
        (mends.without_final_dot, "Looms.", "Looms"),
        (mends.without_final_dot, "{Looms.}", "{Looms}"),
        (mends.without_final_dot, "{A} and {B.}", "{A} and {B.}"),
        (mends.without_final_dot, "Looms...", "Looms..."),
        (mends.without_final_dot, "Looms, Engines, etc.", "Looms, Engines, etc."),
        (mends.without_final_dot, "Made in the U.S.", "Made in the U.S."),
        (mends.without_final_dot, "Vitamin C.", "Vitamin C."),
        (mends.without_final_dot, "Reply to Lovelace et al.", "Reply to Lovelace et al."),
        (mends.without_final_dot, r"Looms \.", r"Looms \."),
        (mends.without_html, "A &amp; B", r"A \& B"),
        (mends.without_html, r"A \&amp; B", r"A \& B"),
        (mends.without_html, "A &#233; &eacute; &#x2014;", "A é é —"),
        (mends.without_html, "A&nbsp;B&#8203;C", "A BC"),
        (mends.without_html, "R&D; A&nothing;", "R&D; A&nothing;"),
        (mends.without_html, "<i>In vivo</i> <b>looms</b>", "In vivo looms"),
        (mends.without_html, "CO<sub>2</sub> and m<sup>2</sup>", "CO$_{2}$ and m$^{2}$"),
        (mends.without_html, "a < b > c", "a < b > c"),
        (mends.without_html, "The <mask> token", "The <mask> token"),
        (mends.without_html, "<image, text> pairs", "<image, text> pairs"),
        (mends.without_html, "one<br/>two", "one two"),
        (mends.without_html, "<p>One.</p><p class='x'>Two.</p>", "One. Two."),
        (mends.without_invisible, "a\u00adb\u200bc\u202ed", "abcd"),
        (mends.without_invisible, "می\u200cخواهم", "می\u200cخواهم"),
        (mends.with_right_encoding, DAMAGED, "Émile Lovélace – naïve"),
        (mends.with_right_encoding, "Émile à l'Âge d'Ø", "Émile à l'Âge d'Ø"),
        (mends.bare_doi, "http://dx.doi.org/10.1000/182", "10.1000/182"),
        (mends.bare_doi, "doi: 10.1000/182", "10.1000/182"),
        (mends.bare_doi, "see doi.org", "see doi.org"),
        (mends.bare_arxiv, "https://arxiv.org/pdf/hep-th/9901001v2.pdf", "hep-th/9901001v2"),
        (mends.bare_arxiv, "arXiv:2310.02712 [cs.LG]", "arXiv:2310.02712 [cs.LG]"),
        (mends.page_range, "12-34", "12--34"),
        (mends.page_range, "pp. 12 – 34", "12--34"),
        (mends.page_range, "S12—S34", "S12--S34"),
        (mends.page_range, "1234-37", "1234--37"),
        (mends.page_range, "108-1", "108-1"),
        (mends.page_range, "1--2, 5--6", "1--2, 5--6"),
        (mends.page_range, "20:1--20:27", "20:1--20:27"),
        (mends.landing_page, "http://arxiv.org/pdf/2310.02712v2", "https://arxiv.org/abs/2310.02712v2"),
        (mends.landing_page, "https://example.org/a.pdf", "https://example.org/a.pdf"),
        (mends.present_host, "https://www.aclweb.org/anthology/P19-1", "https://aclanthology.org/P19-1"),
        (mends.secure, "http://github.com", "https://github.com"),
        (mends.secure, "http://export.arxiv.org/abs/1", "https://export.arxiv.org/abs/1"),
        (mends.secure, "http://notgithub.com/x", "http://notgithub.com/x"),
        (mends.secure, "http://github.com.evil.org/x", "http://github.com.evil.org/x"),
        (mends.without_trackers, "https://e.org/?utm_source=a", "https://e.org/"),
        (mends.without_trackers, "https://e.org/?spm=1&id=2", "https://e.org/?id=2"),
        (mends.without_trackers, "https://e.org/?utm=1&xfbclid=2", "https://e.org/?utm=1&xfbclid=2"),
        (mends.without_trackers, r"https://e.org/?a=1\&utm_source=2", r"https://e.org/?a=1\&utm_source=2"),
        (mends.without_namesake_number, "Wang 0001, Wei and Li, Bo 0002", "Wang, Wei and Li, Bo"),
        (mends.without_namesake_number, "{Team 0001 of}", "{Team 0001 of}"),
        (mends.with_others, "A, B and C, D et~al.", "A, B and C, D and others"),
        (mends.with_others, "A, B and et al", "A, B and others"),
        (mends.with_others, "et al.", "et al."),
        (mends.without_semicolons, "A, B; C, D;", "A, B and C, D"),
        (mends.without_semicolons, "{A; B}", "{A; B}"),
        (mends.without_semicolons, "A; B and C", "A; B and C"),
        (mends.without_repeats, "a, B, b", "a, B"),
        (mends.without_repeats, "a;b; a", "a; b"),
        (mends.without_repeats, "a,b", "a,b"),
        (mends.without_label, "[PDF] Looms", "Looms"),
        (mends.without_label, "[HTML]Looms", "Looms"),
        (mends.without_label, "(Re)weaving", "(Re)weaving"),
        (mends.without_label, "[C]-H activation", "[C]-H activation"),
        (mends.without_label, "Reading [PDF] files", "Reading [PDF] files"),
    ],
)
def test_what_a_mend_writes(mend: Mend, value: str, expected: str) -> None:
    assert mend(value) == expected


MENDS = [
    mends.bare_arxiv, mends.bare_doi, mends.landing_page, mends.page_range, mends.present_host, mends.secure,
    mends.with_others, mends.with_right_encoding, mends.without_final_dot, mends.without_invisible,
    mends.without_label, mends.without_namesake_number, mends.without_repeats, mends.without_semicolons,
    mends.without_trackers,
]  # fmt: skip
PIECES = st.sampled_from((
    "a", "B", " ", ".", "...", ",", ";", "{", "}", "\\", "&amp;", "&#38;", "<i>", "</i>", "<sub>", "</sub>",
    "1", "-", "–", "0001", " and ", "et al.", "[PDF] ", "https://", "http://", "arxiv.org/pdf/", "2310.02712",
    "dx.doi.org/", "10.1000/1", "doi:", "?", "&", "utm_source=x", "#", "Ã©", "é", "\u200b", "\u00ad", "$",
    "github.com",
))  # fmt: skip
VALUES = st.lists(PIECES, max_size=8).map("".join)


@pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.__name__)
@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_a_second_mend_changes_nothing(mend: Mend, value: str) -> None:
    once = mend(value)
    assert mend(once) == once or mend in _IN_STEPS


# One label, one address or one dot at a time: the command repeats them until nothing is left.
_IN_STEPS = (mends.without_label, mends.bare_doi, mends.without_final_dot, mends.with_right_encoding)


@pytest.mark.parametrize("mend", [*MENDS, mends.without_html], ids=lambda mend: mend.__name__)
@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_braces_stay_balanced(mend: Mend, value: str) -> None:
    assert not is_balanced(value) or is_balanced(mend(value))
