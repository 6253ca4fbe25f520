"""What the site was last built from, so that the next build renders only what has changed since.

It stands beside the manifest of the generated pages and belongs to one state of `site/`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from ..replacing import write_file
from .parts import PageReport

REMEMBERED = ".bibloom/site.json"
_VERSION = 1
_PACKAGES = (
    "bibloom",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pagefind",
    "pymdown-extensions",
    "pyyaml",
)
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Stamp(NamedTuple):
    """A file's bytes and when it was last changed, in nanoseconds: alike only for the same content."""

    size: int
    changed: int


class Output(NamedTuple):
    """What a file below `docs/` was when it was rendered or copied, and what came of it."""

    source: Stamp
    to: str
    built: Stamp


@dataclass(frozen=True, slots=True)
class Remembered:
    """A whole build: what all of it depends on, and by path below `docs/` what became of each file.

    `others` are files of the site that come from no file below `docs/`; `pages` has the rendered ones.
    """

    fingerprint: str
    navigation: str
    theme: tuple[str, ...]
    others: tuple[str, ...]
    outputs: Mapping[str, Output]
    pages: Mapping[str, PageReport]
    references: Mapping[str, str]


def read_remembered(docs: Path) -> Remembered | None:
    """Return what the last build left in this folder, or None where it is missing, damaged or of old."""
    try:
        given = json.loads((docs / REMEMBERED).read_bytes())
        if given["version"] != _VERSION:
            return None
        outputs = {
            path: Output(Stamp(*source), to, Stamp(*built))
            for path, (source, to, built) in given["outputs"].items()
        }
        pages = {path: PageReport.of(page) for path, page in given["pages"].items()}
        return Remembered(
            given["fingerprint"],
            given["navigation"],
            tuple(given["theme"]),
            tuple(given["others"]),
            outputs,
            pages,
            given["references"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_remembered(docs: Path, build: Remembered) -> None:
    """Keep what a build did for the next one."""
    named = {name: getattr(build, name) for name in build.__dataclass_fields__}
    write_file(docs / REMEMBERED, json.dumps({"version": _VERSION, **named}).encode())


def forget(docs: Path) -> None:
    """Forget the last build, before its site is changed: one that is cut off leaves nothing to build on."""
    (docs / REMEMBERED).unlink(missing_ok=True)


class Below(NamedTuple):
    """What there is below a folder: by path the stamps of its files, and the symbolic links."""

    files: dict[str, Stamp]
    links: tuple[str, ...]


def look_below(folder: Path, *, hidden: bool) -> Below:
    """Return what is below a folder, if there is one, by paths; links are not followed.

    Unless `hidden`, what begins with a dot is left out, but for links.
    """
    top = len(str(folder)) + 1
    files = {}
    links = []
    waiting = [str(folder)]
    while waiting:
        for entry in _entries(waiting.pop()):
            path = entry.path[top:].replace(os.sep, "/")
            if entry.is_symlink():
                links.append(path)
            elif entry.name.startswith(".") and not hidden:
                continue
            elif entry.is_dir():
                waiting.append(entry.path)
            else:
                with suppress(FileNotFoundError):  # it vanished meanwhile
                    status = entry.stat()
                    files[path] = Stamp(status.st_size, status.st_mtime_ns)
    return Below(files, tuple(sorted(links)))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def fingerprint(root: Path, environment: Mapping[str, str], theme: Iterable[str]) -> str:
    """Return a digest of what every page depends on: programs, configuration, templates, variables."""
    configuration = (root / "mkdocs.yml").read_bytes()
    digest = hashlib.sha256(configuration)
    for told in (*_versions(), *_variables(configuration.decode(errors="replace"), environment)):
        digest.update(f"\0{told}".encode(errors="surrogateescape"))
    for folder in (Path(__file__).parent.parent, *map(Path, theme)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"\0{path.relative_to(folder)}\0".encode(errors="surrogateescape"))
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _versions() -> Iterator[str]:
    yield sys.version
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield package


def _variables(configuration: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield every variable that `mkdocs.yml` may read, in `!ENV`, with its value."""
    lines = [line for line in configuration.split("\n") if "!ENV" in line]
    names = {name for line in lines for name in _VARIABLE.findall(line)} | {"SOURCE_DATE_EPOCH"}
    yield from (f"{name}={environment[name]}" for name in sorted(names & environment.keys()))


def reference_digests(references: bytes) -> dict[str, str]:
    """Return a digest per citekey of what pages show of a paper that they cite."""
    known = json.loads(references or b"{}")
    return {
        key: hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]
        for key, shown in known.items()
    }
