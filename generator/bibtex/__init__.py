"""Reading and writing BibTeX: bytes to entries to papers, and back without touching what is not ours.

`read_bib` and `read_bibs` read, `to_papers` decodes, `set_fields`, `add_entry` and `remove_entry` edit with
the smallest change, `format_file` brings a file into canonical form and `encode` gives its bytes.
"""

from .bounds import within_bounds
from .canonical import format_entries, format_file
from .edit import (
    add_entries,
    add_entry,
    edit_entries,
    edit_raw,
    find,
    remove_entry,
    set_fields,
    without_fields,
)
from .encoding import encode
from .names import format_name, parse_given_first, parse_names
from .papers import to_papers
from .reading import ReadFile, read_bib, read_bibs
from .render import new_entry, render_entry, standalone
from .scan import count_at_types

__all__ = [
    "ReadFile",
    "add_entries",
    "add_entry",
    "count_at_types",
    "edit_entries",
    "edit_raw",
    "encode",
    "find",
    "format_entries",
    "format_file",
    "format_name",
    "new_entry",
    "parse_given_first",
    "parse_names",
    "read_bib",
    "read_bibs",
    "remove_entry",
    "render_entry",
    "set_fields",
    "standalone",
    "to_papers",
    "within_bounds",
    "without_fields",
]
