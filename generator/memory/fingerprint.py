"""Which program this is: results of another one are worth nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from ..digest import content_digest, digest

_PACKAGE = Path(__file__).parent.parent
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def program() -> bytes:
    """Return a digest of bibloom's own files, of Python and of the libraries that bibloom asks for."""
    return digest([sys.version, sys.platform, list(_libraries()), list(_files())])


def _files() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            yield path.relative_to(_PACKAGE).as_posix(), content_digest(path.read_bytes())


def _libraries() -> Iterator[tuple[str, str]]:
    try:
        wanted = requires("bibloom") or []
    except PackageNotFoundError:
        wanted = []
    for line in sorted(wanted):
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0], _version(name[0])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
