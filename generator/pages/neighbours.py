"""The way on from a paper: the one before and the one after it in its primary category."""

from __future__ import annotations

from ..text import escape
from .markup import navigation
from .shown import Other, Shown


def neighbour_links(shown: Shown) -> str:
    """Return links to the papers around this one, named after the category; nothing where it stands alone.

    They go through the papers whose primary category it is, in the order of the category's page, so that
    “next” and then “previous” leads back.
    """
    steps = [_link(shown.before, "prev", "Previous"), _link(shown.after, "next", "Next")]
    if not shown.way or not any(steps):
        return ""
    category = shown.way[-1]
    where = f"In [{escape.markdown(category.title)}](../categories/{category.slug}.md)"
    listed = "\n".join(filter(None, steps))
    return navigation(f"In {category.title}", f"{where}\n\n{listed}", "neighbours no-search")


def _link(paper: Other | None, rel: str, word: str) -> str:
    if paper is None:
        return ""
    return f'- {word}: [{escape.markdown(paper.title)}]({paper.slug}.md){{ rel="{rel}" }}'
