"""Pages that stand where something used to be: old citekeys, moved categories, and the bare `/papers/`."""

from __future__ import annotations

from collections.abc import Iterator

from ..links.addresses import category_addresses, paper_addresses
from ..text import escape
from .markup import Page, bloom, page, title_of
from .view import View


def redirect_pages(view: View) -> Iterator[Page]:
    """Yield a page per old address whose place nobody has taken since."""
    yield _redirect("papers/index.md", "../years/", "../years/index.md", "Papers")
    for slug, address in paper_addresses(view.review.papers).items():
        paper = address.paper
        if address.is_old:
            yield _redirect(f"papers/{slug}.md", f"../{paper.slug}/", f"{paper.slug}.md", title_of(paper))
    for slug, category in category_addresses(view.review.categories).items():
        if slug != category.slug:
            yield _redirect(
                f"categories/{slug}.md", f"../{category.slug}/", f"{category.slug}.md", category.title
            )


def _redirect(path: str, url: str, source: str, title: str) -> Page:
    """Return a page that leads on by itself; `url` is relative to its address, `source` to its file."""
    body = f"This page has moved to [{escape.markdown(title)}]({source})."
    return page(path, title, [body], bibloom=bloom("redirect", redirect=url, search=False, robots="noindex"))
