"""Staying inside a folder: symbolic links are not followed, whoever put them there.

A link can come with a stranger's pull request. Reading through it could publish a file of the machine that
builds the site, writing through it could change one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .errors import Place, Problem, SourceError

_HINT = "put the file or folder itself there"


def link_on_the_way(root: Path, path: Path) -> Path | None:
    """Return the first link on the way from a folder to a path below it, the path included, or None.

    What is above the folder, and the folder itself, is the business of who named it.
    """
    way = [path, *path.parents]
    inside = way[: way.index(root)] if root in way else way
    return next((step for step in reversed(inside) if step.is_symlink()), None)


def links_below(folder: Path) -> Iterator[Path]:
    """Yield the links in a folder and below it, in the order of paths; hidden files are left out."""
    if folder.is_symlink():
        yield folder
        return
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in found:
        if entry.is_symlink():
            yield Path(entry.path)
        elif entry.is_dir() and not entry.name.startswith("."):
            yield from links_below(Path(entry.path))


def refuse_links(root: Path, paths: Iterable[Path]) -> None:
    """Raise SourceError where the way from a folder to one of these paths leads through a link."""
    for path in paths:
        link = link_on_the_way(root, path)
        if link is not None:
            raise SourceError(link_problem(root, link))


def link_problem(root: Path, link: Path) -> Problem:
    """Return the problem that a link below a folder is."""
    name = link.relative_to(root).as_posix() if link.is_relative_to(root) else str(link)
    return Problem("link", "this is a symbolic link, and links are not followed", Place(name), _HINT)
