"""The page of one paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..exports import citation_meta, jsonld
from ..model import Note, Paper
from ..text import escape
from ..text.fold import ascii_fold
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
    to_page,
    wrapped,
)
from .neighbours import neighbour_links
from .references import ASSETS
from .selection import select_paper
from .shown import Shown
from .view import year_key

ROOT = "../"
DESCRIPTION_LENGTH = 160


def paper_page(shown: Shown, cards: Cards) -> Page:
    """Return the page: what the paper is, what it does, how to cite it, what it is connected to."""
    paper, note = shown.paper, shown.note or Note(shown.paper.key)
    path = f"papers/{paper.slug}.md"
    body = (
        wrapped(joined(_head(shown)), "paper-meta"),
        classed(escape.markdown(note.tldr), "tldr"),
        lineage_strip(shown, cards),
        section("Results", "\n".join(f"- {escape.markdown(result)}" for result in note.results)),
        section("Note", safe_prose(note.body)),
        section("Abstract", escape.markdown(paper.abstract)),
        cite_box(shown),
        wrapped(joined(_connections(shown, cards)), "related no-search"),
        edit_links(paper, shown.note, shown.config),
        neighbour_links(shown),
    )
    return page(path, title_of(paper), body, _crumbs(shown), **_front(shown))


def _front(shown: Shown) -> dict[str, Any]:
    paper, config = shown.paper, shown.config
    url = config.site_url and f"{config.site_url}papers/{paper.slug}/"
    assets = [ASSETS] if config.citation_styles else []
    description = shown.tldr or f"{author_names(paper)}. {published(paper)}."
    return {
        "description": escape.clean(description)[:DESCRIPTION_LENGTH],
        "bibloom": bloom(
            "paper",
            meta=[list(pair) for pair in citation_meta(paper, config.site_url)],
            alternate=[["application/x-bibtex", f"{paper.slug}.bib", "BibTeX"]],
            og={"og:type": "article"},
            jsonld=jsonld(paper, url),
            filters=_filters(shown),
            search_meta=_search_meta(paper),
            styles=["paper", "cite", *assets],
            scripts=[SCRIPT, *assets],
        ),
    }


def _crumbs(shown: Shown) -> str:
    if not shown.way:
        year = shown.year
        return f"[Years]({ROOT}years/index.md) › [{escape.markdown(year.title)}]({ROOT}years/{year.slug}.md)"
    return category_crumbs(shown.way, f"{ROOT}categories/")


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


def _filters(shown: Shown) -> dict[str, list[str]]:
    paper = shown.paper
    values = {
        "Year": [year_key(paper)],
        "Category": [category.title for category in shown.categories],
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


def _head(shown: Shown) -> Iterator[str]:
    paper = shown.paper
    yield classed(_authors(shown), "authors")
    yield classed(_published(shown), "venue")
    yield classed(" ".join((select_paper(paper), *_links(paper))), "links")
    yield classed(" ".join(_labels(shown)), "labels")
    if paper.alt_titles:
        known_as = "; ".join(escape.markdown(title) for title in paper.alt_titles)
        yield classed(f"Also known as: {known_as}", "alt-titles")


def _authors(shown: Shown) -> str:
    paper, linked = shown.paper, []
    for name, slug in zip(paper.authors or paper.editors, shown.author_slugs, strict=True):
        text = escape.markdown(name.full)
        linked.append(f"[{text}]({ROOT}authors/{slug}.md)" if slug else text)
    return ", ".join(linked) + (" and others" if paper.more_authors else "")


def _published(shown: Shown) -> str:
    paper, parts = shown.paper, []
    if paper.venue:
        parts.append(f"[{escape.markdown(paper.venue)}]({ROOT}venues/{shown.venue_slug}.md)")
    elif paper.arxiv:
        parts.append("arXiv preprint")
    details = [f"vol. {paper.volume}" if paper.volume else "", f"no. {paper.number}" if paper.number else ""]
    details.append(f"pp. {paper.pages}" if paper.pages else "")
    parts += [escape.markdown(detail) for detail in details if detail]
    parts.append(f"[{shown.year.title}]({ROOT}years/{shown.year.slug}.md)")
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


def _labels(shown: Shown) -> Iterator[str]:
    for category in shown.categories:
        yield f"[{escape.markdown(category.title)}]({ROOT}categories/{category.slug}.md){{ .label }}"
    for tag, slug in zip(shown.paper.keywords, shown.tag_slugs, strict=True):
        yield f"[{escape.markdown(tag)}]({ROOT}tags/{slug}.md){{ .tag }}"


def _connections(shown: Shown, cards: Cards) -> Iterator[str]:
    yield from lineage_sections(shown, cards)
    related = "\n".join(
        f"- {cards.over(to_page(other, ROOT), other)} "
        f'<span class="reason">{escape.markdown(", ".join(reasons))}</span>'
        for other, reasons in shown.related
    )
    yield section("Related papers", related)
    mentions = (f"- [{escape.markdown(m.title)}]({ROOT}{m.page})" for m in shown.mentions)
    yield section("Mentioned by", "\n".join(mentions))
