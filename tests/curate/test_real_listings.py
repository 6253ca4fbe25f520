"""The five saved listings and the facts about their papers, where they are at hand.

They are not part of the repository. `BIBLOOM_LISTINGS` names the folder with the listings; `facts.jsonl`
stands beside that folder.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pytest

from generator.bibtex import encode, format_file, read_bibs, to_papers
from generator.curate import Imported, enrich, import_papers
from generator.errors import Problem
from generator.model import Fact, ListedPaper, Paper
from generator.readers.facts import read_facts
from generator.readers.listing import read_listing
from generator.text.fold import title_key

from ..listings import LISTINGS

FACTS = LISTINGS.parent / "facts.jsonl"
SAVED = date(2025, 12, 9)
COUNTS = [64, 164, 298, 101, 39]

pytestmark = pytest.mark.skipif(
    not LISTINGS.is_dir() or not FACTS.is_file(),
    reason=f"no listings in {LISTINGS} (set BIBLOOM_LISTINGS)",
)


@dataclass(frozen=True)
class Real:
    """The listings as read, the facts, and what importing them gives."""

    listed: tuple[tuple[ListedPaper, ...], ...]
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]
    imported: Imported
    papers: tuple[Paper, ...]


@lru_cache(maxsize=1)
def _real() -> Real:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(LISTINGS.glob("*.txt"))]
    read = [read_listing(text, name, SAVED) for name, text in texts]
    facts, problems = read_facts(FACTS.read_text(encoding="utf-8"), FACTS.name)
    listed = tuple(papers for papers, _ in read)
    imported = import_papers(
        (), [paper for papers in listed for paper in papers], facts, added=date(2026, 1, 1)
    )
    papers, wrong = to_papers(imported.files)
    noticed = [problem for _, found in read for problem in found]
    return Real(listed, facts, (*noticed, *problems, *wrong), imported, papers)


def test_every_record_is_read_and_nothing_is_wrong() -> None:
    real = _real()
    assert [len(papers) for papers in real.listed] == COUNTS
    assert real.problems == ()


def test_duplicates_are_merged() -> None:
    real = _real()
    assert (len(real.imported.added), len(real.imported.merges)) == (617, 49)
    assert {merge.differences for merge in real.imported.merges} == {()}


def test_without_the_day_of_saving_the_dates_stay_open() -> None:
    path = sorted(LISTINGS.glob("*.txt"))[4]
    papers, problems = read_listing(path.read_text(encoding="utf-8"), path.name)
    assert sum(paper.submitted.startswith("XXXX") for paper in papers) == 10
    assert [problem.code for problem in problems] == ["listing-yearless"]


def test_what_the_dated_listing_says_beside_the_papers() -> None:
    papers = _real().listed[4]
    assert sum(paper.author_count is not None for paper in papers) == 36
    assert [paper.organisation for paper in papers if paper.organisation] == ["Tongyi-MAI"]
    assert sum(not paper.submitted for paper in papers) == 2


def test_the_facts_are_in_the_entries() -> None:
    papers = _real().papers
    assert sum(bool(paper.authors) for paper in papers) == 616
    assert sum(bool(paper.arxiv) for paper in papers) == 546
    assert sum(bool(paper.venue) for paper in papers) == 378
    # 44 less the four that arXiv gave to preprints of papers that cite a venue.
    assert sum(bool(paper.doi) for paper in papers) == 40
    assert sum(bool(paper.year) for paper in papers) == 617
    assert sum(bool(paper.code) for paper in papers) == 150
    assert sum(bool(paper.project) for paper in papers) == 43


def test_every_fact_finds_its_paper_under_the_listings_title() -> None:
    known = {title_key(title) for paper in _real().papers for title in (paper.title, *paper.alt_titles)}
    assert [fact.title for fact in _real().facts if title_key(fact.title) not in known] == []


def test_keys_are_final_and_plain() -> None:
    keys = [paper.key for paper in _real().papers]
    assert len({key.lower() for key in keys}) == 617
    assert all(key.isascii() and key.isalnum() and key == key.lower() for key in keys)
    assert {"dao2022flashattention", "xi2025coat", "rajbhandari2020zero", "finite2021steps"} <= set(keys)


def test_published_titles_are_cited() -> None:
    titles = {paper.key: (paper.title, paper.alt_titles) for paper in _real().papers}
    assert titles["lai2024veclip"] == (
        "VeCLIP: Improving CLIP Training via Visual-enriched Captions",
        ("From Scarcity to Efficiency: Improving CLIP Training via Visual-enriched Captions",),
    )
    assert sum(bool(alternatives) for _, alternatives in titles.values()) == 20


def test_the_files_are_canonical_and_a_second_run_changes_nothing() -> None:
    real = _real()
    files = [format_file(file) for file in real.imported.files]
    assert [format_file(file) for file in files] == files
    again, problems = read_bibs([(file.path, encode(file)) for file in files])
    assert problems == ()
    enriched = enrich(again, real.facts)
    assert (enriched.files, enriched.filled, enriched.conflicts, enriched.unmatched) == (again, (), (), ())
    listed = [paper for papers in real.listed for paper in papers]
    imported = import_papers(again, listed, real.facts, added=date(2027, 1, 1))
    assert (imported.files, imported.added, len(imported.present)) == (again, (), 617)


@pytest.mark.parametrize("number", range(5))
def test_a_cut_listing_gives_a_prefix_of_its_papers(number: int) -> None:
    path = sorted(LISTINGS.glob("*.txt"))[number]
    text = path.read_text(encoding="utf-8")
    titles = [paper.title for paper in _real().listed[number]]
    for part in range(1, 24):
        papers, _ = read_listing(text[: len(text) * part // 24], path.name, SAVED)
        assert [paper.title for paper in papers] == titles[: len(papers)]
