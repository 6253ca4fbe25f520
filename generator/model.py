"""The values that travel through the pipeline: frozen, typed, comparable.

Two views of a bibliography live here. `BibFile`, `Block` and `Entry` are the source as written, complete
enough to write it back byte for byte. `Paper` is what the pages read: decoded, typed, immutable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from sys import intern
from types import MappingProxyType
from typing import TypeVar

from .errors import Place

T = TypeVar("T")


class BlockKind(StrEnum):
    """What a stretch of a .bib file is; `TEXT` is whatever stands between the blocks."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    TEXT = "text"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry.

    `raw` is the value as written, with its delimiters, macros and `#`; `value` is the resolved string:
    macros and concatenations expanded, outer delimiters gone, LaTeX still there, white space folded. `line`
    and `column` count from 1; 0 means unknown, as for a field that was inherited.
    """

    name: str
    raw: str
    value: str
    line: int = 0
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A BibTeX entry as written: lower-case type, verbatim citekey, fields in source order."""

    type: str
    key: str
    fields: tuple[Field, ...] = ()
    place: Place = field(default_factory=Place)
    _names: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Fields are asked for a hundred times as often as entries are made, mostly for what is not there.
        object.__setattr__(self, "_names", tuple(intern(each.name.lower()) for each in self.fields))

    def get(self, name: str, default: str = "") -> str:
        """Return the resolved value of the first field of this name (case-insensitive)."""
        found = self.field(name)
        return found.value if found else default

    def field(self, name: str) -> Field | None:
        """Return the first field of this name (case-insensitive), or None."""
        wanted = name.lower()
        return self.fields[self._names.index(wanted)] if wanted in self._names else None

    def place_of(self, name: str) -> Place:
        """Return where the first field of this name stands, or the entry where it has none of its own."""
        found = self.field(name)
        return (
            replace(self.place, line=found.line, column=found.column) if found and found.line else self.place
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a .bib file; the `raw` texts of all blocks, joined, are the file."""

    kind: BlockKind
    raw: str
    line: int
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class BibFile:
    """A .bib file as a sequence of blocks; `newline` and `encoding` are those found on disk."""

    path: str
    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"
    newline: str = "\n"

    @property
    def text(self) -> str:
        r"""The file's text with `\n` newlines."""
        return "".join(block.raw for block in self.blocks)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in source order."""
        return tuple(block.entry for block in self.blocks if block.entry is not None)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A person's or an organisation's name in BibTeX's four parts, as plain Unicode.

    An organisation stands whole in `family` with `literal` set and is never taken apart.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: bool = False

    @property
    def full(self) -> str:
        """Given name first: `Ludwig van Beethoven`, `Sammy Davis, Jr.`."""
        words = " ".join(filter(None, (self.given, self.particle, self.family)))
        return f"{words}, {self.suffix}" if self.suffix else words

    @property
    def last(self) -> str:
        """The particle and family name: `van Beethoven`."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def inverted(self) -> str:
        """Family name first, as indexes and `citation_author` want it: `van Beethoven, Ludwig`."""
        return ", ".join(filter(None, (self.last, self.suffix, self.given)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the review, decoded to plain Unicode text; unknown values are empty or None.

    `entry` is the source it came from, `slug` the safe name of its page (see `text.slugs`), `groups` the
    category slugs with the primary one first, `aliases` the old citekeys, `alt_titles` other titles it is
    known by, `more_authors` tells that the author list ended in `and others`.
    """

    key: str
    slug: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    more_authors: bool = False
    editors: tuple[Name, ...] = ()
    year: int | None = None
    month: int | None = None
    venue: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    primary_class: str = ""
    url: str = ""
    code: str = ""
    project: str = ""
    groups: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    added: date | None = None
    submitted: str = ""
    aliases: tuple[str, ...] = ()
    alt_titles: tuple[str, ...] = ()
    entry: Entry = field(default_factory=lambda: Entry("misc", ""))

    @property
    def place(self) -> Place:
        """Where the entry stands in the sources."""
        return self.entry.place

    @property
    def label(self) -> str:
        """Author and year as a citation prints them: `Dao et al. 2022`, `Li and Yosinski 2015`."""
        who = author_label(self.authors or self.editors, more=self.more_authors)
        return f"{who or self.title[:40].strip() or self.key} {self.year or 'n.d.'}"


def author_label(names: tuple[Name, ...], more: bool = False) -> str:
    """Return `A`, `A and B`, or `A et al.`; empty without names."""
    match names:
        case ():
            return ""
        case (only,) if not more:
            return only.last
        case (first, second) if not more:
            return f"{first.last} and {second.last}"
        case _:
            return f"{names[0].last} et al."


@dataclass(frozen=True, slots=True)
class Category:
    """A category: its front matter and narrative; `place` and `body_line` locate problems in its file."""

    slug: str
    title: str
    parent: str = ""
    scope: str = ""
    match: tuple[str, ...] = ()
    key_papers: tuple[str, ...] = ()
    moved_from: tuple[str, ...] = ()
    narrative: str = ""
    place: Place = field(default_factory=Place)
    body_line: int = 0
    curated: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """What a paper does, in the review's own words."""

    key: str
    tldr: str = ""
    results: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()
    body: str = ""
    place: Place = field(default_factory=Place)
    body_line: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing yet, as the note that comes with a new paper does."""
        return not (self.tldr or self.results or self.builds_on or self.body)


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper as a listing shows it; unknown values are empty or None.

    `submitted` is an ISO date, or EDTF such as `XXXX-11-19` where the year is unknown. `links` are all the
    addresses in the abstract; `code` and `project` are the two among them that are the paper's own.
    """

    title: str
    abstract: str
    links: tuple[str, ...] = ()
    code: str = ""
    project: str = ""
    author_count: int | None = None
    organisation: str = ""
    submitted: str = ""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a named source says about a paper; unknown values are empty or None.

    `title` is the title that the fact is found by, `matched_title` the source's own spelling, `match` how the
    two were matched. Authors are written given name first. `note` is free text for people; see
    `curate.titles` for the few phrases in it that have a meaning here.
    """

    title: str
    matched_title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str = ""
    doi: str = ""
    venue: str = ""
    url: str = ""
    entry_type: str = ""
    source: str = ""
    also: tuple[str, ...] = ()
    note: str = ""
    match: str = ""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Facet:
    """A named group of controlled tags."""

    name: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotDuplicate:
    """Two citekeys of papers that look like one and are two; `line` is where the settings say so."""

    first: str
    second: str
    line: int = 0


# The styles that references are formatted in, by their names in the settings.
CITATION_STYLES = ("apa", "ieee", "chicago", "acm", "nature")
# The formats that a paper's page shows its entry in, and those of the files of a list, by their names there.
ENTRY_FORMATS = ("bibtex", "biblatex", "ris", "csl-json")
LIST_FORMATS = (*ENTRY_FORMATS, "csv", "jabref")


@dataclass(frozen=True, slots=True)
class Config:
    """`bib/review.yml`; every key has a default, so the file may be absent.

    `site_url` and `repo_url` may come from the workflow's environment; without `repo_url` there are no edit
    links. `branch` is what edit links open. Identifiers in feeds are made of `feed_id`, else of the title.
    `mailto` is the address that services on the web are told when they are asked. `site_limit`: in MB.
    """

    title: str = "A literature review"
    subtitle: str = ""
    description: str = ""
    site_url: str = ""
    repo_url: str = ""
    branch: str = "main"
    authors: tuple[str, ...] = ()
    text_license: str = ""
    facets: tuple[Facet, ...] = ()
    related: int = 5
    recent: int = 50
    feed_id: str = ""
    author_page_from: int = 2
    citation_styles: tuple[str, ...] = CITATION_STYLES
    entry_formats: tuple[str, ...] = ENTRY_FORMATS
    list_formats: tuple[str, ...] = LIST_FORMATS
    longest_list: int = 1000
    site_limit: int = 1000
    not_duplicates: tuple[NotDuplicate, ...] = ()
    mailto: str = ""
    largest_category: int = 100
    largest_file: int = 1_000_000_000
    most_entries: int = 1_000_000
    longest_field: int = 200_000
    deepest_braces: int = 100
    place: Place = field(default_factory=Place)


@dataclass(frozen=True)
class Review:
    """Everything the pages are made from: papers newest first, the tree, notes and settings.

    `papers` is in canonical order; the mappings are read-only views built once.
    """

    config: Config = field(default_factory=Config)
    papers: tuple[Paper, ...] = ()
    categories: tuple[Category, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def by_key(self) -> Mapping[str, Paper]:
        """Papers by citekey, and by the old citekeys in `ids` where no paper has that key now.

        Of two papers that claim an old citekey the first has it.
        """
        keys = {alias: paper for paper in reversed(self.papers) for alias in paper.aliases}
        return MappingProxyType(keys | {paper.key: paper for paper in self.papers})

    @cached_property
    def category(self) -> Mapping[str, Category]:
        """Categories by slug."""
        return MappingProxyType({category.slug: category for category in self.categories})

    @cached_property
    def children(self) -> Mapping[str, tuple[Category, ...]]:
        """Sub-categories by parent slug, in order; the top level under the empty slug."""
        return _grouped((category.parent, category) for category in self.categories)

    @cached_property
    def in_category(self) -> Mapping[str, tuple[Paper, ...]]:
        """The papers assigned to a category itself, without its sub-categories."""
        return _grouped((group, paper) for paper in self.papers for group in paper.groups)

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return MappingProxyType({paper.key: position for position, paper in enumerate(self.papers)})

    def under(self, slug: str) -> tuple[Paper, ...]:
        """Return the papers of a category and all below it, each once, in canonical order."""
        papers = {
            paper.key: paper for below in self.subtree(slug) for paper in self.in_category.get(below, ())
        }
        return tuple(sorted(papers.values(), key=lambda paper: self._position[paper.key]))

    def ancestors(self, category: Category) -> Iterator[Category]:
        """Yield the categories above this one, the top one first; a cycle of parents is followed once."""
        above: dict[str, Category] = {}
        parent = self.category.get(category.parent)
        while parent is not None and parent.slug not in above and parent.slug != category.slug:
            above[parent.slug] = parent
            parent = self.category.get(parent.parent)
        yield from reversed(above.values())

    def subtree(self, slug: str) -> Iterator[str]:
        """Yield a category's slug and those of all below it; a cycle of parents is followed once."""
        seen: set[str] = set()
        pending = [slug]
        while pending:
            current = pending.pop()
            if current not in seen:
                seen.add(current)
                yield current
                pending.extend(child.slug for child in self.children.get(current, ()))

    def note(self, key: str) -> Note:
        """Return the paper's note, or an empty one."""
        return self.notes.get(key) or Note(key)


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})
