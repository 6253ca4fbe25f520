"""Running BibTeX, biber and LaTeX over an export, and what they say about it."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What a document needs whatever our entries hold: an encoding with ogoneks, and the signs of mathematics.
_PREAMBLE = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{amsmath,amssymb,url}"
_WARNING = re.compile(r"^Warning--(.*?)(?: (?:in|for) (\S+))?$", re.MULTILINE)
_BIBER = re.compile(r"^(?:WARN|ERROR) - (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a program said: its exit code, its warnings with the citekeys that they name, everything."""

    code: int
    warnings: tuple[tuple[str, str], ...]
    output: str


def bibtex(folder: Path, style: str, library: str) -> Said:
    """Run BibTeX over `library`.bib, every entry cited, into `style`.bbl."""
    aux = f"\\relax\n\\citation{{*}}\n\\bibdata{{{library}}}\n\\bibstyle{{{style}}}\n"
    (folder / f"{style}.aux").write_text(aux)
    code, output = _run(folder, "bibtex", "-min-crossrefs=9999", style)
    log = (folder / f"{style}.blg").read_text(errors="replace")
    return Said(code, tuple((text, key) for text, key in _WARNING.findall(log)), output + log)


def latex(folder: Path, style: str) -> Said:
    """Run LaTeX over `style`.bbl; the warnings are its errors and characters that it could not set."""
    packages = r"\usepackage{natbib}" if style == "plainnat" else ""
    text = rf"{_PREAMBLE}{packages}\begin{{document}}\input{{{style}.bbl}}\end{{document}}"
    return _typeset(folder, "latex", f"{style}-document", text)


def biber(folder: Path, library: str, *options: str) -> Said:
    """Run LaTeX over a document that cites every entry of `library`.bib with biblatex, then biber."""
    _typeset(folder, "pdflatex", "biblatex-document", _biblatex(library))
    code, output = _run(folder, "biber", *options, "biblatex-document")
    return Said(code, tuple((text, "") for text in _BIBER.findall(output)), output)


def biblatex(folder: Path, library: str) -> Said:
    """Run LaTeX over the same document after biber."""
    return _typeset(folder, "pdflatex", "biblatex-document", _biblatex(library))


def _biblatex(library: str) -> str:
    return (
        rf"{_PREAMBLE}\usepackage[backend=biber]{{biblatex}}\addbibresource{{{library}.bib}}"
        r"\begin{document}\nocite{*}\printbibliography\end{document}"
    )


def _typeset(folder: Path, program: str, name: str, text: str) -> Said:
    (folder / f"{name}.tex").write_text(text)
    code, output = _run(folder, program, "-interaction=nonstopmode", f"{name}.tex")
    log = (folder / f"{name}.log").read_text(errors="replace")
    errors = re.findall(r"^!.*(?:\n.*){0,4}|^Missing character.*", log, re.MULTILINE)
    return Said(code, tuple((text, "") for text in errors), output)


def _run(folder: Path, *command: str) -> tuple[int, str]:
    # Logs in one line each, where the program allows it.
    environment: Mapping[str, str] = os.environ | {"max_print_line": "10000"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
