"""The page that hands out bulk exports and says how to cite the review."""

from __future__ import annotations

from ..text import escape
from .markup import Page, bloom, classed, page, section
from .view import Download, View

_LEAD = (
    "Every paper, category, year, author, venue and tag has BibTeX of its own; here is everything at once."
)
_SCHEMA = "What `papers.json` holds, field by field: [papers.schema.json](papers.schema.json)."
_KEYS = (
    "A citekey of this review never changes once it is published. Where two entries turn out to be one "
    "paper, the key that goes stays findable in the `ids` field of the one that stays."
)


def cite_page(view: View) -> Page:
    """Return the page of bulk exports with sizes and checksums."""
    body = (
        classed(_LEAD, "lead"),
        section("Bulk exports", f"{_table(view.downloads)}\n\n{_SCHEMA}"),
        section("Citekeys", _KEYS),
        section("Citing the review", _how_to_cite(view)),
    )
    return page(
        "cite.md",
        "Cite",
        body,
        description="Bulk exports of the review's bibliography, and how to cite it.",
        bibloom=bloom("cite", search=False),
    )


def _table(downloads: tuple[Download, ...]) -> str:
    head = ("| Export | Size | SHA-256 |", "|---|--:|---|")
    return "\n".join([*head, *(_row(download) for download in downloads)])


def _row(download: Download) -> str:
    title = escape.markdown(download.title)
    return f"| [{title}]({download.path}) | {_size(download.size)} | `{download.sha256}` |"


def _size(count: int) -> str:
    return f"{count / 1000:,.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"


def _how_to_cite(view: View) -> str:
    config = view.review.config
    who = escape.markdown(", ".join(config.authors))
    title = f"*{escape.markdown(config.title)}*"
    where = f"<{escape.url(config.site_url)}>" if escape.url(config.site_url) else ""
    parts = [part for part in (who, title, where) if part]
    return ". ".join(parts) + ". Add the day on which you read it: the review changes."
