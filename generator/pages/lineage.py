"""Where a paper stands in its lineage: what it builds on, and what extends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .cards import Cards
from .markup import navigation, section, to_page
from .shown import Other, Shown

ROOT = "../"
# More on one side would push the paper's own text off the first screen.
MOST_ON_STRIP = 6
MOST_LETTERS = 40


def lineage_strip(shown: Shown, cards: Cards) -> str:
    """Return “builds on … → this paper → extended by …” as nested lists; nothing without lineage."""
    steps = [_step(heading, papers, cards) for heading, papers in _lineage(shown)]
    if not any(steps):
        return ""
    older, newer = steps
    return navigation("Lineage", "\n".join(filter(None, (older, "- This paper", newer))), "lineage no-search")


def lineage_sections(shown: Shown, cards: Cards) -> Iterator[str]:
    """Yield a section with all papers of each side that is too long for the strip."""
    for heading, papers in _lineage(shown):
        if len(papers) > MOST_ON_STRIP:
            lines = (f"- {cards.over(to_page(other, ROOT), other)} ({_year(other)})" for other in papers)
            yield section(heading, "\n".join(lines))


def short_title(title: str) -> str:
    """Return what a title has before its colon, which is a method's name or the subject; else all of it."""
    name, colon, _ = title.partition(": ")
    return name if colon and len(name) <= MOST_LETTERS else title


def _lineage(shown: Shown) -> tuple[tuple[str, Sequence[Other]], tuple[str, Sequence[Other]]]:
    return ("Builds on", shown.older), ("Extended by", shown.newer)


def _step(heading: str, papers: Sequence[Other], cards: Cards) -> str:
    if not papers:
        return ""
    first = papers[: MOST_ON_STRIP if len(papers) <= MOST_ON_STRIP else MOST_ON_STRIP - 1]
    links = [f"    - {_link(other, cards)} ({_year(other)})" for other in first]
    if len(papers) > len(first):
        anchor = heading.lower().replace(" ", "-")
        links.append(f"    - [{len(papers) - len(first)} more](#{anchor})")
    return "\n".join([f"- {heading}", *links])


def _link(paper: Other, cards: Cards) -> str:
    short, whole = short_title(paper.title), paper.title
    return cards.over(to_page(paper, ROOT, short), paper, title="" if short == whole else whole)


def _year(paper: Other) -> str:
    return str(paper.year or "n.d.")
