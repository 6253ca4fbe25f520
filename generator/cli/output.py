"""How the command speaks: problems as text, JSON, SARIF or annotations; progress on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable

import click

from ..errors import Problem, Severity
from ..text.escape import json_text, terminal, workflow_property, workflow_text

# In a context's `meta`: this command has the review to itself already.
ALONE = "bibloom.alone"
FORMATS = ("text", "json", "sarif", "github")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def show_problems(
    problems: Iterable[Problem],
    form: str = "text",
    fixable: Container[tuple[str, str]] = (),
    page: str = "",
) -> None:
    """Print the problems to standard output in one of `FORMATS`.

    `fixable` has code and citekey of those that `check --fix` mends, `page` is the address of the page that
    explains the codes.
    """
    found = list(problems)
    if form == "json":
        listed = [_as_json(problem, (problem.code, problem.citekey) in fixable) for problem in found]
        click.echo(json_text(listed, indent=2))
        return
    if form == "sarif":
        # Here, because all checks come along, and most commands run none.
        from ..checks.rules import rules
        from .sarif import sarif_log

        click.echo(json_text(sarif_log(found, rules(), page), indent=2))
        return
    for problem in found:
        click.echo(annotation(problem) if form == "github" else _as_text(problem))


def summary(problems: Iterable[Problem]) -> str:
    """Return `2 errors, 1 warning`, or `no problems`."""
    found = list(problems)
    counts = [(severity, sum(1 for p in found if p.severity is severity)) for severity in Severity]
    words = [f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts if count]
    return ", ".join(words) or "no problems"


def say(message: str) -> None:
    """Tell a person what is going on, on standard error, and only on a terminal."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


def _as_text(problem: Problem) -> str:
    return click.style(terminal(str(problem)), fg=_COLOURS[problem.severity])


def _as_json(problem: Problem, fixable: bool) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "citekey": problem.citekey,
        "hint": problem.hint,
        "fixable": fixable,
    }


def annotation(problem: Problem) -> str:
    """Return a workflow command, its values escaped as GitHub's toolkit does.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    level = "notice" if problem.severity is Severity.INFO else str(problem.severity)
    place = {"file": problem.place.file, "line": problem.place.line, "col": problem.place.column}
    about = {**place, "title": f"{problem.code} [{problem.citekey}]" if problem.citekey else problem.code}
    properties = ",".join(f"{name}={workflow_property(str(value))}" for name, value in about.items() if value)
    hint = f"\n{problem.hint}" if problem.hint else ""
    return f"::{level} {properties}::{workflow_text(f'{problem.message} ({problem.code}){hint}')}"
