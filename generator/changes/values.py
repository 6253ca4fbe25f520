"""What comparing two states of a review finds, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import Problem
from ..model import Category, Paper


@dataclass(frozen=True, slots=True)
class Change:
    """Something with a name that had one value and has another: a field, a key of front matter, a setting."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text that was edited: how many words came and went."""

    name: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A paper under another citekey; `kept` tells that the old one stands in its `ids`."""

    before: Paper
    after: Paper
    kept: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """A paper that went into another one that was there before; `kept` as for `Renamed`."""

    before: Paper
    into: Paper
    kept: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A paper in other categories than before, all slugs in order, the primary one first."""

    paper: Paper
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry, a note or a category with other contents, under its citekey or slug; or the settings."""

    name: str
    changes: tuple[Change, ...] = ()
    prose: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """What happened to the papers; in the order of the review they are in."""

    added: tuple[Paper, ...] = ()
    removed: tuple[Paper, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    merged: tuple[Merged, ...] = ()
    moved: tuple[Moved, ...] = ()
    edited: tuple[Edited, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteChanges:
    """Citekeys of papers whose notes came or went, and the notes that were edited."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[Edited, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryChanges:
    """Categories that came, went, changed their slug (old and new) or were edited."""

    added: tuple[Category, ...] = ()
    removed: tuple[Category, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    edited: tuple[Edited, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemChanges:
    """Problems that are new, those that are mended, and how many were there before and still are."""

    gained: tuple[Problem, ...] = ()
    lost: tuple[Problem, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two states of a review; `revision` names the earlier one."""

    revision: str
    papers_before: int = 0
    papers_after: int = 0
    papers: PaperChanges = field(default_factory=PaperChanges)
    categories: CategoryChanges = field(default_factory=CategoryChanges)
    notes: NoteChanges = field(default_factory=NoteChanges)
    settings: Edited = field(default_factory=lambda: Edited(""))
    introduction: tuple[Prose, ...] = ()
    problems: ProblemChanges = field(default_factory=ProblemChanges)
