"""Finding the LaTeX that the compile tests run: `bibtex` with four styles, `biber`, and LaTeX itself.

`python -m tests.latex` says what to install where it is missing. The tests are then left out, unless
BIBLOOM_LATEX=required is set, as in continuous integration: then they fail.
"""

import functools
import os
import shutil
import subprocess
import sys

PROGRAMS = ("bibtex", "biber", "latex", "pdflatex", "kpsewhich")
STYLES = ("plain", "plainnat", "IEEEtran", "ACM-Reference-Format")
FILES = (*(f"{style}.bst" for style in STYLES), "natbib.sty", "biblatex.sty")
PACKAGES = ("texlive-latex-base", "texlive-publishers", "texlive-bibtex-extra", "biber")
ADVICE = (
    "The exports are not compiled: {} missing.\n"
    f"On Debian and Ubuntu (420 MB): apt-get install --no-install-recommends {' '.join(PACKAGES)}\n"
    "Elsewhere install TeX Live with biber and biblatex."
)


@functools.cache
def missing() -> tuple[str, ...]:
    """Return the programs and files that the compile tests need and that are not there."""
    programs = tuple(name for name in PROGRAMS if shutil.which(name) is None)
    if "kpsewhich" in programs:
        return programs
    return programs + tuple(name for name in FILES if not _finds(name))


def advice() -> str:
    """Return what to install, or nothing where all is there."""
    return ADVICE.format(", ".join(missing())) if missing() else ""


def is_required() -> bool:
    """Tell whether the compile tests must run."""
    return os.environ.get("BIBLOOM_LATEX") == "required"


def _finds(name: str) -> bool:
    found = subprocess.run(["kpsewhich", name], capture_output=True, check=False)
    return found.returncode == 0


def main() -> int:
    """Say what is missing; return the exit code."""
    if advice():
        print(advice(), file=sys.stderr)
    return int(bool(missing()) and is_required())


if __name__ == "__main__":
    sys.exit(main())
