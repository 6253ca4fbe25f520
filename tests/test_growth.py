"""Work grows with the review, not with its square: calls are counted, so no machine is too slow for this."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator.build import plan
from generator.checks import check_review
from generator.exports import all_texts
from generator.foreseen import counted, foreseen
from generator.links.citations import resolve
from generator.links.comparison import Comparison
from generator.links.related import likeness, related_papers
from generator.model import Review
from generator.pages import make_view, render_pages
from generator.sources import Folder, Sources, read_bib_files, read_sources

from .sites import REPOSITORY

FEW, MANY = 150, 300
# What is there once makes it less than twice, n log n a little more.
MOST = 2.1


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folders of two reviews of the flagship's papers, the second with twice as many."""
    folder = tmp_path_factory.mktemp("growth")
    return written(folder / "few", FEW), written(folder / "many", MANY)


def written(root: Path, papers: int) -> Path:
    """Write the sources of so many of the flagship's papers, spread over its years."""
    notes = root / "bib" / "notes"
    notes.mkdir(parents=True)
    files, _ = read_bib_files(Folder(REPOSITORY))
    entries = [block for file in files for block in file.blocks if block.entry]
    for block in entries[:: len(entries) // papers][:papers]:
        with (root / "bib" / "all.bib").open("a", encoding="utf-8") as stream:
            stream.write(f"{block.raw}\n")
        note = REPOSITORY / "bib" / "notes" / f"{block.entry.key if block.entry else ''}.md"
        (notes / note.name).write_bytes(note.read_bytes())
    return root


def calls(work: Callable[[], Any]) -> int:
    """Count the calls of Python functions and of built-in ones."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def stages(root: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the stages of generating this review; the sources that they work on are read before."""
    sources: Sources = read_sources(root)
    review: Review = sources.review
    texts, alike = all_texts(review), Comparison(review)
    related = related_papers(review, review.config.related, alike.likeness)
    view = make_view(review, resolve(review, ()), related, texts, alike=alike)
    yield "read", lambda: read_sources(root)
    yield "check", lambda: list(check_review(review))
    yield "foresee", lambda: foreseen(counted(review), review.config)
    yield "link", lambda: plan(sources)
    yield "related", lambda: related_papers(review, review.config.related, likeness(review))
    yield "exports", lambda: all_texts(review)
    yield "pages", lambda: list(render_pages(view))


def test_twice_the_papers_are_at_most_twice_the_work(reviews: tuple[Path, Path]) -> None:
    few, many = (dict(stages(root)) for root in reviews)
    grown = {}
    for stage in few:
        few[stage]()  # what is worked out once per process is there now
        grown[stage] = calls(many[stage]) / calls(few[stage])
    assert {stage: ratio for stage, ratio in grown.items() if ratio > MOST} == {}, grown


def test_work_that_grows_with_the_square_is_seen() -> None:
    def squared(count: int) -> Callable[[], Any]:
        return lambda: [abs(a - b) for a in range(count) for b in range(count)]

    assert calls(squared(40)) / calls(squared(20)) > MOST
