"""A disk that fails: `python -m tests.faults FOLDER` fails step after step of every command.

Each command runs in a copy of this process (fork(2)). An audit hook (PEP 578) sees each file that the command
opens, renames or removes below the review, and refuses the one whose turn it is; a limit on files' sizes
(setrlimit(2)) has the system itself cut writes short. What is left must be the sources before or after the
command, with one message and no traceback.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import click

from generator.cli import main
from generator.cli.commands import INTERRUPTED
from generator.memory import FOLDER
from generator.replacing import finish_replacing

from .kills import COMMANDS, State, make, make_input, run_here, sources

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CRASHED = 99
# The steps of `build` that are failed: it has hundreds, and they are alike.
STEPS_OF_BUILD = (0, 3, 40)
SIZES = (64, 2500)
INTERRUPTS = 3
READ_FAULTS = ("unreadable at", "gone at")
Step = Callable[[str, tuple[object, ...]], bool]


@dataclass(frozen=True)
class Ended:
    """How a command ended: whether the fault came, its exit code and standard error, the files after it."""

    failed: bool
    code: int
    said: str
    state: State
    litter: tuple[str, ...]
    pages: State


class Fault:
    """Refuses the step of that number below the folder, and all that follow where it lasts."""

    def __init__(self, root: Path, number: int, error: int, lasts: bool, is_step: Step) -> None:
        self.root, self.number, self.error, self.lasts = str(root), number, error, lasts
        self.is_step = is_step
        self.steps, self.active, self.came = 0, False, False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.active or not self.is_step(event, arguments) or not self._is_below(arguments):
            return
        self.steps += 1
        if self.steps - 1 == self.number or (self.lasts and self.steps > self.number):
            self.came = True
            raise OSError(self.error, os.strerror(self.error), str(arguments[0]))

    def _is_below(self, arguments: tuple[object, ...]) -> bool:
        path = arguments[0]
        return isinstance(path, str | Path) and str(path).startswith(self.root)


def is_writing(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether the event needs room on the disk, or changes a name there."""
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & WRITING)
    return event in ("os.rename", "os.mkdir")


def is_changing(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether a folder that can only be read refuses the event."""
    return is_writing(event, arguments) or event in ("os.remove", "os.rmdir", "os.chmod")


def is_reading(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether the event opens a file to read it."""
    return event == "open" and isinstance(arguments[2], int) and not arguments[2] & (WRITING | os.O_DIRECTORY)


def _child(arguments: list[str], report: int, fault: Fault | None, before: Callable[[], None]) -> None:
    """Run a command in this process, and end it; tells in the report whether the fault came."""
    code = 0
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            before()
            if fault:
                sys.addaudithook(fault)
                fault.active = True
            main(arguments)
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:
            code = _CRASHED
            traceback.print_exc()
        if fault:
            fault.active = False
    # A pipe, since a file may be what the disk has no room for.
    os.write(report, f"{said.getvalue()}\n{int(fault.came if fault else True)}".encode())
    os._exit(code)


def pages(root: Path) -> State:
    """Return the generated files by path; not what is remembered, which has their times."""
    memory = root / "docs" / FOLDER
    files = (path for path in (root / "docs").rglob("*") if path.is_file() and path.parent != memory)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def run(
    root: Path,
    arguments: list[str],
    fault: Fault | None = None,
    before: Callable[[], None] = lambda: None,
) -> Ended:
    """Run a command on a fresh review under a fault, then have the next one look; return how it ended."""
    make(root)
    ours, report = os.pipe()
    pid = os.fork()
    if not pid:
        _child(arguments, report, fault, before)
    os.close(report)
    with os.fdopen(ours, encoding="utf-8") as stream:
        said, _, came = stream.read().rpartition("\n")
    _, status = os.waitpid(pid, 0)
    finish_replacing(root)
    if "build" in arguments:
        # What a build left half-made is nobody's work, and the next one makes it whole.
        run_here(["-C", str(root), "build"])
    litter = tuple(str(path) for path in root.rglob("*.tmp"))
    code = os.waitstatus_to_exitcode(status)
    return Ended(came == "1", code, said.strip(), sources(root), litter, pages(root))


def faults(root: Path, name: str) -> Iterator[tuple[str, Callable[[int], Fault]]]:
    """Yield the ways in which a disk fails a command, each made for a step's number."""
    yield "full at", lambda number: Fault(root, number, errno.ENOSPC, False, is_writing)
    yield "full from", lambda number: Fault(root, number, errno.ENOSPC, True, is_writing)
    yield "read-only from", lambda number: Fault(root, number, errno.EROFS, True, is_changing)
    if name != "build":
        yield "unreadable at", lambda number: Fault(root, number, errno.EACCES, False, is_reading)
        yield "gone at", lambda number: Fault(root, number, errno.ENOENT, False, is_reading)


@dataclass(frozen=True)
class Command:
    """A command on a review in a folder, with the sources before and after it and the pages that it makes."""

    name: str
    root: Path
    arguments: list[str]
    old: State
    new: State
    pages: State

    def wrong(self, ended: Ended, kind: str) -> str:
        """Return what is wrong with how it ended under a fault, or nothing."""
        if ended.code == _CRASHED or "Traceback" in ended.said or "Exception ignored" in ended.said:
            return f"a traceback: {ended.said}"
        if kind in READ_FAULTS:
            # What could not be read is told, and stays; the rest may go on without it.
            lost = [path for path in self.old if path not in ended.state and path in self.new]
            return f"lost {lost}" if lost else ""
        if ended.litter and kind == "full at":
            return f"it left {ended.litter}"
        if ended.failed and ended.code != 1 and ended.state != self.new:
            return f"exit code {ended.code}"
        if ended.code == 1 and "system says" not in ended.said:
            return f"no message: {ended.said}"
        return self.wrong_files(ended)

    def wrongly_interrupted(self, ended: Ended) -> str:
        """Return what is wrong with how it ended on Ctrl-C, or nothing."""
        lines = [line for line in ended.said.split("\n") if line]
        told = [line for line in lines if line.startswith("interrupted")]
        if ended.code != INTERRUPTED or told != lines[-1:] or "Traceback" in ended.said:
            return f"exit code {ended.code}: {ended.said}"
        return f"it left {ended.litter}" if ended.litter else self.wrong_files(ended)

    def wrong_files(self, ended: Ended) -> str:
        """Return which files are neither the old nor the new ones, or nothing."""
        if ended.state not in (self.old, self.new):
            return "the sources are between the two states"
        return "" if ended.pages == self.pages else "the next build does not make the pages whole"


def prepared(folder: Path, name: str) -> Command:
    """Return a command with what it does where nothing fails."""
    root, new = folder / "review", folder / "new"
    arguments = ["-C", str(root), *(argument.format(new=new) for argument in COMMANDS[name])]
    make(root)
    old = sources(root)
    run_here(arguments)
    return Command(name, root, arguments, old, sources(root), pages(root))


def check(folder: Path, name: str) -> Iterator[str]:
    """Fail the steps of a command in each way; yield what was done, and behind a blank what was wrong."""
    command = prepared(folder, name)
    for kind, fault in faults(command.root, name):
        steps = 0
        for number in _numbers(name, kind):
            ended = run(command.root, command.arguments, fault(number))
            if not ended.failed:
                break
            steps += 1
            if reason := command.wrong(ended, kind):
                yield f" {name}, {kind} step {number}: {reason}"
        yield f"{name}, {kind}: {steps} steps"
    for size in SIZES:
        ended = run(command.root, command.arguments, before=partial(_limit, size))
        if reason := command.wrong(ended, "full at"):
            yield f" {name}, files of {size} bytes: {reason}"
    yield f"{name}, files cut short: {len(SIZES)} sizes"
    yield from interrupted(command)


def _numbers(name: str, kind: str) -> range | tuple[int, ...]:
    """Return which steps to fail: all but where there are many alike."""
    if name == "build":
        return STEPS_OF_BUILD
    return range(0, 100, 2) if kind == "full at" else range(1, 100, 6)


def _limit(size: int) -> None:
    """Have the system cut every file of this process short."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def interrupted(command: Command) -> Iterator[str]:
    """Press Ctrl-C at random calls of functions of a command; yield as `check` does."""
    random = Random(617)  # noqa: S311  # no secret
    calls = _calls(command.root, command.arguments)
    for _ in range(INTERRUPTS):
        # Runs differ by a few calls, as caches do.
        moment = random.randrange(1, calls * 9 // 10)
        press = partial(_invoke_with, _interrupting(moment))
        ended = run(command.root, command.arguments, before=press)
        if reason := command.wrongly_interrupted(ended):
            yield f" {command.name}, interrupted at call {moment:,} of {calls:,}: {reason}"
    yield f"{command.name}, interrupted: {INTERRUPTS} times in {calls:,} calls"


def _interrupting(moment: int) -> Callable[[object, str, object], None]:
    """Return a profiler that presses Ctrl-C at the call of that number."""
    calls = count(1)

    def profile(frame: object, event: str, argument: object) -> None:
        if event == "call" and next(calls) == moment:
            os.kill(os.getpid(), signal.SIGINT)

    return profile


def _calls(root: Path, arguments: list[str]) -> int:
    """Return how many calls of Python functions the command makes."""
    made = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal made
        made += event == "call"

    real = click.Group.invoke
    _invoke_with(profile)
    make(root)
    run_here(arguments)
    click.Group.invoke = real  # type: ignore[method-assign]
    return made


def _invoke_with(profile: Callable[[object, str, object], None]) -> None:
    """Have the group run its commands under a profiler: Ctrl-C before and after is the interpreter's own."""
    real = click.Group.invoke

    def invoke(self: click.Group, ctx: click.Context) -> object:
        sys.setprofile(profile)
        try:
            return real(self, ctx)
        finally:
            sys.setprofile(None)

    click.Group.invoke = invoke  # type: ignore[method-assign]


def main_of_tests(folder: Path) -> int:
    """Check every command, print what was done, and return 1 where something was wrong."""
    make_input(folder / "new")
    good = True
    for name in COMMANDS:
        for line in check(folder, name):
            print(line, flush=True)
            good = good and not line.startswith(" ")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main_of_tests(Path(sys.argv[1])))
