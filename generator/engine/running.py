"""Running the programs that make the site, one or several at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from ..errors import Place, Problem, SourceError

ENGINES = ("mkdocs", "zensical")
SITE = "site"
# Tells the MkDocs plugin that nobody wants to read how MkDocs gets on, only its warnings.
QUIET = "BIBLOOM_QUIET"


def with_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment that a program of the site runs in, with these variables."""
    # Without it MkDocs writes the day of the build into the site, and the same pages give other bytes.
    return {"SOURCE_DATE_EPOCH": "0"} | os.environ | dict(variables)


def run(command: Sequence[str], root: Path, variables: Mapping[str, str], name: str) -> None:
    """Run a program in the folder of the review; raises SourceError where it fails."""
    try:
        subprocess.run(command, cwd=root, env=with_variables(variables), check=True)  # noqa: S603  # our own
    except subprocess.CalledProcessError as error:
        raise failure(name, error.returncode) from error


def failure(name: str, code: int) -> SourceError:
    """Return the error to raise when a program that made the site has failed."""
    hint = "its own message is above"
    return SourceError(
        Problem("site-failed", f"{name} failed with exit code {code}", Place("mkdocs.yml"), hint)
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended, and what it printed."""

    code: int
    printed: str


@dataclass(slots=True)
class _Running:
    """The programs that are running now; none starts once they were told to stop."""

    lock: Lock = field(default_factory=Lock)
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)
    stopped: bool = False

    @contextmanager
    def started(self, *arguments: object, **options: object) -> Iterator[subprocess.Popen[bytes] | None]:
        with self.lock:
            program = None if self.stopped else subprocess.Popen(*arguments, **options)  # type: ignore[call-overload]  # noqa: S603
            self.programs += [program] if program else []
        yield program

    def stop(self) -> None:
        with self.lock:
            self.stopped = True
            for program in self.programs:
                program.terminate()


def run_together(
    commands: Sequence[tuple[Sequence[str], Mapping[str, str]]], root: Path, at_once: int
) -> list[Outcome]:
    """Run programs, each with variables of its own, so many at once; return how each ended, in their order.

    None outlives this call, also when it is interrupted.
    """
    running = _Running()
    with ThreadPoolExecutor(max_workers=max(1, at_once)) as pool:
        futures = [pool.submit(_outcome, running, command, root, given) for command, given in commands]
        try:
            return [future.result() for future in futures]
        except BaseException:
            running.stop()
            raise


def _outcome(running: _Running, command: Sequence[str], root: Path, given: Mapping[str, str]) -> Outcome:
    with (
        tempfile.TemporaryFile() as printed,
        running.started(
            command, cwd=root, env=with_variables(given), stdout=printed, stderr=subprocess.STDOUT
        ) as program,
    ):
        if program is None:
            return Outcome(1, "")
        code = program.wait()
        printed.seek(0)
        return Outcome(code, printed.read().decode(errors="replace"))


def show(printed: str) -> None:
    """Pass on what a program printed, where its own messages would have gone."""
    if printed:
        sys.stderr.write(printed)
        sys.stderr.flush()
