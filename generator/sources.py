"""From a folder on disk to a review: the only stage that reads the sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from .bibtex import ReadFile, read_bibs, to_papers, within_bounds
from .config import read_config, with_environment
from .digest import digest
from .errors import Place, Problem, Severity, in_order, problem_of
from .memory import Memory
from .model import BibFile, Category, Config, Note, Paper, Review
from .readers.category import read_category
from .readers.notes import read_note
from .results import Results
from .taxonomy import arrange, in_canonical_order
from .tree import Files, OnDisk, Revision, read_revision
from .within import link_problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a review's sources are.

    `bib` is `<root>/bib`, or the root itself where there is no such folder: a folder with nothing but a
    reference manager's export is a review too. `files` are those below the root: on disk, or of a revision.
    """

    root: Path
    files: Files = field(default_factory=OnDisk)

    @property
    def bib(self) -> Path:
        """The folder with the .bib files, categories, notes and settings."""
        inner = self.root / "bib"
        there = self.files.is_folder(inner) and not self.files.is_link(inner)
        if not there or (_bibs(self, self.root) and not _bibs(self, inner)):
            return self.root
        return inner

    @property
    def docs(self) -> Path:
        """The folder with the pages, hand-written and generated."""
        return self.root / "docs"

    def name(self, path: Path) -> str:
        """Return a path as problems and edit links name it: relative to the root, with `/`."""
        return path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class Sources:
    """A folder as read: the .bib files for those who edit, the review for those who show, the problems."""

    folder: Folder
    bib_files: tuple[BibFile, ...] = ()
    review: Review = field(default_factory=Review)
    introduction: str = ""
    problems: tuple[Problem, ...] = ()


def read_sources(
    root: Path, environment: Mapping[str, str] | None = None, memory: Memory | None = None
) -> Sources:
    """Read a review's folder; what cannot be read is a problem, and the rest is still there.

    `environment` may give the site's and the repository's address (see `config.with_environment`); `memory`
    has what was read before.
    """
    return read_folder(Folder(root), environment, memory)


def read_earlier_sources(root: Path, name: str) -> tuple[Sources, Revision]:
    """Read the review of this folder as it was where the named git revision and the present one part.

    Raises RevisionError where there is no such revision or no repository.
    """
    revision = read_revision(root, name, _is_read)
    return read_folder(Folder(Path(), revision.files)), revision


def read_folder(
    folder: Folder, environment: Mapping[str, str] | None = None, memory: Memory | None = None
) -> Sources:
    """Read a review from wherever its files are; see `read_sources`."""
    known = memory or Memory(None, b"")
    problems: list[Problem] = []
    config = _read_config(folder, environment or {}, problems)
    bib_files, found = read_bib_files(folder, config, known.results("bib", ReadFile))
    problems += found
    problems += _linked(folder, folder.root / "bib")
    problems += [] if bib_files else [_no_files(folder)]
    papers, found = to_papers(bib_files, known.results("papers", Paper))
    problems += found
    categories = _read_categories(folder, problems, config)
    taxonomy = arrange(in_canonical_order(papers), categories)
    problems += taxonomy.problems
    notes = _read_notes(folder, taxonomy.papers, problems, config, known.results("notes", Note))
    review = Review(config, taxonomy.papers, taxonomy.categories, notes)
    introduction = _text(folder, folder.bib / "introduction.md", problems, config, listed=False)
    return Sources(folder, bib_files, review, introduction, in_order(problems))


def read_bib_files(
    folder: Folder, config: Config | None = None, results: Results[ReadFile] | None = None
) -> tuple[tuple[BibFile, ...], tuple[Problem, ...]]:
    """Read every .bib file of the folder, in the order of their names, within the bounds of its settings.

    `results` are those of files that were read before.
    """
    bounds = config or _read_config(folder, {}, [])
    problems = [_skipped(folder, path) for path in _skipped_bibs(folder)]
    sources = [
        (folder.name(path), content)
        for path in _bibs(folder, folder.bib)
        if (content := _bytes(folder, path, problems, bounds)) is not None
    ]
    files, found = read_bibs(sources, results)
    within, beyond = within_bounds(files, bounds)
    return within, (*problems, *found, *beyond)


def _bibs(folder: Folder, inside: Path) -> list[Path]:
    return [path for path in folder.files.children(inside) if _is_bib(path) and folder.files.is_plain(path)]


def _is_bib(path: Path) -> bool:
    # Windows and macOS do not tell LIBRARY.BIB from library.bib.
    return path.suffix.lower() == ".bib"


def _skipped_bibs(folder: Folder) -> list[Path]:
    children = folder.files.children(folder.bib)
    deeper = [path for child in children if child.name != "docs" for path in folder.files.children(child)]
    links = [path for path in children if folder.files.is_link(path)]
    return sorted(path for path in (*links, *deeper) if _is_bib(path))


def _skipped(folder: Folder, path: Path) -> Problem:
    message = "this file is not read: it is a link, or in a folder of its own"
    hint = f"put the file itself into {folder.bib.name}/"
    return Problem("skipped-file", message, Place(folder.name(path)), hint, severity=Severity.WARNING)


def _no_files(folder: Folder) -> Problem:
    message = "there is no .bib file here"
    hint = "put one into this folder or into bib/, or name the review's folder with -C"
    return Problem("no-bib-file", message, Place(folder.bib.name), hint)


def _is_read(name: str) -> bool:
    """Tell whether a file of this name may be a source: what else a repository holds is not looked at."""
    return name.lower().endswith((".bib", ".md", ".yml"))


def read_settings(root: Path, environment: Mapping[str, str]) -> Config:
    """Read only the settings of the review in this folder."""
    return _read_config(Folder(root), environment, [])


def handwritten_pages(folder: Folder, generated: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield path below `docs/` and text of each Markdown page that somebody wrote."""
    above = len(folder.docs.as_posix()) + 1
    for path in () if folder.files.is_link(folder.docs) else folder.files.below(folder.docs, ".md"):
        # Most are generated, and `relative_to` for each would take longer than all the rest.
        name = path.as_posix()[above:]
        if (
            name not in generated
            and not name.startswith(".")
            and "/." not in name
            and folder.files.is_plain(path)
        ):
            # One that is gone by now takes its links with it; the site's engine finds it gone as well.
            with suppress(FileNotFoundError):
                text = folder.files.read(path).decode("utf-8", errors="replace")
                yield name, text.replace("\r\n", "\n")


def _read_config(folder: Folder, environment: Mapping[str, str], problems: list[Problem]) -> Config:
    path = folder.bib / "review.yml"
    config, found = read_config(_text(folder, path, problems, Config(), listed=False), folder.name(path))
    problems += found
    return with_environment(config, environment)


def _read_categories(folder: Folder, problems: list[Problem], config: Config) -> tuple[Category, ...]:
    def read(text: str, name: str, stem: str) -> tuple[Category | None, tuple[Problem, ...]]:
        return read_category(text, name, stem)

    return tuple(_read_each(folder, "categories", read, problems, config))


def _read_notes(
    folder: Folder,
    papers: tuple[Paper, ...],
    problems: list[Problem],
    config: Config,
    results: Results[Note],
) -> Mapping[str, Note]:
    # A note is named after its citekey, an old one included, or after the slug of one that is no file name.
    keys = {alias: paper.key for paper in reversed(papers) for alias in paper.aliases}
    keys |= {paper.slug: paper.key for paper in papers} | {paper.key: paper.key for paper in papers}

    def read(text: str, name: str, stem: str) -> tuple[Note | None, tuple[Problem, ...]]:
        key = keys.get(stem, stem)
        made_of = digest((text, name, key))
        known = results.find(made_of)
        if known is not None:
            return known, ()
        note, found = read_note(text, name, key)
        if note is not None and not found:
            results.add(made_of, note)
        return note, found

    notes: dict[str, Note] = {}
    # Of several the one that is named after the citekey itself is shown.
    found = sorted(
        _read_each(folder, "notes", read, problems, config), key=lambda n: Path(n.place.file).stem != n.key
    )
    for note in found:
        first = notes.setdefault(note.key, note)
        if first is not note:
            problems.append(_second(first, note))
    return MappingProxyType(notes)


def _second(first: Note, note: Note) -> Problem:
    message = f"{first.place.file} is a note on the same paper, and is the one that is shown"
    hint = "bring the two together in one file, named after the citekey"
    return Problem("second-note", message, note.place, hint, note.key)


def _read_each(
    folder: Folder,
    name: str,
    read: Callable[[str, str, str], tuple[T | None, tuple[Problem, ...]]],
    problems: list[Problem],
    config: Config,
) -> Iterator[T]:
    for path in _pages(folder, folder.bib / name, problems):
        value, found = read(_text(folder, path, problems, config), folder.name(path), path.stem)
        problems += found
        if value is not None:
            yield value


def _pages(folder: Folder, inside: Path, problems: list[Problem]) -> list[Path]:
    """Return the Markdown files in the order of their names; a link could lead anywhere, so none."""
    linked = _linked(folder, inside)
    pages = [] if linked else [path for path in folder.files.children(inside) if path.suffix == ".md"]
    plain = {path: folder.files.is_plain(path) for path in pages}
    problems += [*linked, *(one for path in pages if not plain[path] for one in _linked(folder, path))]
    return [path for path in pages if plain[path]]


def _linked(folder: Folder, path: Path) -> list[Problem]:
    """Return the problem that a source is which is a link, and so is not read."""
    return [link_problem(folder.root, path)] if folder.files.is_link(path) else []


def _bytes(
    folder: Folder, path: Path, problems: list[Problem], bounds: Config, listed: bool = True
) -> bytes | None:
    linked = _linked(folder, path)
    if linked:
        problems += linked
        return None
    try:
        size = folder.files.size(path)
        if size <= bounds.largest_file:
            return folder.files.read(path)
        problems.append(_too_large(folder.name(path), size, bounds))
        return None
    except FileNotFoundError:
        if listed:
            message = "was deleted or moved while the folder was read, so what stood in it is missing"
            place = Place(folder.name(path))
            problems.append(Problem("vanished-file", message, place, "run the command again"))
        return None
    except OSError as error:
        message, place = f"cannot be read: {error.strerror}", Place(folder.name(path))
        problems.append(Problem("unreadable-file", message, place, problem_of(error).hint))
        return None


def _too_large(name: str, size: int, bounds: Config) -> Problem:
    message = f"the file has {size:,} bytes, more than {bounds.largest_file:,}, and is not read"
    hint = "divide it, or set a larger `largest_file` in review.yml"
    return Problem("file-too-large", message, Place(name), hint)


def _text(folder: Folder, path: Path, problems: list[Problem], bounds: Config, listed: bool = True) -> str:
    content = _bytes(folder, path, problems, bounds, listed) or b""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        problems.append(Problem("not-utf-8", "not UTF-8", Place(folder.name(path), line), hint))
        return content.decode("utf-8", errors="replace")
