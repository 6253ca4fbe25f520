"""Papers as CSL-JSON, which citation processors (Zotero, Pandoc, citeproc) read.

Variables and item types: CSL 1.0.2, appendices III and IV, https://docs.citationstyles.org/en/stable/specification.html
Their JSON types: https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..bibtex.identifiers import arxiv_in_doi, arxiv_in_url, iso_date
from ..model import Name, Note, Paper
from ..text.escape import arxiv_url, clean, json_text, url
from ..text.latex import to_unicode
from .kinds import citekey, clean_names, date_parts, kind, page_range
from .works import cited_doi

Value = str | list[dict[str, str]] | dict[str, list[list[int]]]

# What BibTeX's entry types and biblatex's `type` call a thesis or a report (biblatex manual, 4.9.2.13).
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical Report",
    "resreport": "Research Report",
}


def csl_json(papers: Iterable[Paper]) -> str:
    """Return the papers as one JSON array of CSL references, in the order given."""
    return "[\n" + ",\n".join(csl_text(paper) for paper in papers) + "\n]\n"


def csl_text(paper: Paper, note: Note | None = None) -> str:
    """Return the paper's CSL reference as JSON, a variable to a line; with its note, the review's own too."""
    reference = {**csl(paper), **(_own(paper, note) if note else {})}
    return "{" + ",\n ".join(f"{_json(name)}: {_json(value)}" for name, value in reference.items()) + "}"


def _json(value: Value) -> str:
    return json_text(value, compact=False)


def _own(paper: Paper, note: Note) -> Mapping[str, str]:
    own = {
        "abstract": clean(paper.abstract),
        "keyword": ", ".join(clean(keyword) for keyword in paper.keywords),
        "annote": clean(" ".join((note.tldr, *note.results, note.body))),
    }
    return {variable: text for variable, text in own.items() if text}


def csl(paper: Paper) -> Mapping[str, Value]:
    """Return the paper as a CSL reference: its citekey as `id`, and only what is known."""
    # What Pandoc makes of `and others`; CSL has no variable for an incomplete list.
    more = [{"literal": "others"}] if paper.more_authors else []
    people: dict[str, Value] = {
        "author": [_name(name) for name in clean_names(paper.authors)] + more,
        "editor": [_name(name) for name in clean_names(paper.editors)],
    }
    known = {role: names for role, names in people.items() if names}
    return {"id": citekey(paper), "type": kind(paper).csl, **known, **csl_variables(paper)}


def csl_variables(paper: Paper) -> Mapping[str, Value]:
    """Return the reference without its type and its people."""
    date = date_parts(paper)
    reference: dict[str, Value] = {
        "title": clean(paper.title),
        "issued": {"date-parts": [list(date)]} if date else "",
        **_where(paper),
        **{name: _field(paper, *fields) for name, fields in _FURTHER.items()},
        "genre": _genre(paper),
        "accessed": _accessed(paper),
    }
    return {variable: value for variable, value in reference.items() if value}


def _where(paper: Paper) -> Mapping[str, str]:
    which = kind(paper)
    inside = which.venue in ("journal", "booktitle")
    venue, publisher, series = clean(paper.venue), clean(paper.publisher), _field(paper, "series")
    container = venue if inside and venue != publisher else ""
    first, last = page_range(paper.pages)
    where = {
        "container-title": container,
        "collection-title": "" if series == container else series,
        "publisher": publisher or ("" if inside or venue == series else venue),
        "volume": clean(paper.volume),
        "issue" if which.venue == "journal" else "number": clean(paper.number),
        "page": f"{first}-{last}" if last else first,
    }
    if which.csl == "webpage":
        where |= {"container-title": where["publisher"], "publisher": ""}
    arxiv = clean(paper.arxiv)
    if which.csl == "article" and arxiv:
        where |= {"publisher": where["publisher"] or "arXiv", "number": f"arXiv:{arxiv}"}
        return where | {"DOI": clean(paper.doi), "URL": url(paper.url) or arxiv_url(arxiv)}
    if container:
        return where | _as_published(paper)
    return where | {"DOI": clean(cited_doi(paper)), "URL": url(paper.url)}


def _as_published(paper: Paper) -> dict[str, str]:
    """Return where the work was published; that there is a preprint is a note, which styles do not print."""
    arxiv, doi, address = clean(paper.arxiv), clean(paper.doi), url(paper.url)
    return {
        "DOI": "" if arxiv_in_doi(doi) else doi,
        "URL": "" if arxiv_in_url(address) else address,
        "note": f"arXiv:{arxiv}" if arxiv else "",
    }


# CSL variables that are the text of the first of these fields.
_FURTHER = {
    "edition": ("edition",),
    "publisher-place": ("address", "location"),
    "version": ("version",),
}


def _field(paper: Paper, *names: str) -> str:
    return next((text for name in names if (text := clean(to_unicode(paper.entry.get(name))))), "")


def _genre(paper: Paper) -> str:
    """Return what kind of thesis or report it is, in words."""
    if kind(paper).csl not in ("thesis", "report"):
        return ""
    written = _field(paper, "type")
    return _GENRES.get((written or paper.type).lower(), written)


def _accessed(paper: Paper) -> Value:
    day = iso_date(paper.entry.get("urldate"))
    return {"date-parts": [[day.year, day.month, day.day]]} if day else ""


def _name(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": name.full}
    # Styles move a particle behind the given names, but who writes `Van den Broeck` is looked up under V.
    moves = name.particle.islower()
    parts = {
        "family": name.family if moves else name.last,
        "given": name.given,
        "non-dropping-particle": name.particle if moves else "",
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
