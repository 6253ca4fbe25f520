"""What services on the web add to a review's entries: what is missing is filled, the rest is proposed.

An entry whose identifier leads to a paper with another title and other authors is left alone: the identifier
is wrong then, and what it leads to is about another paper.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ..bibtex import parse_names
from ..bibtex.edit import edit_entries, set_fields
from ..errors import Place
from ..found import FoundPaper
from ..model import BibFile, Entry, Review
from ..text.latex import escape, to_unicode
from .adding import usual_venue
from .agreement import agree
from .drafts import Draft, draft_found
from .enrich import Filled
from .filling import Record, record_of
from .identity import arxiv_of, is_arxiv_doi, plain_doi
from .layout import move_dated, moved_to_their_years
from .matching import LIKENESS, families, known_entry, same_authors, title_likeness

# What a proposal is about: where a preprint was published, a value that differs, or an identifier that is
# another paper's.
PUBLISHED, DIFFERS, OTHER_PAPER = KINDS = ("published", "differs", "other-paper")
_VAGUE = frozenset({"misc", "online", "unpublished"})
_VENUE = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
# Where and when: these come together or not at all.
_PUBLICATION = ("journal", "booktitle", "year", "volume", "number", "pages", "publisher", "doi")
_ARCHIVE = ("eprint", "archiveprefix", "primaryclass")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry lacks, in words, and by what its paper can be looked for."""

    key: str
    lacks: tuple[str, ...]
    arxiv: str = ""
    doi: str = ""
    title: str = ""

    @property
    def is_published_somewhere(self) -> bool:
        """Tell whether it was, or may have been, published where the entry does not say."""
        return not {"publication", "venue"}.isdisjoint(self.lacks)


@dataclass(frozen=True, slots=True)
class Change:
    """A field's value here, empty where there is none, and the one that is proposed."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes to an entry that a person decides on, of one of `KINDS`; `type` stands for the entry's type."""

    place: Place
    key: str
    kind: str
    changes: Mapping[str, Change]
    source: str


@dataclass(frozen=True, slots=True)
class Enriched:
    """The files after filling, what was filled, and what is proposed, each with its source."""

    files: tuple[BibFile, ...]
    filled: tuple[Filled, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(slots=True)
class _Found:
    """What one entry gets and what is proposed for it."""

    filled: dict[str, str] = field(default_factory=dict)
    differs: dict[str, Change] = field(default_factory=dict)
    published: dict[str, Change] = field(default_factory=dict)
    other: dict[str, Change] = field(default_factory=dict)


def wanted_of(entry: Entry) -> Wanted:
    """Return what the entry lacks: authors, year, identifier, venue, or, of a preprint, its publication."""
    record = record_of(entry)
    arxiv = _arxiv(record)
    doi = plain_doi(record.get("doi"))
    missing = {
        "authors": not record.get("author") and not record.get("editor"),
        "year": not record.get("year"),
        "identifier": not arxiv and not doi,
        "venue": record.type in _VENUE and not record.get(_VENUE[record.type]),
        "publication": _is_preprint(record),
    }
    lacks = tuple(name for name, lacking in missing.items() if lacking)
    title = to_unicode(record.get("title"))
    return Wanted(entry.key, lacks, arxiv, "" if is_arxiv_doi(doi) else doi, title)


def enrich_found(
    files: Sequence[BibFile],
    review: Review,
    found: Mapping[str, FoundPaper],
    upgrade: Container[str] = frozenset(),
) -> Enriched:
    """Return what the records, by the entries' citekeys, add to the files of this review.

    Missing authors, years, identifiers and venues are filled. A value that contradicts is proposed. A
    preprint that was published is proposed as such, and written where `upgrade` holds its citekey. An entry
    whose year becomes known or changes goes to the file of its year; citekeys never change.
    """
    filled: list[Filled] = []
    proposals: list[Proposal] = []
    changed: list[BibFile] = []
    redated: set[str] = set()
    for file in files:
        fields: dict[str, dict[str, str]] = {}
        for entry in _first_of_each(file.entries):
            if entry.key in found:
                paper = review.by_key.get(entry.key)
                # What an entry inherits it does not lack.
                whole = paper.entry if paper and paper.key == entry.key else entry
                one = _compared(whole, found[entry.key], review)
                if entry.key in upgrade and one.published:
                    one.filled |= {name: change.there for name, change in one.published.items()}
                    one.published = {}
                filled += _as_filled(entry, one, found[entry.key].source)
                proposals += _as_proposals(entry, one, found[entry.key].source)
                fields[entry.key] = one.filled
                redated |= {entry.key} if one.filled.keys() & {"year", "date"} else set()
        changed.append(_written(file, {key: changes for key, changes in fields.items() if changes}))
    return Enriched(moved_to_their_years(move_dated(changed), redated), tuple(filled), tuple(proposals))


def _first_of_each(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            yield entry


def _compared(entry: Entry, paper: FoundPaper, review: Review) -> _Found:
    record, draft = record_of(entry), draft_found(paper)
    if _is_other(entry, paper):
        told = {"title": Change(to_unicode(record.get("title")), paper.title)}
        return _Found(other=told)
    fields = dict(draft.fields)
    for name in ("journal", "booktitle"):
        if name in fields:
            fields[name] = escape(usual_venue(to_unicode(fields[name]), review))
    result = _Found()
    _compare_each(record, fields, result)
    if _is_preprint(record):
        _compare_publication(record, draft, fields, result)
    else:
        _fill_publication(record, draft, fields, result)
    _fill_address(record, fields, result)
    return result


def _is_other(entry: Entry, paper: FoundPaper) -> bool:
    """Tell whether the record is another paper's: title and authors both say so."""
    known = known_entry(entry)
    if not known.title or title_likeness(known.title, paper.title) >= LIKENESS:
        return False
    ours, theirs = families(known.authors), families(paper.authors)
    return not ours or not theirs or not same_authors(ours, theirs)


def _is_preprint(record: Record) -> bool:
    journal = record.get("journal").lower()
    named = record.get("booktitle") or (journal if "arxiv" not in journal and journal != "corr" else "")
    return not named and (record.type in _VAGUE or (record.type == "article" and bool(_arxiv(record))))


def _arxiv(record: Record) -> str:
    archive = record.get("archiveprefix") or "arxiv"
    eprint = record.get("eprint") if archive.lower() == "arxiv" else ""
    return arxiv_of(eprint) or arxiv_of(record.get("doi")) or arxiv_of(record.get("url"))


def _compare_each(record: Record, fields: Mapping[str, str], result: _Found) -> None:
    """Compare what is true of a preprint and of its publication: authors and the preprint's identifier."""
    for name in ("author", "eprint"):
        here, there = record.get(name), fields.get(name, "")
        if name == "eprint" and there and not here and not _arxiv(record):
            news = {each: fields[each] for each in _ARCHIVE if each in fields}
            # An entry that names another archive, or a class, keeps its word.
            result.filled |= {} if any(record.get(each) for each in _ARCHIVE) else news
        elif name == "author" and there and not here and not record.get("editor"):
            result.filled["author"] = there
        elif here and there and not agree(name, here, there) and not _is_fuller(name, here, there):
            result.differs[name] = Change(here, there)


def _is_fuller(name: str, here: str, there: str) -> bool:
    """Tell whether the entry's list of authors has more than the service's, which begins like it."""
    if name != "author":
        return False
    (ours, _, _), (theirs, _, _) = parse_names(here), parse_names(there)
    return len(theirs) < len(ours) and families(theirs) <= families(ours)


def _compare_publication(record: Record, draft: Draft, fields: Mapping[str, str], result: _Found) -> None:
    if draft.type in _VAGUE:
        if not record.get("year") and "year" in fields:
            result.filled["year"] = fields["year"]
        return
    news = {name: fields[name] for name in _PUBLICATION if name in fields}
    if draft.type != "article":
        # The review's papers in proceedings name no more than the venue; what is there already stays.
        news = {name: value for name, value in news.items() if name not in ("volume", "number", "publisher")}
    changes = {"type": Change(record.type, draft.type)}
    # What only said that it was a preprint goes.
    changes |= {name: Change(value, "") for name, value in record.fields.items() if _of_preprint(name, value)}
    changes |= {name: Change(record.get(name), value) for name, value in news.items()}
    result.published = {
        _own_name(record, name): change
        for name, change in changes.items()
        if not change.here or not _agree(name, change)
    }


def _of_preprint(name: str, value: str) -> bool:
    if name in ("journal", "journaltitle"):
        return True
    return (name == "volume" and value.startswith("abs/")) or (name == "doi" and is_arxiv_doi(value))


def _agree(name: str, change: Change) -> bool:
    return agree(name, change.here, change.there)


def _fill_publication(record: Record, draft: Draft, fields: Mapping[str, str], result: _Found) -> None:
    """Fill venue, year and DOI of a published paper where nothing that is there contradicts them."""
    here, there = record.get("year"), fields.get("year", "")
    same_kind = draft.type == record.type
    if here and there and same_kind and not agree("year", here, there):
        result.differs["year"] = Change(here, there)
        return
    name = _VENUE.get(record.type, "")
    if not here and there and (same_kind or draft.type in _VAGUE):
        result.filled["year"] = there
    if same_kind and name and not record.get(name) and name in fields:
        result.filled[name] = fields[name]
    doi, found = record.get("doi"), fields.get("doi", "")
    if found and same_kind and not doi:
        result.filled["doi"] = found
    elif found and doi and not is_arxiv_doi(doi) and not agree("doi", doi, found):
        result.differs["doi"] = Change(doi, found)
    journal = record.get("journal") or result.filled.get("journal", "")
    if record.type == draft.type == "article" and agree("journal", journal, fields.get("journal", "")):
        rest = ("volume", "number", "pages")
        result.filled |= {each: fields[each] for each in rest if each in fields and not record.get(each)}


def _fill_address(record: Record, fields: Mapping[str, str], result: _Found) -> None:
    """Give an entry without any link the one that the service knows."""
    if not record.get("url") and not record.get("doi") and "doi" not in result.filled and "url" in fields:
        result.filled["url"] = fields["url"]


def _as_filled(entry: Entry, one: _Found, source: str) -> list[Filled]:
    return [Filled(entry.place, entry.key, name, value, source) for name, value in one.filled.items()]


def _as_proposals(entry: Entry, one: _Found, source: str) -> list[Proposal]:
    kinds = {PUBLISHED: one.published, DIFFERS: one.differs, OTHER_PAPER: one.other}
    return [
        Proposal(entry.place, entry.key, kind, MappingProxyType(changes), source)
        for kind, changes in kinds.items()
        if changes
    ]


def _own_name(record: Record, name: str) -> str:
    """Return the name under which the entry has the field: biblatex's `date`, say, instead of `year`."""
    other = {"year": "date", "journal": "journaltitle"}.get(name, "")
    return other if other in record.fields and name not in record.fields else name


def _written(file: BibFile, fields: Mapping[str, Mapping[str, str]]) -> BibFile:
    # A value that is to go is empty.
    plain = {
        key: {name: value or None for name, value in changes.items() if name != "type"}
        for key, changes in fields.items()
    }
    file = edit_entries(file, {key: changes for key, changes in plain.items() if changes})
    for key, changes in fields.items():
        if "type" in changes:
            file = set_fields(file, key, {}, type=changes["type"])
    return file
