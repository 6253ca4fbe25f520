"""Citations in prose, `[@key]` and `[@first; @second]`, as Pandoc writes them.

Two passes: every paper registers its citekeys, then every text is searched; what stays open is a problem.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import Place, Problem
from ..model import Review
from ..text.fold import did_you_mean
from ..text.prose import lines, without_code

# A citekey inside the brackets: whatever is no white space, separator or bracket.
_KEY = r"@[^\s;,\[\]@]+"
CITATION = re.compile(rf"\[({_KEY}(?:\s*;\s*{_KEY})*)\s*\]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may cite: where it stands in the sources, and the page that shows it."""

    body: str
    place: Place
    page: str
    title: str
    citekey: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A page that cites a paper: its path below `docs/` and its title."""

    page: str
    title: str


@dataclass(frozen=True, slots=True)
class CrossLinks:
    """What resolving found: for each citekey the pages that mention it, and what stayed open."""

    mentions: Mapping[str, tuple[Mention, ...]]
    problems: tuple[Problem, ...]


def cited_keys(group: str) -> tuple[str, ...]:
    """Return the citekeys of one bracket's inside: `@a; @b` gives `a`, `b`."""
    return tuple(part.strip()[1:] for part in group.split(";"))


def find_citations(body: str) -> Iterator[tuple[str, int, int]]:
    """Yield each cited key with its line and column (from 1), outside code blocks and code spans."""
    for number, (line, code) in enumerate(lines(body), start=1):
        if code:
            continue
        for match in CITATION.finditer(without_code(line)):
            for key in cited_keys(match[1]):
                yield key, number, match.start() + 1


def resolve(review: Review, texts: Iterable[Text]) -> CrossLinks:
    """Resolve all citations against the review's citekeys, old ones in `ids` included."""
    mentions: dict[str, dict[Mention, None]] = {}
    problems = []
    for text in texts:
        for key, line, column in find_citations(text.body):
            paper = review.by_key.get(key)
            if paper is None:
                place = Place(text.place.file, text.place.line + line - 1, column)
                problems.append(_unresolved(key, place, review, text.citekey))
            elif paper.key != text.citekey:
                mentions.setdefault(paper.key, {})[Mention(text.page, text.title)] = None
    return CrossLinks({key: tuple(pages) for key, pages in mentions.items()}, tuple(problems))


def _unresolved(key: str, place: Place, review: Review, citekey: str) -> Problem:
    hint = (
        did_you_mean(key, review.by_key)
        or "no paper of this review has this citekey; add it or drop the citation"
    )
    return Problem("unresolved-citation", f"citation of unknown paper “@{key}”", place, hint, citekey)
