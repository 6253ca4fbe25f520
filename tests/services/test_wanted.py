import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.services.wanted import KINDS, Wanted, wanted


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2401.01234", "arxiv", "2401.01234"),
        ("arXiv:2401.01234v3", "arxiv", "2401.01234"),
        ("hep-th/9901001v1", "arxiv", "hep-th/9901001"),
        ("https://arxiv.org/abs/2401.01234v2", "arxiv", "2401.01234"),
        ("arxiv.org/pdf/2401.01234.pdf", "arxiv", "2401.01234"),
        ("http://www.arxiv.org/pdf/2401.01234v2.pdf", "arxiv", "2401.01234"),
        ("https://export.arxiv.org/html/2401.01234v1", "arxiv", "2401.01234"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("10.48550/arXiv.2401.01234", "arxiv", "2401.01234"),
        ("https://doi.org/10.48550/arXiv.2401.01234v2", "arxiv", "2401.01234"),
        ("10.1000/182", "doi", "10.1000/182"),
        ("doi:10.1000/182", "doi", "10.1000/182"),
        ("https://dx.doi.org/10.1000/182", "doi", "10.1000/182"),
        ("https://doi.org/10.1002/(SICI)10%3C1::X%3E3.0", "doi", "10.1002/(SICI)10<1::X>3.0"),
        ("https://dl.acm.org/doi/abs/10.1145/1234.5678?x=y", "doi", "10.1145/1234.5678"),
        ("https://link.springer.com/article/10.1007/s00-1.html", "doi", "10.1007/s00-1"),
        ("https://www.tandfonline.com/doi/full/10.1080/1234", "doi", "10.1080/1234"),
        ("https://openreview.net/forum?id=aBcD_12345&noteId=x", "openreview", "aBcD_12345"),
        ("https://openreview.net/pdf?id=aBcD_12345", "openreview", "aBcD_12345"),
        ("https://aclanthology.org/2024.acl-long.1/", "acl", "2024.acl-long.1"),
        ("https://aclanthology.org/2024.acl-long.1.pdf", "acl", "2024.acl-long.1"),
        ("https://www.aclweb.org/anthology/P19-1001", "acl", "P19-1001"),
        ("https://proceedings.mlr.press/v202/lovelace23a.html", "pmlr", "v202/lovelace23a"),
        ("https://proceedings.mlr.press/v202/lovelace23a/lovelace23a.pdf", "pmlr", "v202/lovelace23a"),
        ("http://jmlr.org/proceedings/papers/v37/ioffe15.html", "pmlr", "v37/ioffe15"),
    ],
)  # fmt: skip
def test_what_names_a_paper(text: str, kind: str, value: str) -> None:
    assert wanted(text) == Wanted(kind, value)
    assert wanted(f" {text}\n") == Wanted(kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Looms that Learn",
        "https://example.org/paper",
        "http://127.0.0.1:8000/admin",
        "file:///etc/passwd",
        "https://arxiv.org/list/cs.LG/new",
        "https://openreview.net/forum?id=../../admin",
        "https://openreview.net/forum",
        "https://aclanthology.org/volumes/2024.acl-long/",
        "https://proceedings.mlr.press/v202/../../etc.html",
        "https://openreview.net.evil.example/forum?id=aBcD_12345",
        "https://[x",
        "10.1000/" + "x" * 1000,
        "2401.01234\x00",
    ],
)
def test_what_names_none(text: str) -> None:
    assert wanted(text) is None


@given(
    st.text(max_size=60)
    | st.from_regex(r"https?://(arxiv|openreview|doi)\.(org|net)/\S{0,30}", fullmatch=True)
)
def test_nothing_breaks_it_and_nothing_comes_through_with_blanks(text: str) -> None:
    found = wanted(text)
    if found:
        assert found.kind in KINDS
        assert not any(char.isspace() for char in found.value)
        assert found.value in str(found)
