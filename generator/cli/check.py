"""The command that checks a review's sources, and mends what can be mended for certain."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..build import Examined, examine, fix, mended
from ..checks import Chosen, Fixed
from ..checks.rules import codes_in
from ..errors import Problem, Severity, has_errors
from ..replacing import alone
from ..text.escape import terminal
from ..tree import RevisionError
from .output import ALONE, FORMATS, show_problems, summary


def _codes(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> frozenset[str]:
    try:
        return frozenset(code for value in values for code in codes_in(value))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("check")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option(
    "--against",
    metavar="REVISION",
    help="Compare with this git revision: no citekey may be lost.",
)
@click.option(
    "--only", metavar="CODES", multiple=True, callback=_codes, help="Only these codes, separated by commas."
)
@click.option("--ignore", metavar="CODES", multiple=True, callback=_codes, help="All but these codes.")
@click.option("--fix", "fixing", is_flag=True, help="Mend in bib/ what can be mended for certain.")
@click.pass_context
def check_command(
    ctx: click.Context,
    form: str,
    strict: bool,
    against: str | None,
    only: frozenset[str],
    ignore: frozenset[str],
    fixing: bool,
) -> None:
    """Check the review's sources and report every problem with its place and what to do."""
    root: Path = ctx.obj
    chosen = Chosen(only, ignore)
    if fixing and ALONE not in ctx.meta:
        ctx.with_resource(alone(root))
    fixed = fix(root, os.environ, chosen) if fixing else ()
    try:
        examined = examine(root, os.environ, against)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    _report_fixed(fixed, form)
    problems = chosen.among(examined.problems)
    fixable = frozenset(
        (one.code, one.citekey) for one in mended(examined.sources, examined.problems, chosen)[1]
    )
    page = _page(root, examined)
    show_problems(problems, form, fixable, page)
    _report_counts(problems, fixable, page)
    sys.exit(exit_code(problems, strict))


def _report_fixed(fixed: Sequence[Fixed], form: str) -> None:
    """Tell what was mended; beside an output for programs that goes to standard error."""
    for one in fixed:
        click.echo(terminal(str(one)), err=form != "text")
    if fixed:
        click.echo(f"{len(fixed):,} fixed", err=True)


def _report_counts(problems: Sequence[Problem], fixable: frozenset[tuple[str, str]], page: str) -> None:
    click.echo(summary(problems), err=True)
    mendable = sum((problem.code, problem.citekey) in fixable for problem in problems)
    if mendable:
        click.echo(f"--fix mends {mendable:,} of them", err=True)
    if problems and page:
        click.echo(f"what the codes mean: {page}", err=True)


def _page(root: Path, examined: Examined) -> str:
    """Return where this review explains the codes: on its site, in its repository, or nowhere."""
    config = examined.sources.review.config
    if not (examined.sources.folder.docs / "checks.md").is_file():
        return ""
    if config.site_url:
        return f"{config.site_url}checks/"
    return f"{config.repo_url}/blob/{config.branch}/docs/checks.md" if config.repo_url else ""


def exit_code(problems: Sequence[Problem], strict: bool) -> int:
    """Return 1 where there is an error, or, where it is strict, a warning; else 0."""
    serious = has_errors(problems) or (strict and any(p.severity is Severity.WARNING for p in problems))
    return 1 if serious else 0
