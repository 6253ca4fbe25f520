"""The page that hands out bulk exports and says how to cite the review."""

from __future__ import annotations

from ..text import escape
from .citing import citing_review
from .markup import Page, bloom, classed, page, section
from .view import Download, View

_LEAD = (
    "Every paper has its entry on its page; every category, year, author, venue and tag has its papers as a "
    "file. Here is everything at once, newest first."
)
_FORMATS = """\
- **BibTeX** is for `bibtex` and every style: BibTeX's own fields, ASCII with LaTeX accents.
- **biblatex** is for `biber`: UTF-8, with the types and fields that biblatex adds.
- **RIS** is for Zotero, EndNote, Mendeley and the like; the categories come along as keywords.
- **CSL-JSON** is for Zotero, Pandoc and other citation processors.
- **CSV** is for spreadsheets. A cell that would be taken for a formula begins with an apostrophe.
- **JabRef** is the BibTeX with the categories as JabRef's groups."""
_SCHEMA = "What `papers.json` holds, field by field: [papers.schema.json](papers.schema.json)."
_KEYS = (
    "A citekey of this review never changes once it is published. Where two entries turn out to be one "
    "paper, the key that goes stays findable in the `ids` field of the one that stays."
)


def cite_page(view: View) -> Page:
    """Return the page of bulk exports with sizes and checksums."""
    body = (
        classed(_LEAD, "lead"),
        section("Bulk exports", f"{_table(view.downloads)}\n\n{_FORMATS}\n\n{_SCHEMA}"),
        section("Citekeys", _KEYS),
        section("Citing the review", citing_review(view.review)),
    )
    return page(
        "cite.md",
        "Cite",
        body,
        description="Bulk exports of the review's bibliography, and how to cite it.",
        bibloom=bloom("cite", search=False, styles=["cite"]),
    )


def _table(downloads: tuple[Download, ...]) -> str:
    head = ("| Export | Papers | Size | SHA-256 |", "|---|--:|--:|---|")
    return "\n".join([*head, *(_row(download) for download in downloads)])


def _row(download: Download) -> str:
    title = escape.markdown(download.title)
    counts = f"{download.papers:,} | {_size(download.size)}"
    return f"| [{title}]({download.path}) | {counts} | `{download.sha256}` |"


def _size(count: int) -> str:
    return f"{count / 1000:,.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
