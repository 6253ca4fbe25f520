"""The tables in `README.md` and `docs/scale.md`, and the chart, made of the results alone.

`python -m benchmarks.report` makes them again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from .aims import aims, growth
from .chart import chart
from .processes import Cost
from .results import STEPS, Measured, Results, read

README = Path(__file__).with_name("README.md")
DOCS = Path(__file__).parent.parent / "docs"
PAGE, CHART = DOCS / "scale.md", DOCS / "scale.svg"
_BETWEEN = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def write_report(results: Results) -> None:
    """Write the tables into both pages, and the chart."""
    for path in (README, PAGE):
        path.write_text(filled(path.read_text(encoding="utf-8"), results), encoding="utf-8")
    CHART.write_text(chart(results), encoding="utf-8")


def filled(text: str, results: Results) -> str:
    """Return a page with every part that says `measured: NAME` made of these results."""
    return _BETWEEN.sub(lambda found: f"{found[1]}{_PARTS[found[2]](results)}\n{found[3]}", text)


def _machines(results: Results) -> str:
    """Return each machine once, with the sizes that were measured on it."""
    by_machine: dict[str, list[str]] = {}
    for papers, found in results.items():
        told = ", ".join(f"{name} {value}" for name, value in found.machine.items())
        by_machine.setdefault(told, []).append(f"{papers:,}")
    return "\n".join(f"- {' and '.join(sizes)} papers: {told}." for told, sizes in by_machine.items())


def _steps(results: Results) -> str:
    return "\n".join(f"### {papers:,} papers\n\n{_steps_of(found)}" for papers, found in results.items())


def _steps_of(found: Measured) -> str:
    mkdocs = found.steps.get("mkdocs")
    rows = [
        (STEPS[name], *_figures(cost), f"{cost.processor / mkdocs.processor:.2f}" if mkdocs else "–")
        for name, cost in found.steps.items()
    ]
    return _table(("", "seconds", "processor seconds", "MB", "MB together", "beside MkDocs"), rows)


def _figures(cost: Cost) -> tuple[str, ...]:
    return f"{cost.seconds:,.1f}", f"{cost.processor:,.1f}", f"{cost.megabytes:,.0f}", f"{cost.together:,.0f}"


def _stages(results: Results) -> str:
    """Return the stages' shares of each build, and what each takes per paper beside the smallest one."""
    sizes = [papers for papers, found in results.items() if found.stages]
    if not sizes:
        return ""
    head = ["", *(f"{papers:,}: {what}" for papers in sizes for what in ("seconds", "share", "MB"))]
    head += [f"{papers:,}: growth" for papers in sizes[1:]]
    rows = []
    for stage in results[sizes[0]].stages:
        cells = [cell for papers in sizes for cell in _stage(results[papers].stages, stage)]
        rows.append((stage, *cells, *(_growth(results, stage, papers) for papers in sizes[1:])))
    return _table(head, rows)


def _growth(results: Results, stage: str, papers: int) -> str:
    ratio = growth(results, stage, papers)
    return "–" if ratio is None else f"{ratio:.2f}"


def _stage(stages: Mapping[str, Cost], stage: str) -> tuple[str, ...]:
    whole = sum(cost.processor for cost in stages.values())
    cost = stages[stage]
    return f"{cost.processor:.2f}", f"{cost.processor / whole:.0%}", f"{cost.megabytes:,.0f}"


def _sites(results: Results) -> str:
    rows = [
        (
            f"{papers:,}",
            f"{found.site.size_foreseen / 1e6:,.0f}",
            f"{found.site.size / 1e6:,.0f}",
            f"{found.site.files_foreseen:,}",
            f"{found.site.files:,}",
        )
        for papers, found in results.items()
        if found.site
    ]
    return _table(("papers", "MB foreseen", "MB built", "files foreseen", "files built"), rows)


def _peers(results: Results) -> str:
    return "\n".join(_peers_of(papers, found) for papers, found in results.items() if found.peers)


def _peers_of(papers: int, found: Measured) -> str:
    lines = [f"### {papers:,} papers\n"]
    for task in dict.fromkeys(peer.task for peer in found.peers):
        peers = [peer for peer in found.peers if peer.task == task]
        first = next((peer.cost for peer in peers if peer.cost), None)
        rows = [
            (peer.name, *_figures(peer.cost)[:3], f"{peer.cost.processor / first.processor:.2f}")
            for peer in peers
            if peer.cost and first
        ]
        head = (task, "seconds", "processor seconds", "MB", f"beside {peers[0].name}")
        lines += [
            _table(head, rows),
            *(f"{p.name} is left out: {p.left_out}.\n" for p in peers if p.left_out),
        ]
    return "\n".join(lines)


def _aims(results: Results) -> str:
    rows = [(aim.text, aim.figure, "yes" if aim.met else "**no**") for aim in aims(results)]
    return _table(("Aim", "Measured", "Met"), rows, numbers=False)


def _summary(results: Results) -> str:
    names = {"build": "pages", "mkdocs": "MkDocs alone", "search": "search index", "site": "the whole site"}
    names |= {"build-title": "pages after an edit", "site-title": "site after an edit"}
    head = ["papers", *(f"{name}, s" for name in names.values()), "the whole site, MB of memory"]
    rows = []
    for papers, found in results.items():
        if not names.keys() & found.steps.keys():
            continue
        cells = [f"{found.steps[step].seconds:,.1f}" if step in found.steps else "–" for step in names]
        site = found.steps.get("site")
        rows.append((f"{papers:,}", *cells, f"{site.together:,.0f}" if site else "–"))
    return _table(head, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: bool = True) -> str:
    ruler = ["---", *(["--:" if numbers else "---"] * (len(head) - 1))]
    return (
        "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in _lines(head, ruler, rows))
        + "\n"
    )


def _lines(
    head: Sequence[str], ruler: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[Sequence[str]]:
    yield head
    yield ruler
    yield from rows


_PARTS: Mapping[str, Callable[[Results], str]] = {
    "machines": _machines,
    "steps": _steps,
    "stages": _stages,
    "sites": _sites,
    "peers": _peers,
    "aims": _aims,
    "summary": _summary,
}

if __name__ == "__main__":
    write_report(read())
    sys.exit()
