"""Running the programs that make the site, one or several at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from ..errors import Place, Problem, SourceError
from ..within import links_below, refuse_links

ENGINES = ("mkdocs", "zensical")
SITE = "site"
# Seconds in which a program that is asked to end may do so.
_PATIENCE = 5
# Tells the MkDocs plugin that nobody wants to read how MkDocs gets on, only its warnings.
QUIET = "BIBLOOM_QUIET"


def refuse_links_of_site(root: Path) -> None:
    """Raise SourceError where an engine, which follows links, would publish or empty what one leads to."""
    refuse_links(root, (*links_below(root / "docs"), *links_below(root / SITE)))


def with_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment that a program of the site runs in, with these variables."""
    # Without it MkDocs writes the day of the build into the site, and the same pages give other bytes.
    return {"SOURCE_DATE_EPOCH": "0"} | os.environ | dict(variables)


def run(command: Sequence[str], root: Path, variables: Mapping[str, str], name: str) -> None:
    """Run a program in the folder of the review; raises SourceError where it fails."""
    program = _started(command, root, variables)
    try:
        code = program.wait()
    finally:
        _end(program)
    if code:
        raise failure(name, code)


def _started(
    command: Sequence[str], root: Path, variables: Mapping[str, str], printed: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own: a terminal sends Ctrl-C to ours, and one is to tell of it."""
    return subprocess.Popen(  # noqa: S603  # our own arguments
        command,
        cwd=root,
        env=with_variables(variables),
        process_group=0,
        stdout=printed,
        stderr=subprocess.STDOUT if printed else None,
    )


def _end(program: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, as on Ctrl-C: first by asking it, then by force."""
    if program.poll() is None:
        program.terminate()
        try:
            program.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


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
    """The programs that were started; none is once they were told to stop."""

    root: Path
    lock: Lock = field(default_factory=Lock)
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)
    stopped: bool = False

    def run(self, command: Sequence[str], variables: Mapping[str, str]) -> Outcome:
        """Run a program and return how it ended."""
        with tempfile.TemporaryFile() as printed:
            with self.lock:
                if self.stopped:
                    return Outcome(1, "")
                program = _started(command, self.root, variables, printed)
                self.programs.append(program)
            code = program.wait()
            printed.seek(0)
            return Outcome(code, printed.read().decode(errors="replace"))

    def stop(self) -> None:
        """End all that run."""
        with self.lock:
            self.stopped = True
        for program in self.programs:
            _end(program)


def run_together(
    commands: Sequence[tuple[Sequence[str], Mapping[str, str]]], root: Path, at_once: int
) -> list[Outcome]:
    """Run programs, each with variables of its own, so many at once; return how each ended, in their order.

    None outlives this call, also when it is interrupted.
    """
    running = _Running(root)
    with ThreadPoolExecutor(max_workers=max(1, at_once)) as pool:
        try:
            return list(pool.map(lambda given: running.run(*given), commands))
        except BaseException:
            running.stop()
            raise


def show(printed: str) -> None:
    """Pass on what a program printed, where its own messages would have gone."""
    if printed:
        sys.stderr.write(printed)
        sys.stderr.flush()
