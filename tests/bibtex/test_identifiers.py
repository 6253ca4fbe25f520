from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bibtex import identifiers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2310.02712", "2310.02712"),
        ("arXiv:2310.02712v12 [cs.LG]", "2310.02712"),
        ("0704.0001", "0704.0001"),
        ("hep-th/9901001v2", "hep-th/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("2310.027", ""),
        ("PMC12345", ""),
        ("", ""),
    ],
)
def test_arxiv_id(text: str, found: str) -> None:
    assert identifiers.arxiv_id(text) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://arxiv.org/abs/2310.02712v2", "2310.02712"),
        ("http://www.arxiv.org/pdf/2310.02712.pdf", "2310.02712"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("https://example.org/abs/2310.02712", ""),
    ],
)
def test_arxiv_in_url(url: str, found: str) -> None:
    assert identifiers.arxiv_in_url(url) == found


@pytest.mark.parametrize(
    ("journal", "found"),
    [
        ("arXiv preprint arXiv:2310.02712", (True, "2310.02712")),
        ("ArXiv e-prints", (False, "")),
        ("arXiv", (True, "")),
        ("CoRR", (True, "")),
        ("CoRR, abs/2310.02712", (True, "2310.02712")),
        ("arXiv:2310.02712 [cs.LG]", (True, "2310.02712")),
        ("Nature", (False, "")),
        ("Corrosion Science", (False, "")),
        ("", (False, "")),
    ],
)
def test_arxiv_in_journal(journal: str, found: tuple[bool, str]) -> None:
    assert identifiers.arxiv_in_journal(journal) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1145/3292500", "10.1145/3292500"),
        ("https://doi.org/10.1145/3292500", "10.1145/3292500"),
        ("http://dx.doi.org/10.1145/3292500.", "10.1145/3292500"),
        ("doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", None),
        ("11.1145/x", ""),
        ("10.1145/a b", ""),
    ],
)
def test_doi(text: str, found: str | None) -> None:
    assert identifiers.doi(text) == (text.removeprefix("doi: ") if found is None else found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://x.y/z", "https://x.y/z"),
        ("HTTP://x.y", "HTTP://x.y"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("x.y/z", ""),
        ("https://x.y/a b", ""),
        ('https://x.y/"><script>', ""),
    ],
)
def test_link(text: str, found: str) -> None:
    assert identifiers.link(text) == found


def test_years_and_months() -> None:
    assert [identifiers.year(text) for text in ("2023", "c. 1999", "2019/2020", "12345", "soon")] == [
        2023,
        1999,
        2019,
        None,
        None,
    ]
    assert identifiers.year_and_month("2020-05/2021") == (2020, 5)
    assert identifiers.year_and_month("2020-21") == (2020, None)
    assert identifiers.year_and_month("/2020") == (None, None)
    assert [identifiers.month(text) for text in ("January", "Dec.", "10~March", "0", "13", "ma", "²")] == [
        1,
        12,
        3,
        None,
        None,
        None,
        None,
    ]


def test_iso_date() -> None:
    assert identifiers.iso_date("2024-02-29T10:00:00Z") == date(2024, 2, 29)
    assert identifiers.iso_date("2023-02-29") is None
    assert identifiers.iso_date("29.2.2024") is None


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    found = [
        identifiers.arxiv_id(text),
        identifiers.arxiv_in_journal(text)[1],
        identifiers.doi(text),
        identifiers.link(text),
        identifiers.month(text),
        identifiers.year(text),
        identifiers.year_and_month(text),
        identifiers.iso_date(text),
    ]
    assert len(found) == 8
