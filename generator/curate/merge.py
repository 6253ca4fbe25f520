"""Merging what is listed more than once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..errors import Place, Problem, Severity
from ..model import ListedPaper
from ..text.fold import title_key

_COMPARED = ("title", "abstract", "code", "project", "author_count", "organisation", "submitted")


@dataclass(frozen=True, slots=True)
class Merge:
    """A second record of a paper, and the fields in which it differed from the one that stays."""

    title: str
    kept: Place
    merged: Place
    differences: tuple[str, ...] = ()

    @property
    def problem(self) -> Problem:
        """The merge as a line of a report."""
        differ = f"; they differ in {', '.join(self.differences)}" if self.differences else ""
        message = f"“{self.title}” is also at {self.kept}, merged{differ}"
        hint = "compare the two: the richer one was kept" if self.differences else ""
        return Problem("listing-duplicate", message, self.merged, hint, severity=Severity.INFO)


def merge_listed(records: Iterable[ListedPaper]) -> tuple[tuple[ListedPaper, ...], tuple[Merge, ...]]:
    """Return the distinct papers in order of first appearance, and every record that was merged into another.

    Two records are one paper when their titles share letters and digits. The richer of the two stays (more
    fields known, then the longer abstract, then the earlier one), and takes from the other what it lacks.
    """
    kept: dict[str, ListedPaper] = {}
    merges: list[Merge] = []
    for record in records:
        key = title_key(record.title)
        if key in kept:
            kept[key], merge = _merge(kept[key], record)
            merges.append(merge)
        else:
            kept[key] = record
    return tuple(kept.values()), tuple(merges)


def _merge(first: ListedPaper, second: ListedPaper) -> tuple[ListedPaper, Merge]:
    poor, rich = (first, second) if _richness(second) > _richness(first) else (second, first)
    missing = {
        name: getattr(poor, name) for name in _COMPARED if not getattr(rich, name) and getattr(poor, name)
    }
    links = tuple(dict.fromkeys((*rich.links, *poor.links)))
    merged: ListedPaper = replace(rich, links=links, **missing)
    return merged, Merge(rich.title, rich.place, poor.place, _differences(rich, poor))


def _richness(record: ListedPaper) -> tuple[int, int]:
    known = sum(bool(getattr(record, name)) for name in (*_COMPARED, "links"))
    return known, len(record.abstract)


def _differences(rich: ListedPaper, poor: ListedPaper) -> tuple[str, ...]:
    pairs = ((name, getattr(rich, name), getattr(poor, name)) for name in _COMPARED)
    return tuple(name for name, one, other in pairs if one and other and one != other)
