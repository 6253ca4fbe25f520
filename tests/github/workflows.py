"""Workflows as data, and their `run:` steps run as a runner would, on a repository of the test's own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parent.parent.parent
GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass(frozen=True)
class Step:
    """A `run:` step: the command, and the variables of its workflow, job and step, expressions unresolved."""

    workflow: str
    job: str
    command: str
    variables: Mapping[str, str]

    def with_command(self, command: str) -> Step:
        """Return another command with the same variables."""
        return replace(self, command=command)


def load(path: Path) -> dict[str | bool, Any]:
    """Return a workflow's YAML; its `on` is read as True, as YAML 1.1 has it."""
    loaded: dict[str | bool, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def jobs() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Yield every job of every workflow."""
    for path in WORKFLOWS:
        for name, job in load(path)["jobs"].items():
            yield path, name, job


def run_steps() -> list[Step]:
    """Return every `run:` step of every workflow, in order."""
    return [
        Step(path.name, name, step["run"], {**job.get("env", {}), **step.get("env", {})})
        for path, name, job in jobs()
        for step in job["steps"]
        if "run" in step
    ]


def steps_of(workflow: str, job: str) -> list[Step]:
    """Return a job's `run:` steps but those that only install."""
    found = [step for step in run_steps() if (step.workflow, step.job) == (workflow, job)]
    return [step for step in found if step.command != "make install"]


@dataclass
class Runner:
    """A checked-out repository with the command installed, as `make install` leaves it."""

    folder: Path
    temporary: Path
    path: str
    expressions: Mapping[str, str]
    variables: Mapping[str, str]

    def install(self) -> None:
        """Put `bibloom` where the workflows call it."""
        script = self.folder / ".venv" / "bin" / "bibloom"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f'#!/bin/sh\nexec {sys.executable} -m generator "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        self.temporary.mkdir(exist_ok=True)

    def run(self, step: Step) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does: `bash -e -o pipefail` on its text, variables beside it."""
        variables = {name: self.resolved(value) for name, value in step.variables.items()}
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))
        }
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(REPOSITORY)}
        environment = clean | alone | dict(self.variables) | variables | {"PATH": self.path}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.command],
            cwd=self.folder,
            env=environment | {"RUNNER_TEMP": str(self.temporary)},
            capture_output=True,
            text=True,
        )

    def resolved(self, value: str) -> str:
        """Return a variable's value with the expressions that this run knows."""
        return _EXPRESSION.sub(lambda match: self.expressions[match[1]], str(value))
