"""Old addresses lead on, and never take a place that somebody else has now."""

from generator.links.citations import CrossLinks
from generator.pages.redirects import redirect_pages
from generator.pages.view import make_view

from ..builders import category, paper, review


def redirects(*papers: object, categories: object = ()) -> dict[str, str]:
    made = make_view(review(papers, categories), CrossLinks({}, ()), {}, {})  # type: ignore[arg-type]
    return {page.path: page.text for page in redirect_pages(made)}


def test_an_old_citekey_and_a_moved_category_lead_on() -> None:
    pages = redirects(paper("new", aliases=("old",)), categories=[category("now", moved_from=("then",))])
    assert '"redirect": "../new/"' in pages["papers/old.md"]
    assert '"redirect": "../now/"' in pages["categories/then.md"]


def test_a_place_that_is_taken_stays_taken() -> None:
    pages = redirects(
        paper("new", aliases=("other",)), paper("other"), categories=[category("a", moved_from=("a",))]
    )
    assert set(pages) == {"papers/index.md"}
