"""The formatted references of the whole flagship."""

import re

import pytest

from generator.exports.references import references
from generator.model import CITATION_STYLES, Paper
from generator.sources import read_sources

from ..sites import REPOSITORY

PAPERS = read_sources(REPOSITORY).review.papers
# Empty brackets; punctuation that is doubled, after a blank, or at the end.
AMISS = re.compile(r"\(\s*\)|\[\s*\]|“”|[,;:][,.;:]|(?<!\.)\.\.(?!\.)|\. \.|\s[,.;:](?!\w)|\(\s|\s\)|,$|  ")
# How many names each style prints before it cuts the list short, and how many it keeps then.
MOST = {"apa": (20, 19), "ieee": (6, 1), "chicago": (6, 3), "acm": (1000, 1000), "nature": (5, 1)}
UNDATED = {"apa": "(n.d.)", "chicago": ". n.d. ", "acm": ". [n. d.]. "}

each_style = pytest.mark.parametrize("style", CITATION_STYLES)


def reference(paper: Paper, style: str) -> str:
    (found,) = references(paper, [style])
    return found.text


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@each_style
def test_references_are_whole(style: str) -> None:
    for paper in PAPERS:
        text = reference(paper, style)
        # A title may hold anything: ` : ` does stand in one.
        assert not AMISS.search(re.sub(re.escape(paper.title), "Title", text, flags=re.IGNORECASE)), text
        assert letters(paper.title) in letters(text), text
        assert (str(paper.year) in text) is (paper.year is not None), text
        assert (UNDATED.get(style, "n.d.") in text) is (paper.year is None and style in UNDATED), text
        assert text.count("http") + text.count("doi:") <= 1, text


@each_style
def test_published_papers_name_their_venue_and_no_preprint(style: str) -> None:
    for paper in PAPERS:
        text = reference(paper, style)
        assert paper.venue in text
        preprint = bool(paper.arxiv) and not paper.venue
        assert (f"arXiv:{paper.arxiv}" in text or f"arxiv.org/abs/{paper.arxiv}" in text) is preprint or (
            preprint and paper.doi in text
        ), text


@each_style
def test_authors_are_all_there_or_cut_short_where_the_style_does(style: str) -> None:
    most, kept = MOST[style]
    for paper in PAPERS:
        text = reference(paper, style)
        count = len(paper.authors)
        place = 0
        for name in paper.authors if count <= most else paper.authors[:kept]:
            place = text.find(name.family, place)
            assert place >= 0, (name, text)
        assert (" et al." in text or ", … " in text) is (count > most or paper.more_authors), text
