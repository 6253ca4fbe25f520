"""`bibloom diff`: what a change means, in the words of a review."""

from __future__ import annotations

from pathlib import Path

import click

from ..build import diff
from ..changes import REPORTS
from ..tree import RevisionError


@click.command("diff")
@click.argument("base", default="HEAD")
@click.option("--format", "form", type=click.Choice(tuple(REPORTS)), default="text", show_default=True)
@click.pass_obj
def diff_command(root: Path, base: str, form: str) -> None:
    """Tell what has changed in the review since a git revision (default: since the last commit)."""
    try:
        changes = diff(root, base)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    click.echo(REPORTS[form](changes), nl=False)
