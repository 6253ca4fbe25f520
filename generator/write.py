"""Generated files: only what changed is written, and what is gone is removed.

Generated files live beside hand-written ones in `docs/`. A manifest tells them apart: what it does not name
is somebody's own and is never overwritten, what it names and no longer comes is removed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from .errors import Place, Problem, SourceError
from .replacing import alone, remove_empty, write_file
from .within import refuse_links

MANIFEST = ".bibloom/manifest.json"
JOURNAL = ".bibloom/journal"


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: paths below the folder, and files that were in the way."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def write_tree(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Write generated files below the folder, and remove those of an earlier run that no longer come.

    A journal names each file before it is written, so that a run which was cut off leaves nothing that the
    next one would take for somebody's own.
    """
    known = read_manifest(folder)
    there, linked = _files_below(folder)
    paths: list[str] = []
    written: list[str] = []
    problems: list[Problem] = []
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder), _Journal(folder / JOURNAL) as journal:
        for path, content in files:
            readable = _inside(path) in there and not _leads_out(path, linked)
            present = _read(folder / path) if readable else None
            changed = present != content
            owned = present is None or path in known
            if changed and not (owned and _put(folder, path, content, linked, journal)):
                problems.append(_in_the_way(folder, path))
                continue
            paths.append(path)
            written += [path] if changed else []
        removed = _remove_stale(folder, known - set(paths), linked)
        _write_manifest(folder, paths)
    return Written(tuple(written), len(paths) - len(written), removed, tuple(problems))


def read_manifest(folder: Path) -> frozenset[str]:
    """Return the paths of the generated files below the folder; empty where nothing was generated yet."""
    refuse_links(folder.parent, (folder / MANIFEST, folder / JOURNAL))
    try:
        manifest = json.loads(_read(folder / MANIFEST) or b'{"files": []}')
        journal = (_read(folder / JOURNAL) or b"").split(b"\n")[:-1]
        unfinished = [json.loads(line) for line in journal]
        return frozenset(_inside(str(path)) for path in (*manifest["files"], *unfinished))
    except (ValueError, KeyError, TypeError) as error:
        hint = "delete the generated pages and this file, then build again"
        place = Place(str(folder / MANIFEST))
        raise SourceError(Problem("bad-manifest", "the manifest is damaged", place, hint)) from error


class _Journal:
    """The paths of a run that has not finished, one JSON string a line; empty runs leave no trace."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[str] | None = None

    def __enter__(self) -> _Journal:
        return self

    def add(self, path: str) -> None:
        if self._stream is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._path.open("a", encoding="utf-8")
        self._stream.write(json.dumps(path) + "\n")
        self._stream.flush()

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()
        if failed is None:
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _put(folder: Path, path: str, content: bytes, linked: Collection[str], journal: _Journal) -> bool:
    """Write a generated file; return False where something else has its place, or a link leads out of it."""
    if _leads_out(path, linked):
        return False
    target = folder / path
    journal.add(path)
    # Generated files can be made again: no fsync, no second name. The journal covers a run that is cut off.
    try:
        target.write_bytes(content)
    except FileNotFoundError:
        return _put_into_new_folder(target, content)
    except (IsADirectoryError, NotADirectoryError):
        return False
    except BaseException:
        _drop(target)
        raise
    return True


def _put_into_new_folder(target: Path, content: bytes) -> bool:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except (FileExistsError, NotADirectoryError):
        return False
    except BaseException:
        _drop(target)
        raise
    return True


def _drop(target: Path) -> None:
    """Remove what a full disk or Ctrl-C left of a file: better none than half a page."""
    with suppress(OSError):
        target.unlink()


def _inside(path: str) -> str:
    """Return the path, which must stay below its folder whatever a citekey or a slug says."""
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError(f"a generated path leaves its folder: {path!r}")
    return path


def _leads_out(path: str, linked: Collection[str]) -> bool:
    """Tell whether the path, or a folder on the way to it, is a link."""
    if not linked:
        # It is asked for every file, and taking paths apart costs more than comparing their contents.
        return False
    return any(str(step) in linked for step in (PurePosixPath(path), *PurePosixPath(path).parents))


def _files_below(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return the paths of all files below the folder, and of the links there, which are not followed.

    Asking for each file alone would cost more than the rest of a build in which nothing changes.
    """
    files: set[str] = set()
    links: set[str] = set()
    pending = [("", folder)] if folder.is_dir() else []
    while pending:
        prefix, inside = pending.pop()
        with os.scandir(inside) as entries:
            for entry in entries:
                name = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{name}/", Path(entry.path)))
                else:
                    (links if entry.is_symlink() else files).add(name)
    return frozenset(files), frozenset(links)


def _remove_stale(folder: Path, stale: Iterable[str], linked: Collection[str]) -> tuple[str, ...]:
    removed = []
    # What is a link, or lies behind one, is nothing that bibloom wrote, whatever the manifest says.
    for path in sorted(path for path in stale if not _leads_out(path, linked)):
        target = folder / _inside(path)
        if target.exists():
            target.unlink()
            removed.append(path)
        remove_empty(target.parent, folder)
    return tuple(removed)


def _write_manifest(folder: Path, paths: Iterable[str]) -> None:
    content = json.dumps({"version": 1, "files": sorted(paths)}, indent=0, ensure_ascii=False).encode()
    if _read(folder / MANIFEST) != content:
        write_file(folder / MANIFEST, content)


def _in_the_way(folder: Path, path: str) -> Problem:
    message = f"“{path}” exists and bibloom did not write it, so it stays as it is"
    hint = "move it, or delete it to have it generated"
    return Problem("page-in-the-way", message, Place(f"{folder.name}/{path}"), hint)
