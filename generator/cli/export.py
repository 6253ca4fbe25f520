"""`bibloom export`: entries of the review on standard output or into a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from ..exports import bibtex, csl_json, ris
from ..model import Paper, Review
from ..sources import read_sources
from ..text.fold import did_you_mean
from ..write import write_file

EXPORTS: Mapping[str, Callable[[Iterable[Paper]], str]] = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}


@click.command("export")
@click.argument("citekeys", nargs=-1)
@click.option("--format", "form", type=click.Choice(tuple(EXPORTS)), default="bibtex", show_default=True)
@click.option("--category", "categories", multiple=True, help="All papers of a category and below it.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen."
)
@click.pass_obj
def export_command(
    root: Path, citekeys: tuple[str, ...], form: str, categories: tuple[str, ...], output: Path | None
) -> None:
    """Export the papers with these citekeys, of these categories, or all."""
    review = read_sources(root, os.environ).review
    text = EXPORTS[form](_chosen(review, citekeys, categories))
    if output:
        write_file(output, text.encode())
    else:
        click.echo(text, nl=False)


def _chosen(review: Review, citekeys: tuple[str, ...], categories: tuple[str, ...]) -> tuple[Paper, ...]:
    if not citekeys and not categories:
        return review.papers
    chosen: dict[str, Paper] = {}
    for slug in categories:
        known(slug, review.category, "category")
        chosen |= {paper.key: paper for paper in review.under(slug)}
    for key in citekeys:
        known(key, review.by_key, "citekey")
        chosen[review.by_key[key].key] = review.by_key[key]
    return tuple(chosen.values())


def known(name: str, names: Mapping[str, object], kind: str) -> None:
    """Stop with exit code 2, and a suggestion, where a name on the command line is none of these."""
    if name not in names:
        hint = did_you_mean(name, names)
        raise click.UsageError(f"unknown {kind} “{name}”{f'; {hint}' if hint else ''}")
