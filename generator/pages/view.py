"""What the pages look up while they are written: indexes over the review, made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..charts.counts import Axis, years
from ..errors import Problem
from ..links.citations import CrossLinks
from ..links.comparison import Comparison
from ..links.related import Related
from ..model import Category, Paper, Review
from ..text.fold import title_key
from ..text.slugs import assign_slugs


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that share an author, a venue, a year or a tag, with the slug of their page."""

    slug: str
    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A bulk export: its path below `docs/`, what it is, its size in bytes, its SHA-256, how many papers."""

    path: str
    title: str
    size: int
    sha256: str
    papers: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """The review with its cross-links and indexes.

    Groups are by what the spellings of a title share (`title_key`), years by `year_key`.
    `neighbours` are the papers before and after each one, among those with the same primary category.
    """

    review: Review
    links: CrossLinks
    related: Mapping[str, tuple[Related, ...]]
    authors: Mapping[str, Group]
    venues: Mapping[str, Group]
    years: Mapping[str, Group]
    tags: Mapping[str, Group]
    extended_by: Mapping[str, tuple[str, ...]]
    neighbours: Mapping[str, tuple[Paper | None, Paper | None]]
    texts: Mapping[str, Mapping[str, str]]
    downloads: tuple[Download, ...] = ()
    alike: Comparison | None = None
    axis: Axis = field(default_factory=Axis)
    problems: tuple[Problem, ...] = ()

    @property
    def newest(self) -> tuple[Paper, ...]:
        """The papers by the day they were added, latest first; those without one are left out."""
        return by_day_added(self.review.papers)

    def primary_category(self, paper: Paper) -> Category | None:
        """Return the category that the paper is in before all others."""
        return _primary_category(paper, self.review)

    def author_slug(self, full: str) -> str:
        """Return the slug of an author's page; empty where there are too few papers for one."""
        group = self.authors.get(title_key(full))
        return group.slug if group and len(group.papers) >= self.review.config.author_page_from else ""


def make_view(
    review: Review,
    links: CrossLinks,
    related: Mapping[str, tuple[Related, ...]],
    texts: Mapping[str, Mapping[str, str]],
    downloads: Sequence[Download] = (),
    problems: Sequence[Problem] = (),
    alike: Comparison | None = None,
) -> View:
    """Index the review for its pages; `texts` has each paper's export by format and citekey."""
    papers = review.papers
    return View(
        review=review,
        links=links,
        related=related,
        authors=_grouped(_by_author(papers)),
        venues=_grouped((title_key(p.venue), p.venue, p) for p in papers if p.venue),
        years=_grouped((year_key(p), year_key(p), p) for p in papers),
        tags=_grouped((title_key(tag), tag, p) for p in papers for tag in p.keywords),
        extended_by=_extended_by(review),
        neighbours=_neighbours(review),
        texts=texts,
        downloads=tuple(downloads),
        problems=tuple(problems),
        alike=alike,
        axis=years(papers),
    )


def by_day_added(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers that have a day, the latest first; those of one day stay in their order."""
    dated = [paper for paper in papers if paper.added]
    return tuple(sorted(dated, key=lambda p: p.added.toordinal() if p.added else 0, reverse=True))


def year_key(paper: Paper) -> str:
    """Return the year as text, `Undated` without one."""
    return str(paper.year) if paper.year else "Undated"


def _by_author(papers: Iterable[Paper]) -> Iterator[tuple[str, str, Paper]]:
    """Yield each author of each paper; accents and case do not tell people apart."""
    keys: dict[str, str] = {}
    for paper in papers:
        for full in dict.fromkeys(name.full for name in paper.authors):
            key = keys.get(full)
            if key is None:
                key = keys[full] = title_key(full)
            yield key, full, paper


def _grouped(triples: Iterable[tuple[str, str, Paper]]) -> Mapping[str, Group]:
    papers: dict[str, dict[str, Paper]] = {}
    titles: dict[str, str] = {}
    for key, title, paper in triples:
        papers.setdefault(key, {})[paper.key] = paper
        titles.setdefault(key, title)
    slugs = assign_slugs(titles.values())
    return {
        key: Group(slugs[titles[key]], titles[key], tuple(group.values())) for key, group in papers.items()
    }


def _extended_by(review: Review) -> Mapping[str, tuple[str, ...]]:
    extended: dict[str, list[str]] = {}
    for paper in review.papers:
        for older in review.note(paper.key).builds_on:
            base = review.by_key.get(older)
            if base is not None:
                extended.setdefault(base.key, []).append(paper.key)
    return {key: tuple(keys) for key, keys in extended.items()}


def _neighbours(review: Review) -> Mapping[str, tuple[Paper | None, Paper | None]]:
    groups: dict[str, list[Paper]] = {}
    for paper in review.papers:
        category = _primary_category(paper, review)
        if category:
            groups.setdefault(category.slug, []).append(paper)
    return {
        paper.key: (before, after)
        for papers in groups.values()
        for before, paper, after in zip([None, *papers], papers, [*papers[1:], None], strict=False)
    }


def _primary_category(paper: Paper, review: Review) -> Category | None:
    return next((review.category[slug] for slug in paper.groups if slug in review.category), None)
