"""Papers on their way into a review: what a service or a snippet of BibTeX says, as an entry's fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..bibtex import format_name, identifiers, parse_given_first, read_bib, to_papers
from ..bibtex.render import MONTH_MACROS
from ..errors import Place, Problem
from ..found import FoundPaper
from ..model import Name, Paper
from ..text.latex import escape, protect, verbatim
from ..text.plain import plain

# What a person pastes; more than this is a file to import.
LARGEST_SNIPPET = 256 * 1024
_VENUE_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
}
# Of these a publisher belongs to the reference; of others it is known from the venue.
_WITH_PUBLISHER = frozenset({"book", "incollection"})
_SAME_TYPE = {"conference": "inproceedings", "online": "misc", "electronic": "misc", "www": "misc"}
# Fields of a snippet that are carried over as they are; what the review itself decides is not among them.
_CARRIED = (
    "booktitle", "journal", "maintitle", "volume", "number", "series", "edition", "chapter", "eid",
    "publisher", "organization", "institution", "school", "address", "location", "howpublished", "type",
    "isbn", "note", "alttitle", "code", "project", "pages",
)  # fmt: skip
_OTHER_NAMES = {"journaltitle": "journal", "issue": "number"}
# Read into fields above, or the review's own to decide; that they are not carried over goes without saying.
_READ = frozenset(
    (
        "title", "subtitle", "author", "editor", "year", "date", "month", "doi", "eprint", "archiveprefix",
        "eprinttype", "primaryclass", "eprintclass", "arxivid", "arxiv", "url", "keywords", "groups", "ids",
        "timestamp", "crossref", "xdata", "biburl", "bibsource",
    )
)  # fmt: skip
_OF_A_JOURNAL = frozenset({"journal", "volume", "number"})
_VERBATIM = frozenset({"doi", "eprint", "archiveprefix", "primaryclass", "url", "code", "project"})
# What may stand in a field that is no prose: no braces or backslashes, which would need an escape there.
_UNSAFE = re.compile(r"[{}\\\s]")
_DASH = re.compile(r"(?:(?<!\s)\s++)?[-–—]++\s*")
_NAMESAKE = re.compile(r"\d{4}")
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper that may be added: an entry's type and its fields as LaTeX-safe values, without a citekey.

    `categories` and `tags` are those that a snippet names. `abstract` serves suggestions and is never
    written. `left_out` names the fields of a snippet that are not carried over. `source` says who says so.
    """

    type: str
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    title: str = ""
    authors: tuple[Name, ...] = ()
    year: int | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    abstract: str = ""
    left_out: tuple[str, ...] = ()
    source: str = ""
    place: Place = field(default_factory=Place)


def draft_found(found: FoundPaper) -> Draft:
    """Return the draft of a paper that a service knows.

    A work that names no venue is `misc`. The DOI that arXiv gives a preprint says no more than its `eprint`
    and is left out, and so is an address that the DOI leads to.
    """
    kind = found.type if found.is_published or found.type in ("book", "phdthesis", "techreport") else "misc"
    venue = found.publisher if kind in ("phdthesis", "techreport") else found.venue
    prose = {
        _VENUE_FIELDS.get(kind, "series"): venue if kind != "misc" else "",
        "volume": found.volume if kind != "misc" else "",
        "number": found.number if kind != "misc" else "",
        "publisher": found.publisher if kind in _WITH_PUBLISHER else "",
    }
    fields = {
        "title": protect(found.title),
        "author": _people(found.authors),
        "pages": _pages(found.pages) if kind != "misc" else "",
        **{name: escape(value) for name, value in prose.items()},
        **_date(found.year, found.month if kind == "article" else None),
        **_identifiers(found.doi, found.arxiv, found.primary_class, found.url),
    }
    return Draft(
        kind,
        _safe(fields),
        title=found.title,
        authors=found.authors,
        year=found.year,
        abstract=found.abstract,
        source=found.source,
    )


def drafts_from_bibtex(raw: bytes, path: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Return the drafts of the entries in a snippet of BibTeX, and what is wrong with it.

    `path` is for places only. Macros and what is inherited are written out, names and titles brought into the
    review's form; fields that are not about where a paper is found are left out and named.
    """
    if len(raw) > LARGEST_SNIPPET:
        message = f"this is more than {LARGEST_SNIPPET >> 10} KiB of BibTeX"
        return (), (Problem("snippet-too-long", message, Place(path), "import a whole file instead"),)
    file, problems = read_bib(raw, path)
    papers, more = to_papers([file])
    if not papers:
        hint = "write `@article{key, title = {…}, …}`"
        problems = (*problems, Problem("no-entry", "no BibTeX entry can be read here", Place(path), hint))
    not_ours = _lines_left_out(papers)
    carried = (problem for problem in more if problem.place.line not in not_ours)
    return tuple(_draft(paper) for paper in papers), (*problems, *carried)


def _lines_left_out(papers: Iterable[Paper]) -> frozenset[int]:
    """Return the lines of fields that are not read: what is wrong in them is nobody's concern."""
    fields = (each for paper in papers for each in paper.entry.fields)
    return frozenset(each.line for each in fields if each.name.lower() in ("timestamp", "abstract"))


def _draft(paper: Paper) -> Draft:
    carried = _carried(paper)
    kind = _SAME_TYPE.get(paper.type, paper.type)
    if kind == "article" and not paper.venue:
        # `journal = {CoRR}` and `journal = {arXiv preprint …}` are no journals.
        kind = "misc"
        carried = {
            name: value for name, value in carried.items() if name not in ("journal", "volume", "number")
        }
    fields = {
        "title": _title(paper),
        "author": _people(paper.authors, paper.more_authors),
        "editor": _people(paper.editors),
        **carried,
        **_date(paper.year, paper.month),
        **_identifiers(paper.doi, paper.arxiv, paper.primary_class, paper.url),
    }
    return Draft(
        kind,
        _safe(fields),
        title=plain(paper.title),
        authors=tuple(_plain_name(name) for name in paper.authors),
        year=paper.year,
        categories=paper.groups,
        tags=paper.keywords,
        abstract=plain(paper.abstract, 10_000),
        left_out=_left_out(paper, fields),
        source=str(paper.place),
        place=paper.place,
    )


def _carried(paper: Paper) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in paper.entry.fields:
        name = _OTHER_NAMES.get(each.name.lower(), each.name.lower())
        if name in _CARRIED:
            value = verbatim(each.value) if name in _VERBATIM else plain(each.value)
            values.setdefault(name, _DASH.sub("--", value) if name == "pages" else value)
    for name in ("howpublished", "note"):
        # An address here is the one in `url`; arXiv's identifier is in `eprint`.
        if name in values and re.search(r"arxiv|https?:|\\url", values[name], re.IGNORECASE):
            del values[name]
    return values


def _title(paper: Paper) -> str:
    """Return the title with the capitals that its author protected, else with those that need it."""
    written = plain(paper.entry.get("title"))
    inner = written[1:-1] if written.startswith("{") and written.find("}") == len(written) - 1 else written
    if "subtitle" not in {each.name.lower() for each in paper.entry.fields} and _BRACES.search(inner):
        return inner
    return protect(plain(paper.title))


def _people(names: Iterable[Name], more: bool = False) -> str:
    written = [format_name(_plain_name(name)) for name in names]
    return " and ".join([*written, "others"] if more and written else written)


def _plain_name(name: Name) -> Name:
    # DBLP tells namesakes apart with a number, which its BibTeX puts in the family name's place.
    if _NAMESAKE.fullmatch(name.family) and name.given:
        name = parse_given_first(name.given)
    parts = (name.family, name.given, name.particle, name.suffix)
    if all(part.isprintable() for part in parts):
        return name
    family, given, particle, suffix = map(plain, parts)
    return Name(family, given, particle, suffix, name.literal)


def _date(year: int | None, month: int | None) -> dict[str, str]:
    return {"year": str(year or ""), "month": MONTH_MACROS[month - 1] if year and month else ""}


def _identifiers(doi: str, arxiv: str, primary_class: str, url: str) -> dict[str, str]:
    preprint = identifiers.arxiv_in_doi(doi)
    arxiv = arxiv or preprint
    doi = "" if preprint else doi
    address = identifiers.link(url)
    preprint = identifiers.arxiv_in_url(address) or identifiers.arxiv_in_doi(identifiers.doi(address))
    if preprint:
        # Without a version, and of the page instead of the file.
        arxiv, address = arxiv or preprint, ""
    if doi and identifiers.doi(address).lower() == doi.lower():
        address = ""
    if not doi and not address and arxiv:
        address = f"https://arxiv.org/abs/{arxiv}"
    archive = {"archiveprefix": "arXiv", "primaryclass": primary_class} if arxiv else {}
    return {"doi": doi, "eprint": arxiv, **archive, "url": address}


def _pages(text: str) -> str:
    return "--".join(escape(part) for part in _DASH.split(text.strip()) if part)


def _safe(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields that have a value, without identifiers that would need an escape."""
    return MappingProxyType(
        {
            name: value
            for name, value in fields.items()
            if value and not (name in _VERBATIM and _UNSAFE.search(value))
        }
    )


def _left_out(paper: Paper, fields: Mapping[str, str]) -> tuple[str, ...]:
    names = (each.name.lower() for each in paper.entry.fields)
    others = (_OTHER_NAMES.get(name, name) for name in names)
    # `journal = {CoRR}, volume = {abs/2310.02712}` is what `eprint` says.
    read = _READ | {"journal", "volume", "number", "howpublished", "note"} if paper.arxiv else _READ
    return tuple(dict.fromkeys(name for name in others if name not in fields and name not in read))
