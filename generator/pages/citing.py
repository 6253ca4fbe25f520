"""How to cite the review and its categories: as text and as an entry, as of their newest addition."""

from __future__ import annotations

from ..exports import biblatex, bibtex
from ..exports.self_citation import as_of, category_as_paper, review_as_paper
from ..model import Category, Paper, Review
from ..text import escape
from .cite_box import entry_box
from .markup import joined

_CHANGES = (
    "The review changes, so a citation says which state it means: that of its newest addition. Where the day "
    "matters on which you read it, add that."
)
_CATEGORY = "Each category's page has its own entry, as of the newest paper in it."


def citing_review(review: Review) -> str:
    """Return how to cite the review."""
    return joined((_CHANGES, _text(review_as_paper(review)), _entries(review_as_paper(review)), _CATEGORY))


def citing_category(category: Category, review: Review) -> str:
    """Return how to cite a category, folded away."""
    if as_of(review.under(category.slug)) is None:
        return ""
    paper = category_as_paper(category, review)
    summary = "<summary>Cite this category</summary>"
    inner = joined((_text(paper), _entries(paper)))
    return f'<details class="cite-category no-search" markdown>\n{summary}\n\n{inner}\n\n</details>'


def _text(paper: Paper) -> str:
    """Return the citation as a sentence, in Markdown."""
    who = ", ".join(name.full for name in paper.authors)
    address = escape.url(paper.url)
    parts = (
        escape.markdown(who),
        f"*{escape.markdown(paper.title)}*",
        escape.markdown(f"{paper.venue}, {paper.entry.get('note')}"),
        f"<{address}>" if address else "",
    )
    return ". ".join(part for part in parts if part)


def _entries(paper: Paper) -> str:
    return entry_box((("bibtex", bibtex([paper])), ("biblatex", biblatex([paper]))))
