"""The page of pictures: papers over time, what is near what, what builds on what, what occurs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ..charts.columns import Column, columns
from ..charts.counts import OTHER, Axis, Kinds, kinds, together, used
from ..charts.markup import OTHER_COLOUR, Label, Series, figure, legend, scrolled, table, unfolded
from ..charts.papermap import PaperMap
from ..charts.shaded import Row, Shaded, matrix, shaded
from ..model import Category, Facet, Paper, Review
from ..results import Results
from ..text.escape import query
from ..text.fold import title_key
from .markup import Page, bloom, classed, counted, page, section, sentences
from .trends_links import lineage_section, map_section
from .view import View

# Pictures are raw HTML, in which nobody turns links to `.md` files into addresses: these are final ones.
ROOT = "../"
NOTHING = "There is nothing to draw yet: pictures need papers of more than one year, or what connects them."
MOST_ROWS = 30
# Halves smaller than this say nothing about a change.
LEAST_HALF = 20


def trends_page(view: View, maps: Results[PaperMap] | None = None) -> Page:
    """Return the page; pictures that the review has nothing for are left out.

    `maps` has the map of papers, if it was made before.
    """
    sorted_into = kinds(view.review)
    series = kind_series(view.review, sorted_into)
    blocks = [
        section("Papers by year", _years(view, sorted_into, series)),
        section("Categories over time", _categories(view)),
        section("The map of papers", map_section(view, sorted_into, series, maps)),
        section("What builds on what", lineage_section(view, sorted_into, series)),
        section("What occurs together", "\n\n".join(_facets(view))),
    ]
    lead = f"The {counted(len(view.review.papers))} of this review in pictures, with the numbers as tables."
    return page(
        "trends.md",
        "Trends",
        [classed(lead if any(blocks) else NOTHING, "lead"), *blocks],
        description="Pictures of this review: papers over time, the map of papers, lineage, co-occurrence.",
        bibloom=bloom("trends", search=False, styles=["charts", "charts-tables"], scripts=["charts"]),
    )


def kind_series(review: Review, sorted_into: Kinds) -> tuple[Series, ...]:
    """Return the kinds of papers with their colours: top categories in their order, then all others."""
    counts = Counter(sorted_into.of.values())
    return tuple(
        Series(_kind_label(review, slug), OTHER_COLOUR if slug == OTHER else place, counts[slug])
        for place, slug in enumerate(sorted_into.order)
    )


def _kind_label(review: Review, slug: str) -> Label:
    return category_label(review.category[slug]) if slug != OTHER else Label("Other")


def category_label(category: Category) -> Label:
    """Return a category's title with the address of its page."""
    return Label(category.title, f"{ROOT}categories/{category.slug}/")


def _axis_labels(view: View, axis: Axis) -> Iterator[Label]:
    for year in axis.years:
        group = view.years.get(str(year))
        if axis.earlier and year == axis.years[0]:
            yield Label(f"to {year}")
        else:
            yield Label(str(year), f"{ROOT}years/{group.slug}/" if group else "")


def _explored(**asked: str) -> str:
    """Return the address at which the explore page shows what is asked for."""
    return f"{ROOT}explore/?{query(asked.items())}"


def _years(view: View, sorted_into: Kinds, series: tuple[Series, ...]) -> str:
    """Return the stacked columns of papers by year; empty below two years."""
    axis = view.axis
    if len(axis.years) < 2:
        return ""
    stacks = []
    for papers, label in zip(axis.sorted(view.review.papers), _axis_labels(view, axis), strict=True):
        counts = sorted_into.count(papers)
        stacks.append(Column(label, tuple(counts[kind] for kind in sorted_into.order)))
    several = len(series) > 1
    name = "Papers by year and category" if several else "Papers by year"
    behind = unfolded("The same as a table", scrolled(name, _years_table(name, series, stacks)))
    colours = legend(series) if several else ""
    return figure("years", _years_caption(view, several), columns(name, series, stacks), colours, behind)


def _years_table(name: str, series: Sequence[Series], stacks: Sequence[Column]) -> str:
    years = [str(stack.label) for stack in stacks]
    total = ["Papers", *(f"{sum(stack.counts):,}" for stack in stacks)]
    if len(series) < 2:
        return table(name, ["Year", *years], [total])
    lines = (
        [str(one.label), *(f"{stack.counts[at]:,}" for stack in stacks)] for at, one in enumerate(series)
    )
    return table(name, ["Category", *years], [*lines, total])


def _years_caption(view: View, several: bool) -> str:
    dated = [paper for paper in view.review.papers if paper.year]
    most, count = max(
        Counter(paper.year for paper in dated).items(), key=lambda pair: (pair[1], pair[0] or 0)
    )
    undated = len(view.review.papers) - len(dated)
    return sentences(
        f"{counted(len(dated))} by the year they appeared in; the most, {count:,}, in {most}.",
        several and "A paper counts once, in the colour of its first category.",
        undated and f"{counted(undated)} without a year {'is' if undated == 1 else 'are'} not shown.",
    )


def _categories(view: View) -> str:
    """Return the categories' papers by year as a shaded table; empty for one category or one year."""
    review = view.review
    axis = view.axis
    papers = {category.slug: review.under(category.slug) for category in review.categories}
    tops = [category for category in review.children.get("", ()) if papers[category.slug]]
    if len(axis.years) < 2 or len(tops) < 2:
        return ""
    largest = sorted((category.slug for category in tops), key=lambda slug: -len(papers[slug]))[:MOST_ROWS]
    kept = [category for category in tops if category.slug in largest]
    rows = [_row(category, papers, axis) for category in kept]
    deep = [_row(category, papers, axis, depth) for top in kept for category, depth in _tree(review, top)]
    labels = tuple(_axis_labels(view, axis))
    head = Shaded("Papers by category and year", "Category", labels, tuple(rows))
    full = Shaded("Papers by category, sub-category and year", "Category", labels, tuple(deep))
    more = unfolded("With the sub-categories", shaded(full)) if len(deep) > len(rows) else ""
    return figure("categories", _categories_caption(head, axis, len(tops) - len(kept)), shaded(head), more)


def _tree(review: Review, category: Category, depth: int = 0) -> Iterator[tuple[Category, int]]:
    yield category, depth
    for child in review.children.get(category.slug, ()):
        yield from _tree(review, child, 1)


def _row(category: Category, papers: Mapping[str, Sequence[Paper]], axis: Axis, depth: int = 0) -> Row:
    by_year = zip(axis.years, axis.sorted(papers[category.slug]), strict=True)
    cells = (
        (len(found), _explored(category=category.slug, year=axis.asked(year))) for year, found in by_year
    )
    return Row(category_label(category), tuple(cells), depth)


def _categories_caption(head: Shaded, axis: Axis, left_out: int) -> str:
    row, column = next(
        (row, label)
        for row in head.rows
        for (count, _), label in zip(row.cells, head.columns, strict=True)
        if count == head.most
    )
    return sentences(
        f"The stronger the colour, the more papers: the most in one year, {head.most:,}, are on "
        f"{row.label.text} in {column.text}.",
        "A paper counts in each of its categories.",
        _change(head, axis),
        left_out and f"Left out: the {left_out:,} smallest categories.",
    )


def _change(head: Shaded, axis: Axis) -> str:
    """Say which category's share rose most and which fell most between the older and the newer half."""
    counts = [[count for count, _ in row.cells] for row in head.rows]
    sums = [sum(at) for at in zip(*counts, strict=True)]
    split = next(at for at in range(len(sums)) if sum(sums[: at + 1]) > sum(sums) / 2)
    older, newer = sum(sums[:split]), sum(sums[split:])
    if min(older, newer) < LEAST_HALF:
        return ""
    changes = [sum(line[split:]) / newer - sum(line[:split]) / older for line in counts]
    rise, fall = max(changes), min(changes)
    grown, shrunk = (head.rows[changes.index(change)].label.text for change in (rise, fall))
    return (
        f"From {axis.years[split]} on, the share of {grown} is {100 * rise:.0f} points larger than before, "
        f"that of {shrunk} {-100 * fall:.0f} points smaller."
    )


def _facets(view: View) -> Iterator[str]:
    """Yield a shaded table for each two facets: how many papers have a tag of one and a tag of the other."""
    for first, second in combinations(view.review.config.facets, 2):
        rows, across = used(view.review.papers, first), used(view.review.papers, second)
        if len(rows) > 1 and len(across) > 1:
            yield _facet_table(view, first, second, list(rows), list(across))


def _facet_table(view: View, first: Facet, second: Facet, rows: list[str], across: list[str]) -> str:
    counts = together(view.review.papers, first, second)
    heads = [(tag, _tag_label(view, tag)) for tag in across]
    made = matrix([(tag, _tag_label(view, tag)) for tag in rows], heads, counts, _both_tags)
    name = f"{first.name.capitalize()} and {second.name}"
    picture = Shaded(name, f"{first.name} ↓ {second.name} →", tuple(label for _, label in heads), made)
    (tag, other), most = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(("", ""), 0))
    never = len(rows) * len(across) - len(counts)
    caption = sentences(
        f"{name}: most often {tag} with {other}, in {counted(most)}." if most else f"{name}: never together.",
        f"{never:,} of {len(rows) * len(across):,} pairs never occur." if never else "Every pair occurs.",
    )
    return figure("facets", caption, shaded(picture))


def _both_tags(tag: str, other: str) -> str:
    return f"{ROOT}explore/?{query([('tag', tag), ('tag', other)])}"


def _tag_label(view: View, tag: str) -> Label:
    return Label(tag, f"{ROOT}tags/{view.tags[title_key(tag)].slug}/")
