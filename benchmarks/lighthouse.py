"""What Lighthouse says of the published pages, with its settings for phones.

`python -m benchmarks.lighthouse` needs Node.js 18.16 or later with npx, which fetches Lighthouse from npm
into a temporary folder, and a Chromium (`make test` says how to get one). The table goes to standard
output.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser.visit import Site
from tests.chromium import ADVICE, chromium

from .review import make_review
from .serving import serving

REPOSITORY = Path(__file__).parent.parent
LIGHTHOUSE = "lighthouse@12.8.2"  # the last that Node.js 18 runs
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
REPEAT = 3
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
AUDITS = {
    "first-contentful-paint": "first paint, s",
    "largest-contentful-paint": "largest paint, s",
    "total-blocking-time": "blocked, ms",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "kB",
}
SCALE = {
    "first-contentful-paint": 1e-3,
    "largest-contentful-paint": 1e-3,
    "total-byte-weight": 1e-3,
}

Report = Mapping[str, Any]


def requirements() -> Iterator[str]:
    """Yield what is missing to run at all."""
    if shutil.which("npx") is None:
        yield "Lighthouse needs Node.js 18.16 or later with npx (https://nodejs.org; on Debian: npm)."
    if chromium() is None:
        yield ADVICE


def run(address: str, folder: Path) -> Report:
    """Return Lighthouse's report on a page; raises where it fails."""
    output = folder / "report.json"
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={output}"]
    variables = {"CHROME_PATH": str(chromium()), "npm_config_cache": str(folder / "npm")}
    subprocess.run([*command, f"--chrome-flags={FLAGS}"], env=os.environ | variables, check=True)
    report: Report = json.loads(output.read_text())
    return report


def scores(reports: Sequence[Report]) -> dict[str, int]:
    """Return each category's score, the middle one of several runs, from 0 to 100."""
    return {
        name: round(100 * median(report["categories"][name]["score"] for report in reports)) for name in LEAST
    }


def complaints(report: Report) -> Iterator[str]:
    """Yield the audits that cost a category points."""
    for name, category in report["categories"].items():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')}"


def row(kind: str, reports: Sequence[Report]) -> str:
    """Return a page's row of the table."""
    values = [str(score) for score in scores(reports).values()]
    for name in AUDITS:
        value = median(report["audits"][name]["numericValue"] for report in reports) * SCALE.get(name, 1)
        values.append(f"{value:,.2f}" if value < 10 else f"{value:,.0f}")
    return f"| {kind} | {' | '.join(values)} |"


def pages(site: Site) -> dict[str, str]:
    """Return the pages that are measured: of each kind the longest."""
    return {
        "home": "",
        "a paper": site.largest("papers"),
        "a category": site.largest("categories"),
        "explore": "explore/",
    }


def measure(folder: Path, temporary: Path) -> bool:
    """Print the table for a built site; return whether all scores are as high as they should be."""
    head = ["", *LEAST, *AUDITS.values()]
    print("\n".join([f"| {' | '.join(head)} |", f"|---{'|--:' * (len(head) - 1)}|"]), flush=True)
    found = {}
    with serving(folder) as served:
        for kind, address in pages(Site(served.address, folder)).items():
            reports = [run(served.address + address, temporary) for _ in range(REPEAT)]
            print(row(kind, reports), flush=True)
            found[kind] = (scores(reports), sorted({text for r in reports for text in complaints(r)}))
    print()
    for kind, (_, texts) in found.items():
        print("".join(f"{kind}: {text}\n" for text in texts), end="", file=sys.stderr)
    return all(given[name] >= least for given, _ in found.values() for name, least in LEAST.items())


def main() -> int:
    """Build the site and measure it; return 1 where a score is too low, 2 where a tool is missing."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--site", type=Path, help="a site that was built before")
    options = parser.parse_args()
    missing = list(requirements())
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        if not options.site:
            root = Path(folder) / "review"
            root.mkdir()
            make_review(REPOSITORY, root, 0)
            command = [sys.executable, "-m", "generator", "-C", str(root), "site"]
            subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)
        good = measure(options.site or root / "site", Path(folder))
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
