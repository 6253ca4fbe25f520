"""The pages of the categories, and the tree of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from ..digest import digest
from ..model import Category, Paper, Review
from ..text import escape
from ..text.prose import safe_prose
from .citing import citing_category
from .downloads import list_alternate, list_downloads, list_scripts
from .edits import edit_category_link
from .feeds import feed_alternates, feed_link
from .markup import (
    Page,
    Paged,
    PaperLists,
    bloom,
    classed,
    counted,
    joined,
    list_jsonld,
    made_or_standing,
    page,
    section,
    sentences,
    up,
    wrapped,
)
from .selection import SELECT_ALL
from .shortened import is_whole, listed, rest
from .timeline import counted_by_year, timeline
from .view import View

# One word alone is no mention of a category: only slugs with a hyphen are.
_SLUG = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b")


def category_pages(
    view: View, lists: PaperLists, made_of: Callable[[str], bytes] = lambda _: b""
) -> Iterator[Page]:
    """Yield the tree's page and one page per category; see `render_pages` for `made_of`."""
    yield _tree_page(view)
    common = _common(view)
    for category in view.review.categories:
        path = f"categories/{category.slug}.md"
        now = _made_of(category, view, lists, common)
        yield made_or_standing(path, now, made_of, partial(_category_page, category, view, lists))


def _common(view: View) -> bytes:
    """Return a digest of what every category's page may show of the whole review: categories and years."""
    years = [(key, group.slug) for key, group in view.years.items()]
    axis = (list(view.axis.years), view.axis.earlier)
    return digest((view.review.config, view.review.categories, axis, years))


def _made_of(category: Category, view: View, lists: PaperLists, common: bytes) -> bytes:
    """Return a digest of all that a category's page shows.

    What it counts and says of the categories below follows from its papers, whose categories are among what
    they say.
    """
    by_key = view.review.by_key
    key_papers = (by_key[key] for key in category.key_papers if key in by_key)
    listed = [list(map(lists.made_of, papers)) for papers in (view.review.under(category.slug), key_papers)]
    return digest((common, category.slug, listed))


def category_tree(view: View, root: str, parent: str = "", depth: int = 0) -> str:
    """Return the tree below a parent as nested lists of links with counts of papers, and their years."""
    lines = []
    for category in view.review.children.get(parent, ()):
        link = f"[{escape.markdown(category.title)}]({root}categories/{category.slug}.md)"
        lines.append(f"{'    ' * depth}- {link} {counted_by_year(view.review.under(category.slug), view)}")
        below = category_tree(view, root, category.slug, depth + 1)
        lines += [below] if below else []
    return "\n".join(lines)


def _tree_page(view: View) -> Page:
    path = "categories/index.md"
    years = view.axis.years
    lead = sentences(
        f"{counted(len(view.review.papers))}. Number of categories: {len(view.review.categories)}.",
        len(years) > 1 and f"The lines show their papers by year, {years[0]} to {years[-1]}.",
    )
    body = (
        classed(lead, "lead"),
        wrapped(category_tree(view, up(path)), "tree"),
    )
    return page(path, "Categories", body, bibloom=bloom("categories", search=False))


def _category_page(category: Category, view: View, lists: PaperLists) -> Page:
    path = f"categories/{category.slug}.md"
    root = up(path)
    papers, config = view.review.under(category.slug), view.review.config
    by_key = view.review.by_key
    # Two citekeys may lead to one paper: it stands once.
    shown = {by_key[key].key: by_key[key] for key in category.key_papers if key in by_key}
    body = (
        classed(_scope(category, view.review), "scope"),
        timeline(papers, view, root, small=True),
        safe_prose(category.narrative),
        section("Key papers", lists.many(shown.values(), root)),
        section("Sub-categories", wrapped(category_tree(view, root, category.slug), "tree no-search")),
        section("Papers", _papers(category, papers, view, lists)),
        citing_category(category, view.review),
        edit_category_link(category, config),
    )
    description = category.scope or f"{counted(len(papers))} on {category.title}"
    front = bloom(
        "category",
        alternate=[
            *list_alternate("categories", category.slug, config),
            *feed_alternates(papers, config, category),
        ],
        scripts=["new", *list_scripts("categories", config, is_whole(papers, config))],
        styles=["cite"],
        search_meta={"venue": f"Category, {counted(len(papers))}"},
        jsonld=list_jsonld(config, path, category.title, description, papers),
        filters={"Category": [escape.clean(category.title)]},
    )
    return page(
        path,
        category.title,
        body,
        category_crumbs(view.review.ancestors(category)),
        description=escape.clean(description),
        bibloom=front,
    )


def _scope(category: Category, review: Review) -> str:
    """Return the scope, with the slugs of other categories (`low-rank-adaptation`) as links to them."""

    def linked(match: re.Match[str]) -> str:
        other = review.category.get(match[0])
        return f"[{escape.markdown(other.title)}]({other.slug}.md)" if other else match[0]

    return _SLUG.sub(linked, escape.markdown(category.scope))


def _papers(category: Category, papers: Sequence[Paper], view: View, lists: PaperLists) -> str:
    config = view.review.config
    many = lists.many(listed(papers, config), "../")
    return joined(
        (_exports(category, papers, view), many, rest(papers, config, "../", "category", category.slug))
    )


def _exports(category: Category, papers: Sequence[Paper], view: View) -> str:
    config = view.review.config
    links = (
        list_downloads("categories", category.slug, config, is_whole(papers, config)),
        feed_link(papers, config, category),
    )
    told = (f"{counted(len(papers))}, newest first.", " · ".join(filter(None, links)), SELECT_ALL)
    return classed(" ".join(filter(None, told)), "exports")


def category_crumbs(categories: Iterable[Paged], folder: str = "") -> str:
    """Return the way down to and through these categories; `folder` is the way to their pages."""
    links = [f"[{escape.markdown(above.title)}]({folder}{above.slug}.md)" for above in categories]
    return " › ".join((f"[Categories]({folder}index.md)", *links))
