"""Two states of a review, compared."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..errors import Problem
from ..model import Category, Config, Note, Review
from .papers import paper_changes
from .texts import changed, listed, prose
from .values import CategoryChanges, Changes, Edited, NoteChanges, ProblemChanges

_LINE = re.compile(r":\d+(?::\d+)?")


@dataclass(frozen=True, slots=True)
class State:
    """A state of a review: the review, its introduction, and the problems it had."""

    review: Review
    introduction: str = ""
    problems: tuple[Problem, ...] = ()


def compare(before: State, after: State, revision: str) -> Changes:
    """Return what differs; `revision` names the earlier state to people."""
    slugs = _moved_slugs(before.review, after.review)
    return Changes(
        revision=revision,
        papers_before=len(before.review.papers),
        papers_after=len(after.review.papers),
        papers=paper_changes(before.review, after.review, slugs),
        categories=_category_changes(before.review, after.review, slugs),
        notes=_note_changes(before.review, after.review),
        settings=Edited("", tuple(changed(_settings(before.review.config), _settings(after.review.config)))),
        introduction=tuple(prose("introduction", before.introduction, after.introduction)),
        problems=_problem_changes(before.problems, after.problems),
    )


def _moved_slugs(before: Review, after: Review) -> dict[str, str]:
    """Return the new slug of each category that stands in another one's `moved_from`."""
    return {
        old: category.slug
        for category in after.categories
        for old in category.moved_from
        if old in before.category and old not in after.category
    }


def _category_changes(before: Review, after: Review, slugs: Mapping[str, str]) -> CategoryChanges:
    earlier = {
        slugs.get(slug, slug): category for slug, category in before.category.items() if category.curated
    }
    curated = [category for category in after.categories if category.curated]
    new = {category.slug for category in curated}
    return CategoryChanges(
        added=tuple(category for category in curated if category.slug not in earlier),
        removed=tuple(category for slug, category in earlier.items() if slug not in new),
        renamed=tuple(slugs.items()),
        edited=tuple(
            edited
            for category in curated
            if category.slug in earlier
            for edited in _edited_category(earlier[category.slug], category, slugs)
        ),
    )


def _edited_category(before: Category, after: Category, slugs: Mapping[str, str]) -> Iterator[Edited]:
    parent = slugs.get(before.parent, before.parent)
    changes = tuple(changed(_front(before) | {"parent": parent}, _front(after)))
    texts = tuple(prose("narrative", before.narrative, after.narrative))
    if changes or texts:
        yield Edited(after.slug, changes, texts)


def _front(category: Category) -> dict[str, str]:
    return {
        "title": category.title,
        "parent": category.parent,
        "scope": category.scope,
        "match": listed(category.match),
        "key_papers": listed(category.key_papers),
    }


def _note_changes(before: Review, after: Review) -> NoteChanges:
    # A note follows its paper to another citekey.
    earlier = {_present(key, after): note for key, note in before.notes.items()}
    later = {_present(key, after): note for key, note in after.notes.items()}
    return NoteChanges(
        added=tuple(key for key in later if key not in earlier),
        removed=tuple(key for key in earlier if key not in later),
        edited=tuple(
            edited
            for key in later
            if key in earlier
            for edited in _edited_note(key, earlier[key], later[key])
        ),
    )


def _present(key: str, review: Review) -> str:
    paper = review.by_key.get(key)
    return paper.key if paper else key


def _edited_note(key: str, before: Note, after: Note) -> Iterator[Edited]:
    old, new = (
        {"tldr": note.tldr, "results": " · ".join(note.results), "builds_on": listed(note.builds_on)}
        for note in (before, after)
    )
    changes, texts = tuple(changed(old, new)), tuple(prose("text", before.body, after.body))
    if changes or texts:
        yield Edited(key, changes, texts)


def _settings(config: Config) -> dict[str, str]:
    values = {field.name: getattr(config, field.name) for field in dataclasses.fields(config)}
    facets = {f"facets.{facet.name}": listed(facet.tags) for facet in config.facets}
    plain = {
        name: listed(value) if isinstance(value, tuple) else str(value)
        for name, value in values.items()
        if name not in ("place", "facets")
    }
    return plain | facets


def _problem_changes(before: Sequence[Problem], after: Sequence[Problem]) -> ProblemChanges:
    gained, lost = _without(after, before), _without(before, after)
    return ProblemChanges(gained, lost, len(after) - len(gained))


def _without(problems: Sequence[Problem], others: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems that the others do not have; of several alike, as many as there are more."""
    there = Counter(map(_identity, others))
    left: defaultdict[tuple[str, ...], int] = defaultdict(int, there)
    found = []
    for problem in problems:
        identity = _identity(problem)
        if left[identity]:
            left[identity] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _identity(problem: Problem) -> tuple[str, ...]:
    """Return what stays of a problem when lines move, and its entry from one file to another."""
    where = problem.citekey or problem.place.file
    return problem.code, where, _LINE.sub("", problem.message)
