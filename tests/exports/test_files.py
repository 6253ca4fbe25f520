import pytest

from generator.exports import bulk_files, every_text, export, list_files
from generator.exports.files import LISTED_IN
from generator.exports.formats import NAMES
from generator.model import Review

from ..builders import category, paper, review

LIMIT = 2000


@pytest.fixture
def made() -> Review:
    papers = [paper(f"k{number}", title=f"Ünïcode title {number}", groups=("a",)) for number in range(60)]
    return review(papers, [category("a")])


def test_one_file_per_format_holds_everything(made: Review) -> None:
    files = {file.path: file for file in bulk_files(made, *every_text(made))}
    assert list(files) == [
        *("bib/all.bib", "bib/all.biblatex.bib", "bib/all.ris", "bib/all.json", "bib/all.csv"),
        "bib/all.jabref.bib",
    ]
    for name, file in zip(NAMES, files.values(), strict=True):
        assert file.content.decode() == export(made, made.papers, name)
        assert file.papers == 60


def test_large_files_come_in_parts_newest_first(made: Review) -> None:
    files = list(bulk_files(made, *every_text(made), LIMIT))
    assert all(len(file.content) <= LIMIT for file in files)
    assert {"bib/all.bib", "bib/all-2.bib", "bib/all-3.bib"} <= {file.path for file in files}
    for ending in ("bib", "biblatex.bib", "ris", "json", "csv", "jabref.bib"):
        parts = [file for file in files if file.path.partition(".")[2] == ending]
        assert len(parts) > 1
        assert sum(file.papers for file in parts) == 60
        text = "".join(file.content.decode() for file in parts)
        places = [text.index(f"k{number}") for number in (0, 20, 40, 59)]
        assert places == sorted(places)


def test_a_paper_larger_than_a_part_stands_alone() -> None:
    made = review([paper("small"), paper("large", title="x" * LIMIT), paper("last")])
    files = [file for file in bulk_files(made, *every_text(made), LIMIT) if file.path.endswith(".ris")]
    assert [file.papers for file in files] == [1, 1, 1]


def test_an_empty_review_has_its_files() -> None:
    made = review()
    files = list(bulk_files(made, *every_text(made)))
    assert len(files) == len(NAMES)


@pytest.mark.parametrize("folder", LISTED_IN)
def test_a_list_has_its_files(made: Review, folder: str) -> None:
    papers = made.papers[:2]
    files = dict(list_files(made, f"{folder}/x", papers, *every_text(made)))
    assert len(files) == len(LISTED_IN[folder])
    for name, content in zip(LISTED_IN[folder], files.values(), strict=True):
        assert content.decode() == export(made, papers, name)
