"""`python -m benchmarks.run`: what generating costs beside what MkDocs costs for the same pages.

Each command runs as a process of its own, as a person starts it. A table in Markdown goes to standard output.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.engine import site_environment
from generator.sources import read_sources

from .review import make_review

REPOSITORY = Path(__file__).parent.parent
SIZES = (617, 10_000)
MOST = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the clock, seconds of processor time, megabytes at its largest."""

    seconds: float
    processor: float
    megabytes: float


def measure(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Cost:
    """Run a command and return its cost, its children's included; raises where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | dict(variables), stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    # Linux counts kilobytes, macOS bytes (getrusage(2)).
    unit = 1024 if sys.platform == "darwin" else 1
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit / 1000)


def benchmark(papers: int, repeat: int) -> list[tuple[str, Cost]]:
    """Return the cost of each step for a review of this size: the cheapest of `repeat` runs."""
    runs = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "review"
            root.mkdir()
            make_review(REPOSITORY, root, papers)
            runs.append([*_steps(root), _without_references(Path(folder) / "plain", papers)])
    names = [name for name, _ in runs[0]]
    return [(name, _cheapest(run[at][1] for run in runs)) for at, name in enumerate(names)]


def _cheapest(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.processor)


def _steps(root: Path) -> list[tuple[str, Cost]]:
    bibloom = [sys.executable, "-m", "generator", "-C", str(root)]
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--quiet"]
    variables = site_environment(read_sources(root).review.config)
    return [
        ("`bibloom build`, nothing there yet", measure([*bibloom, "build"], REPOSITORY, {})),
        ("`bibloom build`, nothing changed", measure([*bibloom, "build"], REPOSITORY, {})),
        ("`mkdocs build` of the same pages", measure(mkdocs, root, variables)),
        ("`bibloom site`, with the search index", measure([*bibloom, "site"], REPOSITORY, {})),
    ]


def _without_references(root: Path, papers: int) -> tuple[str, Cost]:
    root.mkdir()
    make_review(REPOSITORY, root, papers)
    with (root / "bib" / "review.yml").open("a", encoding="utf-8") as settings:
        settings.write("\ncitation_styles: []\n")
    command = [sys.executable, "-m", "generator", "-C", str(root), "build"]
    return "`bibloom build`, nothing there yet, no formatted references", measure(command, REPOSITORY, {})


def table(papers: int, costs: Sequence[tuple[str, Cost]]) -> str:
    """Return the costs as a table, the processor time of each beside that of MkDocs."""
    mkdocs = next(cost for name, cost in costs if "mkdocs" in name)
    rows = [
        f"| {name} | {cost.seconds:.1f} | {cost.processor:.1f} | {cost.megabytes:,.0f} "
        f"| {cost.processor / mkdocs.processor:.2f} |"
        for name, cost in costs
    ]
    head = "| | seconds | processor seconds | MB | beside MkDocs |\n|---|--:|--:|--:|--:|"
    return "\n".join([f"### {papers:,} papers", "", head, *rows, ""])


def main() -> int:
    """Print a table per size; return 1 where generating costs more than a quarter of MkDocs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, nargs="+", default=SIZES)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    slow = False
    for papers in options.papers:
        costs = benchmark(papers, options.repeat)
        print(table(papers, costs), flush=True)
        slow = slow or costs[0][1].processor > MOST * costs[2][1].processor
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
