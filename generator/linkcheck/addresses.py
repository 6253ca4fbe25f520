"""The addresses that a review sends its readers to, each once, with the first place it stands at."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ..errors import Place
from ..model import Paper, Review
from ..text import escape

_LINK = re.compile(r"\]\(\s*<?(https?://[^\s<>()]+)>?\s*\)|<(https?://[^\s<>]+)>")


@dataclass(frozen=True, slots=True)
class Linked:
    """An address, who it belongs to (a citekey or a slug), and where it stands."""

    url: str
    name: str
    place: Place


def links(review: Review) -> tuple[Linked, ...]:
    """Return the addresses in entries, notes and narratives; arXiv's are too many to ask that host."""
    found: dict[str, Linked] = {}
    for linked in _all(review):
        if "arxiv.org/" not in linked.url:
            found.setdefault(linked.url, linked)
    return tuple(found.values())


def chosen(linked: Sequence[Linked], failing: Collection[str], day: date, most: int) -> tuple[Linked, ...]:
    """Return what to ask for on a day: of each host at most so many, other ones every day.

    Those that are `failing` come first, since a link is dead only after several failures.
    """

    def turn(one: Linked) -> tuple[bool, str]:
        return one.url not in failing, hashlib.sha256(f"{day}{one.url}".encode()).hexdigest()

    asked: Counter[str] = Counter()
    picked = []
    for one in sorted(linked, key=turn):
        host = urlsplit(one.url).netloc
        asked[host] += 1
        picked += [one] if asked[host] <= most else []
    return tuple(picked)


def _all(review: Review) -> Iterator[Linked]:
    for paper in review.papers:
        yield from (Linked(url, paper.key, paper.place) for url in _of_paper(paper))
    for note in review.notes.values():
        yield from (Linked(url, note.key, note.place) for url in _in_text(note.body))
    for category in review.categories:
        yield from (Linked(url, category.slug, category.place) for url in _in_text(category.narrative))


def _of_paper(paper: Paper) -> Iterator[str]:
    for address in (paper.url, paper.code, paper.project, escape.doi_url(paper.doi)):
        url = escape.url(address)
        if url.startswith(("http://", "https://")):
            yield url


def _in_text(text: str) -> Iterator[str]:
    for match in _LINK.finditer(text):
        url = escape.url(match[1] or match[2])
        if url:
            yield url
