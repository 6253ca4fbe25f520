"""The commands that tell about a review: stats and suggest."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..coverage import Coverage, coverage
from ..curate.tagging import tag_agreement
from ..links.suggest import Agreement, Suggestion, agreement, suggest
from ..model import Review
from ..sources import read_sources
from .slices import known


@click.command("stats")
@click.pass_obj
def stats_command(root: Path) -> None:
    """Count the review's papers by category and facet, its notes, results and lineage."""
    click.echo(_as_text(coverage(read_sources(root, os.environ).review)))


@click.command("suggest")
@click.argument("citekeys", nargs=-1)
@click.option(
    "--leave-one-out",
    is_flag=True,
    help="Measure: how often is the curated primary category named, or a tag?",
)
@click.option("--most", default=40, show_default=True, help="How many disagreements to show.")
@click.pass_obj
def suggest_command(root: Path, citekeys: tuple[str, ...], leave_one_out: bool, most: int) -> None:
    """Suggest categories for these papers, or for those without one, with the words that speak for them."""
    review = read_sources(root, os.environ).review
    if leave_one_out:
        click.echo(_measured(review, agreement(review), most))
        return
    for key in citekeys:
        known(key, review.by_key, "citekey")
    keys = citekeys or tuple(paper.key for paper in review.papers if not paper.groups)
    for key, suggestions in suggest(review, keys).items():
        click.echo(f"{key}: {review.by_key[key].title}")
        for suggestion in suggestions:
            click.echo(f"  {_line(suggestion)}")


def _as_text(counts: Coverage) -> str:
    lines = [f"{counts.papers:,} papers", "", "category (primary / all papers)"]
    lines += [f"{'  ' * depth}{slug}  {first} / {all_}" for slug, depth, first, all_ in counts.categories]
    for facet, tags in counts.facets.items():
        lines += ["", facet, *(f"  {tag}  {count:,}" for tag, count in tags.items())]
    lines += [
        "",
        f"{counts.with_narrative:,} of {len(counts.categories):,} categories with a narrative",
        f"{counts.notes:,} notes, {counts.with_results:,} of them with results",
        f"{counts.lineage:,} lineage edges",
    ]
    return "\n".join(lines)


def _measured(review: Review, found: Agreement, most: int) -> str:
    shares = [found.first / max(found.papers, 1), found.among_three / max(found.papers, 1)]
    lines = [
        f"{found.papers:,} papers: the curated primary category comes first for {shares[0]:.1%}, "
        f"among the first three for {shares[1]:.1%}"
    ]
    for facet in tag_agreement(review):
        lines.append(
            f"{facet.facet}: a tag is suggested for {facet.suggested:,} of {facet.papers:,} papers that have "
            f"one, and is one of theirs for {facet.right / max(facet.suggested, 1):.1%}"
        )
    for key, suggestion in found.disagreements[:most]:
        curated = ", ".join(review.by_key[key].groups)
        lines.append(f"{key} ({curated}): {_line(suggestion)}")
    return "\n".join(lines)


def _line(suggestion: Suggestion) -> str:
    return f"{suggestion.slug} {suggestion.score:.2f} ({', '.join(suggestion.words)})"
