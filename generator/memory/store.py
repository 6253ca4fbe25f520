"""The files in which a build leaves what it worked out, and why they can be trusted.

`docs/.bibloom/memory/` has a file for each kind of results, and an index that names them. They are
MessagePack, which holds values and no code, and are read as the types that they must have. The index has each
file's digest and stamp. A stamp tells when the system last changed the file's entry in its folder, which no
program can set: in a folder that was copied or unpacked it is another one, so that nobody can plant results
in a review that others will build.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from msgspec import DecodeError
from msgspec.msgpack import decode

from ..digest import SIZE, content_digest, encode
from ..results import Results
from ..within import link_on_the_way

FOLDER = ".bibloom/memory"
_INDEX = "index"
_VERSION = 1

_T = TypeVar("_T")


class Stamp(NamedTuple):
    """A file's size in bytes, when it was last written and when its entry last changed, in nanoseconds."""

    size: int
    written: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp that a file of this status has."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


class _File(NamedTuple):
    stamp: Stamp
    digest: bytes


class _Index(NamedTuple):
    version: int
    program: bytes
    files: dict[str, _File]


@dataclass(slots=True)
class Memory:
    """What the last build left, by the name of its kind, and what this one will leave.

    What is not kept again is forgotten. `folder` is None where nothing can be remembered.
    """

    folder: Path | None
    program: bytes
    _files: dict[str, _File] = field(default_factory=dict)
    _kept: dict[str, bytes] = field(default_factory=dict)
    _results: dict[str, Results[Any]] = field(default_factory=dict)

    def get(self, name: str, kind: type[_T]) -> _T | None:
        """Return what was kept under this name, as a value of this type, or None."""
        file = self._files.get(name)
        if file is None or self.folder is None:
            return None
        found = _read(self.folder / name)
        if found is None or found[0] != file.stamp or content_digest(found[1]) != file.digest:
            return None
        try:
            return decode(found[1], type=kind)
        except (DecodeError, RecursionError):
            return None

    def results(self, name: str, kind: type[_T]) -> Results[_T]:
        """Return the results that were kept under this name; what of them is used will be kept again."""
        every: Any = dict
        found: Results[_T] = Results(self.get(name, every[bytes, kind]))
        self._results[name] = found
        return found

    def written(self, name: str) -> int:
        """Return when what is kept under this name was written, in nanoseconds; 0 where nothing is."""
        file = self._files.get(name)
        return file.stamp.written if file else 0

    def keep(self, name: str, value: object) -> None:
        """Keep a value for the next build, of a type that `get` can be asked for."""
        with suppress(UnicodeEncodeError):
            # Halves of surrogate pairs have no UTF-8: such a review is worked out anew each time.
            self._kept[name] = encode(value)

    def save(self) -> None:
        """Write what was kept. Where that fails, the next build finds less, and no harm is done."""
        if self.folder is not None:
            for name, results in self._results.items():
                self.keep(name, results.kept)
            with suppress(OSError):
                self._save(self.folder)

    def _save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        files = {name: self._write(folder / name, content) for name, content in sorted(self._kept.items())}
        for name in {path.name for path in folder.iterdir()} - {_INDEX, *files}:
            (folder / name).unlink()
        index = encode(_Index(_VERSION, self.program, files))
        _put(folder / _INDEX, content_digest(index) + index)

    def _write(self, path: Path, content: bytes) -> _File:
        digest = content_digest(content)
        before = self._files.get(path.name)
        if before is not None and before.digest == digest and _stamp(path) == before.stamp:
            return before
        return _File(_put(path, content), digest)


def recall(docs: Path, program: bytes, *, fresh: bool = False) -> Memory:
    """Return what the last build of this folder left, if it was by the same program; nothing if `fresh`."""
    folder = docs / FOLDER
    if link_on_the_way(docs.parent, folder / _INDEX) is not None:
        return Memory(None, program)
    index = None if fresh else _index(folder)
    if index is None or (index.version, index.program) != (_VERSION, program):
        return Memory(folder, program)
    return Memory(folder, program, index.files)


def _index(folder: Path) -> _Index | None:
    found = _read(folder / _INDEX)
    if found is None or content_digest(found[1][SIZE:]) != found[1][:SIZE]:
        return None
    try:
        return decode(found[1][SIZE:], type=_Index)
    except (DecodeError, RecursionError):
        return None


def _read(path: Path) -> tuple[Stamp, bytes] | None:
    try:
        with path.open("rb") as stream:
            return Stamp.of(os.fstat(stream.fileno())), stream.read()
    except OSError:
        return None


def _stamp(path: Path) -> Stamp | None:
    try:
        return Stamp.of(path.lstat())
    except OSError:
        return None


def _put(path: Path, content: bytes) -> Stamp:
    # Not in one step: of a file that was cut off, the digest is wrong. Never through a link.
    path.unlink(missing_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        return Stamp.of(os.fstat(stream.fileno()))
