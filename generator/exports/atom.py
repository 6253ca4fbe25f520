"""Feeds as Atom (RFC 4287); the one module that knows feedgenerator, and imported only to write."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from io import StringIO
from typing import TypedDict

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.encoding import iri_to_uri
from feedgenerator.django.utils.feedgenerator import rfc3339_date
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from ..digest import digest
from ..results import Results
from .feed import Feed, FeedEntry, Term

_ENCODING = "utf-8"


class AtomWriter:
    """Writes feeds; an entry that several of them show is put into XML once.

    `results` has entries that were put into XML before.
    """

    def __init__(self, results: Results[str] | None = None) -> None:
        self._entries: dict[FeedEntry, str] = {}
        self._results: Results[str] = results or Results()

    def write(self, feed: Feed) -> bytes:
        """Return the feed as an Atom document; its `updated` is that of its newest entry."""
        writer = _Writer(
            feed.title,
            feed.link,
            description=feed.subtitle,
            feed_url=feed.address,
            feed_guid=feed.id,
            feed_copyright=feed.rights or None,
            whole=feed,
            entries=[self._entry(entry) for entry in feed.entries],
        )
        text: str = writer.writeString(_ENCODING)
        return f"{text}\n".encode(_ENCODING)

    def _entry(self, entry: FeedEntry) -> str:
        known = self._entries.get(entry)
        if known is None:
            known = self._entries[entry] = self._results.get(digest(entry), partial(_entry_xml, entry))
        return known


class _Properties(TypedDict):
    whole: Feed
    entries: list[str]


class _Writer(Atom1Feed):  # type: ignore[misc]  # it has no types
    """Adds what the library's feed lacks: several authors, labels of categories, entries of our own."""

    feed: _Properties

    def latest_post_date(self) -> datetime:
        """Return the newest entry's day; the library would ask the clock where it knows none."""
        return datetime.combine(max(entry.updated for entry in self.feed["whole"].entries), time())

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _add_authors(handler, self.feed["whole"].authors)
        _add_terms(handler, self.feed["whole"].terms)

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        for entry in self.feed["entries"]:
            # The one event of SAX that is written as it is.
            handler.ignorableWhitespace(f"\n{entry}")


def _entry_xml(entry: FeedEntry) -> str:
    # The library's own entry has one author, an HTML summary and categories without a label.
    out = StringIO()
    handler = SimplerXMLGenerator(out, _ENCODING, short_empty_elements=True)
    handler.startElement("entry", {})
    handler.addQuickElement("id", entry.id)
    handler.addQuickElement("title", entry.title)
    handler.addQuickElement("updated", rfc3339_date(entry.updated))
    _add_authors(handler, entry.authors)
    _add_terms(handler, entry.terms)
    handler.addQuickElement("link", "", {"rel": "alternate", "href": iri_to_uri(entry.link)})
    for address in entry.related:
        handler.addQuickElement("link", "", {"rel": "related", "href": address})
    if entry.summary:
        handler.addQuickElement("summary", entry.summary)
    handler.endElement("entry")
    return out.getvalue()


def _add_authors(handler: SimplerXMLGenerator, names: tuple[str, ...]) -> None:
    for name in names:
        handler.startElement("author", {})
        handler.addQuickElement("name", name)
        handler.endElement("author")


def _add_terms(handler: SimplerXMLGenerator, terms: tuple[Term, ...]) -> None:
    for term in terms:
        handler.addQuickElement("category", "", {"term": term.term, "label": term.label})
