"""What a reader of the explore page waits for and loads, beside other ways to build the same page.

`python -m benchmarks.explore` builds reviews of 617 and 10,000 papers, every paper with a note, opens them in
Chromium and prints tables. These are measured in one run, on the same site, server and machine:

- the page as a reader has it;
- its files alone: columns of numbers, and the texts of the papers shown;
- the same columns, and the texts of all papers in one file;
- Pagefind's own filters: `pagefind.filters()` and `pagefind.search(null, {filters})`.

It needs what the tests need (`make test`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import chromium

from .review import add_notes, make_review
from .serving import serving

REPOSITORY = Path(__file__).parent.parent
SIZES = (617, 10_000)
LIMIT = 200  # milliseconds that a click may take, at any size
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
WAYS = {
    "page": "the page",
    "columns": "its files alone: columns, texts as needed",
    "file": "columns, all texts in one file",
    "pagefind": "Pagefind's filters",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """One way: milliseconds and bytes until the first papers are there, and of each click."""

    ready: float
    loaded: int
    clicks: tuple[float, ...] = ()
    clicked: int = 0


def build(root: Path, papers: int) -> Path:
    """Build the site of a review of so many papers, and one file of all texts; return the site's folder."""
    make_review(REPOSITORY, root, papers)
    add_notes(root)
    command = [sys.executable, "-m", "generator", "-C", str(root), "site"]
    subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)
    folder = root / "site" / "explore"
    files = sorted((folder / "records").iterdir(), key=lambda file: int(file.stem))
    texts = [paper for file in files for paper in json.loads(file.read_text())["papers"]]
    (folder / "whole.json").write_text(json.dumps(texts, ensure_ascii=False, separators=(",", ":")))
    return root / "site"


def categories(site: Path) -> list[dict[str, Any]]:
    """Return every category with papers: its label, and the titles of it and all below it."""
    facet = json.loads((site / "explore" / "facets.json").read_text())["facets"][0]
    titles = dict(zip(facet["values"], facet["labels"], strict=True))
    below: dict[str, list[str]] = {value: [value] for value in titles}
    for value, parent in reversed(list(zip(facet["values"], facet["parents"], strict=True))):
        if parent:
            below[parent] += below[value]
    return [{"label": titles[value], "titles": [titles[v] for v in below[value]]} for value in titles]


def figures(page: Page, address: str, sent: list[int], way: str, choices: list[dict[str, Any]]) -> Figures:
    """Measure one way in a new window."""
    page.add_init_script(path=Path(__file__).with_name("explore.js"))
    page.goto(f"{address}years/", wait_until="networkidle")
    before = sum(sent)
    if way == "page":
        page.goto(f"{address}explore/", wait_until="commit")
    ready = page.evaluate(f"ways.{way}.load()")
    page.wait_for_load_state("networkidle")
    loaded = sum(sent)
    clicks = []
    if page.evaluate(f"'click' in ways.{way}"):
        clicks = [page.evaluate(f"choice => ways.{way}.click(choice)", choice) for choice in choices]
    return Figures(ready, loaded - before, tuple(clicks), (sum(sent) - loaded) // max(1, len(clicks)))


def table(papers: int, measured: dict[str, Figures]) -> str:
    """Return the figures as a table."""
    rows = [
        f"| {WAYS[way]} | {of.ready:,.0f} | {of.loaded / 1000:,.0f} | {_clicks(of)} |"
        for way, of in measured.items()
    ]
    head = (
        "| | ready, ms | loaded, kB | click, ms (median) | click, ms (longest) | per click, kB |",
        "|---|--:|--:|--:|--:|--:|",
    )
    return "\n".join([f"### {papers:,} papers", "", *head, *rows, ""])


def _clicks(of: Figures) -> str:
    if not of.clicks:
        return "– | – | –"
    return f"{median(of.clicks):,.0f} | {max(of.clicks):,.0f} | {of.clicked / 1000:,.0f}"


def measure(site: Path, browser: Browser) -> dict[str, Figures]:
    """Return the figures of every way on a site."""
    choices = categories(site)
    measured = {}
    with serving(site) as served:
        for way in WAYS:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            measured[way] = figures(context.new_page(), served.address, served.sent, way, choices)
            context.close()
    return measured


def main() -> int:
    """Print a table per size; return 1 where a click on the page takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, nargs="+", default=SIZES)
    parser.add_argument("--site", type=Path, help="measure a site that `build` made before")
    options = parser.parse_args()
    slow = False
    path = chromium()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for papers in options.papers:
            root = Path(folder) / str(papers)
            root.mkdir()
            measured = measure(options.site or build(root, papers), browser)
            print(table(papers, measured), flush=True)
            slow = slow or max(measured["page"].clicks) > LIMIT
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
