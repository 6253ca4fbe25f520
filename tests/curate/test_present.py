import pytest

from generator.bibtex import read_bib, to_papers
from generator.curate.present import duplicates_in, identified
from generator.model import Review

from ..builders import review

THERE = """@inproceedings{lovelace2024looms,
  title = {Looms as Computers: Part {I}},
  author = {Lovelace, Ada and Babbage, Charles},
  year = {2024}, doi = {10.1000/1}, eprint = {2401.01234}, archiveprefix = {arXiv},
  alttitle = {Weaving with Engines that Learn},
}
@misc{nameless, title = {On Weaving Threads into Cloth without a Loom}}
"""


@pytest.fixture(scope="module")
def there() -> Review:
    return review(to_papers([read_bib(THERE.encode(), "bib/2024.bib")[0]])[0])


def found(there: Review, title: str, author: str = "", **fields: str) -> list[tuple[str, bool, bool]]:
    values = {"title": title, "author": author, "year": "2024", **fields}
    body = ", ".join(f"{name}={{{value}}}" for name, value in values.items() if value)
    (paper,) = to_papers([read_bib(f"@misc{{new, {body}}}".encode(), "new.bib")[0]])[0]
    return [(each.key, each.same, each.by_identifier) for each in duplicates_in(there, paper)]


@pytest.mark.parametrize(
    "fields",
    [
        {"eprint": "2401.01234v3", "archiveprefix": "arXiv"},
        {"url": "https://arxiv.org/pdf/2401.01234"},
        {"doi": "10.48550/arXiv.2401.01234"},
        {"doi": "https://doi.org/10.1000/1"},
    ],
    ids=str,
)
def test_an_identifier_decides_whatever_the_title_is(there: Review, fields: dict[str, str]) -> None:
    assert found(there, "Another", "Hopper, Grace", **fields) == [("lovelace2024looms", True, True)]


@pytest.mark.parametrize(
    ("title", "author", "same"),
    [
        ("Looms as computers - part I", "Lovelace, Ada and Babbage, Charles", True),
        ("Looms as Computer: Part I", "Lovelace, A. and Babbage, C.", True),
        ("Weaving with Engines that learn", "Ada Lovelace and Charles Babbage", True),
        ("Looms as Computers: Part I", "Hopper, Grace", False),
    ],
)
def test_title_and_authors_together(there: Review, title: str, author: str, same: bool) -> None:
    assert found(there, title, author) == [("lovelace2024looms", same, False)]


@pytest.mark.parametrize(
    "title", ["Sparse Looms", "Weaving", "🪡", "Looms as Computers: Part II", "Engines as Computers and More"]
)
def test_another_paper(there: Review, title: str) -> None:
    assert found(there, title, "Lovelace, Ada and Babbage, Charles") == []


def test_a_paper_by_its_identifier(there: Review) -> None:
    for kind, value in (("arxiv", "2401.01234"), ("doi", "10.1000/1")):
        paper = identified(there, kind, value)
        assert paper
        assert paper.key == "lovelace2024looms"
    assert identified(there, "doi", "10.1000/2") is None
    assert identified(there, "openreview", "2401.01234") is None
