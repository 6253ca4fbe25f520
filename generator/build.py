"""From sources to the files below `docs/`: check, link, export, render, and hand them to the writer.

`plan` is pure: the same sources and hand-written pages give the same files, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

from .bibtex import encode
from .changes import Changes, State, compare, gate
from .charts.papermap import PaperMap
from .checks import Chosen, Fixed, accepts, broken_promises, check_review, mend, without_accepted
from .digest import digest
from .errors import Place, Problem, in_order
from .exports import (
    at_old_addresses,
    bibtex,
    bibtex_problems,
    bulk_files,
    categories_at_old_addresses,
    coins,
    every_text,
    list_files,
    papers_json,
    papers_schema,
    shards,
)
from .exports.files import ExportFile, PaperTexts
from .exports.formats import Texts
from .links.citations import CrossLinks, Text, resolve
from .links.comparison import Comparison, Found
from .memory import program, recall, told_by
from .model import BibFile, Paper, Review
from .pages import View, make_view, render_pages
from .pages.feeds import feeds
from .pages.indexes import indexes
from .pages.markup import byline, title_of
from .pages.view import Download
from .replacing import replace_files
from .results import Results
from .sources import Folder, Sources, handwritten_pages, read_earlier_sources, read_folder, read_sources
from .text.escape import json_text
from .tree import OnDisk, Overlay, Stored
from .write import Output, Outputs, Written, read_manifest, write_tree

# No fix should need so many rounds; were two to undo each other, this ends it.
_MOST_ROUNDS = 10

REFERENCES = ".bibloom/references.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build will write, and every problem it found on the way."""

    files: Iterator[Output]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a check read and found."""

    sources: Sources
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build read, found and wrote."""

    sources: Sources
    problems: tuple[Problem, ...]
    written: Written


def build(
    root: Path,
    environment: Mapping[str, str] | None = None,
    tell: Callable[[Iterable[Problem]], None] = lambda _: None,
    *,
    fresh: bool = False,
) -> Built:
    """Generate the pages of the review in this folder; `environment` may give its addresses.

    `tell` is called with the problems of the sources before the first page is made. What the last build of
    the folder worked out is not worked out again, unless all is to be `fresh`.
    """
    docs = Folder(root).docs
    generated = read_manifest(docs)
    memory = recall(docs, program(), fresh=fresh)
    sources = read_sources(root, environment, memory)
    handwritten = handwritten_pages(sources.folder, generated)
    outputs = Outputs(docs, memory)
    planned = plan(sources, handwritten, outputs)
    tell(planned.problems)
    written = write_tree(docs, planned.files, outputs)
    return Built(sources, in_order((*planned.problems, *written.problems)), written)


def check(
    root: Path, environment: Mapping[str, str] | None = None, against: str | None = None
) -> tuple[Problem, ...]:
    """Return every problem of the review in this folder, without writing anything.

    `against` names a git revision: what it published and the review no longer has is a problem, too. Raises
    RevisionError where that cannot be read.
    """
    return examine(root, environment, against).problems


def examine(root: Path, environment: Mapping[str, str] | None = None, against: str | None = None) -> Examined:
    """Return the review in this folder with its problems; see `check`."""
    sources = read_sources(root, environment)
    promises: tuple[Problem, ...] = ()
    if against is not None:
        before, revision = read_earlier_sources(root, against)
        promises = tuple(broken_promises(before.review, sources.review, str(revision)))
    return Examined(sources, _problems(sources, _all_links(sources), promises))


def mended(
    sources: Sources, problems: Iterable[Problem], chosen: Chosen
) -> tuple[tuple[BibFile, ...], tuple[Fixed, ...]]:
    """Return the .bib files with every chosen problem mended that can be for certain, and what was mended.

    `problems` are those that no entry accepts.
    """

    def wanted(code: str, paper: Paper) -> bool:
        return code in chosen and not accepts(paper, code)

    return mend(sources.bib_files, sources.review, chosen.among(problems), wanted)


def fix(
    root: Path, environment: Mapping[str, str] | None = None, chosen: Chosen | None = None
) -> tuple[Fixed, ...]:
    """Mend the .bib files of this folder as one change, until nothing is left, and return what was mended."""
    contents: dict[Path, bytes] = {}
    fixed: list[Fixed] = []
    disk = OnDisk()
    for _ in range(_MOST_ROUNDS):
        # A paper that is mended may change how a tag is spelled in the others.
        sources = read_folder(Folder(root, Overlay(disk, contents)), environment)
        every = (*sources.problems, *check_review(sources.review))
        problems = without_accepted(every, sources.review.papers)
        files, found = mended(sources, problems, chosen or Chosen())
        if not found:
            break
        fixed += found
        before = {file.path: file for file in sources.bib_files}
        contents |= {root / file.path: encode(file) for file in files if before[file.path] != file}
    replace_files(root, contents, unchanged=disk.unchanged)
    return tuple(fixed)


def diff(root: Path, base: str) -> Changes:
    """Return what has changed in this folder's review since a git revision; raises RevisionError."""
    before, revision = read_earlier_sources(root, base)
    return compare(_state(before), _state(read_sources(root)), str(revision))


def gate_against(root: Path, base: str, labels: Collection[str]) -> tuple[Problem, ...]:
    """Return what speaks against the change since a git revision under these labels; raises RevisionError."""
    before, revision = read_earlier_sources(root, base)
    after = read_sources(root)
    changes = compare(_state(before), _state(after), str(revision))
    return tuple(gate(changes, before.review, after.review, labels))


def foresee(root: Path, edits: Mapping[str, bytes]) -> Changes:
    """Return what edits (new contents by path below the root) would change; nothing is written."""
    contents = {root / path: content for path, content in edits.items()}
    after = read_folder(Folder(root, Overlay(OnDisk(), contents)))
    return compare(_state(read_sources(root)), _state(after), "the review as it is")


def _state(sources: Sources) -> State:
    return State(sources.review, sources.introduction, _problems(sources, _all_links(sources)))


def _all_links(sources: Sources) -> CrossLinks:
    """Resolve what the sources and the hand-written pages beside them cite."""
    folder = sources.folder
    generated = () if isinstance(folder.files, Stored) else read_manifest(folder.docs)
    return _cross_links(sources, handwritten_pages(folder, generated), folder.docs.name)


def plan(
    sources: Sources, handwritten: Iterable[tuple[str, str]] = (), outputs: Outputs | None = None
) -> Plan:
    """Work out all files of the review; `handwritten` are path and text of the pages beside them.

    `outputs` tells what the last build left; those files come without their content that would be the same.
    """
    links = _cross_links(sources, handwritten, sources.folder.docs.name)
    before = outputs or Outputs(sources.folder.docs)
    problems = _problems(sources, links, sound=before.memory.results("sound", bool))
    return Plan(starmap(Output, _files(sources, links, problems, before)), problems)


def _problems(
    sources: Sources,
    links: CrossLinks,
    promises: tuple[Problem, ...] = (),
    sound: Results[bool] | None = None,
) -> tuple[Problem, ...]:
    review = sources.review
    found = (
        *sources.problems,
        *check_review(review, sound),
        *links.problems,
        *bibtex_problems(review.papers),
    )
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


def _files(
    sources: Sources, links: CrossLinks, problems: tuple[Problem, ...], before: Outputs
) -> Iterator[tuple[str, bytes | None] | tuple[str, bytes | None, bytes]]:
    review, memory = sources.review, before.memory
    texts, grouped = every_text(review, memory.results("texts", PaperTexts))
    bulk = (*bulk_files(review, texts, grouped), _whole_review(review, memory.results("json", str)))
    alike = Comparison(review)
    view = make_view(
        review,
        links,
        alike.related(memory.results("related", Found)),
        texts,
        [_download(file) for file in bulk],
        problems,
        alike,
    )
    maps = memory.results("map", PaperMap)
    for page in render_pages(view, sources.introduction, before.made_of, maps):
        yield page.path, page.content, page.made_of
    for file in bulk:
        yield file.path, file.content
    yield from _small_exports(view, grouped)
    for path, text in shards(review, texts):
        yield path, text.encode()
    yield from feeds(view, memory.results("feeds", str))
    yield "papers.schema.json", papers_schema().encode()
    yield REFERENCES, _references(review, memory.results("coins", str))


def _whole_review(review: Review, results: Results[str]) -> ExportFile:
    content = papers_json(review, results).encode()
    return ExportFile("papers.json", "papers.json", len(review.papers), content)


def _small_exports(view: View, grouped: Texts) -> Iterator[tuple[str, bytes]]:
    """Yield the exports of papers and lists, also where they were before something was renamed."""
    review, texts = view.review, view.texts
    for paper in review.papers:
        yield f"papers/{paper.slug}/{paper.slug}.bib", texts["bibtex"][paper.key].encode()
    for slug, paper in at_old_addresses(review):
        yield f"papers/{slug}/{slug}.bib", bibtex([paper]).encode()
    lists = {f"categories/{one.slug}": review.under(one.slug) for one in review.categories}
    lists |= {
        f"{index.folder}/{group.slug}": group.papers for index in indexes(view) for group in index.groups
    }
    for slug, category in categories_at_old_addresses(review):
        lists[f"categories/{slug}"] = review.under(category.slug)
    for path, papers in lists.items():
        yield from list_files(review, path, papers, texts, grouped)


def _download(file: ExportFile) -> Download:
    digest = hashlib.sha256(file.content).hexdigest()
    return Download(file.path, file.title, len(file.content), digest, file.papers)


def _references(review: Review, results: Results[str]) -> bytes:
    """Return what the Markdown extension needs to turn `[@key]` into a link, old citekeys included."""
    references = {
        key: _reference(paper, review.note(paper.key).tldr, results) for key, paper in review.by_key.items()
    }
    return json_text(references, indent=0, sort_keys=True).encode()


def _reference(paper: Paper, tldr: str, results: Results[str]) -> dict[str, str]:
    return {
        "label": paper.label,
        "page": f"papers/{paper.slug}.md",
        "title": title_of(paper),
        "text": byline(paper),
        "tldr": tldr,
        "coins": results.get(digest(told_by(paper)), lambda: coins(paper)),
    }
