"""Replacing files so that a change is whole: each file in one step, and several files as one.

The sources are somebody's work. A process may end at any moment, a disk may be full, two commands may run at
once: what is on the disk must be the old state or the new one.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import Place, Problem, SourceError
from .within import link_on_the_way, refuse_links

# What is still to be done of a change of several files, in the folder that they are below.
UNFINISHED = ".bibloom-unfinished"
_TEMPORARY = ".tmp"
# What flock(2) says on file systems that have no locks, as some over a network.
_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS))


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader, or a crash, sees the old bytes or the new ones."""
    with _deferred_interrupt():
        temporary = _stage(path, content)
        try:
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def replace_files(
    root: Path,
    contents: Mapping[Path, bytes],
    removed: Iterable[Path] = (),
    *,
    unchanged: Callable[[Path], bool],
) -> None:
    """Replace and remove files below a folder as one change; keeps their modes.

    All new bytes reach the disk (`fsync`) before the first name changes (`rename`), so that a full disk or a
    missing permission changes nothing. What a process that ends in between leaves undone stands in a journal,
    and `finish_replacing` does it. Ctrl-C takes effect once the change is whole.

    `unchanged` tells whether a path is still what the change was worked out from (see `tree.Files`); it is
    asked at the last moment. Raises SourceError where one is not, or where a link is on the way, and OSError.
    """
    gone = tuple(removed)
    refuse_links(root, (*contents, *gone, root / UNFINISHED))
    present = [path for path in gone if path.exists()]
    staged: dict[Path, Path] = {}
    with _deferred_interrupt():
        try:
            for path, content in contents.items():
                staged[path] = _stage(path, content)
            _refuse_changed(root, (*contents, *gone), unchanged)
            if len(staged) + len(gone) > 1:
                write_file(root / UNFINISHED, _journal(root, staged, gone))
            _carry_out(staged, gone)
        except BaseException as error:
            if all(path.exists() for path in (*staged.values(), *present)):
                _drop(root, staged)
                raise
            # A name has changed, so the rest follows: now, or when the next command finds the journal.
            finish_replacing(root)
            if not isinstance(error, OSError):
                raise
        (root / UNFINISHED).unlink(missing_ok=True)


def _refuse_changed(root: Path, paths: Iterable[Path], unchanged: Callable[[Path], bool]) -> None:
    for path in paths:
        if not unchanged(path):
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
            message = "somebody changed this file while the command was at work, so nothing is written"
            raise SourceError(Problem("changed-meanwhile", message, Place(name), "run the command again"))


@contextmanager
def _deferred_interrupt() -> Iterator[None]:
    """Keep Ctrl-C (SIGINT) for the end of the block, which takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        # Signals reach the main thread alone.
        yield
        return
    pressed = False

    def remember(*_: object) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
        if pressed:
            signal.raise_signal(signal.SIGINT)


def finish_replacing(root: Path) -> tuple[str, ...]:
    """Do what a process that was ended left undone; return the files that it was about, below the folder.

    Raises SourceError where the journal is none of ours: it could come with somebody's files.
    """
    try:
        renamed, removed = _read_journal(root, (root / UNFINISHED).read_bytes())
    except FileNotFoundError:
        return ()
    for temporary, target in renamed:
        # It has its name already.
        with suppress(FileNotFoundError):
            temporary.replace(target)
    for path in removed:
        path.unlink(missing_ok=True)
    (root / UNFINISHED).unlink(missing_ok=True)
    return tuple(path.relative_to(root).as_posix() for path in (*(target for _, target in renamed), *removed))


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, up to but without `top`, as far as they are empty."""
    # To try costs the same whatever is in the folder; to look first takes as long as the folder is large.
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep other commands that write below this folder from running meanwhile.

    The lock is the system's own, on the folder itself (flock(2)), so it goes with the process, however that
    ends, and leaves no file. Raises SourceError where another command has it. Systems without it go on.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                yield
                return
            if not isinstance(error, BlockingIOError):
                raise
            hint = "wait until it has ended, then try again"
            problem = Problem("locked", "another bibloom is changing this review", Place("."), hint)
            raise SourceError(problem) from error
        yield
    finally:
        os.close(folder)


def _stage(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=_TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _carry_out(staged: Mapping[Path, Path], removed: Iterable[Path]) -> None:
    for path, temporary in staged.items():
        temporary.replace(path)
    for path in removed:
        path.unlink(missing_ok=True)


def _drop(root: Path, staged: Mapping[Path, Path]) -> None:
    (root / UNFINISHED).unlink(missing_ok=True)
    for temporary in staged.values():
        temporary.unlink(missing_ok=True)


def _journal(root: Path, staged: Mapping[Path, Path], removed: Iterable[Path]) -> bytes:
    def name(path: Path) -> str:
        return path.relative_to(root).as_posix()

    renamed = [[name(temporary), name(path)] for path, temporary in staged.items()]
    return json.dumps({"renamed": renamed, "removed": list(map(name, removed))}).encode()


def _read_journal(root: Path, raw: bytes) -> tuple[list[tuple[Path, Path]], list[Path]]:
    try:
        found = json.loads(raw)
        renamed = [(_below(root, one), _below(root, other)) for one, other in found["renamed"]]
        removed = [_below(root, path) for path in found["removed"]]
        if not all(_is_temporary(one, other) for one, other in renamed):
            raise ValueError("it renames a file that no command made")
    except (ValueError, KeyError, TypeError) as error:
        hint = "compare the files with your last commit, then delete this one"
        problem = Problem("bad-journal", f"this is no journal of a change: {error}", Place(UNFINISHED), hint)
        raise SourceError(problem) from error
    return renamed, removed


def _below(root: Path, name: object) -> Path:
    if not isinstance(name, str) or name.startswith("/") or ".." in name.split("/"):
        raise ValueError(f"“{name}” leaves the folder")
    if link_on_the_way(root, (root / name).parent):
        raise ValueError(f"a symbolic link is on the way to “{name}”")
    return root / name


def _is_temporary(path: Path, target: Path) -> bool:
    ours = path.name.startswith(f".{target.name[:40]}.") and path.name.endswith(_TEMPORARY)
    return ours and path.parent == target.parent
