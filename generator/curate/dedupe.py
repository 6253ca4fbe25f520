"""Merging one paper of the review into another: entries, citekeys, categories, tags and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, join

from ..bibtex import add_entry, edit_entries, find, new_entry, remove_entry, set_fields
from ..model import BibFile, Entry, Paper
from ..readers.notes import read_note
from .combine import Combined, combine
from .joining import join_notes
from .layout import file_name

# Fields that name other entries by their citekeys (biblatex manual, sections 2.2.3 and 2.4.1).
_REFERENCES = ("crossref", "xref", "xdata", "related")
_YEAR_FILE = re.compile(r"(?:\d{4}|undated)\.bib")


class CannotMergeError(ValueError):
    """Two papers that cannot be merged; says why and what to do."""


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A note as it lies in the folder: its path and text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class MergedPapers:
    """What merging gives: the .bib files, notes to write and to remove by path, and what happened."""

    files: tuple[BibFile, ...]
    combined: Combined
    notes: Mapping[str, str] = field(default_factory=dict)
    removed_notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def merge_papers(
    files: Sequence[BibFile],
    kept: Paper,
    gone: Paper,
    notes: tuple[NoteFile | None, NoteFile | None],
    folder: str,
) -> MergedPapers:
    """Merge `gone` into `kept`, whose citekey stays; the other's leads to it from `ids`.

    `notes` are the two papers' notes, `folder` is the one for notes. Raises CannotMergeError where the
    entries cannot be told apart or edited.
    """
    if kept.key == gone.key:
        raise CannotMergeError(f"both are “{kept.key}”: two entries with one citekey are merged by hand")
    combined = combine(kept, gone)
    try:
        changed = _edited(files, kept, gone, combined)
    except ValueError as error:
        raise CannotMergeError(f"the entries cannot be edited: {error}") from error
    changed, moved = _in_its_file(changed, kept)
    written, removed, told = _notes(kept, gone, notes, folder)
    told = (*told, *_own_lineage(kept, gone, (*(note.text for note in notes if note), *written.values())))
    return MergedPapers(changed, combined, written, removed, (*moved, *told))


def _edited(files: Sequence[BibFile], kept: Paper, gone: Paper, combined: Combined) -> tuple[BibFile, ...]:
    by_path = {file.path: file for file in files}
    for paper in (kept, gone):
        if sum(entry.key == paper.key for file in files for entry in file.entries) != 1:
            raise ValueError(f"there is not one entry “{paper.key}”")
    found = find(files, kept.key)
    if found is not None:
        file, entry = found
        entry_type = combined.type if combined.type != entry.type.lower() else None
        by_path[file.path] = set_fields(file, kept.key, combined.fields, type=entry_type)
    found = find(by_path.values(), gone.key)
    if found is not None:
        by_path[found[0].path] = remove_entry(found[0], gone.key)
    return tuple(_with_references(file, gone.key, kept.key) for file in by_path.values())


def _with_references(file: BibFile, old: str, new: str) -> BibFile:
    """Return the file with what inherits from, or is related to, the old citekey led to the new one."""
    changes = {entry.key: found for entry in file.entries if (found := _references(entry, old, new))}
    return edit_entries(file, changes) if changes else file


def _references(entry: Entry, old: str, new: str) -> dict[str, str | None]:
    changes: dict[str, str | None] = {}
    for name in _REFERENCES:
        keys = [key.strip() for key in entry.get(name).split(",")]
        if old in keys:
            others = dict.fromkeys(new if key == old else key for key in keys)
            changes[name] = ", ".join(key for key in others if key != entry.key) or None
    return changes


def _in_its_file(files: Sequence[BibFile], kept: Paper) -> tuple[tuple[BibFile, ...], tuple[str, ...]]:
    """Move the entry to the file of its year where merging changed that, and files are by year."""
    found = find(files, kept.key)
    if found is None:
        return tuple(files), ()
    file, entry = found
    name = file_name(entry)
    was_there = basename(file.path) == file_name(kept.entry)
    if not was_there or basename(file.path) == name or not _YEAR_FILE.fullmatch(basename(file.path)):
        return tuple(files), ()
    path = join(dirname(file.path), name)
    by_path = {each.path: each for each in files}
    by_path[file.path] = remove_entry(file, kept.key)
    fields = {
        each.name: each.raw if each.name.lower() == "month" and each.raw.isalpha() else each.value
        for each in entry.fields
    }
    alone = new_entry(entry.type, entry.key, fields)
    by_path[path] = add_entry(by_path.get(path) or BibFile(path), alone)
    return tuple(by_path.values()), (f"the entry moves from {file.path} to {path}, the file of its year",)


def _notes(
    kept: Paper, gone: Paper, notes: tuple[NoteFile | None, NoteFile | None], folder: str
) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    ours, theirs = notes
    if theirs is None:
        return {}, (), ()
    if ours is None:
        name = kept.key if kept.key.lower() == kept.slug else kept.slug
        path = join(folder, f"{name}.md")
        told = f"the note {theirs.path} is now {path}"
        return ({path: theirs.text}, (theirs.path,), (told,)) if path != theirs.path else ({}, (), ())
    joined = join_notes(ours.text, theirs.text, _names(kept, gone))
    if joined is None:
        told = f"both have a note: join {theirs.path} and {ours.path} by hand; until then the latter is shown"
        return {}, (), (told,)
    told = f"both have a note: {theirs.path} is joined into {ours.path}; read it through"
    return {ours.path: joined}, (theirs.path,), (told,)


def _own_lineage(kept: Paper, gone: Paper, texts: Iterable[str]) -> tuple[str, ...]:
    """Tell where a note on one of the two builds on the other, which is itself by now."""
    bases = {base for text in texts for base in _bases(text)} & set(_names(kept, gone))
    return tuple(f"the note builds on {base}, which is this paper: take it out" for base in sorted(bases))


def _bases(text: str) -> tuple[str, ...]:
    note, _ = read_note(text, "", "")
    return note.builds_on if note else ()


def _names(*papers: Paper) -> tuple[str, ...]:
    names: Iterable[str] = (name for paper in papers for name in (paper.key, *paper.aliases))
    return tuple(names)
