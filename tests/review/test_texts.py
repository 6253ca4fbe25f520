"""The flagship's notes and narratives against the abstracts they speak of.

Figures carry over exactly, sentences are our own. The review commits no abstracts, so what needs them runs
where the listings are at hand.
"""

from collections.abc import Iterator
from functools import lru_cache

import pytest

from generator.build import check
from generator.checks.evidence import sentences, shared_run, unsupported_numbers
from generator.links.citations import CITATION, cited_keys
from generator.model import Category, Note, Paper, Review
from generator.sources import read_sources
from generator.text.fold import title_key

from ..listings import listed_abstracts, needs_listings
from ..sites import REPOSITORY

PAPERS = 617
MOST_TLDR_WORDS = 25
BODY_WORDS = range(40, 91)
LEAF_WORDS, TOP_WORDS = range(150, 401), range(250, 501)
LEAST_CITED = 6


@lru_cache(maxsize=1)
def flagship() -> Review:
    return read_sources(REPOSITORY).review


def abstract(paper: Paper) -> str:
    """Return the paper's title and abstract as listed."""
    keys = (title_key(title) for title in (paper.title, *paper.alt_titles))
    return next(listed_abstracts()[key] for key in keys if key in listed_abstracts())


def words(text: str) -> int:
    return len(CITATION.sub("", text).split())


def citations(category: Category) -> set[str]:
    groups = CITATION.findall(category.narrative)
    return {key for group in groups for key in cited_keys(group)}


def texts(note: Note) -> Iterator[str]:
    yield note.tldr
    yield from note.results
    yield CITATION.sub("", note.body)


def test_the_sources_have_no_error() -> None:
    assert [str(problem) for problem in check(REPOSITORY) if problem.severity == "error"] == []


def test_every_paper_has_a_note_of_the_right_length() -> None:
    review = flagship()
    assert len(review.papers) == PAPERS
    assert [paper.key for paper in review.papers if paper.key not in review.notes] == []
    for key, note in review.notes.items():
        assert 0 < words(note.tldr) <= MOST_TLDR_WORDS, key
        assert words(note.body) in BODY_WORDS, (key, words(note.body))


def test_every_category_has_a_narrative_with_its_evidence() -> None:
    review = flagship()
    for category in review.categories:
        leaf = category.slug not in review.children
        length = words(category.narrative)
        assert length in (LEAF_WORDS if leaf else TOP_WORDS), (category.slug, length)
        inside = {paper.key for paper in review.under(category.slug)}
        assert len(citations(category) & inside) >= min(LEAST_CITED, len(inside)), category.slug
        assert category.key_papers, category.slug
        assert set(category.key_papers) <= citations(category), category.slug


def test_the_taxonomy_is_one_to_browse() -> None:
    review = flagship()
    leaves = [category for category in review.categories if category.slug not in review.children]
    assert len(review.children[""]) <= 10
    assert 25 <= len(leaves) <= 40
    for leaf in leaves:
        assert 5 <= len(review.in_category[leaf.slug]) <= 45, leaf.slug
        assert leaf.parent, leaf.slug
    for paper in review.papers:
        assert 1 <= len(paper.groups) <= 3, paper.key
        assert set(paper.groups) <= {leaf.slug for leaf in leaves}, paper.key


@needs_listings
def test_every_figure_of_a_note_stands_in_its_abstract() -> None:
    review = flagship()
    wrong = [
        (key, unsupported)
        for key, note in review.notes.items()
        for text in texts(note)
        if (unsupported := unsupported_numbers(text, abstract(review.by_key[key])))
    ]
    assert wrong == []


@needs_listings
def test_no_note_repeats_its_abstract() -> None:
    review = flagship()
    copied = [
        (key, run)
        for key, note in review.notes.items()
        for text in texts(note)
        if (run := shared_run(text, abstract(review.by_key[key]), titles(review.by_key[key])))
    ]
    assert copied == []


@needs_listings
def test_every_figure_of_a_narrative_stands_in_what_its_sentence_cites() -> None:
    review = flagship()
    for category in review.categories:
        for sentence in sentences(category.narrative):
            source = " ".join(abstract(review.by_key[key]) for key in sentence.keys)
            assert not unsupported_numbers(sentence.text, source), (category.slug, sentence.text)


@needs_listings
def test_every_figure_of_the_introduction_stands_in_what_its_sentence_cites() -> None:
    review = flagship()
    introduction = (REPOSITORY / "bib" / "introduction.md").read_text(encoding="utf-8")
    cited = [sentence for sentence in sentences(introduction) if sentence.keys]
    assert len(cited) >= 10
    for sentence in cited:
        source = " ".join(abstract(review.by_key[key]) for key in sentence.keys)
        assert not unsupported_numbers(sentence.text, source), sentence.text


@needs_listings
def test_no_narrative_repeats_an_abstract() -> None:
    review = flagship()
    for category in review.categories:
        prose = CITATION.sub("", category.narrative)
        for key in citations(category):
            paper = review.by_key[key]
            assert not shared_run(prose, abstract(paper), titles(paper)), (category.slug, key)


def titles(paper: Paper) -> tuple[str, ...]:
    return paper.title, *paper.alt_titles


@pytest.mark.parametrize("facet", ["modality", "stage", "kind"])
def test_every_facet_is_used(facet: str) -> None:
    review = flagship()
    (tags,) = (found.tags for found in review.config.facets if found.name == facet)
    used = {keyword for paper in review.papers for keyword in paper.keywords}
    assert set(tags) <= used
