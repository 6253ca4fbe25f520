"""Whether two papers are one: what speaks for it, and what against.

An identifier in common decides, unless titles and authors say that it was written to the wrong entry. Without
one, title and authors have to agree, and the years up to one; identifiers of both that differ, and numbers in
the titles that differ, leave the question to a person or settle it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from ..model import Paper
from .author_likeness import Authorship, Person, authorship, people, shared
from .identity import identities
from .pairs import PairKind
from .preprints import has_preprint_doi, is_preprint
from .title_likeness import Likeness, Title, could_be_alike, likeness, read_title, subtitle_kept

_LONG_TITLE = 25
_FOLLOWS_WITHIN = 4
_REWORDED = 0.6

_TITLES = {
    Likeness.SAME: "same title",
    Likeness.SPELLING: "titles that differ in spelling only",
    Likeness.SHORTENED: "titles that differ in the subtitle only",
    Likeness.CLOSE: "titles that differ in few words",
    Likeness.OTHER: "",
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a paper is compared, taken apart once."""

    paper: Paper
    titles: tuple[Title, ...]
    people: tuple[Person, ...]
    arxiv: str = ""
    doi: str = ""
    is_preprint: bool = False
    identifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What two papers are to each other, and why; for PREPRINT_OF also which of them is the preprint."""

    kind: PairKind
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()


def traits(paper: Paper) -> Traits:
    """Return what of the paper is compared."""
    marks = (identity.partition(":") for identity in identities(paper))
    known = {kind: value for kind, _, value in reversed([*marks])}
    doi = known.get("doi", "")
    return Traits(
        paper,
        tuple(read_title(title) for title in (paper.title, *paper.alt_titles) if title),
        people(paper),
        known.get("arxiv", ""),
        "" if has_preprint_doi(paper) else doi,
        is_preprint(paper),
        frozenset((doi or paper.doi.lower(), known.get("arxiv", ""))) - {""},
    )


def compare(one: Traits, other: Traits) -> Finding | None:
    """Return what the two papers are to each other, or None where nothing says that they are one."""
    if not one.identifiers.isdisjoint(other.identifiers):
        return _with_common(one, other, _common_identifiers(one, other))
    pairs = [(a, b) for a, b in product(one.titles, other.titles) if could_be_alike(a, b)]
    if not pairs:
        return None
    alike, numbers_agree, kept = max(
        (likeness(a, b), a.numbers == b.numbers, subtitle_kept(a, b)) for a, b in pairs
    )
    if alike is Likeness.OTHER:
        return None
    return _without_common(one, other, alike, numbers_agree, kept)


def _common_identifiers(one: Traits, other: Traits) -> list[str]:
    arxiv = one.arxiv if one.arxiv == other.arxiv else ""
    dois = sorted((one.identifiers & other.identifiers) - {arxiv})
    return [f"same DOI {doi}" for doi in dois] + ([f"same arXiv identifier {arxiv}"] if arxiv else [])


def _different_identifiers(one: Traits, other: Traits) -> list[str]:
    different = []
    if one.doi and other.doi and one.doi != other.doi:
        different.append("different DOIs")
    if one.arxiv and other.arxiv and one.arxiv != other.arxiv:
        different.append("different arXiv identifiers")
    return different


def _with_common(one: Traits, other: Traits, common: list[str]) -> Finding:
    alike = max((likeness(a, b) for a, b in product(one.titles, other.titles)), default=Likeness.OTHER)
    who = authorship(one.people, other.people)
    reasons = (*common, *_spoken(alike, who))
    against = _different_identifiers(one, other)
    if alike is Likeness.CLOSE and one.titles[0].numbers != other.titles[0].numbers:
        against.append("the titles name different numbers")
    if alike is Likeness.OTHER and who < Authorship.SOME:
        against.append("neither titles nor authors agree: one may have the other's identifier")
    return Finding(PairKind.SUSPICIOUS if against else _kind(one, other), reasons, tuple(against))


def _without_common(
    one: Traits, other: Traits, alike: Likeness, numbers_agree: bool, kept: float
) -> Finding | None:
    who = authorship(one.people, other.people)
    if not numbers_agree or not _worth_telling(alike, who):
        return None
    against = _different_identifiers(one, other)
    if against and (alike < Likeness.SPELLING or who is not Authorship.SAME):
        return None
    against += _doubts(one, other, alike, who, kept)
    kind = PairKind.SUSPICIOUS if against else _kind(one, other)
    return Finding(kind, _spoken(alike, who), tuple(against))


def _worth_telling(alike: Likeness, who: Authorship) -> bool:
    if alike is Likeness.SAME:
        return True
    needed = Authorship.UNKNOWN if alike is Likeness.SPELLING else Authorship.SAME
    return who >= needed


def _doubts(one: Traits, other: Traits, alike: Likeness, who: Authorship, kept: float) -> list[str]:
    doubts = _of_years(one, other, alike, who)
    if who is Authorship.NONE:
        doubts.append("other authors")
    if who is Authorship.SOME:
        doubts.append("only some authors agree")
    long_titles = min(len(one.titles[0].key), len(other.titles[0].key)) >= _LONG_TITLE
    if who is Authorship.UNKNOWN and not (alike is Likeness.SAME and long_titles):
        doubts.append("one of the two names no authors")
    if alike is Likeness.CLOSE:
        doubts.append("some words of the titles are others")
    if alike is Likeness.SHORTENED and not _one_list(one, other):
        doubts.append("not all authors agree")
    if alike is Likeness.SHORTENED and kept < 1 and not (kept >= _REWORDED and _may_precede(one, other)):
        doubts.append("the subtitles are others")
    return doubts


def _may_precede(one: Traits, other: Traits) -> bool:
    """Tell whether one may be the preprint of the other: who publishes a preprint may reword its subtitle."""
    preprint, published = (one, other) if one.is_preprint else (other, one)
    first, last = preprint.paper.year, published.paper.year
    return preprint.is_preprint != published.is_preprint and (first or 0) <= (last or first or 0)


def _one_list(one: Traits, other: Traits) -> bool:
    """Tell whether nearly all of the authors are the same."""
    more = max(len(one.people), len(other.people))
    cut = one.paper.more_authors or other.paper.more_authors
    return cut or shared(one.people, other.people) * 5 >= more * 4


def _of_years(one: Traits, other: Traits, alike: Likeness, who: Authorship) -> list[str]:
    earlier, later = one.paper.year, other.paper.year
    if earlier is None or later is None or abs(later - earlier) <= 1:
        return []
    first = one if earlier < later else other
    last = other if first is one else one
    follows = first.is_preprint and not last.is_preprint and abs(later - earlier) <= _FOLLOWS_WITHIN
    if follows and alike is Likeness.SAME and who is Authorship.SAME:
        return []
    return [f"{abs(later - earlier)} years apart"]


def _spoken(alike: Likeness, who: Authorship) -> tuple[str, ...]:
    authors = {Authorship.SAME: "same authors", Authorship.SOME: "some of the authors"}.get(who, "")
    return tuple(reason for reason in (_TITLES[alike], authors) if reason)


def _kind(one: Traits, other: Traits) -> PairKind:
    return PairKind.SAME if one.is_preprint == other.is_preprint else PairKind.PREPRINT_OF
