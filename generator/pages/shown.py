"""All that the page of one paper shows, as one value: the page is a function of it and of nothing else.

A build that goes on from an earlier one compares the digests of these values, so what a page shows of
anything must come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter

from ..digest import digest
from ..links.citations import Mention
from ..memory import told_by
from ..model import Category, Config, Note, Paper
from ..text.fold import title_key
from .markup import byline, title_of
from .view import View, year_key


@dataclass(frozen=True, slots=True)
class Other:
    """Another paper, as far as a page that links to it shows it."""

    key: str
    slug: str
    title: str
    year: int | None
    by: str
    tldr: str


@dataclass(frozen=True, slots=True)
class Titled:
    """What has a page and a title: a category, a year."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper and what surrounds it; slugs are empty where there is no page.

    `author_slugs` are those of its authors, or of its editors where it has none, `tag_slugs` those of its
    keywords. `categories` are those that it is in, `way` leads from the top to the primary one. `texts` are
    its entries in the formats that the settings name, in their order.
    """

    paper: Paper
    note: Note | None
    config: Config
    texts: tuple[str, ...]
    author_slugs: tuple[str, ...]
    venue_slug: str
    year: Titled
    tag_slugs: tuple[str, ...]
    categories: tuple[Titled, ...]
    way: tuple[Titled, ...]
    older: tuple[Other, ...]
    newer: tuple[Other, ...]
    related: tuple[tuple[Other, tuple[str, ...]], ...]
    mentions: tuple[Mention, ...]
    before: Other | None
    after: Other | None

    @property
    def tldr(self) -> str:
        """What the paper's note says in a sentence."""
        return self.note.tldr if self.note else ""

    def digest(self) -> bytes:
        """Return the digest of all this.

        Where an entry stands matters only to links that lead there, so that a line that is added to a file
        leaves the pages of those below it alone.
        """
        place = self.paper.place if self.config.repo_url else None
        return digest((told_by(self.paper), place, _around(self)))


_around = attrgetter(*(field.name for field in fields(Shown) if field.name != "paper"))


class Showing:
    """Gathers what the pages of papers show; each paper is described to the others once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._others: dict[str, Other] = {}

    def shown(self, paper: Paper) -> Shown:
        """Return all that the page of this paper shows."""
        view, review = self._view, self._view.review
        known, note = review.by_key, review.notes.get(paper.key)
        primary = view.primary_category(paper)
        before, after = view.neighbours.get(paper.key, (None, None)) if primary else (None, None)
        # Two citekeys may lead to one paper: it stands once.
        older = {known[key].key: known[key] for key in (note.builds_on if note else ()) if key in known}
        year = view.years[year_key(paper)]
        return Shown(
            paper=paper,
            note=note,
            config=review.config,
            texts=tuple(view.texts[name][paper.key] for name in review.config.entry_formats),
            author_slugs=tuple(map(self._author, (n.full for n in paper.authors or paper.editors))),
            venue_slug=view.venues[title_key(paper.venue)].slug if paper.venue else "",
            year=Titled(year.slug, year.title),
            tag_slugs=tuple(view.tags[title_key(tag)].slug for tag in paper.keywords),
            categories=_titled(review.category[slug] for slug in paper.groups if slug in review.category),
            way=_titled((*review.ancestors(primary), primary)) if primary else (),
            older=tuple(map(self.other, older.values())),
            newer=tuple(self.other(known[key]) for key in view.extended_by.get(paper.key, ())),
            related=tuple(
                (self.other(known[other.key]), other.reasons) for other in view.related.get(paper.key, ())
            ),
            mentions=tuple(view.links.mentions.get(paper.key, ())),
            before=self.other(before) if before else None,
            after=self.other(after) if after else None,
        )

    def other(self, paper: Paper) -> Other:
        """Return the paper as others show it."""
        found = self._others.get(paper.key)
        if found is None:
            tldr = self._view.review.note(paper.key).tldr
            found = Other(paper.key, paper.slug, title_of(paper), paper.year, byline(paper), tldr)
            self._others[paper.key] = found
        return found

    @cached_property
    def _author(self) -> Callable[[str], str]:
        # Most names are on several papers.
        slugs: dict[str, str] = {}

        def slug(full: str) -> str:
            if full not in slugs:
                slugs[full] = self._view.author_slug(full)
            return slugs[full]

        return slug


def _titled(categories: Iterable[Category]) -> tuple[Titled, ...]:
    return tuple(Titled(category.slug, category.title) for category in categories)
