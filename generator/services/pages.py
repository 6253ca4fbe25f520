"""Pages of OpenReview, the ACL Anthology and PMLR: the `citation_*` tags that Google Scholar reads.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing names the tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

from ..bibtex import identifiers
from ..found import FoundPaper
from ..text.escape import url_part
from ..text.plain import plain
from .answers import read_json
from .errors import BadAnswerError
from .plain import LONGEST_ABSTRACT, people
from .wanted import ACL, OPENREVIEW, PMLR

NAMES = {OPENREVIEW: "OpenReview", ACL: "ACL Anthology", PMLR: "PMLR"}
_MOST_TAGS = 6_000
# The tags are in the head of a page, and what OpenReview's carries for its scripts at the end of a short one.
_LONGEST_PAGE = 2 * 1024 * 1024
_NOT_ACCEPTED = re.compile(r"submitted|withdrawn|rejected|submission|under review", re.IGNORECASE)
# `ICLR 2024 poster`, `NeurIPS 2023 Workshop XYZ`; and of its journals `Accepted by TMLR`.
_VENUE = re.compile(r"(?P<name>.+?) (?P<year>\d{4})(?: (?P<rest>.+))?")
_HOW_SHOWN = re.compile(r"poster|oral|spotlight|talk|conference|notable.*|top.*|regular.*", re.IGNORECASE)
_JOURNAL = re.compile(r"Accepted by (?P<name>.+)", re.IGNORECASE)

Tags = Mapping[str, list[str]]


def address(base: str, kind: str, value: str) -> str:
    """Return the address of the page: of the kind `OPENREVIEW`, `ACL` or `PMLR` (see `wanted`)."""
    if kind == OPENREVIEW:
        return f"{base}/forum?id={url_part(value)}"
    return f"{base}/{value}/" if kind == ACL else f"{base}/{value}.html"


def parse(raw: bytes, kind: str, page: str) -> FoundPaper:
    """Return the paper that the page is about; raises BadAnswerError where its tags name none."""
    reader = _Tags()
    reader.feed(raw[:_LONGEST_PAGE].decode("utf-8", errors="replace"))
    tags = reader.tags
    title = _first(tags, "citation_title")
    if not title:
        raise BadAnswerError("the page has no citation_title")
    journal = _first(tags, "citation_journal_title")
    venue = journal or _first(tags, "citation_conference_title", "citation_inproceedings_title")
    year, month = _date(tags)
    found = FoundPaper(
        title=title,
        authors=people(tags.get("citation_author", [])),
        type="article" if journal else "inproceedings" if venue else "misc",
        year=year,
        month=month,
        venue=venue,
        volume=_first(tags, "citation_volume"),
        number=_first(tags, "citation_issue"),
        pages=_pages(tags),
        publisher=_first(tags, "citation_publisher"),
        doi=identifiers.doi(_first(tags, "citation_doi")),
        url=page,
        abstract=plain(next(iter(tags.get("citation_abstract", [])), ""), LONGEST_ABSTRACT),
        source=NAMES[kind],
    )
    return _with_venue(found, reader.script) if kind == OPENREVIEW and not venue else found


def _first(tags: Tags, *names: str) -> str:
    values = (plain(value) for name in names for value in tags.get(name, []))
    return next((value for value in values if value), "")


def _date(tags: Tags) -> tuple[int | None, int | None]:
    text = _first(tags, "citation_publication_date", "citation_date", "citation_online_date", "citation_year")
    return identifiers.year_and_month(text.replace("/", "-"))


def _pages(tags: Tags) -> str:
    first, last = _first(tags, "citation_firstpage"), _first(tags, "citation_lastpage")
    return f"{first}-{last}" if first and last else first


def _with_venue(found: FoundPaper, script: str) -> FoundPaper:
    """Return the paper with the venue that OpenReview's page names in its own data, where it was accepted."""
    try:
        content = read_json(script.encode())["props"]["pageProps"]["forumNote"]["content"]
    except BadAnswerError:
        return found
    named = content["venue"]["value"].text or content["venue"].text
    journal, match = _JOURNAL.fullmatch(named), _VENUE.fullmatch(named)
    if journal:
        return replace(found, type="article", venue=journal["name"])
    if not match or _NOT_ACCEPTED.search(named):
        return found
    rest = match["rest"] or ""
    venue = match["name"] if _HOW_SHOWN.fullmatch(rest) else f"{match['name']} {rest}".strip()
    return replace(found, type="inproceedings", venue=venue, year=int(match["year"]), month=None)


class _Tags(HTMLParser):
    """Collects the `citation_*` tags, and the data that the page carries for its own scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: dict[str, list[str]] = {}
        self.script = ""
        self._count = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = (values.get("name") or values.get("property") or "").lower()
        if tag == "meta" and name.startswith("citation_") and self._count < _MOST_TAGS:
            self._count += 1
            self.tags.setdefault(name, []).append(values.get("content", ""))
        self._inside = tag == "script" and values.get("id") == "__NEXT_DATA__"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.script += data
