"""What makes two records the same paper: a title, an arXiv identifier or a DOI."""

from collections.abc import Iterable

from ..bibtex import identifiers
from ..model import Entry, Fact
from ..text.fold import title_key
from ..text.latex import to_unicode, verbatim

# Separates several titles in one `alttitle`.
ALSO = " and also "


def arxiv_of(text: str) -> str:
    """Return the arXiv identifier in an address, a DOI or the bare text, without version, or nothing."""
    text = text.strip()
    doi = identifiers.doi(text)
    return identifiers.arxiv_id(text) or identifiers.arxiv_in_url(text) or identifiers.arxiv_in_doi(doi)


def plain_doi(text: str) -> str:
    """Return the DOI without resolver in lower case, since DOIs ignore case; empty if it is none."""
    return identifiers.doi(text).lower()


def is_arxiv_doi(text: str) -> bool:
    """Tell whether arXiv gave the DOI, to the preprint."""
    return bool(identifiers.arxiv_in_doi(identifiers.doi(text)))


def title_keys(title: str, alttitle: str) -> tuple[str, ...]:
    """Return the keys of the titles in two fields' values, each once."""
    several = (to_unicode(part) for part in (title, *alttitle.split(ALSO)) if part.strip())
    return tuple(dict.fromkeys(map(title_key, several)))


def entry_identities(entry: Entry) -> frozenset[str]:
    """Return what the entry is recognised by: `title:…`, `arxiv:…`, `doi:…`."""
    archive = entry.get("archiveprefix") or entry.get("eprinttype") or "arxiv"
    eprint = entry.get("eprint") if archive.lower() == "arxiv" else ""
    doi = verbatim(entry.get("doi"))
    titles = title_keys(entry.get("title"), entry.get("alttitle"))
    return _identities(titles, [verbatim(eprint), doi, verbatim(entry.get("url"))], [doi])


def fact_identities(fact: Fact, titles: Iterable[str]) -> frozenset[str]:
    """Return what the fact is recognised by; `titles` are all that its paper is known by."""
    return _identities(map(title_key, titles), [fact.arxiv], [fact.doi])


def _identities(titles: Iterable[str], arxivs: Iterable[str], dois: Iterable[str]) -> frozenset[str]:
    found = {f"title:{key}" for key in titles}
    found |= {f"arxiv:{identifier}" for identifier in map(arxiv_of, arxivs) if identifier}
    found |= {f"doi:{plain_doi(doi)}" for doi in dois if plain_doi(doi) and not is_arxiv_doi(doi)}
    return frozenset(found)
