"""A tree of files, asked for by path: on disk, or held in memory."""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Protocol

# A file that is being written changes at once; one that has changed so often is written to without end.
_TRIES = 3


class Files(Protocol):
    """What reading a review asks of the place where its files are."""

    def is_folder(self, path: Path) -> bool:
        """Tell whether the path is a folder."""

    def is_plain(self, path: Path) -> bool:
        """Tell whether the path is a file and no link."""

    def is_link(self, path: Path) -> bool:
        """Tell whether the path is a symbolic link."""

    def children(self, folder: Path) -> list[Path]:
        """Return what is directly in a folder, in the order of names; nothing where there is no folder."""

    def below(self, folder: Path, suffix: str) -> Iterator[Path]:
        """Yield what has this suffix in the folder or deeper, in the order of paths."""

    def size(self, path: Path) -> int:
        """Return how many bytes a file has; raises FileNotFoundError or another OSError."""

    def read(self, path: Path) -> bytes:
        """Return a file's bytes; raises FileNotFoundError or another OSError."""

    def unchanged(self, path: Path) -> bool:
        """Tell whether the path is as it was read: the same bytes, or no file where none was read."""


class OnDisk:
    """The files that are there now, and what they were when they were first read."""

    def __init__(self) -> None:
        # Python's own hash of bytes (SipHash, keyed anew for each process) sees an edit, and costs next to
        # nothing for reviews of 100,000 papers.
        self._read: dict[Path, int] = {}

    def is_folder(self, path: Path) -> bool:
        """Tell whether the path is a folder."""
        return path.is_dir()

    def is_plain(self, path: Path) -> bool:
        """Tell whether the path is a file and no link."""
        return path.is_file() and not path.is_symlink()

    def is_link(self, path: Path) -> bool:
        """Tell whether the path is a symbolic link."""
        return path.is_symlink()

    def children(self, folder: Path) -> list[Path]:
        """Return what is directly in a folder, in the order of names."""
        return sorted(folder.iterdir()) if folder.is_dir() else []

    def below(self, folder: Path, suffix: str) -> Iterator[Path]:
        """Yield what has this suffix in the folder or deeper, in the order of paths."""
        found = (
            f"{here}{os.sep}{name}"
            for here, folders, names in os.walk(folder)
            for name in (*names, *folders)
            if name.endswith(suffix)
        )
        # As paths are ordered, part by part; to make a Path of each first takes ten times as long.
        return map(Path, sorted(found, key=lambda path: path.split(os.sep)))  # noqa: PTH206

    def size(self, path: Path) -> int:
        """Return how many bytes the file has."""
        return path.stat().st_size

    def read(self, path: Path) -> bytes:
        """Return the file's bytes, all of one moment; raises OSError where it keeps changing meanwhile."""
        content = _whole(path)
        self._read.setdefault(path, hash(content))
        return content

    def unchanged(self, path: Path) -> bool:
        """Tell whether the path is as it was first read: the same bytes, or no file where none was read."""
        try:
            return self._read.get(path) == hash(path.read_bytes())
        except FileNotFoundError:
            return path not in self._read


def _whole(path: Path) -> bytes:
    """Read a file again where somebody writes to it meanwhile: half of an edit is nobody's text."""
    for _ in range(_TRIES):
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            content = stream.read()
            after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return content
    raise OSError(errno.EBUSY, "somebody is writing to it", str(path))


class Stored:
    """Files held in memory, by path relative to their root, with `/`; `links` are paths of links."""

    def __init__(self, contents: Mapping[str, bytes], links: Collection[str] = ()) -> None:
        self._contents = {Path(name): content for name, content in contents.items()}
        self._links = frozenset(map(Path, links))
        self._children: dict[Path, set[Path]] = defaultdict(set)
        for path in (*self._contents, *self._links):
            for child, parent in zip((path, *path.parents), path.parents, strict=False):
                self._children[parent].add(child)

    def is_folder(self, path: Path) -> bool:
        """Tell whether the path is a folder: something is in it."""
        return path in self._children

    def is_plain(self, path: Path) -> bool:
        """Tell whether the path is a file and no link."""
        return path in self._contents

    def is_link(self, path: Path) -> bool:
        """Tell whether the path is a link."""
        return path in self._links

    def children(self, folder: Path) -> list[Path]:
        """Return what is directly in a folder, in the order of names."""
        return sorted(self._children.get(folder, ()))

    def below(self, folder: Path, suffix: str) -> Iterator[Path]:
        """Yield the files with this suffix in the folder or deeper, in the order of paths."""
        return (path for path in sorted(self._contents) if path.suffix == suffix and folder in path.parents)

    def size(self, path: Path) -> int:
        """Return how many bytes the file has; raises FileNotFoundError."""
        return len(self.read(path))

    def read(self, path: Path) -> bytes:
        """Return the file's bytes; raises FileNotFoundError."""
        try:
            return self._contents[path]
        except KeyError:
            raise FileNotFoundError(str(path)) from None

    def unchanged(self, path: Path) -> bool:
        """Tell whether the path is as it was read: nothing changes what is held in memory."""
        return True
