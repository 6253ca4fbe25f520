"""The exports, compiled: BibTeX with four styles, biber, and LaTeX over what they make of the entries."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.bibtex import read_bib, to_papers
from generator.exports import biblatex as as_biblatex
from generator.exports import bibtex as as_bibtex
from generator.model import Paper
from generator.sources import read_sources

from ..latex import STYLES
from ..sites import REPOSITORY
from ..titles import plain_title
from .library import COUNT, library
from .programs import Said, biber, biblatex, bibtex, latex

Library = tuple[Path, tuple[Paper, ...]]

# What a style misses that no record of ours gives: that is not ours to invent.
_MISSING = re.compile(
    r"empty (address|publisher)|page numbers missing in both pages and numpages fields"
    r"|no number and no volume"
    # Counted, not missing: ACM's style tells the number of pages.
    r"|INFO: reduced pages = .*"
)
# plain.bst prints their titles in italics and as they are.
_BOOKS = frozenset(("book", "inbook", "manual", "phdthesis", "proceedings"))
# What a style says of a work without authors.
_NOBODY = re.compile(r"empty author|neither author and editor supplied")


def _folder(folder: Path, papers: tuple[Paper, ...]) -> Library:
    (folder / "classic.bib").write_text(as_bibtex(papers))
    (folder / "modern.bib").write_text(as_biblatex(papers))
    return folder, papers


@pytest.fixture(scope="session")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return _folder(tmp_path_factory.mktemp("flagship-tex"), read_sources(REPOSITORY).review.papers)


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Library:
    file, _ = read_bib(library().encode(), "nasty.bib")
    return _folder(tmp_path_factory.mktemp("nasty-tex"), to_papers([file])[0])


@pytest.fixture(scope="session", params=["flagship", "nasty"])
def compiled(request: pytest.FixtureRequest) -> Callable[[str], tuple[Said, Library]]:
    """Return what runs BibTeX with a style over the library, once each."""
    made: Library = request.getfixturevalue(request.param)
    done: dict[str, Said] = {}

    def run(style: str) -> tuple[Said, Library]:
        if style not in done:
            done[style] = bibtex(made[0], style, "classic")
        return done[style], made

    return run


def test_the_library_is_what_it_promises(nasty: Library) -> None:
    folder, papers = nasty
    assert len(papers) == COUNT
    assert (folder / "classic.bib").read_text().count("\n@") == COUNT - 1


@pytest.mark.parametrize("style", STYLES)
def test_bibtex_has_nothing_to_say(compiled: Callable[[str], tuple[Said, Library]], style: str) -> None:
    said, (folder, papers) = compiled(style)
    assert said.code == 0, said.output
    nameless = {paper.key for paper in papers if not paper.authors}
    ours = [
        (text, key)
        for text, key in said.warnings
        if not _MISSING.fullmatch(text) and not (_NOBODY.fullmatch(text) and key in nameless)
    ]
    assert ours == []
    made = (folder / f"{style}.bbl").read_text(errors="replace")
    assert made.count(r"\bibitem") == len(papers)


# ACM's style needs ACM's class and its fonts.
@pytest.mark.parametrize("style", [style for style in STYLES if not style.startswith("ACM")])
def test_latex_sets_every_character(compiled: Callable[[str], tuple[Said, Library]], style: str) -> None:
    _, (folder, _) = compiled(style)
    said = latex(folder, style)
    assert said.warnings == ()
    assert said.code == 0, said.output


def test_plain_prints_the_titles_with_their_capitals(compiled: Callable[[str], tuple[Said, Library]]) -> None:
    """The rule by which other tests foretell what BibTeX does to a title is BibTeX's."""
    _, (folder, papers) = compiled("plain")
    printed = " ".join((folder / "plain.bbl").read_text(errors="replace").split())
    entries = re.findall(r"^@(\w+)\{.*\n  title = \{(.*)\},$", as_bibtex(papers), re.MULTILINE)
    assert len(entries) == len(papers)
    for kind, title in entries:
        assert (title if kind in _BOOKS else plain_title(title)) in printed


def test_biber_has_nothing_to_say(nasty: Library) -> None:
    said = biber(nasty[0], "modern")
    assert said.warnings == ()
    assert said.code == 0, said.output
    made = (nasty[0] / "biblatex-document.bbl").read_text()
    assert made.count(r"\entry{") == COUNT


def test_biber_finds_biblatexs_model_in_the_review_and_latex_sets_it(flagship: Library) -> None:
    folder, papers = flagship
    said = biber(folder, "modern", "--validate-datamodel")
    nameless = [paper.key for paper in papers if not paper.authors]
    assert len(said.warnings) == len(nameless)
    for (text, _), key in zip(said.warnings, nameless, strict=True):
        assert f"'{key}'" in text
        assert text.endswith("Missing mandatory field 'author'")
    assert said.code == 0, said.output
    assert (folder / "biblatex-document.bbl").read_text().count(r"\entry{") == len(papers)
    printed = biblatex(folder, "modern")
    assert printed.warnings == ()
    assert printed.code == 0, printed.output
