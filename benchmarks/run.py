"""`python -m benchmarks.run`: what generating and building a review cost, at several sizes.

Each command runs as a process of its own, as a person starts it. What was measured is kept in `results.json`;
of that the tables in `README.md` and `docs/scale.md` and the chart are made. `--papers 100000` takes hours.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.engine import NOT_SEARCHED, site_environment
from generator.foreseen import counted, foreseen
from generator.sources import read_sources

from . import results as kept
from .aims import aims
from .machine import describe
from .processes import Cost, compile_modules, measure
from .report import write_report
from .results import STEPS, Measured, Site
from .review import make_review

REPOSITORY = Path(__file__).parent.parent
SIZES = (617, 2_500, 10_000)
# As it is published: with addresses.
VARIABLES = {
    "BIBLOOM_SITE_URL": "https://example.org/review/",
    "BIBLOOM_REPO_URL": "https://example.org/team/review",
}
# What a review too large for its host is told to do without.
LEAST = """author_page_from: 6
citation_styles: []
entry_formats: [bibtex]
list_formats: []
longest_list: 200
related: 2"""
_PAGES, _YEAR = re.compile(r"\n  pages = \{.*?\},"), "\n  year ="


def benchmark(papers: int, wanted: Sequence[str], known: Measured | None) -> Measured:
    """Measure the wanted steps of a review of this size; the others stay as they are known."""
    compile_modules()
    found = replace(known or Measured({}), machine=describe())
    with tempfile.TemporaryDirectory() as folder:
        for name, cost in _steps(Path(folder), papers, wanted):
            print(f"{papers:,} papers, {name}: {cost.seconds:.1f} s, {cost.together:,.0f} MB", flush=True)
            found = replace(found, steps={**found.steps, name: cost})
        if "stages" in wanted:
            found = replace(found, stages=_stages(_made(Path(folder) / "stages", papers)))
        if "site" in wanted:
            found = replace(found, site=_site(Path(folder) / "cold"))
    order = [step for step in STEPS if step in found.steps]
    return replace(found, steps={step: found.steps[step] for step in order})


def _steps(folder: Path, papers: int, wanted: Sequence[str]) -> Iterator[tuple[str, Cost]]:
    """Yield each wanted step with its cost; what comes before it is done, measured or not."""
    root, cold, plain, least = (folder / name for name in ("review", "cold", "plain", "least"))
    steps: Sequence[tuple[str, Path, Callable[[], object], Callable[[Path], Cost]]] = (
        ("build", root, lambda: _made(root, papers), _bibloom("build")),
        ("unchanged", root, lambda: None, _bibloom("build")),
        ("build-field", root, lambda: edit_field(root, 1), _bibloom("build")),
        ("build-title", root, lambda: edit_title(root, 1), _bibloom("build")),
        ("mkdocs", root, lambda: None, _mkdocs),
        ("search", root, lambda: None, _search),
        ("site", cold, lambda: _made(cold, papers), _bibloom("site")),
        ("site-field", cold, lambda: edit_field(cold, 2), _bibloom("site")),
        ("site-title", cold, lambda: edit_title(cold, 2), _bibloom("site")),
        ("plain", plain, lambda: _with(_made(plain, papers), "citation_styles: []"), _bibloom("build")),
        ("least", least, lambda: _with(_made(least, papers), LEAST), _bibloom("site")),
    )
    for number, (name, where, prepare, run) in enumerate(steps):
        later = [step for step, other, _, _ in steps[number:] if other == where]
        if set(later) & set(wanted):
            prepare()
            cost = run(where)
            if name in wanted:
                yield name, cost


def _bibloom(command: str) -> Callable[[Path], Cost]:
    return lambda root: measure(
        [sys.executable, "-m", "generator", "-C", str(root), command], REPOSITORY, VARIABLES
    )


def _mkdocs(root: Path) -> Cost:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--quiet"]
    return measure(command, root, site_environment(read_sources(root, VARIABLES).review.config))


def _search(root: Path) -> Cost:
    selectors = ["--exclude-selectors", ", ".join(NOT_SEARCHED)]
    return measure([sys.executable, "-m", "pagefind", "--site", "site", *selectors, "--quiet"], root)


def _stages(root: Path) -> Mapping[str, Cost]:
    command = [sys.executable, "-m", "benchmarks.stages", str(root)]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True)
    return {
        stage["name"]: Cost(stage["seconds"], stage["processor"], stage["megabytes"])
        for stage in json.loads(done.stdout)
    }


def _site(root: Path) -> Site:
    review = read_sources(root, VARIABLES).review
    told = foreseen(counted(review), review.config)
    sizes = [path.stat().st_size for path in (root / "site").rglob("*") if path.is_file()]
    return Site(len(sizes), sum(sizes), told.files, told.size)


def _made(root: Path, papers: int) -> Path:
    root.mkdir()
    make_review(REPOSITORY, root, papers)
    return root


def _with(root: Path, more: str) -> None:
    with (root / "bib" / "review.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{more}\n")


def edit_field(root: Path, number: int) -> None:
    """Give the entry of this number in the sources of one year other pages than it had."""
    _edit(
        root,
        number,
        lambda entry: _PAGES.sub("", entry).replace(_YEAR, f"\n  pages = {{{number}--4711}},{_YEAR}"),
    )


def edit_title(root: Path, number: int) -> None:
    """Give the entry of this number in the sources of one year a word more in its title."""
    _edit(root, number, lambda entry: entry.replace("\n  title = {", "\n  title = {Revisited: "))


def _edit(root: Path, number: int, change: Callable[[str], str]) -> None:
    path = root / "bib" / "2023.bib"
    entries = path.read_text(encoding="utf-8").split("\n@")
    before, entries[number] = entries[number], change(entries[number])
    if entries[number] == before:
        raise ValueError(f"nothing to change in entry {number} of {path.name}")
    path.write_text("\n@".join(entries), encoding="utf-8")


def main() -> int:
    """Measure, keep what was measured, write the report; return 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, nargs="+", default=SIZES)
    every = [*STEPS, "stages"]
    parser.add_argument(
        "--steps", nargs="+", choices=every, default=every, help="leave the others as they are"
    )
    options = parser.parse_args()
    results = kept.read()
    for papers in options.papers:
        results[papers] = benchmark(papers, options.steps, results.get(papers))
        results = dict(sorted(results.items()))
        kept.write(results)
        results = kept.read()  # rounded, as anybody finds them
        write_report(results)
    missed = [aim for aim in aims(results) if not aim.met]
    print(*(f"missed: {aim.text} ({aim.figure})" for aim in missed), sep="\n")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
