"""Which file of `bib/` an entry belongs in: one for each year, `undated.bib` for those without one."""

import re
from collections.abc import Container, Iterable, Sequence
from posixpath import basename, dirname, join

from ..bibtex import add_entries, remove_entry
from ..model import BibFile, Entry

UNDATED = "undated.bib"
_YEARLY = re.compile(r"\d{4}\.bib")


def year_of(entry: Entry) -> int | None:
    """Return the entry's year, from `year` or biblatex's `date`; None when it has none of four digits."""
    text = (entry.get("year") or entry.get("date")).strip()[:4]
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def file_name(entry: Entry) -> str:
    """Return the name of the entry's file: `2023.bib` or `undated.bib`."""
    year = year_of(entry)
    return f"{year}.bib" if year else UNDATED


def place_entries(files: Sequence[BibFile], entries: Iterable[Entry], folder: str) -> tuple[BibFile, ...]:
    """Return the files with each entry added to the one of its year, which is made where it is missing."""
    by_path = {file.path: file for file in files}
    added: dict[str, list[Entry]] = {}
    for entry in entries:
        added.setdefault(join(folder, file_name(entry)), []).append(entry)
    for path, group in added.items():
        by_path[path] = add_entries(by_path.get(path) or BibFile(path), group)
    return tuple(by_path[path] for path in sorted(by_path))


def moved_to_their_years(files: Sequence[BibFile], keys: Container[str]) -> tuple[BibFile, ...]:
    """Return the files with these entries in the files of their years, where they were in another year's.

    An entry in a file that is not named after a year stays there.
    """
    leaving = [
        (file, entry)
        for file in files
        if _YEARLY.fullmatch(basename(file.path))
        for entry in file.entries
        if entry.key in keys and _belongs_elsewhere(entry, file)
    ]
    by_path = {file.path: file for file in files}
    for file, entry in leaving:
        by_path[file.path] = remove_entry(by_path[file.path], entry.key)
    for file, entry in leaving:
        placed = place_entries(tuple(by_path.values()), [entry], dirname(file.path))
        by_path = {each.path: each for each in placed}
    return tuple(by_path.values())


def _belongs_elsewhere(entry: Entry, file: BibFile) -> bool:
    return year_of(entry) is not None and file_name(entry) != basename(file.path)


def move_dated(files: Sequence[BibFile]) -> tuple[BibFile, ...]:
    """Return the files with those entries of `undated.bib` whose year is known moved to its file."""
    for file in files:
        if basename(file.path) == UNDATED:
            dated = [entry for entry in file.entries if year_of(entry)]
            for entry in dated:
                file = remove_entry(file, entry.key)
            others = [file if other.path == file.path else other for other in files]
            files = place_entries(others, dated, dirname(file.path)) if dated else files
    return tuple(files)
