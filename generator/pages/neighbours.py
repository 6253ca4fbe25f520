"""The way on from a paper: the one before and the one after it in its primary category."""

from __future__ import annotations

from ..model import Paper
from ..text import escape
from .markup import navigation, title_of
from .view import View


def neighbour_links(paper: Paper, view: View) -> str:
    """Return links to the papers around this one, named after the category; nothing where it stands alone.

    They go through the papers whose primary category it is, in the order of the category's page, so that
    “next” and then “previous” leads back.
    """
    category = view.primary_category(paper)
    before, after = view.neighbours.get(paper.key, (None, None))
    steps = [_link(before, "prev", "Previous"), _link(after, "next", "Next")]
    if category is None or not any(steps):
        return ""
    where = f"In [{escape.markdown(category.title)}](../categories/{category.slug}.md)"
    listed = "\n".join(filter(None, steps))
    return navigation(f"In {category.title}", f"{where}\n\n{listed}", "neighbours no-search")


def _link(paper: Paper | None, rel: str, word: str) -> str:
    if paper is None:
        return ""
    return f'- {word}: [{escape.markdown(title_of(paper))}]({paper.slug}.md){{ rel="{rel}" }}'
