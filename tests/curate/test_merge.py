from hypothesis import given
from hypothesis import strategies as st

from generator.curate import Merge, merge_listed
from generator.errors import Place
from generator.model import ListedPaper


def _paper(title: str, line: int, abstract: str = "About toys.", **fields: str) -> ListedPaper:
    return ListedPaper(title, abstract, place=Place("a.txt", line), **fields)  # type: ignore[arg-type]


def test_records_that_differ_in_case_and_punctuation_are_one_paper() -> None:
    papers, merges = merge_listed(
        [_paper("Toy-Net: A Toy", 1), _paper("Other", 3), _paper("Toynet a toy!", 5)]
    )
    assert [paper.title for paper in papers] == ["Toy-Net: A Toy", "Other"]
    assert merges == (Merge("Toy-Net: A Toy", Place("a.txt", 1), Place("a.txt", 5), ("title",)),)
    assert str(merges[0].problem).startswith(
        "a.txt:5: info: “Toy-Net: A Toy” is also at a.txt:1, merged; they differ"
    )


def test_the_richer_record_stays_and_takes_what_it_lacks() -> None:
    first = _paper("Toy", 1, project="https://toy.example.org")
    second = _paper("Toy", 3, "About many toys.", code="https://github.com/a/b", submitted="2024-01-02")
    (paper,), (merge,) = merge_listed([first, second])
    assert (paper.place.line, paper.abstract) == (3, "About many toys.")
    assert (paper.project, paper.code) == ("https://toy.example.org", "https://github.com/a/b")
    assert (merge.kept.line, merge.merged.line, merge.differences) == (3, 1, ("abstract",))


def test_of_equals_the_first_stays_without_a_difference() -> None:
    (paper,), merges = merge_listed([_paper("Toy", 1), _paper("Toy", 3), _paper("Toy", 5)])
    assert paper.place.line == 1
    assert [(merge.kept.line, merge.merged.line, merge.differences) for merge in merges] == [
        (1, 3, ()),
        (1, 5, ()),
    ]
    assert merges[0].problem.hint == ""


@given(st.lists(st.sampled_from(["Toy", "toy", "Top", "TOP!", "Ball"])))
def test_every_record_is_a_paper_or_a_merge(titles: list[str]) -> None:
    papers, merges = merge_listed([_paper(title, line) for line, title in enumerate(titles, 1)])
    assert len(papers) + len(merges) == len(titles)
    assert merge_listed(papers) == (papers, ())
