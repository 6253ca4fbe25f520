"""Readers of everything that is not BibTeX: listings, facts, front matter, notes, categories, citations.

Each takes text and a path to name in problems, and returns values and problems; none of them raises.
"""

from .category import read_category
from .cited import Cited, read_cited
from .facts import read_facts
from .frontmatter import FrontMatter, read_front_matter
from .listing import read_listing
from .markup import restore_markup
from .notes import read_note

__all__ = [
    "Cited",
    "FrontMatter",
    "read_category",
    "read_cited",
    "read_facts",
    "read_front_matter",
    "read_listing",
    "read_note",
    "restore_markup",
]
