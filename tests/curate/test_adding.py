"""From drafts to new contents of files: what is added, where, and what is not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.bibtex import read_bib
from generator.curate.adding import NOTE, Addition, Additions, Submission, plan_additions, usual_venue
from generator.curate.drafts import Draft, draft_found, drafts_from_bibtex
from generator.errors import Place
from generator.found import FoundPaper
from generator.model import Config, Facet, Name, Note
from generator.sources import Sources, read_sources

from ..builders import category, paper, review

TOY = Path(__file__).parent.parent / "toy"
DAY = date(2026, 3, 1)
ADA = Name("Lovelace", "Ada")
FOUND = FoundPaper(
    "Weaving Sparse Threads",
    (ADA, Name("Hopper", "Grace")),
    "inproceedings",
    2024,
    venue="Symposium on Engines",
    arxiv="2401.09999",
    source="arXiv",
)


@pytest.fixture(scope="module")
def toy() -> Sources:
    return read_sources(TOY)


def plan(sources: Sources, *drafts: Draft, **options: object) -> Additions:
    submissions = [Submission(draft, **options) for draft in drafts]  # type: ignore[arg-type]
    return plan_additions(sources.bib_files, sources.review, submissions, added=DAY)


def codes(addition: Addition) -> list[str]:
    return [problem.code for problem in addition.problems]


def test_an_entry_in_the_file_of_its_year_and_a_note(toy: Sources) -> None:
    done = plan(toy, draft_found(FOUND), categories=("systems",))
    addition = done.additions[0]
    assert (addition.key, addition.path) == ("lovelace2024weaving", "bib/2024.bib")
    assert dict(done.edits).keys() == {"bib/2024.bib", "bib/notes/lovelace2024weaving.md"}
    assert done.edits[addition.note_path] == NOTE
    before = (TOY / "bib" / "2024.bib").read_text()
    after = done.edits["bib/2024.bib"].decode()
    added = """@inproceedings{lovelace2024weaving,
  title = {Weaving Sparse Threads},
  author = {Lovelace, Ada and Hopper, Grace},
  booktitle = {Symposium on Engines},
  year = {2024},
  eprint = {2401.09999},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/2401.09999},
  groups = {systems},
  timestamp = {2026-03-01},
}
"""
    assert added in after
    assert after.replace(added + "\n", "").replace("\n" + added, "") == before


def test_a_year_without_a_file_gets_one(toy: Sources) -> None:
    done = plan(toy, draft_found(FoundPaper("Threads", (ADA,), year=1843)))
    assert done.edits["bib/1843.bib"].startswith(b"@misc{lovelace1843threads,")
    undated = plan(toy, draft_found(FoundPaper("Threads", (ADA,))))
    assert b"lovelacethreads" in undated.edits["bib/undated.bib"]


def test_a_review_of_one_file_stays_one() -> None:
    file, _ = read_bib(b"@misc{a, title={A}}\n", "library.bib")
    done = plan_additions([file], review(), [Submission(draft_found(FOUND))], added=DAY, folder="")
    assert set(done.edits) == {"library.bib", "notes/lovelace2024weaving.md"}
    assert done.edits["library.bib"].startswith(b"@misc{a, title={A}}\n\n@inproceedings{")


def test_citekeys_that_are_taken_are_not_taken_again(toy: Sources) -> None:
    other = FoundPaper("Sparse Metals of the Far North", (ADA,), year=2024)
    assert plan(toy, draft_found(other)).additions[0].key == "lovelace2024sparseb"


def test_two_new_papers_do_not_share_a_citekey(toy: Sources) -> None:
    titles = ("Weaving Metals of the Far North", "Weaving Baskets by the Sea")
    done = plan(toy, *(draft_found(FoundPaper(title, (ADA,), year=2024)) for title in titles))
    assert [addition.key for addition in done.additions] == ["lovelace2024weaving", "lovelace2024weavingb"]


def test_what_is_there_is_told_with_its_place_and_nothing_is_written(toy: Sources) -> None:
    there = next(paper for paper in toy.review.papers if paper.key == "lovelace2024sparse")
    done = plan(toy, draft_found(FoundPaper(f"{there.title}s", there.authors, year=2023)))
    assert (done.additions[0].added, dict(done.edits)) == (False, {})
    assert codes(done.additions[0]) == ["already-there"]
    assert f"{there.key} at {there.place}" in done.additions[0].problems[0].message


def test_a_near_title_may_be_added_anyway_but_not_an_identifier(toy: Sources) -> None:
    there = next(paper for paper in toy.review.papers if paper.key == "lovelace2024sparse")
    near = draft_found(FoundPaper(f"{there.title}s", there.authors, year=2023))
    done = plan(toy, near, anyway=True)
    assert codes(done.additions[0]) == ["similar-title"]
    assert done.additions[0].added
    first = plan(toy, draft_found(FOUND), draft_found(FOUND), anyway=True)
    assert [addition.added for addition in first.additions] == [True, False]
    assert codes(first.additions[1]) == ["already-there"]


def test_several_papers_share_a_file_and_one_bad_one_stops_none(toy: Sources) -> None:
    drafts = [
        draft_found(FOUND),
        Draft("misc"),
        draft_found(FoundPaper("A Study of Quite Other Things", (ADA,), year=2024)),
    ]
    done = plan(toy, *drafts)
    assert [addition.added for addition in done.additions] == [True, False, True]
    assert codes(done.additions[1]) == ["missing-title"]
    text = done.edits["bib/2024.bib"].decode()
    assert text.count("timestamp = {2026-03-01}") == 2
    assert read_bib(text.encode(), "x")[1] == ()


def test_unknown_categories_and_tags_stop_a_paper_with_a_hint() -> None:
    config = Config(facets=(Facet("kind", ("method", "system")),))
    there = review([paper("a")], [category("systems")], config=config)
    submission = Submission(draft_found(FOUND), ("sistems",), ("metod",))
    done = plan_additions([], there, [submission], added=DAY)
    assert codes(done.additions[0]) == ["unknown-category", "unknown-tag"]
    assert "did you mean “systems”?" in done.additions[0].problems[0].hint
    assert dict(done.edits) == {}


def test_a_snippets_own_categories_and_tags_count_where_the_review_has_them() -> None:
    config = Config(facets=(Facet("kind", ("method", "system")),))
    there = review([paper("a")], [category("systems"), category("memory")], config=config)
    drafts, _ = drafts_from_bibtex(
        b"@misc{x, title={T}, year=2024, groups={mine, memory}, keywords={method, looms}}", "f"
    )
    done = plan_additions([], there, [Submission(drafts[0], ("systems",), ("system",))], added=DAY)
    text = done.edits["bib/2024.bib"]
    assert b"groups = {systems, memory}" in text
    assert b"keywords = {system, method}" in text


def test_a_note_that_is_there_stays(toy: Sources) -> None:
    there = Place("bib/notes/lovelace2024weaving.md", 1)
    note = Note("lovelace2024weaving", tldr="Written before.", place=there)
    with_note = replace(toy.review, notes={**toy.review.notes, note.key: note})
    done = plan_additions(toy.bib_files, with_note, [Submission(draft_found(FOUND))], added=DAY)
    assert set(done.edits) == {"bib/2024.bib"}


@pytest.mark.parametrize(
    ("venue", "written"),
    [
        ("symposium on engines", "Symposium on Engines"),
        ("2024 IEEE/CVF Conference on Looms and Pattern Recognition (CLPR)", "CLPR"),
        ("Conference on Looms (CLPR '24)", "CLPR"),
        ("Conference on Other Things (COT)", "Conference on Other Things (COT)"),
    ],
)
def test_a_venue_is_written_as_in_the_rest_of_the_review(venue: str, written: str) -> None:
    papers = [paper("a", venue="Symposium on Engines"), paper("b", venue="CLPR")]
    assert usual_venue(venue, review(papers)) == written


def test_suggestions_come_with_the_words_that_speak_for_them() -> None:
    config = Config(facets=(Facet("kind", ("method", "system")),))
    papers = [
        *(paper(f"w{n}", title="Weaving threads on looms", groups=("looms",)) for n in range(4)),
        *(paper(f"e{n}", title="Steam engines in mills", groups=("engines",)) for n in range(4)),
    ]
    tags = {"looms": ("method",), "engines": ("system",)}
    papers = [replace(each, keywords=tags[each.groups[0]]) for each in papers]
    there = review(papers, [category("looms"), category("engines")], config=config)
    submission = Submission(draft_found(FoundPaper("Better looms", abstract="Threads, woven on looms.")))
    addition = plan_additions([], there, [submission], added=DAY).additions[0]
    assert addition.suggestions[0].slug == "looms"
    assert "looms" in addition.suggestions[0].words
    assert [tag.slug for tag in addition.tags] == ["method"]
    assert addition.entry
    assert addition.entry.get("groups") == addition.entry.get("keywords") == ""


def test_a_tag_that_many_others_equal_is_not_named() -> None:
    tags = ("one", "two", "three")
    config = Config(facets=(Facet("kind", tags),))
    papers = [
        paper(f"{tag}{n}", title="Weaving threads on looms", keywords=(tag,))
        for tag in tags
        for n in range(2)
    ]
    there = review(papers, [category("looms")], config=config)
    submission = Submission(draft_found(FoundPaper("Threads on looms, woven")))
    assert plan_additions([], there, [submission], added=DAY).additions[0].tags == ()
