"""The pages of the reader's selection and of the comparison, which scripts fill; the places of their buttons.

What is selected is known in the reader's browser alone, so the generated pages hold what is the same for
everybody: what they are for, and where to go without JavaScript.
"""

from __future__ import annotations

from ..model import Paper, Review
from ..text import escape
from .markup import Page, bloom, classed, page, wrapped

# Without JavaScript these are empty and take no room (theme/assets/select.css).
SELECT_ALL = '<span class="select-all"></span>'

_SELECTION = (
    "Papers that you picked on this site, in your own order: to export, to share or to compare. The list is "
    "kept in this browser and nowhere else."
)
_COMPARE = "Two to five papers side by side; what several of them have in common is marked."
_WITHOUT = (
    "This page needs JavaScript, because only your browser knows what you selected. Without it, every paper, "
    "[category](categories/index.md), [author](authors/index.md), [venue](venues/index.md), "
    "[year](years/index.md) and [tag](tags/index.md) has its BibTeX on its page, and [Cite](cite.md) has "
    "everything at once. `bibloom export --aux thesis.aux` prints the bibliography of a document."
)
_WITHOUT_COMPARISON = (
    "This page needs JavaScript, because only your browser knows which papers you compare. What it would "
    "show stands on the papers' own pages: find them by [category](categories/index.md), "
    "[year](years/index.md) or [author](authors/index.md)."
)


def select_paper(paper: Paper) -> str:
    """Return the place of the button that selects this paper, on the paper's own page."""
    return f'<span class="select-paper" data-key="{escape.attribute(paper.key)}"></span>'


def selection_page() -> Page:
    """Return the page of the reader's selection."""
    body = (classed(_SELECTION, "lead"), '<div id="selection-app"></div>', wrapped(_WITHOUT, "needs-script"))
    front = bloom("selection", search=False, styles=["selection"], scripts=["selection-page"])
    return page(
        "selection.md", "Selection", body, description=_SELECTION, hide=["navigation", "toc"], bibloom=front
    )


def compare_page(review: Review) -> Page:
    """Return the page that compares papers; it brings what their records lack: facets, categories' titles."""
    facets = [[facet.name, list(facet.tags)] for facet in review.config.facets]
    titles = {category.slug: category.title for category in review.categories}
    body = (
        classed(_COMPARE, "lead"),
        f'<div id="compare-app" data-facets="{_json(facets)}" data-categories="{_json(titles)}"></div>',
        wrapped(_WITHOUT_COMPARISON, "needs-script"),
    )
    front = bloom("compare", search=False, styles=["selection", "compare"], scripts=["compare"])
    return page(
        "compare.md", "Compare papers", body, description=_COMPARE, hide=["navigation", "toc"], bibloom=front
    )


def _json(value: object) -> str:
    return escape.attribute(escape.json_text(value))
