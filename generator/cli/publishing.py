"""The commands that make a site of a review: site, serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import click

from ..build import Built
from ..engine import (
    ENGINES,
    Rendered,
    build_html,
    build_search_index,
    ensure_configuration,
    has_search_index,
    remove_search_index,
    serve_html,
)
from ..errors import Place, Problem
from ..model import Config
from ..pages.markup import counted
from ..pages.records import review_version
from ..sources import Folder
from ..together import apart
from .check import exit_code
from .generating import generate
from .output import say, show_problems

# Bytes of BibTeX, of some 20,000 papers. From there on pages are generated in a process of their own: the
# search index will need the memory that this takes, and Python would not give it back.
LARGE = 15_000_000


@click.command("site")
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True)
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
@click.option("--fresh", is_flag=True, help="Work out and render everything, not only what changed.")
@click.option("--jobs", type=click.IntRange(1), help="Processes at once; one per processor if not given.")
@click.pass_obj
def site_command(root: Path, engine: str, no_search: bool, fresh: bool, jobs: int | None) -> None:
    """Generate the pages, build the site into site/, and index it for search."""
    if ensure_configuration(root):
        click.echo("wrote mkdocs.yml; it is yours to edit", err=True)
    review, code = _generated(root, fresh=fresh)
    say(f"building the site with {engine}")
    rendered = build_html(root, review.config, engine, jobs=jobs, fresh=fresh)
    _tell(rendered)
    if no_search:
        remove_search_index(root)
    elif rendered.changed or not has_search_index(root):
        say("indexing it for search")
        build_search_index(root, review.slugs, review.version)
    click.echo(f"site/ has {len(review.slugs):,} papers")
    if rendered.warnings:
        show_problems([_warned(rendered.warnings)])
    sys.exit(1 if rendered.warnings else code)


@click.command("serve")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.pass_obj
def serve_command(root: Path, address: str) -> None:
    """Serve the site while you edit; changes in bib/ and docs/ show after a moment."""
    ensure_configuration(root)
    built = generate(root)
    serve_html(root, built.sources.review.config, address)


class _ForSite(NamedTuple):
    """What the site needs to know of the review: little, because the engine will need the memory."""

    config: Config
    slugs: tuple[str, ...]
    version: str


def _generated(root: Path, *, fresh: bool) -> tuple[_ForSite, int]:
    """Generate the pages and return what the site needs, and the code to exit with."""
    size = sum(path.stat().st_size for path in Folder(root).bib.glob("*.bib"))

    def generated() -> tuple[_ForSite, int]:
        return _for_site(generate(root, fresh=fresh))

    return apart(generated) if size >= LARGE else generated()


def _for_site(built: Built) -> tuple[_ForSite, int]:
    """Return what the site needs, and the code to exit with."""
    papers = built.sources.review.papers
    needed = _ForSite(
        built.sources.review.config, tuple(paper.slug for paper in papers), review_version(papers)
    )
    return needed, exit_code(built.problems, strict=False)


def _warned(number: int) -> Problem:
    message = f"the site is there, but MkDocs gave {counted(number, 'warning')}"
    return Problem("site-warnings", message, Place("mkdocs.yml"), "they are above; mend what they name")


def _tell(rendered: Rendered) -> None:
    if rendered.whole:
        # It explains why the next build will take as long.
        click.echo(f"rendered all pages in one process: {rendered.whole}", err=True)
    elif rendered.of:
        click.echo(f"rendered {rendered.pages:,} of {rendered.of:,} pages")
