"""Files as they would be: some with other bytes than those below them, which stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from .files import Files


class Overlay:
    """The files of another tree, with the bytes of some paths replaced and new paths added."""

    def __init__(self, below: Files, contents: Mapping[Path, bytes]) -> None:
        self._below = below
        self._contents = dict(contents)
        self._folders = {parent for path in contents for parent in path.parents}

    def is_folder(self, path: Path) -> bool:
        """Tell whether the path is a folder."""
        return path in self._folders or self._below.is_folder(path)

    def is_plain(self, path: Path) -> bool:
        """Tell whether the path is a file and no link."""
        return path in self._contents or self._below.is_plain(path)

    def is_link(self, path: Path) -> bool:
        """Tell whether the path is a symbolic link."""
        return path not in self._contents and self._below.is_link(path)

    def children(self, folder: Path) -> list[Path]:
        """Return what is directly in a folder, in the order of names."""
        added = {path for path in (*self._contents, *self._folders) if path.parent == folder != path}
        return sorted(added.union(self._below.children(folder)))

    def below(self, folder: Path, suffix: str) -> Iterator[Path]:
        """Yield what has this suffix in the folder or deeper, in the order of paths."""
        added = {path for path in self._contents if path.suffix == suffix and folder in path.parents}
        return iter(sorted(added.union(self._below.below(folder, suffix))))

    def size(self, path: Path) -> int:
        """Return how many bytes a file has; raises FileNotFoundError or another OSError."""
        content = self._contents.get(path)
        return self._below.size(path) if content is None else len(content)

    def read(self, path: Path) -> bytes:
        """Return a file's bytes; raises FileNotFoundError or another OSError."""
        content = self._contents.get(path)
        return self._below.read(path) if content is None else content

    def unchanged(self, path: Path) -> bool:
        """Tell whether the file below is as it was read."""
        return self._below.unchanged(path)
