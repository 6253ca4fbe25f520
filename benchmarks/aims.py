"""What the figures are to be, and whether they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .results import Measured, Results

QUARTER = 0.25  # of what MkDocs takes for the same pages
GROWTH = 1.5  # processor time per paper beside that of a smaller review
SHORT = 0.1  # seconds: less than the clock and the memory's upkeep leave certain
_SITES = {10_000: (90, 1_500), 100_000: (20 * 60, 8_000)}  # seconds, megabytes
_EDITED = 10_000
_BUILD_EDITED = 2.0  # seconds
_SITE_EDITED = 3.0  # times as fast as cold


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim: what was to be, what is, and whether that is enough."""

    text: str
    figure: str
    met: bool


def aims(results: Results) -> Iterator[Aim]:
    """Yield every aim that these results can tell about."""
    for papers, found in results.items():
        yield from _beside_mkdocs(papers, found)
        yield from _site(papers, found)
    yield from _after_an_edit(results)
    yield from _growth(results)


def _beside_mkdocs(papers: int, found: Measured) -> Iterator[Aim]:
    if {"build", "mkdocs"} <= found.steps.keys():
        share = found.steps["build"].processor / found.steps["mkdocs"].processor
        text = f"{papers:,} papers: generating costs at most a quarter of what MkDocs does"
        yield Aim(text, f"{share:.2f}", share <= QUARTER)


def _site(papers: int, found: Measured) -> Iterator[Aim]:
    for step, which in (("site", "the whole site"), ("least", "the site with all switched off that can be")):
        if papers in _SITES and step in found.steps:
            seconds, megabytes = _SITES[papers]
            cost = found.steps[step]
            text = f"{papers:,} papers: {which} within {seconds:,} s and {megabytes:,} MB"
            figure = f"{cost.seconds:,.0f} s, {cost.together:,.0f} MB"
            yield Aim(text, figure, cost.seconds <= seconds and cost.together <= megabytes)


def _after_an_edit(results: Results) -> Iterator[Aim]:
    steps = results[_EDITED].steps if _EDITED in results else {}
    for step, what in (("field", "one entry's pages"), ("title", "one title")):
        edited, site, cold = steps.get(f"build-{step}"), steps.get(f"site-{step}"), steps.get("site")
        if edited:
            text = f"{_EDITED:,} papers, {what} changed: `bibloom build` within {_BUILD_EDITED:.0f} s"
            yield Aim(text, f"{edited.seconds:.1f} s", edited.seconds <= _BUILD_EDITED)
        if site and cold:
            times = cold.seconds / site.seconds
            text = f"{_EDITED:,} papers, {what} changed: the site {_SITE_EDITED:.0f} times as fast as cold"
            yield Aim(text, f"{times:.1f} times", times >= _SITE_EDITED)


def _growth(results: Results) -> Iterator[Aim]:
    for papers, found in results.items():
        for stage in found.stages:
            ratio = growth(results, stage, papers)
            if ratio is not None:
                text = f"{papers:,} papers: “{stage}” grows no faster than the review"
                yield Aim(text, f"{ratio:.2f} times per paper", ratio <= GROWTH)


def growth(results: Results, stage: str, papers: int) -> float | None:
    """Return a stage's processor time per paper beside that in the smallest review where it can be told.

    There is none in that review itself.
    """
    costs = {size: found.stages[stage].processor for size, found in results.items() if found.stages}
    least = min((size for size, cost in costs.items() if cost >= SHORT), default=papers)
    return costs[papers] / papers / (costs[least] / least) if least < papers else None
