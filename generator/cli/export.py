"""`bibloom export`: entries of the review on standard output or into a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from ..exports import bibtex, csl_json, ris
from ..exports.old_keys import under_old_keys
from ..exports.references import reference_list
from ..model import CITATION_STYLES, Paper, Review
from ..sources import read_sources
from ..text.fold import did_you_mean
from ..write import write_file
from .cited import AS_CITED, KEYS, cited_papers

EXPORTS: Mapping[str, Callable[[Iterable[Paper]], str]] = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}
# Its entries name their old citekeys themselves.
WITH_IDS = frozenset({"biblatex"})
# Formatted references, which name no citekeys.
TEXT = "text"


@click.command("export")
@click.argument("citekeys", nargs=-1)
@click.option("--format", "form", type=click.Choice((*EXPORTS, TEXT)), default="bibtex", show_default=True)
@click.option(
    "--style",
    type=click.Choice(CITATION_STYLES),
    default=CITATION_STYLES[0],
    show_default=True,
    help="How references look as text.",
)
@click.option("--category", "categories", multiple=True, help="All papers of a category and below it.")
@click.option(
    "--aux",
    "documents",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The papers that a document cites: its .aux, .bcf or .tex file.",
)
@click.option(
    "--keys",
    type=click.Choice(KEYS),
    default=AS_CITED,
    show_default=True,
    help="Under which citekey a paper comes that the document cites by an old one.",
)
@click.option("--with-old-keys", is_flag=True, help="Each paper under its old citekeys, too.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen."
)
@click.pass_obj
def export_command(
    root: Path,
    citekeys: tuple[str, ...],
    form: str,
    style: str,
    categories: tuple[str, ...],
    documents: tuple[Path, ...],
    keys: str,
    with_old_keys: bool,
    output: Path | None,
) -> None:
    """Export the papers with these citekeys, of these categories, cited by a document, or all."""
    review = read_sources(root, os.environ).review
    chosen = _chosen(review, citekeys, categories) if citekeys or categories or not documents else ()
    cited = cited_papers(documents, review, keys)
    papers = (*chosen, *cited.papers)
    if with_old_keys and form not in (*WITH_IDS, TEXT):
        papers = under_old_keys(papers, review)
    text = reference_list(papers, style) if form == TEXT else EXPORTS[form](papers)
    if output:
        write_file(output, text.encode())
    else:
        click.echo(text, nl=False)
    sys.exit(0 if cited.complete else 1)


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
