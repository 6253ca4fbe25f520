"""Coverage-guided fuzzing with atheris: `python -m tests.fuzz TARGET SECONDS [FOLDER]`.

Inputs that reach new code are kept in the folder (default: build/fuzz/TARGET); one that fails is written
there as `crash-…`. Needs `pip install bibloom[fuzz]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

CASES = Path(__file__).parent / "cases"
TESTS = CASES.parent.parent
# Files of the other tests to begin with, besides the target's own cases.
SEEDS = {
    "bibtex": ("bibtex/cases", "hostile/bib", "toy/bib"),
    "formatting": ("bibtex/cases", "toy/bib"),
    "names": ("names",),
    "frontmatter": ("toy/bib", "hostile/bib"),
    "imported": ("readers", "cited", "bibtex/cases"),
    "listing": ("readers",),
}
# Longer inputs find little more, and cost time; an input that takes so many seconds is a defect.
LONGEST, SLOW = 2048, 10


def main(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one target for so many seconds, beginning with its cases; does not return."""
    with atheris.instrument_imports(include=["generator", "bibtexparser", "yaml"]):
        from .targets import TARGETS
    folder.mkdir(parents=True, exist_ok=True)
    seeds = [CASES / name, *(TESTS / seed for seed in SEEDS.get(name, ()))]
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW}",
        f"-artifact_prefix={folder}/",
        f"-dict={CASES.parent / 'words.dict'}",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        "-len_control=0",
        str(folder),
        *(str(seed) for seed in seeds if seed.is_dir()),
    ]
    atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    target = sys.argv[1]
    main(target, int(sys.argv[2]), Path(sys.argv[3] if len(sys.argv) > 3 else f"build/fuzz/{target}"))
