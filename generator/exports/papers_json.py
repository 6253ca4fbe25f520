"""The whole review as one JSON document, `/papers.json`; its schema stands beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from ..digest import digest
from ..memory import told_by
from ..model import Category, Name, Note, Paper, Review
from ..results import Results
from ..text.escape import clean, json_text, printable, url
from .kinds import citekey

FORMAT_VERSION = 1
# The end of the document while it has no papers.
_END = "[]}"
Json = str | int | bool | list["Json"] | dict[str, "Json"]


def papers_schema() -> str:
    """Return the JSON Schema of `papers_json` (https://json-schema.org/draft/2020-12)."""
    return (files(__package__ or "") / "papers.schema.json").read_text(encoding="utf-8")


def papers_json(review: Review, results: Results[str] | None = None) -> str:
    """Return the review as compact JSON: keys in a fixed order, what is empty or unknown left out.

    `papers.schema.json` says what each key holds. All texts but a paper's `note` (Markdown) are plain Unicode
    on one line; they are not escaped for HTML. `results` has the JSON of papers that was made before.
    """
    known: Results[str] = results or Results()
    config = review.config
    document = _known(
        {
            "version": FORMAT_VERSION,
            "title": clean(config.title),
            "url": url(config.site_url),
            "description": clean(config.description),
            "license": clean(config.text_license),
        }
    )
    document["categories"] = [_category(category) for category in review.categories]
    document["papers"] = []
    papers = (
        _paper_text(review.config.site_url, paper, review.note(paper.key), known) for paper in review.papers
    )
    return f"{json_text(document).removesuffix(_END)}[{','.join(papers)}]}}\n"


def _paper_text(site_url: str, paper: Paper, note: Note, results: Results[str]) -> str:
    told = (note.tldr, note.results, note.builds_on, note.body)
    made_of = digest((site_url, told_by(paper), told))
    return results.get(made_of, lambda: json_text(_paper(site_url, paper, note)))


def _known(values: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value not in ("", [], {}) and value is not False}


def _category(category: Category) -> Json:
    return _known(
        {
            "slug": clean(category.slug),
            "title": clean(category.title),
            "parent": clean(category.parent),
            "scope": clean(category.scope),
            "key_papers": _texts(category.key_papers),
            "moved_from": _texts(category.moved_from),
        }
    )


def _paper(site_url: str, paper: Paper, note: Note) -> Json:
    site = site_url.rstrip("/")
    always: dict[str, Json] = {"key": citekey(paper), "slug": clean(paper.slug), "type": clean(paper.type)}
    return always | _known(
        {
            "page": url(f"{site}/papers/{paper.slug}/") if site else "",
            "title": clean(paper.title),
            "alt_titles": _texts(paper.alt_titles),
            "authors": [_name(name) for name in paper.authors],
            "more_authors": paper.more_authors,
            "editors": [_name(name) for name in paper.editors],
            **_published(paper),
            "categories": _texts(paper.groups),
            "keywords": _texts(paper.keywords),
            "added": paper.added.isoformat() if paper.added else "",
            "old_keys": _texts(paper.aliases),
            "abstract": clean(paper.abstract),
            **_note(note),
        }
    )


def _published(paper: Paper) -> dict[str, Json]:
    return {
        "year": "" if paper.year is None else paper.year,
        "month": "" if paper.month is None else paper.month,
        "venue": clean(paper.venue),
        "volume": clean(paper.volume),
        "number": clean(paper.number),
        "pages": clean(paper.pages),
        "publisher": clean(paper.publisher),
        "doi": clean(paper.doi),
        "arxiv": clean(paper.arxiv),
        "primary_class": clean(paper.primary_class),
        "url": url(paper.url),
        "code": url(paper.code),
        "project": url(paper.project),
    }


def _note(note: Note) -> dict[str, Json]:
    return {
        "tldr": clean(note.tldr),
        "results": _texts(note.results),
        "builds_on": _texts(note.builds_on),
        "note": printable(note.body).strip(),
    }


def _texts(texts: tuple[str, ...]) -> Json:
    return [text for text in map(clean, texts) if text]


def _name(name: Name) -> Json:
    return _known(
        {
            "family": clean(name.family),
            "given": clean(name.given),
            "particle": clean(name.particle),
            "suffix": clean(name.suffix),
            "literal": name.literal,
        }
    )
