"""`bibloom export`: entries of the review on standard output or into a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ..exports import export
from ..exports.formats import NAMES
from ..exports.old_keys import under_old_keys
from ..exports.references import reference_list
from ..model import CITATION_STYLES, Paper, Review
from ..replacing import write_file
from ..sources import read_sources
from .cited import AS_CITED, KEYS, cited_papers
from .slices import Slices, known, sliced

# Its entries name their old citekeys themselves.
WITH_IDS = frozenset({"biblatex"})
# Formatted references, which name no citekeys.
TEXT = "text"


@click.command("export")
@click.argument("citekeys", nargs=-1)
@click.option("--format", "form", type=click.Choice((*NAMES, TEXT)), default="bibtex", show_default=True)
@click.option(
    "--style",
    type=click.Choice(CITATION_STYLES),
    default=CITATION_STYLES[0],
    show_default=True,
    help="How references look as text.",
)
@click.option("--category", multiple=True, help="Only papers of a category and below it, by its slug.")
@click.option("--year", multiple=True, help="Only papers of a year, or those `undated`.")
@click.option("--author", multiple=True, help="Only papers of an author, by full name.")
@click.option("--venue", multiple=True, help="Only papers of a venue.")
@click.option("--tag", multiple=True, help="Only papers with a tag.")
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
@click.option("--all-fields", is_flag=True, help="The review's own fields and notes, too.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen."
)
@click.pass_obj
def export_command(
    root: Path,
    /,
    citekeys: tuple[str, ...],
    form: str,
    style: str,
    documents: tuple[Path, ...],
    keys: str,
    with_old_keys: bool,
    all_fields: bool,
    output: Path | None,
    **slices: tuple[str, ...],
) -> None:
    """Export papers: all, those of the slices that options name, with these citekeys, cited by a document."""
    review = read_sources(root, os.environ).review
    wanted = Slices(**slices)
    chosen = _chosen(review, citekeys, wanted) if citekeys or wanted or not documents else ()
    cited = cited_papers(documents, review, keys)
    papers = (*chosen, *cited.papers)
    if with_old_keys and form not in (*WITH_IDS, TEXT):
        papers = under_old_keys(papers, review)
    if form == TEXT:
        text = reference_list(papers, style)
    else:
        text = export(review, papers, form, all_fields=all_fields)
    if output:
        write_file(output, text.encode())
    else:
        click.echo(text, nl=False)
    sys.exit(0 if cited.complete else 1)


def _chosen(review: Review, citekeys: tuple[str, ...], wanted: Slices) -> tuple[Paper, ...]:
    if not citekeys and not wanted:
        return review.papers
    chosen = {paper.key: paper for paper in sliced(review, wanted)} if wanted else {}
    for key in citekeys:
        known(key, review.by_key, "citekey")
        chosen[review.by_key[key].key] = review.by_key[key]
    return tuple(chosen.values())
