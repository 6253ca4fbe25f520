"""From sources to the files below `docs/`: check, link, export, render, and hand them to the writer.

`plan` is pure: the same sources and hand-written pages give the same files, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .changes import Changes, State, compare
from .checks import broken_promises, check_review, without_accepted
from .errors import Place, Problem, in_order
from .exports import (
    at_old_addresses,
    bibtex,
    bibtex_entries,
    bibtex_problems,
    categories_at_old_addresses,
    coins,
    csl_json,
    papers_json,
    papers_schema,
    ris,
    shards,
)
from .exports.formats import FORMATS
from .links.citations import CrossLinks, Text, resolve
from .links.related import likeness, related_papers
from .model import Paper, Review
from .pages import View, make_view, render_pages
from .pages.feeds import feeds
from .pages.indexes import indexes
from .pages.markup import byline, title_of
from .pages.view import Download
from .sources import Sources, handwritten_pages, read_earlier_sources, read_sources
from .tree import ON_DISK
from .write import Written, read_manifest, write_tree

REFERENCES = ".bibloom/references.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build will write, as (path below `docs/`, content), and every problem it found on the way."""

    files: Iterator[tuple[str, bytes]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build read, found and wrote."""

    sources: Sources
    problems: tuple[Problem, ...]
    written: Written


def build(root: Path, environment: Mapping[str, str] | None = None) -> Built:
    """Generate the pages of the review in this folder; `environment` may give its addresses."""
    sources = read_sources(root, environment)
    docs = sources.folder.docs
    planned = plan(sources, handwritten_pages(sources.folder, read_manifest(docs)))
    written = write_tree(docs, planned.files)
    return Built(sources, in_order((*planned.problems, *written.problems)), written)


def check(
    root: Path, environment: Mapping[str, str] | None = None, against: str | None = None
) -> tuple[Problem, ...]:
    """Return every problem of the review in this folder, without writing anything.

    `against` names a git revision: what it published and the review no longer has is a problem, too. Raises
    RevisionError where that cannot be read.
    """
    sources = read_sources(root, environment)
    promises: tuple[Problem, ...] = ()
    if against is not None:
        before, revision = read_earlier_sources(root, against)
        promises = tuple(broken_promises(before.review, sources.review, str(revision)))
    return _problems(sources, _all_links(sources), promises)


def diff(root: Path, base: str) -> Changes:
    """Return what has changed in this folder's review since a git revision; raises RevisionError."""
    before, revision = read_earlier_sources(root, base)
    return compare(_state(before), _state(read_sources(root)), str(revision))


def _state(sources: Sources) -> State:
    return State(sources.review, sources.introduction, _problems(sources, _all_links(sources)))


def _all_links(sources: Sources) -> CrossLinks:
    """Resolve what the sources and the hand-written pages beside them cite."""
    folder = sources.folder
    generated = read_manifest(folder.docs) if folder.files is ON_DISK else ()
    return _cross_links(sources, handwritten_pages(folder, generated), folder.docs.name)


def plan(sources: Sources, handwritten: Iterable[tuple[str, str]] = ()) -> Plan:
    """Work out all files of the review; `handwritten` are path and text of the pages beside them."""
    links = _cross_links(sources, handwritten, sources.folder.docs.name)
    problems = _problems(sources, links)
    return Plan(_files(sources, links, problems), problems)


def _problems(sources: Sources, links: CrossLinks, promises: tuple[Problem, ...] = ()) -> tuple[Problem, ...]:
    review = sources.review
    found = (*sources.problems, *check_review(review), *links.problems, *bibtex_problems(review.papers))
    return in_order(without_accepted((*found, *promises), review.papers))


def _cross_links(sources: Sources, handwritten: Iterable[tuple[str, str]], docs: str) -> CrossLinks:
    return resolve(sources.review, (*_own_texts(sources), *_pages_as_texts(handwritten, docs)))


def _own_texts(sources: Sources) -> Iterator[Text]:
    review = sources.review
    place = Place(sources.folder.name(sources.folder.bib / "introduction.md"), 1)
    yield Text(sources.introduction, place, "index.md", review.config.title)
    for category in review.categories:
        place = Place(category.place.file, category.body_line)
        yield Text(category.narrative, place, f"categories/{category.slug}.md", category.title)
    for key, note in review.notes.items():
        paper = review.by_key.get(key)
        if paper is not None:
            place = Place(note.place.file, note.body_line)
            yield Text(note.body, place, f"papers/{paper.slug}.md", title_of(paper), paper.key)


def _pages_as_texts(pages: Iterable[tuple[str, str]], docs: str) -> Iterator[Text]:
    for path, text in pages:
        heading = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), path)
        yield Text(text, Place(f"{docs}/{path}", 1), path, heading)


def _files(sources: Sources, links: CrossLinks, problems: tuple[Problem, ...]) -> Iterator[tuple[str, bytes]]:
    review = sources.review
    entries = bibtex_entries(review.papers)
    bulk = tuple(_bulk_exports(review, entries))
    alike = likeness(review)
    view = make_view(
        review,
        links,
        related_papers(review, review.config.related, alike),
        entries,
        [_download(path, title, content) for path, title, content in bulk],
        problems,
        alike,
    )
    for page in render_pages(view, sources.introduction):
        yield page.path, page.text.encode()
    for path, _title, content in bulk:
        yield path, content
    yield from _small_exports(view, entries)
    yield from _old_exports(review, entries)
    for path, text in shards(review, {name: form.texts(review.papers) for name, form in FORMATS.items()}):
        yield path, text.encode()
    yield from feeds(view)
    yield "papers.schema.json", papers_schema().encode()
    yield REFERENCES, _references(review)


def _bulk_exports(review: Review, entries: Mapping[str, str]) -> Iterator[tuple[str, str, bytes]]:
    yield "bib/all.bib", "BibTeX (.bib)", _joined(review.papers, entries)
    yield "bib/all.ris", "RIS (.ris)", ris(review.papers).encode()
    yield "bib/all.json", "CSL-JSON (.json)", csl_json(review.papers).encode()
    yield "papers.json", "The whole review as data (papers.json)", papers_json(review).encode()


def _small_exports(view: View, entries: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    for paper in view.review.papers:
        yield f"papers/{paper.slug}/{paper.slug}.bib", entries[paper.key].encode()
    for category in view.review.categories:
        yield f"bib/categories/{category.slug}.bib", _joined(view.review.under(category.slug), entries)
    for index in indexes(view):
        for group in index.groups:
            yield f"bib/{index.folder}/{group.slug}.bib", _joined(group.papers, entries)


def _old_exports(review: Review, entries: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the exports that were at another address before a citekey or a category was renamed."""
    for slug, paper in at_old_addresses(review):
        yield f"papers/{slug}/{slug}.bib", bibtex([paper]).encode()
    for slug, category in categories_at_old_addresses(review):
        yield f"bib/categories/{slug}.bib", _joined(review.under(category.slug), entries)


def _joined(papers: Iterable[Paper], entries: Mapping[str, str]) -> bytes:
    return "\n".join(entries[paper.key] for paper in papers).encode()


def _download(path: str, title: str, content: bytes) -> Download:
    return Download(path, title, len(content), hashlib.sha256(content).hexdigest())


def _references(review: Review) -> bytes:
    """Return what the Markdown extension needs to turn `[@key]` into a link, old citekeys included."""
    references = {key: _reference(paper, review.note(paper.key).tldr) for key, paper in review.by_key.items()}
    return json.dumps(references, ensure_ascii=False, indent=0, sort_keys=True).encode()


def _reference(paper: Paper, tldr: str) -> dict[str, str]:
    return {
        "label": paper.label,
        "page": f"papers/{paper.slug}.md",
        "title": title_of(paper),
        "text": byline(paper),
        "tldr": tldr,
        "coins": coins(paper),
    }
