"""What was exported reads back: 2,000 entries with every entry type, name form and kind of character.

pybtex and bibtexparser read generated BibTeX in test_bibtex.py, rispy reads RIS in test_ris.py.
"""

import json
import unicodedata

import pytest

from generator.bibtex import read_bib, to_papers
from generator.exports import biblatex, bibtex, csl_json
from generator.exports.works import cited_doi
from generator.model import Paper
from generator.text.latex_dialects import untranslatable

from ..compile.library import library
from .test_csl import check


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, ...]:
    return read(library())


def read(text: str) -> tuple[Paper, ...]:
    file, _ = read_bib(text.encode(), "nasty.bib")
    return to_papers([file])[0]


# LaTeX's quotation marks and hyphens are also those of typewriters; quotes and backslashes differ in a
# `repr`.
TYPEWRITER = str.maketrans({"‘": "`", **dict.fromkeys("‐‑−", "-"), **dict.fromkeys("’'\"\\")})


def facts(paper: Paper) -> str:
    """Return what an export must not change, in letters that LaTeX tells apart."""
    names = ("title", "authors", "more_authors", "editors", "year", "month", "venue", "volume", "publisher")
    known = {name: getattr(paper, name) for name in (*names, "arxiv")} | {"doi": cited_doi(paper)}
    text = unicodedata.normalize("NFKC", repr(known).replace("\\u202e", "").replace("\\u200b", ""))
    return text.translate(TYPEWRITER)


def test_biblatex_gives_equal_papers(papers: tuple[Paper, ...]) -> None:
    found = read(biblatex(papers))
    assert len(found) == len(papers)
    for before, after in zip(papers, found, strict=True):
        assert facts(after) == facts(before), before.entry


def test_bibtex_gives_equal_papers_where_latex_can_write_them(papers: tuple[Paper, ...]) -> None:
    compared = 0
    for before, after in zip(papers, read(bibtex(papers)), strict=True):
        written = " ".join(field.value for field in before.entry.fields)
        if not untranslatable(written):
            assert facts(after) == facts(before), before.entry
            compared += 1
    assert compared > len(papers) // 2


def test_csl_is_valid(papers: tuple[Paper, ...]) -> None:
    references = json.loads(csl_json(papers))
    assert len(references) == len(papers)
    for reference in references:
        check(reference)
