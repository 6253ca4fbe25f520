"""The pictures of what connects papers: the map by what they say, and the lineage by what they build on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..charts.counts import Kinds
from ..charts.lineage import Lineage, lineage, short_name
from ..charts.markup import Label, Series, figure, legend, scrolled, table, unfolded
from ..charts.papermap import PaperMap, paper_map
from ..charts.rows import Leaf, rows
from ..charts.scatter import Cloud, scatter
from ..charts.shaded import Shaded, matrix, shaded
from ..digest import digest
from ..model import Paper
from ..results import Results
from .markup import counted, sentences, title_of
from .view import View

ROOT = "../"


def map_section(
    view: View, sorted_into: Kinds, series: Sequence[Series], results: Results[PaperMap] | None = None
) -> str:
    """Return the map of papers with its legend and table; empty where few papers are like another."""
    found = _map(view, sorted_into, results or Results())
    if found is None:
        return ""
    name = "The map of papers"
    skip = '<a class="chart-skip" href="#map-end">Skip the points of the map</a>'
    picture = skip + scatter(name, _clouds(view, found, sorted_into, series)) + '<span id="map-end"></span>'
    colours = legend(series) if len(series) > 1 else ""
    behind = _nearest(found, sorted_into, series) if len(series) > 1 else ""
    return figure("map", _map_caption(found, len(series) > 1), picture, colours, behind)


def _map(view: View, sorted_into: Kinds, results: Results[PaperMap]) -> PaperMap | None:
    if view.alike is None:
        return None
    made_of = digest((view.alike.made_of, dict(sorted_into.of), sorted_into.order))
    found = results.find(made_of) or paper_map(view.alike.likeness, sorted_into)
    if found is not None:
        results.add(made_of, found)
    return found


def _clouds(view: View, found: PaperMap, sorted_into: Kinds, series: Sequence[Series]) -> list[Cloud]:
    points: dict[str, list[tuple[Label, tuple[float, float]]]] = {}
    for point in found.points:
        label = paper_label(view.review.by_key[point.key])
        points.setdefault(point.kind, []).append((label, point.place))
    return [
        Cloud(one, tuple(points.get(kind, ())), found.dots.get(kind, ()), found.names.get(kind))
        for kind, one in zip(sorted_into.order, series, strict=True)
    ]


def paper_label(paper: Paper) -> Label:
    """Return a paper's title, first author and year, with the address of its page."""
    return Label(f"{title_of(paper)} ({paper.label})", f"{ROOT}papers/{paper.slug}/")


def _map_caption(found: PaperMap, several: bool) -> str:
    same = sum(count for (own, other), count in found.nearest.items() if own == other)
    rest = "the others" if found.shown == found.papers else "some of the others"
    return sentences(
        "Papers that say similar things lie near each other; each point leads to its paper.",
        several and f"For {same:,} of {found.papers:,}, the nearest in content is of the same colour.",
        bool(found.dots)
        and f"{len(found.points):,} papers, evenly spread, are points; {rest} are small dots.",
        found.lone and f"{counted(found.lone)} like no other {'is' if found.lone == 1 else 'are'} not on it.",
    )


def _nearest(found: PaperMap, sorted_into: Kinds, series: Sequence[Series]) -> str:
    labels = [(kind, one.label) for kind, one in zip(sorted_into.order, series, strict=True)]
    made = matrix(labels, labels, found.nearest)
    name = "Papers by category, and by the category of the paper nearest to each"
    picture = shaded(
        Shaded(name, "papers of ↓ have the nearest in →", tuple(label for _, label in labels), made)
    )
    return unfolded("The numbers: where the nearest paper lies", picture)


def lineage_section(view: View, sorted_into: Kinds, series: Sequence[Series]) -> str:
    """Return what the notes say of who builds on whom, as a tree over time and as a table; empty for none."""
    found = lineage(view.review)
    if not found.edges:
        return ""
    known = view.review.by_key
    colour = {kind: one.colour for kind, one in zip(sorted_into.order, series, strict=True)}
    leaves = {
        key: Leaf(
            Label(short_name(known[key]), f"{ROOT}papers/{known[key].slug}/"),
            paper_label(known[key]).text,
            colour[sorted_into.of[key]],
            node.row,
            node.time,
        )
        for key, node in found.nodes.items()
    }
    edges = [(older, newer, found.parents.get(newer) == older) for older, newer in found.drawn]
    name = "What builds on what, over time"
    picture = scrolled(name, rows(name, leaves, edges))
    shown = {one.colour for one in leaves.values()}
    colours = legend([one for one in series if one.colour in shown]) if len(shown) > 1 else ""
    return figure("lineage", _lineage_caption(view, found), picture, colours, _lineage_table(view, found))


def _lineage_caption(view: View, found: Lineage) -> str:
    uses = Counter(older for older, _ in found.edges)
    key, count = max(uses.items(), key=lambda pair: (pair[1], pair[0]))
    most = view.review.by_key[key]
    hidden = len(found.papers) - len(found.nodes)
    return sentences(
        f"{counted(len(found.edges), 'link')} between {counted(len(found.papers))}, from the older to",
        "the newer that builds on it, as the notes say.",
        count > 1 and f"Most build on {short_name(most)} ({most.label}): {count:,}.",
        hidden
        and f"{counted(hidden)} of smaller families {'is' if hidden == 1 else 'are'} in the table alone.",
    )


def _lineage_table(view: View, found: Lineage) -> str:
    known = view.review.by_key
    above: dict[str, list[str]] = {}
    for older, newer in found.edges:
        above.setdefault(newer, []).append(older)
    lines = [
        [
            str(paper_label(known[newer])),
            str(known[newer].year),
            "; ".join(str(paper_label(known[older])) for older in olders),
        ]
        for newer, olders in above.items()
    ]
    name = "Papers and what they build on"
    return unfolded("The same as a table", scrolled(name, table(name, ["Paper", "Year", "Builds on"], lines)))
