import pytest

from generator.bibtex import new_entry, parse_names, read_bib
from generator.curate.present import Present
from generator.errors import Place

THERE = """@inproceedings{lovelace2024looms,
  title = {Looms as Computers: Part {I}},
  author = {Lovelace, Ada and Babbage, Charles},
  year = {2024}, doi = {10.1000/1}, eprint = {2401.01234}, archiveprefix = {arXiv},
  alttitle = {Weaving with Engines that Learn},
}
@misc{nameless, title = {On Weaving Threads into Cloth}}
@misc{symbols, title = {🧵}}
"""


@pytest.fixture
def present() -> Present:
    return Present([read_bib(THERE.encode(), "bib/2024.bib")[0]])


def found(present: Present, title: str, author: str = "", **fields: str) -> list[tuple[str, str, bool]]:
    entry = new_entry("misc", "new", {"title": title, **fields})
    names, _, _ = parse_names(author)
    return [(each.key, each.reason, each.same) for each in present.like(entry, names)]


def test_an_identifier_decides_whatever_the_title_is(present: Present) -> None:
    arxiv = {"eprint": "2401.01234v3", "archiveprefix": "arXiv"}
    assert found(present, "Another", **arxiv) == [
        ("lovelace2024looms", "the same arXiv identifier 2401.01234", True)
    ]
    assert found(present, "Another", url="https://arxiv.org/pdf/2401.01234")[0][2]
    assert found(present, "Another", doi="10.48550/arXiv.2401.01234")[0][2]
    assert found(present, "Another", doi="https://doi.org/10.1000/1") == [
        ("lovelace2024looms", "the same DOI 10.1000/1", True)
    ]


@pytest.mark.parametrize(
    ("title", "author", "same"),
    [
        ("Looms as computers - part I", "Lovelace, Ada", True),
        ("Looms as Computer: Part I", "Lovelace, A.", True),
        ("Looms as Computers: Part I", "", True),
        ("Weaving with Engines that learn", "Charles Babbage", True),
        ("Looms as Computers: Part I", "Hopper, Grace", False),
        ("Looms as Computers: Part II", "Lovelace, Ada", False),
        ("On Weaving Threads into Cloths", "Hopper, Grace", True),
    ],
)
def test_a_title_that_is_nearly_the_same(present: Present, title: str, author: str, same: bool) -> None:
    duplicates = found(present, title, author)
    assert [each[2] for each in duplicates] == [same]
    assert "title" in duplicates[0][1]


@pytest.mark.parametrize("title", ["Sparse Looms", "Weaving", "🪡", "Engines as Computers and What Follows"])
def test_another_paper(present: Present, title: str) -> None:
    assert found(present, title, "Lovelace, Ada") == []


def test_the_place_is_that_of_the_entry(present: Present) -> None:
    duplicate = present.like(new_entry("misc", "x", {"title": "On Weaving Threads into Cloth"}), ())[0]
    assert duplicate.place == Place("bib/2024.bib", 7, 1)
