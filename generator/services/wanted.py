"""What somebody names a paper by: an identifier, or the address of a page that tells one.

Only the forms below are understood, so that a form on the web cannot make anybody fetch an address of its
own choice.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from ..bibtex import identifiers

ARXIV, DOI, OPENREVIEW, ACL, PMLR = KINDS = ("arxiv", "doi", "openreview", "acl", "pmlr")

_ARXIV_PATH = re.compile(r"/(?:abs|pdf|html|ps)/(.+?)(?:v\d+)?(?:\.pdf)?/?", re.IGNORECASE)
_DOI_IN_PATH = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,9}/[^\s?#]+")
# What publishers put behind the DOI in the addresses of their pages.
_AFTER_DOI = re.compile(
    r"(?:/(?:full|fulltext|abstract|pdf|epub|html|meta|summary))?(?:\.(?:pdf|html))?/?$", re.IGNORECASE
)
# https://aclanthology.org/info/ids/
_ACL_ID = re.compile(r"(\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+|[A-Z]\d{2}-\d{4,5})(?:v\d+)?(?:\.(?:pdf|bib))?")
_PMLR_PATH = re.compile(
    r"(?:/proceedings/papers)?/(v\d{1,4})/([a-z0-9-]+)(?:\.html|/\2\.pdf)?/?", re.IGNORECASE
)
_OPENREVIEW_ID = re.compile(r"[\w-]{5,40}")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: its kind, one of `KINDS`, and the identifier without version or resolver."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{_NAMES[self.kind]} {self.value}"


_NAMES = {
    ARXIV: "arXiv",
    DOI: "DOI",
    OPENREVIEW: "OpenReview",
    ACL: "ACL Anthology",
    PMLR: "PMLR",
}


def wanted(text: str) -> Wanted | None:
    """Return what this text names: an arXiv identifier, a DOI, or an address of a page that has one; or None.

    A DOI that arXiv gave (`10.48550/arXiv.…`) means the preprint. Versions are dropped.
    """
    text = text.strip().strip("<>")
    if len(text) > _LONGEST or not text.isprintable():
        return None
    bare = _identifier(text)
    if bare is not None:
        return bare
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("export.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    return _on_page(host, unquote(parts.path), parts.query)


def _identifier(text: str) -> Wanted | None:
    arxiv = identifiers.arxiv_id(text)
    if arxiv:
        return Wanted(ARXIV, arxiv)
    doi = identifiers.doi(unquote(text) if "%" in text else text)
    return _doi(doi) if doi else None


def _doi(doi: str) -> Wanted:
    arxiv = identifiers.arxiv_in_doi(doi)
    return Wanted(ARXIV, arxiv) if arxiv else Wanted(DOI, doi)


def _on_page(host: str, path: str, query: str) -> Wanted | None:
    if host == "arxiv.org":
        match = _ARXIV_PATH.fullmatch(path)
        identifier = identifiers.arxiv_id(match[1]) if match else ""
        return Wanted(ARXIV, identifier) if identifier else None
    if host == "openreview.net":
        identifier = (parse_qs(query).get("id") or [""])[0]
        return Wanted(OPENREVIEW, identifier) if _OPENREVIEW_ID.fullmatch(identifier) else None
    if host in ("aclanthology.org", "aclweb.org"):
        match = _ACL_ID.fullmatch(path.removeprefix("/anthology").strip("/"))
        return Wanted(ACL, match[1]) if match else None
    if host in ("proceedings.mlr.press", "jmlr.org") and (match := _PMLR_PATH.fullmatch(path)):
        return Wanted(PMLR, f"{match[1]}/{match[2]}".lower())
    found = _DOI_IN_PATH.search(path)
    return _doi(_AFTER_DOI.sub("", found[0])) if found else None
