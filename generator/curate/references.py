"""From references of other programs to BibTeX entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bibtex import format_name, identifiers, new_entry
from ..bibtex.render import MONTH_MACROS
from ..model import Entry, Name
from ..readers.reference import Reference
from ..text.latex import escape, protect
from .citekeys import citekey
from .identity import arxiv_of, is_arxiv_doi

# Addresses and identifiers are no prose: nothing in them is LaTeX.
_VERBATIM = frozenset(
    ("doi", "url", "code", "project", "eprint", "archiveprefix", "urldate", "pmid", "pmcid")
)
_UNSAFE = re.compile(r"[{}\\\s]")
_KEY = re.compile(r"[^\s{}\"#%,=\\~'()]+")


def entry_of(reference: Reference, abstracts: bool) -> Entry:
    """Return the reference as an entry, under its own citekey where that is one, else under a new one.

    Without `abstracts` the abstract, which is its authors' text, is left out.
    """
    fields = _fields(reference, abstracts)
    year = identifiers.year(fields.get("year", ""))
    made = citekey(reference.authors, year, reference.title)
    key = reference.key if is_citekey(reference.key) else made
    return new_entry(_entry_type(reference, fields), key, fields)


def is_citekey(text: str) -> bool:
    """Tell whether an identifier is a citekey: no address, no bare number, no UUID."""
    if not _KEY.fullmatch(text) or "://" in text or not any(char.isalpha() for char in text):
        return False
    return not re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text, re.IGNORECASE)


def _entry_type(reference: Reference, fields: dict[str, str]) -> str:
    needed = {"article": "journal", "inproceedings": "booktitle"}.get(reference.type)
    return "misc" if needed and needed not in fields else reference.type


def _fields(reference: Reference, abstracts: bool) -> dict[str, str]:
    fields = {name: _value(name, value) for name, value in reference.fields.items()}
    fields["title"] = protect(reference.title)
    fields["author"] = _names(reference.authors, reference.more_authors)
    fields["editor"] = _names(reference.editors, False)
    if not abstracts:
        fields.pop("abstract", None)
    doi = fields.get("doi", "")
    if is_arxiv_doi(doi) and not fields.get("eprint"):
        fields |= {"eprint": arxiv_of(doi), "archiveprefix": "arXiv"}
    elif not fields.get("eprint") and (arxiv := arxiv_of(fields.get("url", ""))):
        fields |= {"eprint": arxiv, "archiveprefix": "arXiv"}
    return {name: value for name, value in fields.items() if value}


def _value(name: str, value: str) -> str:
    if name == "doi":
        value = identifiers.doi(value) or value
    if name in _VERBATIM:
        return value if not _UNSAFE.search(value) else ""
    if name == "month":
        number = identifiers.month(value)
        return MONTH_MACROS[number - 1] if number else ""
    return value if name == "pages" and re.fullmatch(r"[\w.:-]+", value) else escape(value)


def _names(names: Sequence[Name], more: bool) -> str:
    written = [format_name(name) for name in names]
    return " and ".join([*written, "others"] if more and written else written)
