"""The tree of categories: curated where a review has one, derived from the papers where it has none."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .errors import Place, Problem, Severity
from .model import Category, Paper
from .text.fold import did_you_mean
from .text.slugs import assign_slugs, slugify


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Papers with the slugs of existing categories in `groups`, the categories in order, and problems."""

    papers: tuple[Paper, ...]
    categories: tuple[Category, ...]
    problems: tuple[Problem, ...] = ()


def arrange(papers: Sequence[Paper], categories: Sequence[Category]) -> Taxonomy:
    """Put papers and categories together.

    With curated categories, a group that names none of them is an error and is left out, old slugs in
    `moved_from` count as the new one, and parents are made sound. Without, categories come from `groups`,
    else from `keywords`, else from the venue or the year.
    """
    if not categories:
        return _derived(papers)
    by_slug = {category.slug: category for category in categories}
    moved = {old: category.slug for category in reversed(categories) for old in category.moved_from}
    problems: list[Problem] = []
    sound = tuple(_with_sound_parent(category, by_slug, problems) for category in categories)
    placed = tuple(_in_known_groups(paper, by_slug, moved, problems) for paper in papers)
    return Taxonomy(placed, tuple(sorted(sound, key=lambda c: (c.title.lower(), c.slug))), tuple(problems))


def in_canonical_order(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers newest first, those without a year last, ties by citekey."""
    return tuple(sorted(papers, key=lambda paper: (-(paper.year or 0), paper.key)))


def _in_known_groups(
    paper: Paper, known: Mapping[str, Category], moved: Mapping[str, str], problems: list[Problem]
) -> Paper:
    groups = []
    for group in paper.groups:
        slug = group if group in known else moved.get(group, group)
        if slug in known:
            groups.append(slug)
        else:
            hint = did_you_mean(group, known) or "add categories/<slug>.md, or use a slug that has one"
            message = f"unknown category “{group}” in groups"
            problems.append(Problem("unknown-category", message, paper.place, hint, paper.key))
    if not groups:
        message = "the paper is in no category"
        hint = "name one in its groups field: groups = {slug}"
        problems.append(Problem("no-category", message, paper.place, hint, paper.key, Severity.WARNING))
    return replace(paper, groups=tuple(dict.fromkeys(groups)))


def _with_sound_parent(
    category: Category, known: Mapping[str, Category], problems: list[Problem]
) -> Category:
    if not category.parent:
        return category
    if category.parent not in known:
        hint = did_you_mean(category.parent, known) or "name a category that has a file, or drop the line"
        message = f"unknown parent “{category.parent}”"
        problems.append(Problem("unknown-parent", message, category.place, hint))
        return replace(category, parent="")
    if _leads_back(category, known):
        message = f"the parents of “{category.slug}” lead back to it"
        problems.append(Problem("cyclic-parents", message, category.place, "change one parent on the way"))
        return replace(category, parent="")
    return category


def _leads_back(category: Category, known: Mapping[str, Category]) -> bool:
    seen = set()
    slug = category.parent
    while slug in known and slug not in seen:
        if slug == category.slug:
            return True
        seen.add(slug)
        slug = known[slug].parent
    return False


def _derived(papers: Sequence[Paper]) -> Taxonomy:
    names = [_names(paper) for paper in papers]
    counts = Counter(name.casefold() for group in names for name in group)
    spelling: dict[str, str] = {}
    for name in (name for group in names for name in group):
        spelling.setdefault(name.casefold(), name)
    slugs = assign_slugs(spelling)
    placed = tuple(
        replace(paper, groups=tuple(dict.fromkeys(slugs[name.casefold()] for name in group)))
        for paper, group in zip(papers, names, strict=True)
    )
    by_size = sorted(spelling, key=lambda folded: (-counts[folded], folded))
    return Taxonomy(placed, tuple(_from_name(spelling[folded], slugs[folded]) for folded in by_size))


def _names(paper: Paper) -> tuple[str, ...]:
    fallback = paper.venue or (str(paper.year) if paper.year else "Undated")
    names = paper.groups or paper.keywords or (fallback,)
    return tuple(name for name in names if slugify(name)) or (fallback,)


def _from_name(name: str, slug: str) -> Category:
    # A slug somebody wrote in `groups` reads better as words.
    title = name.replace("-", " ").capitalize() if name == slug and name.islower() else name
    return Category(slug, title, place=Place(), curated=False)
