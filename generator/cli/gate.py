"""`bibloom gate`: whether a change that a stranger proposes is sane."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..build import gate_against
from ..errors import has_errors
from ..tree import RevisionError
from .output import FORMATS, show_problems, summary


@click.command("gate")
@click.argument("base")
@click.option("--labels", help="The pull request's labels, separated by commas.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.pass_obj
def gate_command(root: Path, base: str, labels: str | None, form: str) -> None:
    """Tell whether the change since a git revision loses papers, grows too fast, or looks like spam."""
    given = {label.strip() for label in (labels or "").split(",") if label.strip()}
    try:
        problems = gate_against(root, base, given)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    show_problems(problems, form)
    click.echo(summary(problems), err=True)
    sys.exit(1 if has_errors(problems) else 0)
