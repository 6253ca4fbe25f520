"""Which program this is: results of another one are worth nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from ..digest import content_digest, digest

_PACKAGE = Path(__file__).parent.parent
# Debian's Python has its packages in the second.
_INSTALLED = frozenset(("site-packages", "dist-packages"))
_METADATA = frozenset((".dist-info", ".egg-info"))


@cache
def program() -> bytes:
    """Return a digest of bibloom's own files, of Python, and of the packages that it could import."""
    return digest([sys.version, sys.platform, list(_files()), sorted(_packages())])


def _files() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            yield path.relative_to(_PACKAGE).as_posix(), content_digest(path.read_bytes())


def _packages() -> Iterator[str]:
    """Yield the names of installed packages with their versions, as the folders of their metadata have them.

    https://packaging.python.org/en/latest/specifications/recording-installed-packages/ To read the metadata
    of those that bibloom uses takes a hundred times as long.
    """
    for folder in {Path(entry) for entry in sys.path}:
        if folder.name in _INSTALLED:
            with suppress(OSError):
                yield from (path.name for path in folder.iterdir() if path.suffix in _METADATA)
