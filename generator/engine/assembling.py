"""Putting the parts of a site together, and clearing away what no longer belongs to it."""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from ..replacing import remove_empty
from .parts import Report
from .remembered import Output, Remembered, Stamp, look_below
from .sitemap import SITEMAPS
from .stale import Work

# Where the processes write, and their reports: in the site's folder, so that their files move there by name.
WORK = ".bibloom"
_NOTHING = Stamp(0, 0)


def assemble(
    site: Path,
    built: AbstractSet[str],
    there: Mapping[str, Stamp],
    last: Remembered | None,
    work: Work,
    reports: Sequence[Report],
) -> tuple[dict[str, Output], tuple[str, ...]]:
    """Move what the parts made to its place in the site, and remove everything else that is none of its.

    `built` are the files that the site has. Returns what each file below `docs/` became, and the files that
    come from none of them.
    """
    outputs = _kept(last, there, work)
    claims = [_made(report) for report in reports]
    owner = {to: at for at, part in enumerate(claims) for to in part.values()}
    claimed = owner.keys() | {output.to for output in outputs.values()}
    parts = [look_below(site / WORK / str(at), hidden=True).files for at in range(len(reports))]
    others = parts[0].keys() - claimed
    own = [
        {path: mark for path, mark in part.items() if owner.get(path) == at} for at, part in enumerate(parts)
    ]
    if outputs:
        _move_into(site, [own[0].keys() | others, *own[1:]])
        _clear(site, built - claimed - others - set(SITEMAPS))
    else:
        _replace(site, own, parts)
    marks = {path: mark for part in own for path, mark in part.items()}
    for path in there.keys() - outputs.keys():
        to = next((part[path] for part in claims if path in part), "")
        outputs[path] = Output(there[path], to, marks.get(to, _NOTHING))
    return outputs, tuple(sorted(others))


def _kept(last: Remembered | None, there: Mapping[str, Stamp], work: Work) -> dict[str, Output]:
    """Return the outputs of the last build that are still what they were."""
    if last is None:
        return {}
    again = work.pages | work.files
    return {path: output for path, output in last.outputs.items() if path in there and path not in again}


def _made(report: Report) -> dict[str, str]:
    return {path: page.to for path, page in (report.pages or {}).items()} | dict(report.files or {})


def _move_into(site: Path, parts: Sequence[Collection[str]]) -> None:
    """Move these files of each part to their places in the site."""
    for at, paths in enumerate(parts):
        for path in paths:
            _move(f"{site}/{WORK}/{at}/{path}", f"{site}/{path}")


def _replace(site: Path, own: Sequence[Collection[str]], parts: Sequence[Collection[str]]) -> None:
    """Put the parts together in the folder of the first, and that in the place of all that the site has."""
    new = f"{site}/{WORK}/0"
    for at in range(1, len(parts)):
        part = f"{site}/{WORK}/{at}"
        moved = {folder for folder in _whole_folders(own[at], parts[at]) if _moved_whole(part, new, folder)}
        for path in own[at]:
            if posixpath.dirname(path) not in moved:
                _move(f"{part}/{path}", f"{new}/{path}")
    for entry in tuple(os.scandir(site)):
        if entry.name != WORK:
            _remove(Path(entry.path))
    Path(new).mkdir(exist_ok=True)
    for entry in tuple(os.scandir(new)):
        _move(entry.path, f"{site}/{entry.name}")


def _whole_folders(own: Collection[str], there: Collection[str]) -> Iterator[str]:
    """Yield the folders that have no folder in them, and of the files there only those of their own."""
    folders = {posixpath.dirname(path) for path in there}
    mixed = {posixpath.dirname(path) for path in set(there) - set(own)}
    for folder in folders:
        while folder := posixpath.dirname(folder):
            mixed.add(folder)
    yield from folders - mixed - {""}


def _moved_whole(part: str, new: str, folder: str) -> bool:
    """Move a folder to where there is none yet; return whether that was done."""
    target = f"{new}/{folder}"
    if Path(target).exists():
        return False
    _move(f"{part}/{folder}", target)
    return True


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105  # as often as there are files: a Path each costs more
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(source).replace(target)
    except OSError:
        # A folder has the place that a file is to have, or a file that of a folder above it.
        _make_way(Path(target))
        Path(source).replace(target)


def _make_way(target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    for folder in target.parents:
        if folder.is_file():
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _clear(site: Path, unknown: Collection[str]) -> None:
    """Remove files that the site has no more, and the folders that are empty then; the parts go later."""
    for path in unknown:
        # A folder may have taken its place, or a file that of a folder above it.
        if (site / path).is_file():
            (site / path).unlink()
            remove_empty((site / path).parent, site)
