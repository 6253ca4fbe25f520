"""`python -m benchmarks.duplicates`: how many duplicates are found, and how many of those found are none.

The pairs of `lookalikes` stand among all the papers of the committed review. A pair counts as found where it
is `same` or `preprint-of`; every other such pair counts against the precision, whichever papers it is of.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.bibtex import render_entry
from generator.bibtex.papers import to_papers
from generator.bibtex.reading import read_bib
from generator.links.duplicates import Pair, PairKind, duplicates
from generator.model import Review
from generator.sources import Folder, read_bib_files

from .lookalikes import SEED, Made, make

REPOSITORY = Path(__file__).parent.parent
PRECISION, RECALL = 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found of what there is, by kind of pair."""

    papers: int
    made: Made
    found: dict[frozenset[str], Pair]

    @property
    def sure(self) -> set[frozenset[str]]:
        """The pairs found as one paper."""
        return {keys for keys, pair in self.found.items() if pair.kind is not PairKind.SUSPICIOUS}

    @property
    def precision(self) -> float:
        """The share of the pairs found that are duplicates."""
        return len(self.sure & self.made.same.keys()) / max(len(self.sure), 1)

    @property
    def recall(self) -> float:
        """The share of the duplicates that were found."""
        return len(self.sure & self.made.same.keys()) / len(self.made.same)

    @property
    def wrong(self) -> list[Pair]:
        """The pairs found that are two papers."""
        return [self.found[keys] for keys in self.sure - self.made.same.keys()]

    @property
    def missed(self) -> list[tuple[str, frozenset[str]]]:
        """The duplicates that were not found, with their kinds."""
        return [(kind, keys) for keys, kind in self.made.same.items() if keys not in self.sure]


def measure(root: Path = REPOSITORY, seed: int = SEED) -> Measured:
    """Make the pairs from the review in this folder, and look for duplicates among all its papers."""
    files, _ = read_bib_files(Folder(root))
    made = make([entry for file in files for entry in file.entries], seed)
    text = "\n".join(render_entry(entry) for entry in made.entries)
    file, _ = read_bib(text.encode(), "bib/made.bib")
    papers, _ = to_papers((file,))
    found = duplicates(Review(papers=papers))
    return Measured(len(papers), made, {frozenset((pair.first.key, pair.second.key)): pair for pair in found})


def report(measured: Measured) -> str:
    """Return the figures: a line for each kind of pair, then precision and recall."""
    lines = [f"{measured.papers:,} papers", ""]
    for name, pairs in (("duplicates", measured.made.same), ("two papers", measured.made.different)):
        lines.append(f"| {name} | pairs | found as one | suspicious |")
        lines.append("|---|--:|--:|--:|")
        for kind, count in Counter(pairs.values()).items():
            keys = {key for key, of in pairs.items() if of == kind}
            sure = len(keys & measured.sure)
            lines.append(f"| {kind} | {count} | {sure} | {len(keys & measured.found.keys()) - sure} |")
        lines.append("")
    lines.append(f"precision {measured.precision:.3f} (at least {PRECISION})")
    lines.append(f"recall {measured.recall:.3f} (at least {RECALL})")
    return "\n".join(lines)


def main() -> None:
    """Print the figures; exit with 1 where they are lower than they should be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=SEED, help="another number makes other pairs")
    measured = measure(seed=parser.parse_args().seed)
    print(report(measured))
    for pair in measured.wrong:
        print(f"wrong: {pair.sentence}\n    {pair.first.title}\n    {pair.second.title}")
    for kind, keys in measured.missed:
        missed = measured.found.get(keys)
        print(f"missed ({kind}): {missed.sentence if missed else ', '.join(sorted(keys))}")
        for entry in measured.made.entries:
            if entry.key in keys:
                print(f"    {entry.get('title')} ({entry.get('author')[:60]})")
    sys.exit(0 if measured.precision >= PRECISION and measured.recall >= RECALL else 1)


if __name__ == "__main__":
    main()
