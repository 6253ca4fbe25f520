"""The facets of the explore page: every value with the papers that have it, as columns of numbers.

A paper's number is its place in the review. A column of papers is written as the first number and then the
steps between neighbours, which are small and compress well. What scripts make of it is in the theme's
`explore-facets.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model import Category, Paper, Review
from ..text.escape import clean, url
from ..text.fold import title_key
from .markup import Page, title_of
from .paper import TYPE_NAMES
from .records import FOLDER, PER_FILE, json_page, review_version
from .view import Group, View

Pairs = Iterable[tuple[str, Iterable[Paper]]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in addresses, its title, and the papers' numbers by value, in the order shown.

    `labels` are shown in place of the values; `parents` and `old` are a tree's: the value above each, and
    which value one that is no longer there now means.
    """

    name: str
    title: str
    papers: Mapping[str, tuple[int, ...]]
    labels: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    old: Mapping[str, str] | None = None


def facet_files(view: View) -> Iterator[Page]:
    """Yield `explore/facets.json`, and what only some readers need: the authors, the order of titles."""
    papers = view.review.papers
    version = review_version(papers)
    numbers = {paper.key: number for number, paper in enumerate(papers)}
    days = sorted(_grouped((paper.added, paper) for paper in papers), reverse=True, key=lambda pair: pair[0])
    document = {
        "version": version,
        "size": PER_FILE,
        "papers": len(papers),
        "facets": [_columns(facet) for facet in facets(view, numbers) if facet.papers],
        "authors": len(view.authors),
        "added": _columns(_facet("added", "Added", days, numbers)),
    }
    yield json_page(f"{FOLDER}/facets.json", document)
    authors = _facet("author", "Author", _by_size(view.authors.values()), numbers)
    yield json_page(f"{FOLDER}/authors.json", {"version": version, **_columns(authors)})
    titles = sorted(range(len(papers)), key=lambda number: (title_key(title_of(papers[number])), number))
    yield json_page(f"{FOLDER}/titles.json", {"version": version, "order": titles})


def facets(view: View, numbers: Mapping[str, int]) -> Iterator[Facet]:
    """Yield the facets in the order in which a reader sees them, empty ones too."""
    review = view.review
    yield _categories(review, numbers)
    yield _facet("year", "Year", _grouped((paper.year, paper) for paper in review.papers), numbers)
    yield from _tags(view, numbers)
    yield _facet("venue", "Venue", _by_size(view.venues.values()), numbers)
    yield _facet("type", "Type", _by_type(review.papers), numbers)
    coded = [paper for paper in review.papers if url(paper.code)]
    measured = [paper for paper in review.papers if review.note(paper.key).results]
    for value, label, papers in (("code", "Code", coded), ("results", "Reported results", measured)):
        yield replace(_facet("has", "With", [(value, papers)], numbers), labels=(label,))


def _categories(review: Review, numbers: Mapping[str, int]) -> Facet:
    tree = list(_tree(review))
    pairs = [(category.slug, review.in_category.get(category.slug, ())) for category in tree]
    return Facet(
        "category",
        "Category",
        {clean(slug): tuple(numbers[paper.key] for paper in papers) for slug, papers in pairs},
        tuple(clean(category.title) for category in tree),
        tuple(clean(category.parent) for category in tree),
        {clean(old): clean(category.slug) for category in tree for old in category.moved_from},
    )


def _tree(review: Review, parent: str = "") -> Iterator[Category]:
    for category in review.children.get(parent, ()):
        yield category
        yield from _tree(review, category.slug)


def _tags(view: View, numbers: Mapping[str, int]) -> Iterator[Facet]:
    """Yield a facet for each of the review's own, and one for the tags that are in none of them."""
    left = dict(view.tags)
    for facet in view.review.config.facets:
        groups = [left.pop(title_key(tag), None) for tag in facet.tags]
        pairs = ((group.title, group.papers) for group in groups if group)
        yield _facet("tag", facet.name.capitalize(), pairs, numbers)
    if not _are_categories(left, view.review):
        title = "Other tags" if view.review.config.facets else "Tag"
        yield _facet("tag", title, _by_size(left.values()), numbers)


def _are_categories(tags: Mapping[str, Group], review: Review) -> bool:
    """Tell whether the categories were made from the tags: one facet is enough then."""
    derived = {title_key(category.title) for category in review.categories if not category.curated}
    return derived >= tags.keys()


def _by_type(papers: Sequence[Paper]) -> Pairs:
    types = _grouped((TYPE_NAMES.get(paper.type, paper.type.capitalize()), paper) for paper in papers)
    return sorted(types, key=lambda pair: (-len(pair[1]), pair[0]))


def _grouped(pairs: Iterable[tuple[object, Paper]]) -> list[tuple[str, list[Paper]]]:
    """Return the papers by value, as text, in the order in which the values come; none is no value."""
    groups: dict[str, list[Paper]] = {}
    for value, paper in pairs:
        if value is not None:
            groups.setdefault(str(value), []).append(paper)
    return list(groups.items())


def _by_size(groups: Iterable[Group]) -> Pairs:
    ordered = sorted(groups, key=lambda group: (-len(group.papers), group.title.lower(), group.slug))
    return ((group.title, group.papers) for group in ordered)


def _facet(name: str, title: str, pairs: Pairs, numbers: Mapping[str, int]) -> Facet:
    """Return the facet; values that no longer differ once they can be shown are one."""
    values: dict[str, set[int]] = {}
    for value, papers in pairs:
        found = {numbers[paper.key] for paper in papers}
        if found and clean(value):
            values.setdefault(clean(value), set()).update(found)
    return Facet(name, clean(title), {value: tuple(sorted(found)) for value, found in values.items()})


def _columns(facet: Facet) -> dict[str, Any]:
    columns = {
        "name": facet.name,
        "title": facet.title,
        "values": list(facet.papers),
        "papers": [_steps(papers) for papers in facet.papers.values()],
    }
    more = {"labels": facet.labels, "parents": facet.parents, "old": facet.old}
    return columns | {name: value for name, value in more.items() if value}


def _steps(papers: tuple[int, ...]) -> list[int]:
    return [number - before for before, number in zip((0, *papers), papers, strict=False)]
