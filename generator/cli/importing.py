"""What `bibloom import` reads besides saved listings: formats of other programs and of other reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import click

from ..bibtex import read_bibs
from ..curate.collecting import Collection, Gathered, collect
from ..errors import Place, Problem
from ..model import BibFile
from ..readers.awesome import read_awesome
from ..readers.csl_json import read_csl_json
from ..readers.living_review import Cited, read_outline
from ..readers.medline import LAYOUT as MEDLINE
from ..readers.medline import read_medline
from ..readers.reference import Collected, Section
from ..readers.ris import LAYOUT as RIS
from ..readers.ris import read_ris
from ..sources import Folder, read_folder

_READERS: Mapping[str, Callable[[str, str], Collected]] = {
    ".ris": read_ris,
    ".nbib": read_medline,
    ".json": read_csl_json,
    ".md": read_awesome,
    ".markdown": read_awesome,
}
_CITED = frozenset((".tex", ".bib"))


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to import: those of a known format as gathered, the paths of the others, and problems."""

    gathered: tuple[Gathered, ...] = ()
    listings: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)


def target(root: Path, paths: Sequence[Path]) -> Path:
    """Return the folder for the .bib files: the review's, but never one that holds a file to import."""
    bib = Folder(root).bib
    return root / "bib" if any(path.resolve().parent == bib for path in paths if _is_bib(path)) else bib


def _is_bib(path: Path) -> bool:
    return path.suffix.lower() == ".bib"


def gather(paths: Sequence[Path]) -> Sources:
    """Read the files whose format their names tell, or their first line; a `.tex` and `.bib` go together."""
    gathered: list[Gathered] = []
    listings: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        suffix = path.suffix.lower()
        if suffix in _CITED:
            continue
        text, found = read_text(path)
        reader = _READERS.get(suffix) or _by_content(text)
        if reader is None:
            listings.append(path)
            continue
        collected: Collected = reader(text, str(path))
        gathered.append(Gathered(collected.references, (), collected.sections))
        problems += [*found, *collected.problems]
    cited, found_in_cited = _cited([path for path in paths if path.suffix.lower() in _CITED])
    return Sources((*gathered, *cited), tuple(listings), (*problems, *found_in_cited))


def _by_content(text: str) -> Callable[[str, str], Collected] | None:
    """Tell a format by the first line, where the name does not: programs save RIS as `.txt`, too."""
    first = text.lstrip("\ufeff \r\n")[:40]
    return (
        read_ris
        if RIS.tag.match(first) and first.upper().startswith("TY")
        else (read_medline if first.startswith("PMID") and MEDLINE.tag.match(first) else None)
    )


def _cited(paths: Sequence[Path]) -> tuple[list[Gathered], list[Problem]]:
    """Read documents and the BibTeX files that they cite from."""
    bibs = [(str(path), path.read_bytes()) for path in paths if path.suffix.lower() == ".bib"]
    files, found = read_bibs(bibs)
    entries = tuple(entry for file in files for entry in file.entries)
    sections: list[Section] = []
    cited: list[Cited] = []
    problems = list(found)
    for path in (path for path in paths if path.suffix.lower() == ".tex"):
        text, unread = read_text(path)
        outline = read_outline(text, str(path))
        problems += [*unread, *outline.problems]
        first = len(sections)
        sections += [_moved(section, first) for section in outline.sections]
        cited += [
            replace(each, section=each.section + first if each.section is not None else None)
            for each in outline.cited
        ]
    return ([Gathered((), entries, tuple(sections), tuple(cited))] if paths else []), problems


def _moved(section: Section, first: int) -> Section:
    return replace(section, parent=section.parent + first if section.parent is not None else None)


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Return a file's text, and a problem where it is not UTF-8; what cannot be read is replaced."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem("not-utf-8", "not UTF-8", Place(str(path), line), "save the file as UTF-8")
        return content.decode("utf-8", errors="replace"), [problem]


def collected(
    folder: Folder, files: Sequence[BibFile], sources: Sources, *, added: date, abstracts: bool
) -> Collection:
    """Plan what importing the gathered papers gives in this folder of .bib files."""
    known = [category for category in read_folder(folder).review.categories if category.curated]
    return collect(files, known, sources.gathered, added=added, folder="", abstracts=abstracts)


def category_contents(bib: Path, collection: Collection) -> dict[Path, bytes]:
    """Return the bytes of the new categories' files by path."""
    return {
        bib / "categories" / f"{slug}.md": text.encode("utf-8")
        for slug, text in collection.categories.items()
    }


def show_collection(collection: Collection) -> None:
    """Print what became of the papers, and how much is known of them."""
    click.echo("\n".join(_summary(collection)))


def _summary(collection: Collection) -> Iterator[str]:
    new = len(collection.added)
    there = f", {len(collection.present):,} already there" if collection.present else ""
    merged = f", {collection.merged:,} merged" if collection.merged else ""
    categories = len(collection.categories)
    yield f"{collection.papers:,} read, {new:,} added{merged}{there}, {categories:,} new categories"
    if new:
        parts = (
            ("authors", _having(collection, ("author",))),
            ("a year", _having(collection, ("year", "date"))),
            ("a venue", _having(collection, ("journal", "booktitle", "journaltitle"))),
            ("an identifier", _having(collection, ("doi", "eprint"))),
            ("a category", _having(collection, ("groups",))),
        )
        yield "of those added: " + ", ".join(f"{count:,} with {what}" for what, count in parts)


def _having(collection: Collection, names: Iterable[str]) -> int:
    wanted = tuple(names)
    return sum(any(entry.get(name) for name in wanted) for entry in collection.added)
