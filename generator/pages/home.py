"""The home page."""

from __future__ import annotations

from ..exports import review_jsonld
from ..text import escape
from ..text.prose import safe_prose
from .category import category_tree
from .feeds import feed_alternates, feed_link
from .markup import Page, PaperLists, bibtex_link, bloom, classed, page, section, wrapped
from .timeline import counted_by_year, timeline
from .view import View

RECENT_ON_HOME = 5


def home_page(view: View, lists: PaperLists, introduction: str = "") -> Page:
    """Return the home page: what this review is, figures, categories, the latest papers, a timeline.

    What stands in the introduction before its first heading opens the page; its sections come after the
    categories.
    """
    review = view.review
    opening, heading, sections = f"\n{safe_prose(introduction)}".partition("\n## ")
    body = (
        classed(escape.markdown(review.config.subtitle or review.config.description), "lead"),
        _figures(view),
        opening.strip(),
        section("Categories", wrapped(_overview(view), "tree")),
        f"## {sections}" if heading else "",
        section("Papers by year", _by_year(view)),
        section("Recently added", _recent(view, lists)),
        _licence(view),
    )
    description = review.config.description or f"A literature review of {len(review.papers):,} papers."
    return page(
        "index.md",
        review.config.title,
        body,
        description=escape.clean(description),
        hide=["toc"],
        bibloom=bloom(
            "home",
            search=False,
            alternate=feed_alternates(review.papers, review.config),
            scripts=["new"],
            jsonld=review_jsonld(review.config, description, review.papers, view.downloads),
        ),
    )


def _by_year(view: View) -> str:
    bars = timeline(view.review.papers, view, "")
    more = classed("More pictures: [Trends](trends.md)", "exports")
    return f"{bars}\n\n{more}" if bars else ""


def _figures(view: View) -> str:
    review = view.review
    figures = {
        "papers": (len(review.papers), "categories/index.md"),
        "categories": (len(review.categories), "categories/index.md"),
        "authors": (len(view.authors), "authors/index.md"),
        "venues": (len(view.venues), "venues/index.md"),
        "with code": (sum(1 for paper in review.papers if paper.code), ""),
    }
    lines = [
        f"- **{count:,}** [{label}]({link})" if link else f"- **{count:,}** {label}"
        for label, (count, link) in figures.items()
        if count
    ]
    return wrapped("\n".join(lines), "figures")


def _recent(view: View, lists: PaperLists) -> str:
    shown = lists.many(view.newest[:RECENT_ON_HOME], "")
    more = " · ".join(
        filter(None, ("[All recent additions](recent.md)", feed_link(view.newest, view.review.config)))
    )
    return f"{shown}\n\n{classed(more, 'exports')}" if shown else ""


def _overview(view: View) -> str:
    """Return the top categories with their scope; the whole tree where none has one."""
    top = view.review.children.get("", ())
    if not any(category.scope for category in top):
        return category_tree(view, "")
    return "\n".join(_top_category(view, slug) for slug in (category.slug for category in top))


def _top_category(view: View, slug: str) -> str:
    category = view.review.category[slug]
    count = counted_by_year(view.review.under(slug), view)
    line = f"- [{escape.markdown(category.title)}](categories/{slug}.md) {count}"
    below = ", ".join(
        f"[{escape.markdown(child.title)}](categories/{child.slug}.md)"
        for child in view.review.children.get(slug, ())
    )
    return f'{line}\n    <span class="below">{below}</span>' if below else line


def _licence(view: View) -> str:
    licence = view.review.config.text_license
    texts = f"The review's texts are under {escape.markdown(licence)}. " if licence else ""
    return classed(f"{texts}{bibtex_link('bib/all.bib', 'Everything as BibTeX')}", "exports")
