"""How the command speaks: problems as text, JSON or GitHub annotations; progress on a terminal only."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click

from ..errors import Problem, Severity

FORMATS = ("text", "json", "github")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def show_problems(problems: Iterable[Problem], form: str = "text") -> None:
    """Print the problems to standard output in one of `FORMATS`."""
    found = list(problems)
    if form == "json":
        click.echo(json.dumps([_as_json(problem) for problem in found], ensure_ascii=False, indent=2))
        return
    for problem in found:
        click.echo(_annotation(problem) if form == "github" else _as_text(problem))


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
    return click.style(printable(str(problem)), fg=_COLOURS[problem.severity])


def printable(text: str) -> str:
    """Return the text without control characters: what a source holds must not reach a terminal as such."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "citekey": problem.citekey,
        "hint": problem.hint,
    }


def _annotation(problem: Problem) -> str:
    """Return a workflow command, its values escaped as GitHub's toolkit does.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    level = "notice" if problem.severity is Severity.INFO else str(problem.severity)
    place = {"file": problem.place.file, "line": problem.place.line, "col": problem.place.column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    message = f"{problem.message} ({problem.code})" + (f"\n{problem.hint}" if problem.hint else "")
    return f"::{level} {properties}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
