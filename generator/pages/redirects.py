"""Pages that stand where something used to be: old citekeys, moved categories, and the bare `/papers/`."""

from __future__ import annotations

from collections.abc import Iterator

from ..text import escape
from ..text.slugs import slugify
from .markup import Page, bloom, page
from .view import View


def redirect_pages(view: View) -> Iterator[Page]:
    """Yield a page per old address whose place nobody has taken since."""
    yield _redirect("papers/index.md", "../years/", "../years/index.md", "Papers")
    taken = {paper.slug for paper in view.review.papers}
    for paper in view.review.papers:
        for alias in paper.aliases:
            slug = slugify(alias)
            if slug not in taken:
                taken.add(slug)
                target = f"{paper.slug}.md"
                yield _redirect(f"papers/{slug}.md", f"../{paper.slug}/", target, paper.title or paper.key)
    known = set(view.review.category)
    for category in view.review.categories:
        for old in category.moved_from:
            slug = slugify(old)
            if slug not in known:
                known.add(slug)
                yield _redirect(
                    f"categories/{slug}.md", f"../{category.slug}/", f"{category.slug}.md", category.title
                )


def _redirect(path: str, url: str, source: str, title: str) -> Page:
    """Return a page that leads on by itself; `url` is relative to its address, `source` to its file."""
    body = f"This page has moved to [{escape.markdown(title)}]({source})."
    return page(path, title, [body], bibloom=bloom("redirect", redirect=url, search=False, robots="noindex"))
