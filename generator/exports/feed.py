"""A feed as plain values, without the cost of the library that writes it (`exports.atom`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A category of an entry or a feed: its slug, and its title for people (RFC 4287, 4.2.2)."""

    term: str
    label: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: `link` leads to its page, `related` are addresses of the same work elsewhere.

    All texts are plain, on one line, without what XML cannot hold (`text.escape.clean`); `link` may be
    relative to the feed. `updated` is a day, told as its first second in UTC.
    """

    id: str
    title: str
    link: str
    updated: date
    authors: tuple[str, ...] = ()
    summary: str = ""
    terms: tuple[Term, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of at least one entry, in the order in which it shows them.

    `link` is the page that lists the same, `address` the feed's own; both may be relative to it. `authors`
    stand for those of entries without any, so there is at least one (RFC 4287, 4.1.1).
    """

    id: str
    title: str
    link: str
    address: str
    authors: tuple[str, ...]
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
    rights: str = ""
    terms: tuple[Term, ...] = ()
