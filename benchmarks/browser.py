"""How long a reader waits for the first search result, beside Material's own search.

`python -m benchmarks.browser` builds reviews twice from the same pages, once with the site's search and
once with the search plugin that comes with MkDocs and Material's templates, and opens them in Chromium.
Each search is the first of a reader who has just come: a new window on the home page, `/`, a query. The
time runs from that key to the first result on the screen; the bytes are those that the server sent in
between, and what of the index had come before. Who has waited for a minute is gone: such a wait counts as
one. Tables in Markdown go to standard output. It needs what the tests need (`make test`).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as WaitedLongError

from generator.engine import site_environment
from generator.sources import read_sources
from tests.chromium import chromium

from .review import add_notes, make_review
from .serving import Served, serving

REPOSITORY = Path(__file__).parent.parent
SIZES = (617, 10_000)
QUERIES = ("GaLore", "flash attention 2", "low rank adaptation", "training", "Tri Dao")
REPEAT = {"site": 3, "material": 1}
GONE = 60_000  # milliseconds after which nobody waits any longer
DELAYS = {"here": 0.0, "40 ms away": 0.04}
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
MOST_MILLISECONDS, MOST_BYTES = 500, 600_000
INDEXES = ("/search/", "/pagefind/")
SEARCHES = {"site": "this site's search", "material": "Material's search"}

# The first key pressed, and the first frame with a result in it.
WATCH = """
addEventListener("keydown", (event) => (window.began ??= event.timeStamp), { capture: true });
new MutationObserver((_, observer) => {
  if (!document.querySelector(".bb-result, .md-search-result__item")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => (window.ended = performance.now())));
}).observe(document, { childList: true, subtree: true });
"""

# Nothing of bibloom but its pages: Material's own templates, and the plugin that it calls its search.
OVERLAY = """
INHERIT: mkdocs.yml
site_dir: material
plugins: [search]
theme:
  custom_dir: no-overrides
"""


@dataclass(frozen=True, slots=True)
class Wait:
    """One first search: milliseconds until the first result, and bytes until then."""

    milliseconds: float
    size: int


def build(root: Path, papers: int) -> None:
    """Build `site/` and `material/` from a review of so many papers."""
    make_review(REPOSITORY, root, papers)
    add_notes(root)
    subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(root), "site"],
        cwd=REPOSITORY,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (root / "material.yml").write_text(OVERLAY)
    (root / "no-overrides").mkdir()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "material.yml"],
        cwd=root,
        check=True,
        env=os.environ | site_environment(read_sources(root).review.config),
    )


def first_search(browser: Browser, served: Served, query: str) -> Wait:
    """Open the home page in a new window, search, and return what the first result took."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    began = len(served.sent)
    page.goto(served.address, wait_until="networkidle")
    seen = len(served.sent)
    loaded = zip(served.asked[began:seen], served.sent[began:seen], strict=True)
    index = [size for path, size in loaded if path.startswith(INDEXES)]
    _type(page, query)
    milliseconds = _first_result(page)
    context.close()
    return Wait(milliseconds, sum(served.sent[seen:]) + sum(index))


def _first_result(page: Page) -> float:
    try:
        page.wait_for_function("() => window.ended", timeout=GONE)
    except WaitedLongError:
        return GONE
    milliseconds: float = page.evaluate("ended - began")
    return milliseconds


def _type(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text(query[:-1])
    page.keyboard.press(query[-1])  # Material's search waits for a key


def measure(browser: Browser, root: Path, search: str, delay: float) -> list[Wait]:
    """Return all first searches on a site whose answers come so many seconds late."""
    with serving(root / search, delay) as served:
        return [first_search(browser, served, query) for query in QUERIES for _ in range(REPEAT[search])]


def table(papers: int, waits: dict[tuple[str, str], list[Wait]]) -> str:
    """Return the waits as a table, a row for each search and distance, with ratios."""
    rows = []
    for (search, distance), found in waits.items():
        ours = waits["site", distance]
        values = (
            f"{SEARCHES[search]}, {distance}",
            f"{_middle(found):,.0f}",
            f"{_longest(found):,.0f}",
            f"{_size(found) / 1000:,.0f}",
            f"{_middle(found) / _middle(ours):.1f}",
            f"{_size(found) / _size(ours):.1f}",
        )
        rows.append(f"| {' | '.join(values)} |")
    head = (
        "| | first result, ms (median) | (longest) | kB until then | times as long | times as much |",
        "|---|--:|--:|--:|--:|--:|",
    )
    return "\n".join([f"### {papers:,} papers", "", *head, *rows, ""])


def _middle(waits: Sequence[Wait]) -> float:
    return median(wait.milliseconds for wait in waits)


def _longest(waits: Sequence[Wait]) -> float:
    return max(wait.milliseconds for wait in waits)


def _size(waits: Sequence[Wait]) -> int:
    return max(wait.size for wait in waits)


def compare(sizes: Sequence[int], review: Path | None) -> bool:
    """Print a table per size; return whether anything takes longer, or loads more, than it may."""
    missed = False
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for papers in sizes:
            root = review or Path(folder) / str(papers)
            if not review:
                root.mkdir()
                build(root, papers)
            waits = {
                (search, distance): measure(browser, root, search, delay)
                for distance, delay in DELAYS.items()
                for search in SEARCHES
            }
            print(table(papers, waits), flush=True)
            here = waits["site", "here"]
            missed = missed or _longest(here) > MOST_MILLISECONDS or _size(here) > MOST_BYTES
    return missed


def main() -> int:
    """Print the tables; return 1 where a first result takes longer, or loads more, than it may."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, nargs="+", default=SIZES)
    parser.add_argument("--build", type=Path, help="only build a review of so many papers, and keep it there")
    parser.add_argument("--review", type=Path, help="measure a review that `--build` built")
    options = parser.parse_args()
    if options.build:
        options.build.mkdir(parents=True)
        build(options.build, options.papers[0])
        return 0
    return int(compare(options.papers, options.review))


if __name__ == "__main__":
    sys.exit(main())
