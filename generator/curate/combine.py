"""What one entry for a paper takes from another one for the same paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..bibtex import identifiers
from ..bibtex.render import MONTH_MACROS
from ..links.preprints import has_preprint_doi, is_preprint
from ..model import Paper
from ..text.fold import title_key
from ..text.latex import escape, to_unicode
from .agreement import agree
from .filling import Record, record_of
from .identity import ALSO, is_arxiv_doi

# Where and when a paper was published: of one entry or of the other, never half of each.
_PUBLICATION = (
    "journal", "journaltitle", "booktitle", "year", "month", "date", "volume", "number", "issue", "pages",
    "publisher", "doi", "isbn", "issn", "series", "editor", "edition", "address", "location", "organization",
    "institution", "school", "howpublished", "eventtitle", "venue", "chapter", "eid",
)  # fmt: skip
# Those that two entries for one publication must not contradict each other in.
_DECISIVE = ("journal", "booktitle", "year", "volume", "number")
_LISTS = ("groups", "keywords")
# What a preprint says in these is about the preprint.
_OF_PREPRINT = frozenset((
    "journal", "journaltitle", "booktitle", "month", "date", "volume", "number", "issue", "publisher",
    "howpublished", "institution", "organization", "venue",
))  # fmt: skip
# Values that an entry inherits stand in its fields here, so where it has them from need not be taken.
_OWN = frozenset((
    "ids", "timestamp", "title", "alttitle", "author", "url", "bibloom-ignore", "crossref", "xdata", *_LISTS,
))  # fmt: skip
_EPRINT = ("eprint", "archiveprefix", "primaryclass", "eprinttype", "eprintclass")
_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?[,;]\s*")


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which two entries differ: the value that stays, and the one that does not."""

    field: str
    kept: str
    dropped: str


@dataclass(frozen=True, slots=True)
class Combined:
    """What the entry that stays gets: its type, changed fields (None: removed), and what had to be chosen."""

    type: str
    fields: Mapping[str, str | None]
    filled: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass
class _Sides:
    """The entry that stays and the one that goes, and what was decided so far."""

    kept: Record
    gone: Record
    changes: dict[str, str | None] = field(default_factory=dict)
    filled: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def fill(self, name: str) -> None:
        """Take a field that the kept entry lacks; where it has another value, tell."""
        here, there = self.kept.get(name), self.gone.get(name)
        if there and not here:
            self.changes[name] = _written(name, there)
            self.filled.append(name)
        elif there and not agree(name, here, there):
            self.choices.append(Choice(name, here, there))

    def replace(self, name: str) -> None:
        """Take a field over whatever the kept entry has."""
        here, there = self.kept.fields.get(name, ""), self.gone.fields.get(name, "")
        if here == there or (here and there and agree(name, here, there)):
            return
        self.changes[name] = _written(name, there) or None
        if here:
            self.choices.append(Choice(name, there, here))
        else:
            self.filled.append(name)


def _written(name: str, value: str) -> str:
    """Return the value as it is given to an entry: months as their macros."""
    number = identifiers.month(value) if name == "month" else None
    return MONTH_MACROS[number - 1] if number else value


def combine(kept: Paper, gone: Paper) -> Combined:
    """Return what the entry of `kept` takes from that of `gone`.

    It gets what it lacks. Where and when the paper was published comes from the entry that knows a venue, and
    from one only; so do the title and the authors, which a publisher settles. Both entries' identifiers,
    citekeys, groups and tags stay. Every field in which the two contradict each other is a choice to be told.
    """
    sides = _Sides(record_of(kept.entry), record_of(gone.entry))
    upgrade = is_preprint(kept) and not is_preprint(gone)
    entry_type = _publication(sides, kept, gone, upgrade)
    _titles(sides, upgrade)
    _authors(sides, kept, gone, upgrade)
    _addresses(sides, kept, gone, upgrade)
    for name in _LISTS:
        _unite(sides, name)
    _accepted(sides)
    _names_and_day(sides, kept, gone)
    for name in dict.fromkeys((*sides.kept.fields, *sides.gone.fields)):
        if name not in _OWN and name not in _PUBLICATION and name not in _EPRINT:
            sides.fill(name)
    return Combined(entry_type, sides.changes, tuple(sides.filled), tuple(sides.choices))


def _publication(sides: _Sides, kept: Paper, gone: Paper, upgrade: bool) -> str:
    present = [name for name in _PUBLICATION if name in sides.kept.fields or name in sides.gone.fields]
    if upgrade:
        for name in present:
            if (
                sides.gone.fields.get(name)
                or name in _OF_PREPRINT
                or (name == "doi" and is_arxiv_doi(kept.doi))
            ):
                sides.replace(name)
        return sides.gone.type
    if is_preprint(kept) == is_preprint(gone) and _agree_where(sides):
        for name in present:
            sides.fill(name)
        return _more_telling(sides)
    for name in present:
        here, there = sides.kept.get(name), sides.gone.fields.get(name, "")
        if name == "doi" and not here and not is_arxiv_doi(there) and not has_preprint_doi(gone):
            sides.fill(name)
        elif there and not agree(name, here, there):
            sides.choices.append(Choice(name, here, there))
    if sides.kept.type != sides.gone.type:
        sides.choices.append(Choice("entry type", sides.kept.type, sides.gone.type))
    return sides.kept.type


def _agree_where(sides: _Sides) -> bool:
    """Tell whether nothing of what places a publication contradicts."""
    pairs = ((name, sides.kept.get(name), sides.gone.get(name)) for name in _DECISIVE)
    return all(agree(name, here, there) for name, here, there in pairs if here and there)


def _more_telling(sides: _Sides) -> str:
    here, there = sides.kept.type, sides.gone.type
    if here != there and here in ("misc", "online", "unpublished"):
        sides.choices.append(Choice("entry type", there, here))
        return there
    if here != there:
        sides.choices.append(Choice("entry type", here, there))
    return here


def _titles(sides: _Sides, upgrade: bool) -> None:
    """Cite the published title, else the one that stays; the others are other titles of the paper."""
    here, there = sides.kept.get("title"), sides.gone.get("title")
    cited, other = (there, here) if (upgrade and there) or not here else (here, there)
    known = {title_key(to_unicode(cited))}
    also: list[str] = []
    records = (sides.kept.get("alttitle"), sides.gone.get("alttitle"))
    for title in (other, *(part for text in records for part in text.split(ALSO))):
        key = title_key(to_unicode(title))
        if title.strip() and key not in known:
            known.add(key)
            also.append(title.strip())
    if cited != here and not agree("title", here, cited):
        sides.changes["title"] = cited
    if here and there and not agree("title", here, there):
        sides.choices.append(Choice("title", cited, other))
    alttitle = ALSO.join(also)
    if alttitle != sides.kept.get("alttitle"):
        sides.changes["alttitle"] = alttitle or None


def _authors(sides: _Sides, kept: Paper, gone: Paper, upgrade: bool) -> None:
    here, there = sides.kept.get("author"), sides.gone.get("author")
    if not here or not there:
        sides.fill("author")
    elif agree("author", here, there) or agree("author", there, here):
        if _says_more(gone, kept):
            sides.changes["author"] = there
            sides.filled.append("author")
    elif upgrade:
        sides.replace("author")
    else:
        sides.choices.append(Choice("author", here, there))


def _says_more(one: Paper, other: Paper) -> bool:
    """Tell whether a list of the same authors names more of them, or writes names out."""
    if one.more_authors != other.more_authors:
        return other.more_authors
    written = [sum(len(name.full) for name in paper.authors) for paper in (one, other)]
    return len(one.authors) == len(other.authors) and written[0] > written[1]


def _addresses(sides: _Sides, kept: Paper, gone: Paper, upgrade: bool) -> None:
    """Keep both identifiers: the DOI of the publication, the arXiv identifier of the preprint."""
    if not kept.arxiv and gone.arxiv:
        sides.changes |= {"eprint": gone.arxiv, "archiveprefix": "arXiv"}
        sides.filled.append("eprint")
        if gone.primary_class:
            sides.changes["primaryclass"] = escape(gone.primary_class)
    elif upgrade and is_arxiv_doi(kept.doi) and not sides.kept.get("eprint"):
        sides.changes |= {"eprint": kept.arxiv, "archiveprefix": "arXiv"}
    elif kept.arxiv and gone.arxiv and kept.arxiv.lower() != gone.arxiv.lower():
        sides.choices.append(Choice("eprint", kept.arxiv, gone.arxiv))
    elif not kept.arxiv:
        for name in _EPRINT:
            sides.fill(name)
    if upgrade and gone.url and "arxiv.org/" in kept.url.lower():
        sides.replace("url")
    elif not ("arxiv.org/" in gone.url.lower() and (kept.venue or upgrade)):
        sides.fill("url")


def _unite(sides: _Sides, name: str) -> None:
    here, there = sides.kept.get(name), sides.gone.get(name)
    united = _united(_parts(here), _parts(there))
    if len(united) > len(_parts(here)):
        sides.changes[name] = ", ".join(united)
        sides.filled.append(name)


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(text.strip()) if part]


def _united(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*first, *second)))


def _accepted(sides: _Sides) -> None:
    """Keep what was accepted of either entry: `code: reason; code: reason`."""
    here, there = sides.kept.get("bibloom-ignore"), sides.gone.get("bibloom-ignore")
    reasons = [part.strip() for text in (here, there) for part in text.split(";") if part.strip()]
    united = "; ".join(dict.fromkeys(reasons))
    if there and united != here:
        sides.changes["bibloom-ignore"] = united
        sides.filled.append("bibloom-ignore")


def _names_and_day(sides: _Sides, kept: Paper, gone: Paper) -> None:
    names = _united(kept.aliases, (gone.key, *gone.aliases))
    sides.changes["ids"] = ", ".join(name for name in names if name != kept.key)
    days = [day for day in (kept.added, gone.added) if day]
    if days and min(days) != kept.added:
        # The paper has been in the review since the first of the two.
        sides.changes["timestamp"] = min(days).isoformat()
        if kept.added:
            sides.choices.append(Choice("timestamp", min(days).isoformat(), kept.added.isoformat()))
