"""Filling a record's empty fields from a fact, without touching what is there.

The same function serves a new entry, which has little more than its title, and one that has been curated.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..bibtex import identifiers
from ..model import Entry, Fact
from ..text.fold import title_key
from ..text.latex import escape, protect, to_unicode
from .agreement import agree
from .identity import ALSO, arxiv_of, is_arxiv_doi
from .people import Authors, parse_authors
from .titles import Titles, choose_titles
from .venues import parse_venue

# biblatex's names for the same fields (biblatex manual, section 2.2.5).
_OTHER_NAMES = {
    "year": ("date",),
    "journal": ("journaltitle",),
    "number": ("issue",),
    "archiveprefix": ("eprinttype",),
}
# Types that say nothing about where the paper was published, and may give way to one that does.
_VAGUE_TYPES = frozenset({"misc", "online", "unpublished"})
_UNSAFE = re.compile(r"[{}\\\s]")
_SAME_TYPE = {"conference": "inproceedings"}
_PUBLISHED_TYPES = frozenset(
    {"article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis"}
)


@dataclass(frozen=True, slots=True)
class Record:
    """An entry's type and its fields by lower-case name, as resolved BibTeX values."""

    type: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a field's value, or that of its biblatex counterpart; empty without one."""
        names = (name, *_OTHER_NAMES.get(name, ()))
        return next((self.fields[each] for each in names if self.fields.get(each)), "")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which record and fact contradict each other."""

    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A record after filling: what came in, and what contradicts."""

    record: Record
    filled: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a fact says, ready for an entry; `publication` stands or falls together."""

    type: str
    titles: Titles
    authors: Authors
    publication: Mapping[str, str]
    identifiers: Mapping[str, str]


def record_of(entry: Entry) -> Record:
    """Return the entry's type and fields; of a repeated field the first counts, as in BibTeX."""
    fields: dict[str, str] = {}
    for each in entry.fields:
        fields.setdefault(each.name.lower(), each.value)
    return Record(_SAME_TYPE.get(entry.type.lower(), entry.type.lower()), MappingProxyType(fields))


def known_from(fact: Fact) -> Known:
    """Return what the fact says as fields.

    A DOI that arXiv gave belongs to the preprint, so it is left out of a paper that cites a venue; so is the
    class of an arXiv paper, which facts do not have.
    """
    kind = fact.entry_type if fact.entry_type in _PUBLISHED_TYPES and fact.venue else "misc"
    return Known(
        type=kind,
        titles=choose_titles(fact),
        authors=parse_authors(fact.authors),
        publication=_publication(fact, kind),
        identifiers=_identifiers(fact, kind),
    )


def _publication(fact: Fact, kind: str) -> dict[str, str]:
    venue = parse_venue(fact.venue, fact.year, journal=kind == "article")
    where = "journal" if kind == "article" else "booktitle"
    fields = {where: venue.name, "volume": venue.volume, "number": venue.number} if kind != "misc" else {}
    return _present(fields | {"year": str(fact.year or "")})


def _identifiers(fact: Fact, kind: str) -> dict[str, str]:
    """Return DOI, address and eprint where they are what they should be and hold no braces of their own."""
    doi, arxiv = identifiers.doi(fact.doi), arxiv_of(fact.arxiv)
    if is_arxiv_doi(doi):
        doi = f"10.48550/arXiv.{arxiv_of(doi)}" if kind == "misc" else ""
    address = identifiers.link(fact.url) or (f"https://arxiv.org/abs/{arxiv}" if arxiv else "")
    found = {"doi": doi, "url": address, "eprint": arxiv, "archiveprefix": "arXiv" if arxiv else ""}
    return {name: value for name, value in found.items() if value and not _UNSAFE.search(value)}


def _present(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(value) for name, value in fields.items() if value}


def fill(record: Record, fact: Fact) -> Filling:
    """Return the record with what the fact adds, and the differences that a person has to settle.

    Where and when a paper was published stands or falls together: a record that names another year or type
    gets no venue, since half of each would be a publication that does not exist.
    """
    known = known_from(fact)
    filled: dict[str, str] = {}
    differences: list[Difference] = []
    _fill_title(record, known.titles, fact, filled, differences)
    _fill_publication(record, known, filled, differences)
    rest = {"author": known.authors.field} if known.authors.names else {}
    _fill_each(record, rest | dict(known.identifiers), filled, differences)
    kind = filled.pop("type", record.type)
    changed = Record(kind, MappingProxyType({**record.fields, **filled}))
    if kind != record.type:
        filled["type"] = kind
    return Filling(changed, MappingProxyType(filled), tuple(differences))


def _fill_title(
    record: Record, titles: Titles, fact: Fact, filled: dict[str, str], differences: list[Difference]
) -> None:
    here, also = record.get("title"), [part for part in record.get("alttitle").split(ALSO) if part.strip()]
    key, cited = title_key(to_unicode(here)), title_key(titles.cited)
    settled = {title_key(to_unicode(title)) for title in (here, *also) if title}
    if not here:
        filled["title"] = protect(titles.cited)
        settled.add(cited)
    elif cited not in settled and key == title_key(fact.title):
        filled["title"] = protect(titles.cited)
        also.insert(0, escape(to_unicode(here)))
        settled.add(cited)
    elif cited not in settled:
        differences.append(Difference("title", here, titles.cited))
    new = [escape(title) for title in titles.others if title_key(title) not in settled]
    if new or ("title" in filled and also):
        filled["alttitle"] = ALSO.join([*also, *new])


def _fill_publication(
    record: Record, known: Known, filled: dict[str, str], differences: list[Difference]
) -> None:
    against = [
        Difference(name, record.get(name), value)
        for name, value in known.publication.items()
        if record.get(name) and not agree(name, record.get(name), value)
    ]
    against += [
        Difference(other, record.get(other), known.publication[name])
        for name, other in (("journal", "booktitle"), ("booktitle", "journal"))
        if name in known.publication and record.get(other)
    ]
    if known.type != "misc" and record.type not in (known.type, *_VAGUE_TYPES):
        against.append(Difference("type", record.type, known.type))
    differences += against
    if against:
        return
    filled |= {name: value for name, value in known.publication.items() if not record.get(name)}
    if known.type not in ("misc", record.type):
        filled["type"] = known.type


def _fill_each(
    record: Record, fields: Mapping[str, str], filled: dict[str, str], differences: list[Difference]
) -> None:
    for name, value in fields.items():
        here = record.get(name)
        if not here:
            filled[name] = value
        elif not agree(name, here, value) and not (name == "doi" and is_arxiv_doi(value)):
            differences.append(Difference(name, here, value))
