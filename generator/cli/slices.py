"""Slices of a review for the command line: by category, year, author, venue and tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

import click

from ..model import Paper, Review
from ..text.fold import did_you_mean, title_key


@dataclass(frozen=True, slots=True)
class Slices:
    """What papers are wanted; several values of one kind widen the choice, further kinds narrow it."""

    category: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, kind.name) for kind in fields(self))


def sliced(review: Review, wanted: Slices) -> tuple[Paper, ...]:
    """Return the papers that are in a wanted category, and of a wanted year, and so on, newest first.

    Raises click.UsageError, with a suggestion, for a value that no paper has.
    """
    kept = {paper.key for paper in review.papers}
    for slug in wanted.category:
        known(slug, review.category, "category")
    if wanted.category:
        kept &= {paper.key for slug in wanted.category for paper in review.under(slug)}
    for kind, names in _NAMES.items():
        values: tuple[str, ...] = getattr(wanted, kind)
        if values:
            kept &= _with(values, kind, review, names)
    return tuple(paper for paper in review.papers if paper.key in kept)


def known(name: str, names: Mapping[str, object], kind: str) -> None:
    """Stop with exit code 2, and a suggestion, where a name on the command line is none of these."""
    if name not in names:
        hint = did_you_mean(name, names)
        raise click.UsageError(f"unknown {kind} “{name}”{f'; {hint}' if hint else ''}")


def _with(
    values: Iterable[str], kind: str, review: Review, names: Callable[[Paper], Iterable[str]]
) -> set[str]:
    """Return the citekeys of the papers with one of these values; case and accents do not matter."""
    keys: dict[str, set[str]] = {}
    spellings: dict[str, str] = {}
    for paper in review.papers:
        for name in names(paper):
            keys.setdefault(title_key(name), set()).add(paper.key)
            spellings.setdefault(name, title_key(name))
    found: set[str] = set()
    for value in values:
        if title_key(value) not in keys:
            known(value, spellings, kind)
        found |= keys[title_key(value)]
    return found


def _authors(paper: Paper) -> Iterator[str]:
    for name in paper.authors:
        yield name.full
        yield name.inverted


_NAMES: Mapping[str, Callable[[Paper], Iterable[str]]] = {
    "year": lambda paper: [str(paper.year) if paper.year else "undated"],
    "author": _authors,
    "venue": lambda paper: [paper.venue] if paper.venue else [],
    "tag": lambda paper: paper.keywords,
}
