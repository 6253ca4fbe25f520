"""Problems as values: what is wrong, where, and what to do about it."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters; an error makes `bibloom check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a source file; line and column count from 1, and 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file or "<text>"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the sources: a stable code, a message, a place and a hint."""

    code: str
    message: str
    place: Place = field(default_factory=Place)
    hint: str = ""
    citekey: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        about = f" [{self.citekey}]" if self.citekey else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}: {self.message}{about} ({self.code}){hint}"


class SourceError(Exception):
    """A source that cannot be read at all; carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem

    def __reduce__(self) -> tuple[type["SourceError"], tuple[Problem]]:
        """Return how it is made again, as between processes: of its problem, and not of its text."""
        return SourceError, (self.problem,)


_HINTS = {
    errno.ENOSPC: "make room on the disk, then try again",
    errno.EDQUOT: "make room in your quota, then try again",
    errno.EFBIG: "allow larger files (ulimit -f), then try again",
    errno.EROFS: "the file system can only be read: mount it for writing, or work on a copy",
    errno.EACCES: "check the permissions of the file and its folder",
    errno.EPERM: "check the permissions of the file and its folder",
    errno.ENOENT: "it was moved or deleted meanwhile: try again",
    errno.EBUSY: "close the program that writes to it, then try again",
    errno.EMFILE: "allow more open files (ulimit -n), then try again",
}


def problem_of(error: OSError, root: str = "") -> Problem:
    """Return what the system refused as a problem; files below the root are named as seen from there."""
    name = str(error.filename or "").removeprefix(root.rstrip("/") + "/")
    said = error.strerror or str(error) or type(error).__name__
    hint = _HINTS.get(error.errno or 0, "see what the system says of this file")
    return Problem("system-error", f"the system says: {said}", Place(name or "."), hint)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, then code and message, without repetitions."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place, p.code, p.citekey, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
