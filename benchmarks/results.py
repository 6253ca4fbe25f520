"""What was measured, as it is kept in `results.json`: for each size of review its steps, stages and peers.

Tables and the chart are made of it alone, so that they can be made again, and checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .processes import Cost

FILE = Path(__file__).with_name("results.json")
# The steps of a run, in its order, and what readers call them.
STEPS: Mapping[str, str] = {
    "build": "`bibloom build`, nothing there yet",
    "unchanged": "`bibloom build`, nothing changed",
    "build-field": "`bibloom build`, one entry's pages changed",
    "build-title": "`bibloom build`, one title changed",
    "mkdocs": "`mkdocs build` of the same pages, in one process",
    "search": "the search index over the HTML",
    "site": "`bibloom site`, nothing there yet",
    "site-field": "`bibloom site`, one entry's pages changed",
    "site-title": "`bibloom site`, one title changed",
    "plain": "`bibloom build`, nothing there yet, no formatted references",
    "least": "`bibloom site`, nothing there yet, all switched off that can be",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its files, its bytes, and what was foreseen of them."""

    files: int
    size: int
    files_foreseen: int
    size_foreseen: int


@dataclass(frozen=True, slots=True)
class Peer:
    """What another program took for a task, or why it was left out."""

    task: str
    name: str
    cost: Cost | None = None
    left_out: str = ""


@dataclass(frozen=True)
class Measured:
    """All that was measured of a review of one size, on one machine."""

    machine: Mapping[str, str]
    steps: Mapping[str, Cost] = field(default_factory=dict)
    stages: Mapping[str, Cost] = field(default_factory=dict)
    site: Site | None = None
    peers: tuple[Peer, ...] = ()


Results = Mapping[int, Measured]


def read(path: Path = FILE) -> dict[int, Measured]:
    """Return the results by number of papers, smallest first; none where there is no such file."""
    if not path.exists():
        return {}
    document = json.loads(path.read_text(encoding="utf-8"))
    return dict(sorted((int(papers), _measured(found)) for papers, found in document.items()))


def write(results: Results, path: Path = FILE) -> None:
    """Write the results."""
    document = {str(papers): asdict(found) for papers, found in sorted(results.items())}
    path.write_text(json.dumps(_rounded(document), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _measured(found: Mapping[str, Any]) -> Measured:
    return Measured(
        found["machine"],
        dict(_costs(found["steps"])),
        dict(_costs(found["stages"])),
        Site(**found["site"]) if found["site"] else None,
        tuple(
            Peer(peer["task"], peer["name"], Cost(**peer["cost"]) if peer["cost"] else None, peer["left_out"])
            for peer in found["peers"]
        ),
    )


def _costs(found: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, Cost]]:
    yield from ((name, Cost(**cost)) for name, cost in found.items())


def _rounded(value: Any) -> Any:  # noqa: ANN401
    """Return the same with fractions cut to what could be measured."""
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, 3) if isinstance(value, float) else value
