"""Papers over the years as a small bar chart of plain HTML: it needs no script and reads as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..charts.sparkline import sparkline
from ..model import Paper
from .markup import counter, wrapped
from .view import View

# More bars than this are no longer told apart at phone width.
MOST_YEARS = 16


def timeline(papers: Sequence[Paper], view: View, root: str, small: bool = False) -> str:
    """Return the papers per year as a list of bars linked to the years' pages; empty below two years."""
    counts = Counter(paper.year for paper in papers if paper.year)
    if len(counts) < 2:
        return ""
    last = max(counts)
    first = max(min(counts), last - MOST_YEARS + 1)
    most = max(counts[year] for year in range(first, last + 1))
    bars = [_bar(year, counts[year], most, view, root) for year in range(first, last + 1)]
    return wrapped("\n".join(bars), "timeline small no-search" if small else "timeline no-search")


def _bar(year: int, count: int, most: int, view: View, root: str) -> str:
    group = view.years.get(str(year))
    label = f"[{year}]({root}years/{group.slug}.md)" if group else str(year)
    height = round(100 * count / most)
    return f'- {label} <span class="bar" style="--share: {height}%">{count}</span>'


def counted_by_year(papers: Sequence[Paper], view: View) -> str:
    """Return the number of papers, and a line that shows how many there are of each year of the review."""
    counts = [len(found) for found in view.axis.sorted(papers)]
    most = max(counts, default=0)
    line = ""
    if sum(counts) > 1:
        peak = view.axis.years[counts.index(most)]
        line = sparkline(counts, f"Papers by year; most in {peak}: {most:,}")
    return f"{counter(len(papers))} {line}".rstrip()
