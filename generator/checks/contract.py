"""The citekey contract: what was published once is still found, under its old name or where that leads.

Compares the review with an earlier state of it. Papers, notes and bookmarks of its readers hold citekeys and
addresses of pages; each must still lead to the same paper or category.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..errors import Place, Problem, Severity
from ..links.addresses import paper_addresses
from ..links.identity import Successors, identities
from ..model import Category, Paper, Review


def broken_promises(before: Review, after: Review, revision: str) -> Iterator[Problem]:
    """Yield what an earlier state of the review published and this one no longer has.

    `revision` names the earlier state to people.
    """
    if not before.papers:
        message = f"at {revision} no paper was here, so no citekey can be lost"
        hint = "nothing needs to be done if the review is new there; else name another revision"
        yield Problem("nothing-to-compare", message, hint=hint, severity=Severity.INFO)
    successors = Successors(before, after)
    for paper in before.papers:
        yield from _citekeys(paper, before, after, successors, revision)
    yield from _pages(before, after)
    yield from _categories(before, after, revision)


def _citekeys(
    paper: Paper, before: Review, after: Review, successors: Successors, revision: str
) -> Iterator[Problem]:
    now = after.by_key.get(paper.key)
    if now is None:
        yield _lost(paper, successors.likely(paper), revision)
    elif now.key == paper.key and _is_another(paper, now):
        message = f"“{paper.key}” was “{paper.title}” at {revision}, and is another paper now"
        hint = "give the new paper a citekey of its own, and put the entry of the old one back"
        yield Problem("reassigned-citekey", message, now.place, hint, now.key, Severity.WARNING)
    for old in paper.aliases:
        if old not in after.by_key and before.by_key[old] is paper:
            yield _lost_alias(old, paper, successors.of(paper), revision)


def _lost(paper: Paper, likely: Paper | None, revision: str) -> Problem:
    message = f"the citekey “{paper.key}” of {revision} is gone, and stands in no entry's ids"
    if likely is not None:
        hint = f"write {_ids(likely, paper.key)} into {likely.place.file}:{likely.place.line} ({likely.key})"
        return Problem("lost-citekey", message, likely.place, hint, likely.key)
    hint = (
        f"put the entry back; it stood at {_at(paper.place)}. "
        f"If another entry stands for it now, write {_ids(None, paper.key)} into that one"
    )
    return Problem("lost-citekey", message, paper.place, hint, paper.key)


def _lost_alias(old: str, paper: Paper, now: Paper | None, revision: str) -> Problem:
    message = f"the old citekey “{old}” stood in the ids of “{paper.key}” at {revision}, and is gone"
    if now is None:
        hint = f"put the entry of “{paper.key}” back; it stood at {_at(paper.place)}"
        return Problem("lost-old-citekey", message, paper.place, hint, paper.key)
    hint = f"write {_ids(now, old)} into {now.place.file}:{now.place.line} ({now.key})"
    return Problem("lost-old-citekey", message, now.place, hint, now.key)


def _ids(paper: Paper | None, key: str) -> str:
    """Return the field as it should be: with the key, behind those that are there already."""
    return f"ids = {{{', '.join((*(paper.aliases if paper else ()), key))}}}"


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _is_another(before: Paper, after: Paper) -> bool:
    """Tell whether two entries with one citekey share neither identifier nor title nor author.

    One of them alone may have been corrected.
    """
    shared = set(identities(before)) & set(identities(after))
    people = {name.family.lower() for name in before.authors} & {
        name.family.lower() for name in after.authors
    }
    return not shared and not people and bool(before.title)


def _pages(before: Review, after: Review) -> Iterator[Problem]:
    now = paper_addresses(after.papers)
    for slug, address in paper_addresses(before.papers).items():
        paper = address.paper
        same = after.by_key.get(paper.key)
        other = now[slug].paper if slug in now else None
        # Without its citekey a page is gone, too, and the citekey has been told.
        if same is None or other is same or (other is None and address.is_old):
            continue
        there = f"shows “{other.key}” now" if other else "is gone"
        message = f"the page papers/{slug}/ of “{paper.key}” {there}"
        hint = (
            f"give “{other.key}” a citekey that asks for another address"
            if other
            else "citekeys that ask for one address share it: put the one that is gone into some entry's ids"
        )
        yield Problem("lost-page", message, same.place, hint, same.key)


def _categories(before: Review, after: Review, revision: str) -> Iterator[Problem]:
    known = {slug for category in after.categories for slug in (category.slug, *category.moved_from)}
    for category in before.categories:
        if category.curated:
            for slug in (category.slug, *category.moved_from):
                if slug not in known:
                    yield _lost_category(slug, category, before, after, revision)


def _lost_category(slug: str, category: Category, before: Review, after: Review, revision: str) -> Problem:
    message = f"the category “{slug}” of {revision} is gone, and stands in no category's moved_from"
    heir = _heir(category, before, after)
    if heir is None:
        hint = (
            f"put {category.place.file} back, or name “{slug}” in the moved_from of the one that follows it"
        )
        return Problem("lost-category", message, category.place, hint)
    names = ", ".join((*heir.moved_from, slug))
    hint = f"write moved_from: [{names}] into {heir.place.file}"
    return Problem("lost-category", message, heir.place, hint)


def _heir(category: Category, before: Review, after: Review) -> Category | None:
    """Return the curated category that has its title, or else most of its papers."""
    curated = {c.slug: c for c in after.categories if c.curated}
    if category.slug in curated:
        return curated[category.slug]
    same = next((c for c in curated.values() if c.title.lower() == category.title.lower()), None)
    return same or _with_most(before.in_category.get(category.slug, ()), before, after, curated)


def _with_most(
    papers: Iterable[Paper], before: Review, after: Review, curated: Mapping[str, Category]
) -> Category | None:
    now = [after.by_key[paper.key] for paper in papers if paper.key in after.by_key]
    counts = Counter(group for paper in now for group in paper.groups if group in curated)
    most = [slug for slug, count in counts.items() if 2 * count > len(now)]
    # A category that was there before has its own papers; a new one may have been made of this one's.
    best = max(most, key=lambda slug: (slug not in before.category, counts[slug], slug), default="")
    return curated.get(best)
