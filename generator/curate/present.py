"""Whether a review has a paper already: by identifier, or by a title that is nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..bibtex import parse_names
from ..errors import Place
from ..model import BibFile, Entry, Name
from ..text.fold import ascii_fold, title_key
from ..text.latex import to_unicode
from .identity import ALSO, entry_identities

# Of 100: how alike two titles are (`rapidfuzz.fuzz.ratio` of their folded words) that may be one paper's.
SAME_TITLE = 95.0
SIMILAR_TITLE = 88.0
_MOST_SIMILAR = 3
_WORD = re.compile(r"[a-z0-9]+")
# What tells the parts of a series apart, however alike their titles are.
_NUMBER = re.compile(r"\d+|[ivx]+")
_NAMES = {"doi": "DOI", "arxiv": "arXiv identifier", "title": "title"}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A paper of the review that may be the one at hand: `same` where nothing speaks against it."""

    key: str
    place: Place
    reason: str
    same: bool


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    place: Place
    families: frozenset[str]


class Present:
    """The papers of a review, to be asked for one that may be among them."""

    def __init__(self, files: Iterable[BibFile]) -> None:
        self._by_identity: dict[str, _Known] = {}
        self._titles: list[str] = []
        self._known: list[_Known] = []
        for file in files:
            for entry in file.entries:
                self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take note of a paper that is there from now on."""
        names, _, _ = parse_names(entry.get("author"))
        known = _Known(entry.key, entry.place, families(names))
        for identity in entry_identities(entry):
            self._by_identity.setdefault(identity, known)
        for title in _titles(entry):
            self._titles.append(title)
            self._known.append(known)

    def like(self, entry: Entry, authors: Sequence[Name]) -> tuple[Duplicate, ...]:
        """Return the papers that the entry may be: those that it surely is, else those with a near title."""
        ours = families(authors)
        exact: dict[str, Duplicate] = {}
        for identity in sorted(entry_identities(entry)):
            known = self._by_identity.get(identity)
            if known:
                same = not identity.startswith("title:") or same_authors(ours, known.families)
                duplicate = Duplicate(known.key, known.place, _reason(identity, same), same)
                if known.key not in exact or (same and not exact[known.key].same):
                    exact[known.key] = duplicate
        if any(duplicate.same for duplicate in exact.values()):
            return tuple(duplicate for duplicate in exact.values() if duplicate.same)
        near = {duplicate.key: duplicate for duplicate in self._near(entry, ours)}
        return tuple((near | exact).values())

    def _near(self, entry: Entry, ours: frozenset[str]) -> list[Duplicate]:
        # Imported here: most commands never need it.
        from rapidfuzz import fuzz, process

        found: dict[str, Duplicate] = {}
        for title in _titles(entry):
            for other, score, at in process.extract(
                title, self._titles, scorer=fuzz.ratio, score_cutoff=SIMILAR_TITLE, limit=_MOST_SIMILAR
            ):
                known = self._known[at]
                same = score >= SAME_TITLE and same_numbers(title, other)
                same = same and same_authors(ours, known.families)
                found.setdefault(known.key, Duplicate(known.key, known.place, _NEAR, same))
        return list(found.values())


_NEAR = "nearly the same title"


def families(names: Iterable[Name]) -> frozenset[str]:
    """Return the family names, folded, for comparison."""
    return frozenset(title_key(name.family) for name in names if name.family)


def same_authors(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two lists of family names may be one: half of the shorter one is in the other."""
    return not ours or not theirs or 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def _titles(entry: Entry) -> list[str]:
    values = (entry.get("title"), *entry.get("alttitle").split(ALSO))
    folded = (folded_title(to_unicode(value)) for value in values)
    return [title for title in folded if title]


def folded_title(title: str) -> str:
    """Return the title's words in ASCII and lower case, a blank between them."""
    return " ".join(_WORD.findall(ascii_fold(title).lower()))


def same_numbers(one: str, other: str) -> bool:
    """Tell whether two folded titles have the same numbers, Roman ones included."""
    return _numbers(one) == _numbers(other)


def _numbers(title: str) -> list[str]:
    return [word for word in title.split() if _NUMBER.fullmatch(word)]


def _reason(identity: str, same: bool) -> str:
    kind, _, value = identity.partition(":")
    if kind == "title":
        return "the same title" if same else "the same title, but other authors"
    return f"the same {_NAMES[kind]} {value}"
