"""All pages of a review, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ..charts.papermap import PaperMap
from ..model import Paper
from ..results import Results
from ..together import in_batches
from .cards import Cards
from .category import category_pages
from .cite import cite_page
from .curate import curate_page
from .explore import explore_page
from .facets import facet_files
from .home import home_page
from .indexes import index_pages
from .markup import Page, PaperLists
from .paper import paper_page
from .recent import recent_page
from .records import record_files
from .redirects import redirect_pages
from .selection import compare_page, selection_page
from .shown import Showing
from .trends import trends_page
from .view import View


def render_pages(
    view: View,
    introduction: str = "",
    made_of: Callable[[str], bytes] = lambda _: b"",
    maps: Results[PaperMap] | None = None,
) -> Iterator[Page]:
    """Yield every generated page; `introduction` is the Markdown that the home page opens with.

    `made_of` tells of the pages that are there what they were made of, by path. Those that would be made of
    the same come without their text. `maps` has the map of papers, if it was made before.
    """
    lists = PaperLists(view)
    yield home_page(view, lists, introduction)
    yield from category_pages(view, lists, made_of)
    yield from _paper_pages(view, made_of)
    yield from index_pages(view, lists, made_of)
    yield recent_page(view, lists)
    yield explore_page(view, lists)
    yield trends_page(view, maps)
    yield cite_page(view)
    yield selection_page()
    yield compare_page(view.review)
    yield curate_page(view)
    yield from redirect_pages(view)
    yield from record_files(view.review)
    yield from facet_files(view)


def _paper_pages(view: View, made_of: Callable[[str], bytes]) -> Iterator[Page]:
    showing, cards = Showing(view), Cards()
    changed = []
    for paper in view.review.papers:
        path = f"papers/{paper.slug}.md"
        before = made_of(path)
        if before and before == showing.shown(paper).digest():
            yield Page(path, "", before, stands=True)
        else:
            changed.append(paper)

    def page(paper: Paper) -> Page:
        shown = showing.shown(paper)
        return replace(paper_page(shown, cards), made_of=shown.digest())

    def pages(papers: Sequence[Paper]) -> list[Page]:
        return [page(paper) for paper in papers]

    yield from chain.from_iterable(in_batches(pages, changed))
