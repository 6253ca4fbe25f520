"""The page of one paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..exports import citation_meta, jsonld
from ..model import Paper
from ..text import escape
from ..text.fold import ascii_fold, title_key
from ..text.prose import safe_prose
from .cards import Cards
from .category import category_crumbs
from .cite_box import cite_box
from .downloads import SCRIPT
from .edits import edit_links
from .lineage import lineage_sections, lineage_strip
from .markup import (
    Page,
    author_names,
    bloom,
    classed,
    joined,
    page,
    published,
    section,
    title_of,
    to_paper,
    wrapped,
)
from .neighbours import neighbour_links
from .references import ASSETS
from .selection import select_paper
from .view import View, year_key

ROOT = "../"
DESCRIPTION_LENGTH = 160


def paper_page(paper: Paper, view: View, cards: Cards) -> Page:
    """Return the page: what the paper is, what it does, how to cite it, what it is connected to."""
    note = view.review.note(paper.key)
    path = f"papers/{paper.slug}.md"
    body = (
        wrapped(joined(_head(paper, view)), "paper-meta"),
        classed(escape.markdown(note.tldr), "tldr"),
        lineage_strip(paper, view, cards),
        section("Results", "\n".join(f"- {escape.markdown(result)}" for result in note.results)),
        section("Note", safe_prose(note.body)),
        section("Abstract", escape.markdown(paper.abstract)),
        cite_box(paper, view),
        wrapped(joined(_connections(paper, view, cards)), "related no-search"),
        edit_links(paper, view.review),
        neighbour_links(paper, view),
    )
    return page(path, title_of(paper), body, _crumbs(paper, view), **_front(paper, view))


def _front(paper: Paper, view: View) -> dict[str, Any]:
    url = view.review.config.site_url and f"{view.review.config.site_url}papers/{paper.slug}/"
    assets = [ASSETS] if view.review.config.citation_styles else []
    description = view.review.note(paper.key).tldr or f"{author_names(paper)}. {published(paper)}."
    return {
        "description": escape.clean(description)[:DESCRIPTION_LENGTH],
        "bibloom": bloom(
            "paper",
            meta=[list(pair) for pair in citation_meta(paper, view.review.config.site_url)],
            alternate=[["application/x-bibtex", f"{paper.slug}.bib", "BibTeX"]],
            og={"og:type": "article"},
            jsonld=jsonld(paper, url),
            filters=_filters(paper, view),
            search_meta=_search_meta(paper),
            styles=["paper", "cite", *assets],
            scripts=[SCRIPT, *assets],
        ),
    }


def _crumbs(paper: Paper, view: View) -> str:
    category = view.primary_category(paper)
    if category is None:
        year = view.years[year_key(paper)]
        return f"[Years]({ROOT}years/index.md) › [{escape.markdown(year.title)}]({ROOT}years/{year.slug}.md)"
    return category_crumbs((*view.review.ancestors(category), category), f"{ROOT}categories/")


def _search_meta(paper: Paper) -> dict[str, str]:
    """Return what a search result shows beside the title; search finds these words, too."""
    everybody = ", ".join(name.full for name in paper.authors or paper.editors)
    shown = {
        "authors": everybody,
        "venue": published(paper),
        "key": paper.key,
        "also": "; ".join(paper.alt_titles),
        "ascii": _in_ascii(f"{paper.title} {everybody}"),
    }
    return {name: escape.clean(text) for name, text in shown.items() if text}


def _in_ascii(text: str) -> str:
    """Return what a reader without these letters types (Lancucki for Łańcucki), where it differs."""
    folded = ascii_fold(text)
    return "" if folded == text else folded


def _filters(paper: Paper, view: View) -> dict[str, list[str]]:
    known = view.review.category
    values = {
        "Year": [year_key(paper)],
        "Category": [known[slug].title for slug in paper.groups if slug in known],
        "Type": [TYPE_NAMES.get(paper.type, paper.type)],
        "Code": ["available"] if escape.url(paper.code) else [],
    }
    return {name: [escape.clean(text) for text in texts] for name, texts in values.items() if texts}


TYPE_NAMES = {
    "inproceedings": "Conference paper",
    "conference": "Conference paper",
    "article": "Journal article",
    "misc": "Preprint",
    "online": "Preprint",
    "unpublished": "Preprint",
    "phdthesis": "Thesis",
    "mastersthesis": "Thesis",
    "thesis": "Thesis",
    "techreport": "Report",
    "report": "Report",
    "book": "Book",
    "inbook": "Book chapter",
    "incollection": "Book chapter",
    "software": "Software",
    "dataset": "Dataset",
}


def _head(paper: Paper, view: View) -> Iterator[str]:
    yield classed(_authors(paper, view), "authors")
    yield classed(_published(paper, view), "venue")
    yield classed(" ".join((select_paper(paper), *_links(paper))), "links")
    yield classed(" ".join(_labels(paper, view)), "labels")
    if paper.alt_titles:
        known_as = "; ".join(escape.markdown(title) for title in paper.alt_titles)
        yield classed(f"Also known as: {known_as}", "alt-titles")


def _authors(paper: Paper, view: View) -> str:
    linked = []
    for name in paper.authors or paper.editors:
        group = view.author_page(name)
        text = escape.markdown(name.full)
        linked.append(f"[{text}]({ROOT}authors/{group.slug}.md)" if group else text)
    return ", ".join(linked) + (" and others" if paper.more_authors else "")


def _published(paper: Paper, view: View) -> str:
    parts = []
    if paper.venue:
        venue = view.venues[title_key(paper.venue)]
        parts.append(f"[{escape.markdown(paper.venue)}]({ROOT}venues/{venue.slug}.md)")
    elif paper.arxiv:
        parts.append("arXiv preprint")
    details = [f"vol. {paper.volume}" if paper.volume else "", f"no. {paper.number}" if paper.number else ""]
    details.append(f"pp. {paper.pages}" if paper.pages else "")
    parts += [escape.markdown(detail) for detail in details if detail]
    year = view.years[year_key(paper)]
    parts.append(f"[{year.title}]({ROOT}years/{year.slug}.md)")
    return ", ".join(parts)


def _links(paper: Paper) -> Iterator[str]:
    doi, arxiv = escape.doi_url(paper.doi), escape.arxiv_url(paper.arxiv)
    targets = {
        f"arXiv:{paper.arxiv}": arxiv,
        f"doi:{paper.doi}": doi,
        "Paper": "" if paper.url in (arxiv, doi) else escape.url(paper.url),
        "Code": escape.url(paper.code),
        "Project": escape.url(paper.project),
    }
    for label, target in targets.items():
        if target:
            yield f"[{escape.markdown(label)}]({target}){{ .badge }}"


def _labels(paper: Paper, view: View) -> Iterator[str]:
    for slug in paper.groups:
        category = view.review.category.get(slug)
        if category:
            yield f"[{escape.markdown(category.title)}]({ROOT}categories/{slug}.md){{ .label }}"
    for tag in paper.keywords:
        group = view.tags[title_key(tag)]
        yield f"[{escape.markdown(tag)}]({ROOT}tags/{group.slug}.md){{ .tag }}"


def _connections(paper: Paper, view: View, cards: Cards) -> Iterator[str]:
    known = view.review.by_key
    yield from lineage_sections(paper, view, cards)
    related = "\n".join(
        f"- {cards.over(to_paper(known[other.key], ROOT), known[other.key])} "
        f'<span class="reason">{escape.markdown(", ".join(other.reasons))}</span>'
        for other in view.related.get(paper.key, ())
    )
    yield section("Related papers", related)
    mentions = view.links.mentions.get(paper.key, ())
    yield section(
        "Mentioned by", "\n".join(f"- [{escape.markdown(m.title)}]({ROOT}{m.page})" for m in mentions)
    )
