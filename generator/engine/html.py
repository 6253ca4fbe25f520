"""The site's HTML, rendered by several processes at once, and only as far as something has changed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import Config
from ..together import processors
from ..within import refuse_links
from .anchors import missing_anchors
from .assembling import WORK, assemble
from .configuration import site_environment
from .parts import VARIABLE, Part, Report, split
from .remembered import (
    Remembered,
    Stamp,
    fingerprint,
    forget,
    look_below,
    read_remembered,
    reference_digests,
    write_remembered,
)
from .running import QUIET, SITE, failure, refuse_links_of_site, run, run_together, show, with_variables
from .sitemap import write_sitemap
from .stale import Work, everything, is_page, work_since

_REFERENCES = ".bibloom/references.json"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was rendered: so many pages of so many; `whole` says why it had to be all at once, if it had.

    `warnings` is how many warnings MkDocs printed, of links that lead nowhere and the like.
    """

    pages: int
    of: int
    changed: bool = True
    whole: str = ""
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class _Build:
    """One build: the folder, what the engine is told, and the files as they are now.

    Of those below `docs/` these are `there`, and those of the site are what is `built`.
    """

    root: Path
    variables: Mapping[str, str]
    there: Mapping[str, Stamp]
    built: Mapping[str, Stamp]
    references: Mapping[str, str]

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        return self.root / SITE

    @property
    def page_count(self) -> int:
        return sum(map(is_page, self.there))


def build_html(
    root: Path,
    config: Config,
    engine: str = "mkdocs",
    quiet: bool = True,
    jobs: int | None = None,
    fresh: bool = False,
) -> Rendered:
    """Build `site/` from the pages with MkDocs or Zensical; raises SourceError when the engine fails.

    So does a symbolic link in `docs/` or `site/`, which the engine would follow.

    MkDocs runs in `jobs` processes at once, as many as there are processors if that is None, and renders what
    has changed since the last build, unless `fresh`. The outcome is that of one process that renders all. Its
    warnings do not keep the site from being built; they are counted, and are there again with the next build.
    """
    variables = site_environment(config) | ({QUIET: "1"} if quiet else {})
    if engine != "mkdocs":
        refuse_links_of_site(root)
        forget(root / "docs")
        run([sys.executable, "-m", engine, "build", "--strict", "--clean"], root, variables, engine)
        return Rendered(0, 0)
    build = _looked_at(root, variables)
    last = None if fresh else _last_build(build)
    return _build_parts(build, last, jobs or processors())


def _looked_at(root: Path, variables: Mapping[str, str]) -> _Build:
    """Return the build of the files that are there; raises SourceError where one is a symbolic link."""
    docs, site = root / "docs", root / SITE
    refuse_links(root, (docs, site))
    there, built = look_below(docs, hidden=False), look_below(site, hidden=True)
    refuse_links(root, (*(docs / path for path in there.links), *(site / path for path in built.links)))
    files = {path: mark for path, mark in built.files.items() if not path.startswith(f"{WORK}/")}
    return _Build(root, variables, there.files, files, _references(docs))


def _references(docs: Path) -> dict[str, str]:
    path = docs / _REFERENCES
    return reference_digests(path.read_bytes() if path.exists() else b"")


def _last_build(build: _Build) -> Remembered | None:
    """Return the last build, where this one may go on from it."""
    last = read_remembered(build.docs)
    if last is None or not build.built.keys() >= set(last.others):
        return None
    return last if last.fingerprint == _fingerprint(build, last.theme) else None


def _fingerprint(build: _Build, theme: Iterable[str]) -> str:
    return fingerprint(build.root, with_variables(build.variables), theme)


def _build_parts(build: _Build, last: Remembered | None, jobs: int) -> Rendered:
    if last is None:
        work = everything(build.there)
    else:
        work = work_since(last, build.there, build.references, build.docs, build.built)
        if not work and last.outputs.keys() == build.there.keys():
            return Rendered(0, build.page_count, changed=False)
    forget(build.docs)
    folder = build.site / WORK
    try:
        parts = _split(build, work, jobs, folder)
        reports = _render(build, parts, jobs)
        refused = next((report.refused for report in reports if report.refused), "")
        if refused:
            return _build_whole(build, refused)
        if last and reports[0].navigation != last.navigation:
            # What all pages show of some has changed.
            return _build_parts(build, None, jobs)
        warnings = _finish(build, last, work, reports)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Rendered(len(work.pages), build.page_count, warnings=warnings)


def _split(build: _Build, work: Work, jobs: int, folder: Path) -> list[Part]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sizes = {path: build.there[path].size for path in work.pages}
    return split(sizes, sorted(work.files), jobs, folder)


def _render(build: _Build, parts: Sequence[Part], jobs: int) -> list[Report]:
    """Run MkDocs for each part, each into a folder of its own; raises SourceError where one fails."""
    commands = [_command(build, part, at) for at, part in enumerate(parts)]
    outcomes = run_together(commands, build.root, jobs)
    reports = [_read_report(Path(part.report)) for part in parts]
    told = [report for report in reports if report is not None]
    if any(report.refused for report in told):
        return told
    for outcome in outcomes:
        show(outcome.printed)
    failed = next((outcome.code for outcome in outcomes if outcome.code), 0)
    if failed:
        raise failure("mkdocs", failed)
    # Only the plugin reports.
    return told if len(told) == len(parts) else [Report(refused="mkdocs.yml does not name bibloom's plugin")]


def _command(build: _Build, part: Part, at: int) -> tuple[list[str], dict[str, str]]:
    told = Path(part.report).with_suffix(".part")
    told.write_text(part.to_json(), encoding="utf-8")
    target = f"{SITE}/{WORK}/{at}"
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--clean", "--site-dir", target]
    return command, {**build.variables, VARIABLE: str(told)}


def _read_report(path: Path) -> Report | None:
    return Report.from_json(path.read_text(encoding="utf-8")) if path.exists() else None


def _build_whole(build: _Build, why: str) -> Rendered:
    arguments = ["build", "--strict", "--clean"]
    run([sys.executable, "-m", "mkdocs", *arguments], build.root, build.variables, "mkdocs")
    return Rendered(build.page_count, build.page_count, whole=why)


def _finish(build: _Build, last: Remembered | None, work: Work, reports: Sequence[Report]) -> int:
    """Put the parts together, check what none of them could, and remember the build; return the warnings.

    A build with warnings is not remembered: the next one has to give them again.
    """
    first = reports[0]
    outputs, others = assemble(build.site, build.built.keys(), build.there, last, work, reports)
    kept = {} if last is None else {path: page for path, page in last.pages.items() if path in outputs}
    pages = kept | {path: page for report in reports for path, page in (report.pages or {}).items()}
    addresses = [pages[path].address for path in first.order if path in pages and pages[path].address]
    write_sitemap(build.site, addresses, with_variables(build.variables))
    warnings = sum(report.warnings for report in reports)
    if first.checks_anchors:
        messages = tuple(missing_anchors(pages, work.pages, build.site))
        show("".join(f"WARNING -  {message}\n" for message in messages))
        warnings += len(messages)
    if not warnings:
        mark = _fingerprint(build, first.theme)
        remembered = Remembered(mark, first.navigation, first.theme, others, outputs, pages, build.references)
        write_remembered(build.docs, remembered)
    return warnings
