"""A paper as a record of LaTeX values under biblatex's names: what both dialects of BibTeX are written from.

Macros and concatenations are resolved, inherited fields written out, `crossref` and `xdata` dropped. What
only the review needs (groups, keywords, notes to the curators) stays at home unless it is asked for; every
other field is kept. Identifiers are those that the review found, wherever in the entry they stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..bibtex import format_name, parse_names
from ..model import Name, Note, Paper
from ..text.escape import url
from ..text.latex import escape, protect, to_unicode
from .bibtex_syntax import field_name, names_readable
from .kinds import kind
from .works import PREPRINT, cited_doi, only_says_arxiv, work_type

# Of this review, of JabRef, Mendeley and BibDesk about their copy of the entry, not about the work.
_OURS = """
    groups keywords abstract timestamp submitted code project ids alttitle bibloom-ignore file localfile
    owner username comment review ranking priority readstatus relevance qualityassured printed creationdate
    modificationdate date-added date-modified added-at interhash intrahash mendeley-tags mendeley-groups
    __markedentry
"""
# References to other entries, which an export may not hold; and what stands in `eprint`.
_NEVER = frozenset(
    ("crossref", "xdata", "related", "relatedtype", "relatedstring", "relatedoptions", "arxiv", "arxivid")
)
LEFT_OUT = frozenset(_OURS.split()) | _NEVER
# JabRef keeps each user's remarks in a field `comment-<user>`.
LEFT_OUT_FROM = ("bdsk-", "comment-")

# BibTeX's names of fields, and biblatex's names of the same (biblatex manual, section 2.2.5).
_BIBLATEX = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "annote": "annotation",
}
_NAME_FIELDS = """
    author editor translator annotator commentator introduction foreword afterword bookauthor editora
    editorb editorc holder shortauthor shorteditor
"""
NAMES = frozenset(_NAME_FIELDS.split())
# Values that are no prose: LaTeX reads them as they are.
VERBATIM = frozenset(("doi", "url", "eprint", "file", "pdf", "ids", "code", "project"))

# Whatever a paper's venue may have been read from: with one of these, a further field would be invented.
_VENUES = (
    *("journaltitle", "booktitle", "howpublished", "series"),
    *("institution", "organization", "publisher"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """What the work is (`works.work_type`) and its fields by lower-case name, LaTeX as the entry has it."""

    type: str
    fields: dict[str, str]


def note_of(paper: Paper, notes: Mapping[str, Note] | None) -> Note | None:
    """Return the paper's note, an empty one where it has none, and nothing where no notes are asked for."""
    return None if notes is None else notes.get(paper.key) or Note(paper.key)


def record(paper: Paper, note: Note | None = None, *, grouped: bool = False) -> Record:
    """Return the paper's record; with its note, those fields too that stay at home otherwise.

    A grouped one has the paper's categories and keywords, as JabRef keeps them.
    """
    fields = dict(_written(paper, everything=note is not None))
    for name, known in _known(paper):
        if known and name not in fields:
            fields[name] = known()
    fields |= _identifiers(paper, fields)
    fields |= _names(paper, fields)
    if grouped:
        fields |= {"groups": ", ".join(paper.groups), "keywords": escape(", ".join(paper.keywords))}
    if note is not None:
        text = " ".join(part for part in (note.tldr, *note.results, note.body) if part)
        fields |= {"annotation": escape(" ".join(text.split()))} if text else {}
    return Record(work_type(paper), {name: value for name, value in fields.items() if value.strip()})


def left_out(name: str) -> bool:
    """Tell whether a field, by its lower-case name, stays at home."""
    return name in LEFT_OUT or name.startswith(LEFT_OUT_FROM)


def _written(paper: Paper, *, everything: bool) -> Iterator[tuple[str, str]]:
    """Yield the entry's fields under biblatex's names.

    Where BibTeX's name stands too, the value counts that is the paper's venue, else the one of that name.
    """
    fields: dict[str, str] = {}
    for field in paper.entry.fields:
        name = field_name(field.name)
        home = name in _NEVER or (left_out(name) and not everything)
        if not name or home or not field.value.strip() or only_says_arxiv(paper, name, field.value):
            continue
        target = _BIBLATEX.get(name, name)
        if target not in fields or _replaces(field.value, fields[target], paper, classic=target != name):
            fields[target] = field.value
    yield from fields.items()


def _replaces(new: str, old: str, paper: Paper, *, classic: bool) -> bool:
    venue = paper.venue
    return to_unicode(old) != venue and (classic or (bool(venue) and to_unicode(new) == venue))


def _known(paper: Paper) -> Iterator[tuple[str, Callable[[], str] | None]]:
    """Yield fields that the entry may lack and how to write them."""
    yield "title", _text(paper.title, protect)
    if _lacks_venue(paper):
        where = kind(paper).venue
        yield _BIBLATEX.get(where, where), _text(paper.venue)
    if paper.entry.fields and not _inherits(paper):
        return
    for name, text in (("volume", paper.volume), ("number", paper.number), ("pages", paper.pages)):
        yield name, _text(text)
    yield "publisher", _text(paper.publisher)
    yield "doi", _text(paper.doi, str)
    yield "url", _text(paper.url, str)


def _lacks_venue(paper: Paper) -> bool:
    """Tell whether the venue is in no field yet."""
    entry = paper.entry
    if any(entry.get(name).strip() for name in (*_VENUES, "journal", "school")):
        return False
    return kind(paper).venue != "howpublished" or not entry.fields or _inherits(paper)


def _inherits(paper: Paper) -> bool:
    return bool(paper.entry.get("crossref") or paper.entry.get("xdata"))


def _text(text: str, write: Callable[[str], str] = escape) -> Callable[[], str] | None:
    return (lambda: write(text)) if text.strip() else None


def _identifiers(paper: Paper, fields: dict[str, str]) -> dict[str, str]:
    """Return the identifiers as the review knows them; one that is no identifier is empty."""
    found = {}
    if "doi" in fields:
        found["doi"] = cited_doi(paper)
    if "url" in fields:
        found["url"] = url(paper.url)
    if paper.arxiv:
        found |= {"eprint": paper.arxiv, "eprinttype": "arXiv", "eprintclass": escape(paper.primary_class)}
        if work_type(paper) == PREPRINT:
            found["url"] = found.get("url") or url(f"https://arxiv.org/abs/{paper.arxiv}")
    return found


def _names(paper: Paper, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the lists of names that BibTeX would misread, or that the entry lacks, written anew."""
    found = {}
    for name, people in (("author", paper.authors), ("editor", paper.editors)):
        if people and not _readable(fields.get(name, "")):
            found[name] = names_as_latex(people, more=name == "author" and paper.more_authors)
    for name in NAMES & fields.keys() - found.keys():
        if not _readable(fields[name]):
            names, more, _ = parse_names(fields[name])
            found[name] = names_as_latex(names, more=more)
    return found


def _readable(value: str) -> bool:
    return names_readable(value) and not parse_names(value)[2]


def names_as_latex(names: tuple[Name, ...], *, more: bool) -> str:
    """Return a list of names as BibTeX itself reads it, without biblatex's `family=`."""
    return " and ".join([*map(_name, names), *(["others"] if more else [])])


def _name(name: Name) -> str:
    written = format_name(name)
    if names_readable(written):
        return written
    parts = (name.last, name.suffix, name.given)
    return ", ".join(f"{{{escape(part)}}}" for part in parts if part)
