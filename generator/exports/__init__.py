"""What readers take away: BibTeX, RIS, CSL-JSON, the review as JSON, and what a page says to machines."""

from .biblatex import biblatex, biblatex_entries
from .bibtex import bibtex, bibtex_entries
from .bibtex_problems import bibtex_problems
from .coins import coins
from .csl import csl_json
from .files import bulk_files, every_text, list_files
from .formats import all_texts, export
from .jsonld import collection_jsonld, jsonld, review_jsonld
from .meta import citation_meta
from .old_keys import at_old_addresses, categories_at_old_addresses
from .papers_json import papers_json, papers_schema
from .ris import ris
from .shards import shards

__all__ = [
    "all_texts",
    "at_old_addresses",
    "biblatex",
    "biblatex_entries",
    "bibtex",
    "bibtex_entries",
    "bibtex_problems",
    "bulk_files",
    "categories_at_old_addresses",
    "citation_meta",
    "coins",
    "collection_jsonld",
    "csl_json",
    "every_text",
    "export",
    "jsonld",
    "list_files",
    "papers_json",
    "papers_schema",
    "review_jsonld",
    "ris",
    "shards",
]
