"""What happened to the papers: which one of the later state each of the earlier one is, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..links.identity import Successors
from ..model import Paper, Review
from .texts import changed
from .values import Edited, Merged, Moved, PaperChanges, Renamed

# What these say is told in other words: categories, and names of entries.
_TOLD = frozenset({"groups", "ids"})


@dataclass
class _Matches:
    """Pairs of a paper before and after, and what became of those that have no partner."""

    pairs: list[tuple[Paper, Paper]] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    removed: list[Paper] = field(default_factory=list)


def paper_changes(before: Review, after: Review, moved_slugs: Mapping[str, str]) -> PaperChanges:
    """Compare the papers; `moved_slugs` has the new slug of each category that only changed its slug."""
    matches = _match(before, after)
    known = {later.key for _, later in matches.pairs}
    return PaperChanges(
        added=tuple(paper for paper in after.papers if paper.key not in known),
        removed=tuple(matches.removed),
        renamed=tuple(matches.renamed),
        merged=tuple(matches.merged),
        moved=tuple(_moved(matches.pairs, moved_slugs) if _curated(before, after) else ()),
        edited=tuple(_edited(matches.pairs)),
    )


def _match(before: Review, after: Review) -> _Matches:
    matches = _Matches()
    successors = Successors(before, after)
    present = {paper.key for paper in before.papers}
    taken: set[str] = set()
    for paper in before.papers:
        now = successors.of(paper)
        kept = paper.key in after.by_key
        if now is None:
            matches.removed.append(paper)
        elif now.key == paper.key:
            matches.pairs.append((paper, now))
        elif now.key in present or now.key in taken:
            matches.merged.append(Merged(paper, now, kept))
        else:
            taken.add(now.key)
            matches.renamed.append(Renamed(paper, now, kept))
            matches.pairs.append((paper, now))
    return matches


def _curated(before: Review, after: Review) -> bool:
    """Tell whether somebody wrote the categories of both: those made from keywords move along with them."""
    return all(any(category.curated for category in review.categories) for review in (before, after))


def _moved(pairs: Iterable[tuple[Paper, Paper]], slugs: Mapping[str, str]) -> Iterator[Moved]:
    for before, after in pairs:
        old = tuple(slugs.get(group, group) for group in before.groups)
        if old != after.groups:
            yield Moved(after, old, after.groups)


def _edited(pairs: Iterable[tuple[Paper, Paper]]) -> Iterator[Edited]:
    for before, after in pairs:
        changes = tuple(changed(_fields(before), _fields(after)))
        if changes:
            yield Edited(after.key, changes)


def _fields(paper: Paper) -> dict[str, str]:
    fields = {"entry type": paper.entry.type or paper.type}
    for entry_field in paper.entry.fields:
        name = entry_field.name.lower()
        if name not in _TOLD:
            fields.setdefault(name, entry_field.value)
    return fields
