"""Generated files: only what changed is written, and what is gone is removed.

Generated files live beside hand-written ones in `docs/`. A manifest tells them apart: what it does not name
is somebody's own and is never overwritten, what it names and no longer comes is removed.

A build that goes on from an earlier one knows which files stand as that one left them, by their stamps. It
neither reads these nor has to make those again that it would make of the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from .digest import content_digest
from .errors import Place, Problem, SourceError
from .memory import Memory, Stamp
from .replacing import alone, remove_empty, write_file
from .within import refuse_links

MANIFEST = ".bibloom/manifest.json"
JOURNAL = ".bibloom/journal"
OUTPUTS = "outputs"
# A file system may tell times in steps of up to two seconds (FAT does): what was written last could have been
# written once more within one step.
_STEP = 2_000_000_000


class Output(NamedTuple):
    """A generated file: its path, its bytes, and a digest of what they were made of where that is known.

    `content` is None where the file stands as it is to be.
    """

    path: str
    content: bytes | None
    made_of: bytes = b""


class Known(NamedTuple):
    """What a file was when a build left it: its stamp, digests of its bytes and of what they were made of."""

    stamp: Stamp
    content: bytes
    made_of: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: paths below the folder, and files that were in the way."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Outputs:
    """The generated files below a folder, as earlier builds left them and as this one does.

    `standing` are those that are as the last build left them; it is filled when writing begins, before the
    first file is asked for.
    """

    folder: Path
    memory: Memory = field(default_factory=lambda: Memory(None, b""))
    standing: dict[str, Known] = field(default_factory=dict)
    there: Collection[str] = frozenset()
    linked: Collection[str] = frozenset()
    _left: dict[str, Known] = field(default_factory=dict)

    def made_of(self, path: str) -> bytes:
        """Return the digest of what a standing file was made of; empty where that is not known."""
        known = self.standing.get(path)
        return known.made_of if known else b""

    def look(self) -> None:
        """Find out which files are there, and which stand."""
        before = self.memory.get(OUTPUTS, dict[str, Known]) or {}
        old_enough = self.memory.written(OUTPUTS) - _STEP
        self.there, self.linked = _files_below(self.folder)
        for path, known in before.items():
            if path in self.there and _stands(f"{self.folder}/{path}", known, old_enough):
                self.standing[path] = known

    def left(self, path: str, known: Known) -> None:
        """Note how this build leaves a file."""
        self._left[path] = known

    def keep(self) -> None:
        """Keep for the next build how this one left the files."""
        self.memory.keep(OUTPUTS, self._left)


def _stands(path: str, known: Known, old_enough: int) -> bool:
    """Tell whether a file is as it was left; whether a stamp is that old says if it can tell so alone."""
    try:
        if Stamp.of(os.lstat(path)) != known.stamp:
            return False
        return known.stamp.changed < old_enough or content_digest(_bytes(path)) == known.content
    except OSError:
        return False


def _bytes(path: str) -> bytes:
    with open(path, "rb") as stream:  # noqa: PTH123  # as often as there are files: a Path each costs more
        return stream.read()


def write_tree(
    folder: Path, files: Iterable[tuple[str, bytes] | Output], outputs: Outputs | None = None
) -> Written:
    """Write generated files below the folder, and remove those of an earlier run that no longer come.

    A journal names each file before it is written, so that a run which was cut off leaves nothing that the
    next one would take for somebody's own. `outputs` has what is remembered of the files; `files` is asked
    for the first one after it was brought up to date.
    """
    outputs = outputs or Outputs(folder)
    known = read_manifest(folder)
    paths: list[str] = []
    written: list[str] = []
    problems: list[Problem] = []
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder), _Journal(folder / JOURNAL) as journal:
        outputs.look()
        for file in files:
            output = Output(*file)
            done = _bring(output, outputs, known, journal)
            if done is None:
                problems.append(_in_the_way(folder, output.path))
                continue
            paths.append(output.path)
            written += [output.path] if done else []
        removed = _remove_stale(folder, known - set(paths), outputs.linked)
        _write_manifest(folder, paths)
        outputs.keep()
        outputs.memory.save()
    return Written(tuple(written), len(paths) - len(written), removed, tuple(problems))


def _bring(output: Output, outputs: Outputs, known: Collection[str], journal: _Journal) -> bool | None:
    """Bring a file to what it is to be; return whether it was written, None where something is in the way."""
    path, content, made_of = output
    standing = outputs.standing.get(_inside(path))
    if content is None:
        if standing is None:
            raise ValueError(f"a generated file was not made, and does not stand either: {path!r}")
        outputs.left(path, standing)
        return False
    digest = content_digest(content)
    if standing is not None and standing.content == digest:
        outputs.left(path, Known(standing.stamp, digest, made_of))
        return False
    readable = path in outputs.there and not _leads_out(path, outputs.linked)
    present, stamp = _read_stamped(outputs.folder / path) if readable else (None, None)
    changed = present != content
    if changed:
        owned = present is None or path in known
        stamp = _put(outputs.folder, path, content, outputs.linked, journal) if owned else None
    if stamp is None:
        return None
    outputs.left(path, Known(stamp, digest, made_of))
    return changed


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


def _read_stamped(path: Path) -> tuple[bytes | None, Stamp | None]:
    try:
        with path.open("rb") as stream:
            stamp = Stamp.of(os.fstat(stream.fileno()))
            return stream.read(), stamp
    except FileNotFoundError:
        return None, None


def _write(target: Path, content: bytes) -> Stamp:
    with target.open("wb") as stream:
        stream.write(content)
        stream.flush()
        # Of the open file: somebody may write to its path right after.
        return Stamp.of(os.fstat(stream.fileno()))


def _put(folder: Path, path: str, content: bytes, linked: Collection[str], journal: _Journal) -> Stamp | None:
    """Write a generated file; return None where something else has its place, or a link leads out of it."""
    if _leads_out(path, linked):
        return None
    target = folder / path
    journal.add(path)
    # Generated files can be made again: no fsync, no second name. The journal covers a run that is cut off.
    try:
        return _write(target, content)
    except FileNotFoundError:
        return _put_into_new_folder(target, content)
    except (IsADirectoryError, NotADirectoryError):
        return None
    except BaseException:
        _drop(target)
        raise


def _put_into_new_folder(target: Path, content: bytes) -> Stamp | None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return _write(target, content)
    except (FileExistsError, NotADirectoryError):
        return None
    except BaseException:
        _drop(target)
        raise


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
