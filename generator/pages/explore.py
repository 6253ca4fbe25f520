"""The page on which everything is found: the newest papers and the ways in, until its script takes over."""

from __future__ import annotations

from .markup import Page, PaperLists, bloom, classed, counted, joined, page, wrapped
from .view import View

# As many as the script shows at first, so that the page stays as it is when the script takes over.
SHOWN = 20
_WAYS = (
    ("Categories", "categories/index.md"),
    ("Years", "years/index.md"),
    ("Venues", "venues/index.md"),
    ("Tags", "tags/index.md"),
    ("Authors", "authors/index.md"),
)


def explore_page(view: View, lists: PaperLists) -> Page:
    """Return the page: without its script it shows the newest papers and leads to the indexes."""
    papers = view.review.papers
    ways = "\n".join(f"- [{title}]({path})" for title, path in _WAYS)
    newest = lists.many(papers[:SHOWN], "") or "There are no papers yet."
    lead = f"{counted(len(papers))}, newest first."
    blocks = (
        wrapped(classed(lead, "explore-count"), "explore-top"),
        wrapped(ways, "explore-side"),
        wrapped(newest, "explore-main"),
    )
    return page(
        "explore.md",
        "Explore",
        [wrapped(joined(blocks), "explore")],
        description="Every paper of this review, to search, narrow down, sort, select and export.",
        hide=["navigation", "toc"],
        bibloom=bloom(
            "explore",
            search=False,
            styles=["explore"],
            scripts=["explore"] if papers else [],
        ),
    )
