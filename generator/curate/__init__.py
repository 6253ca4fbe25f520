"""Curation as pure functions: merging listings, filling entries from facts, citekeys, and files by year."""

from .citekeys import citekey, unique_key
from .enrich import Conflict, Enrichment, Filled, enrich
from .importing import Imported, import_papers
from .layout import file_name, move_dated, place_entries, year_of
from .merge import Merge, merge_listed

__all__ = [
    "Conflict",
    "Enrichment",
    "Filled",
    "Imported",
    "Merge",
    "citekey",
    "enrich",
    "file_name",
    "import_papers",
    "merge_listed",
    "move_dated",
    "place_entries",
    "unique_key",
    "year_of",
]
