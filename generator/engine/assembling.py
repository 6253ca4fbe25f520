"""Putting the parts of a site together, and clearing away what no longer belongs to it."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ..replacing import remove_empty
from .parts import Report
from .remembered import Output, Remembered, Stamp, files_below, stamp
from .sitemap import SITEMAPS
from .stale import Work

# Where the processes write, and their reports: in the site's folder, so that their files move there by name.
WORK = ".bibloom"
_NOTHING = Stamp(0, 0)


def assemble(
    site: Path,
    there: Mapping[str, Stamp],
    last: Remembered | None,
    work: Work,
    reports: Sequence[Report],
) -> tuple[dict[str, Output], tuple[str, ...]]:
    """Move what the parts made to its place in the site, and remove everything else that is none of its.

    Returns what each file below `docs/` became, and the files that come from none of them.
    """
    kept = _kept(last, there, work)
    made = [_made(report) for report in reports]
    owner = {to: at for at, part in enumerate(made) for to in part.values()}
    claimed = owner.keys() | {output.to for output in kept.values()}
    others = []
    for at in range(len(reports)):
        for path in files_below(site / WORK / str(at)):
            if owner.get(path) == at:
                _move(site / WORK / str(at) / path, site / path)
            elif at == 0 and path not in claimed:
                _move(site / WORK / str(at) / path, site / path)
                others.append(path)
    outputs = dict(kept)
    for path in there.keys() - kept.keys():
        to = next((part[path] for part in made if path in part), "")
        outputs[path] = Output(there[path], to, (stamp(site / to) if to else None) or _NOTHING)
    _clear(site, {output.to for output in outputs.values()} | set(others) | set(SITEMAPS))
    return outputs, tuple(sorted(others))


def _kept(last: Remembered | None, there: Mapping[str, Stamp], work: Work) -> dict[str, Output]:
    """Return the outputs of the last build that are still what they were."""
    if last is None:
        return {}
    again = work.pages | work.files
    return {path: output for path, output in last.outputs.items() if path in there and path not in again}


def _made(report: Report) -> dict[str, str]:
    return {path: page.to for path, page in (report.pages or {}).items()} | dict(report.files or {})


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError:
        # A folder has the place that a file is to have, or a file that of a folder above it.
        _make_way(target)
        source.replace(target)


def _make_way(target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    for folder in target.parents:
        if folder.is_file():
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def _clear(site: Path, known: Collection[str]) -> None:
    """Remove all files that are not known, and the folders that are empty then; the parts go later."""
    for path in tuple(files_below(site)):
        if path not in known and not path.startswith(f"{WORK}/"):
            (site / path).unlink()
            remove_empty((site / path).parent, site)
