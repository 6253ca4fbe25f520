"""What readers take away: BibTeX, RIS, CSL-JSON, the review as JSON, and what a page says to machines."""

from .bibtex import bibtex, bibtex_entries, bibtex_problems
from .coins import coins
from .csl import csl_json
from .jsonld import collection_jsonld, jsonld, review_jsonld
from .meta import citation_meta
from .old_keys import at_old_addresses, categories_at_old_addresses
from .papers_json import papers_json, papers_schema
from .ris import ris
from .shards import shards

__all__ = [
    "at_old_addresses",
    "bibtex",
    "bibtex_entries",
    "bibtex_problems",
    "categories_at_old_addresses",
    "citation_meta",
    "coins",
    "collection_jsonld",
    "csl_json",
    "jsonld",
    "papers_json",
    "papers_schema",
    "review_jsonld",
    "ris",
    "shards",
]
