"""The commands that read, check and publish a review."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from ..build import Built, build
from ..engine import ENGINES, build_html, build_search_index, ensure_configuration, serve_html
from ..errors import Severity, SourceError
from ..replacing import UNFINISHED, alone, finish_replacing
from .add import add_command
from .check import ALONE, check_command, exit_code
from .curation import format_command, import_command
from .dedupe import dedupe_command
from .diff import diff_command
from .enrich import enrich_command
from .export import export_command
from .forms import forms_command
from .gate import gate_command
from .labels import labels_command
from .links import links_command
from .output import say, show_problems, summary
from .proposing import comment_command, preview_command, propose_command
from .review import stats_command, suggest_command
from .submission import submission_command

# What changes the sources, and so has to be alone with them from reading to writing.
WRITES = frozenset(("add", "import", "enrich", "dedupe", "format", "submission", "forms"))


class Bibloom(click.Group):
    """The group of commands; turns a source that cannot be read into a message and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SourceError as error:
            click.echo(str(error.problem), err=True)
            ctx.exit(1)


@click.group(cls=Bibloom, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--directory",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The review's folder (default: this one).",
)
@click.version_option(package_name="bibloom")
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Turn a folder of BibTeX into a literature review that people read on the web."""
    ctx.obj = root.resolve()
    if ctx.invoked_subcommand in WRITES or (ctx.obj / UNFINISHED).exists():
        ctx.with_resource(alone(ctx.obj))
        ctx.meta[ALONE] = True
        for path in finish_replacing(ctx.obj):
            click.echo(f"{path}: finished a change that was cut off", err=True)
    # A command makes many small values that live until it ends: looking for cycles among them that often
    # (by default after every 700) costs a tenth of its time and finds none.
    gc.set_threshold(50_000, 20, 20)


@main.command("build")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.pass_obj
def build_command(root: Path, strict: bool) -> None:
    """Generate the Markdown pages and exports below docs/."""
    built = _build(root)
    sys.exit(exit_code(built.problems, strict))


@main.command("site")
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True)
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
@click.pass_obj
def site_command(root: Path, engine: str, no_search: bool) -> None:
    """Generate the pages, build the site into site/, and index it for search."""
    if ensure_configuration(root):
        click.echo("wrote mkdocs.yml; it is yours to edit", err=True)
    built = _build(root)
    config = built.sources.review.config
    say(f"building the site with {engine}")
    build_html(root, config, engine)
    if not no_search:
        say("indexing it for search")
        build_search_index(root, built.sources.review.papers)
    click.echo(f"site/ has {len(built.sources.review.papers):,} papers")
    sys.exit(exit_code(built.problems, strict=False))


@main.command("serve")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.pass_obj
def serve_command(root: Path, address: str) -> None:
    """Serve the site while you edit; changes in bib/ and docs/ show after a moment."""
    ensure_configuration(root)
    built = _build(root)
    serve_html(root, built.sources.review.config, address)


def _build(root: Path) -> Built:
    built = build(root, os.environ)
    show_problems(problem for problem in built.problems if problem.severity is not Severity.INFO)
    written = built.written
    click.echo(
        f"wrote {len(written.written):,} files, left {written.unchanged:,} as they were, "
        f"removed {len(written.removed):,}; {summary(built.problems)}"
    )
    return built


for command in (
    add_command,
    check_command,
    import_command,
    enrich_command,
    dedupe_command,
    format_command,
    export_command,
    diff_command,
    stats_command,
    suggest_command,
    forms_command,
    submission_command,
    gate_command,
    links_command,
    propose_command,
    preview_command,
    comment_command,
    labels_command,
):
    main.add_command(command)
