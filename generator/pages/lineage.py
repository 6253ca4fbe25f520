"""Where a paper stands in its lineage: what it builds on, and what extends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Paper
from .cards import Cards
from .markup import navigation, section, title_of, to_paper
from .view import View

ROOT = "../"
# More on one side would push the paper's own text off the first screen.
MOST_ON_STRIP = 6
MOST_LETTERS = 40


def lineage_strip(paper: Paper, view: View, cards: Cards) -> str:
    """Return “builds on … → this paper → extended by …” as nested lists; nothing without lineage."""
    steps = [_step(heading, papers, cards) for heading, papers in _lineage(paper, view)]
    if not any(steps):
        return ""
    older, newer = steps
    return navigation("Lineage", "\n".join(filter(None, (older, "- This paper", newer))), "lineage no-search")


def lineage_sections(paper: Paper, view: View, cards: Cards) -> Iterator[str]:
    """Yield a section with all papers of each side that is too long for the strip."""
    for heading, papers in _lineage(paper, view):
        if len(papers) > MOST_ON_STRIP:
            lines = (f"- {cards.over(to_paper(other, ROOT), other)} ({_year(other)})" for other in papers)
            yield section(heading, "\n".join(lines))


def short_title(paper: Paper) -> str:
    """Return what a title has before its colon, which is a method's name or the subject; else all of it."""
    name, colon, _ = title_of(paper).partition(": ")
    return name if colon and len(name) <= MOST_LETTERS else title_of(paper)


def _lineage(paper: Paper, view: View) -> tuple[tuple[str, list[Paper]], tuple[str, list[Paper]]]:
    known = view.review.by_key
    # Two citekeys may lead to one paper: it stands once.
    named = {known[key].key: known[key] for key in view.review.note(paper.key).builds_on if key in known}
    older = list(named.values())
    newer = [known[key] for key in view.extended_by.get(paper.key, ())]
    return ("Builds on", older), ("Extended by", newer)


def _step(heading: str, papers: Sequence[Paper], cards: Cards) -> str:
    if not papers:
        return ""
    shown = papers[: MOST_ON_STRIP if len(papers) <= MOST_ON_STRIP else MOST_ON_STRIP - 1]
    links = [f"    - {_link(other, cards)} ({_year(other)})" for other in shown]
    if len(papers) > len(shown):
        anchor = heading.lower().replace(" ", "-")
        links.append(f"    - [{len(papers) - len(shown)} more](#{anchor})")
    return "\n".join([f"- {heading}", *links])


def _link(paper: Paper, cards: Cards) -> str:
    short, whole = short_title(paper), title_of(paper)
    return cards.over(to_paper(paper, ROOT, short), paper, title="" if short == whole else whole)


def _year(paper: Paper) -> str:
    return str(paper.year or "n.d.")
