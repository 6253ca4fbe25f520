"""The command that makes the pages of a review: build. It imports no engine, which takes time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ..build import Built, build
from ..errors import Problem, Severity
from .check import exit_code
from .output import show_problems, summary


@click.command("build")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option("--fresh", is_flag=True, help="Work out everything anew, whatever is remembered.")
@click.pass_obj
def build_command(root: Path, strict: bool, fresh: bool) -> None:
    """Generate the Markdown pages and exports below docs/."""
    built = generate(root, fresh=fresh)
    sys.exit(exit_code(built.problems, strict))


def generate(root: Path, *, fresh: bool = False) -> Built:
    """Generate the pages and exports of a review, and tell what was found and written."""
    # Before the pages: what a large review's site will not fit into should not be told after an hour.
    built = build(root, os.environ, _show, fresh=fresh)
    written = built.written
    _show(written.problems)
    click.echo(
        f"wrote {len(written.written):,} files, left {written.unchanged:,} as they were, "
        f"removed {len(written.removed):,}; {summary(built.problems)}"
    )
    return built


def _show(problems: Iterable[Problem]) -> None:
    show_problems(problem for problem in problems if problem.severity is not Severity.INFO)
