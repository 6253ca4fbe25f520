"""How the work of the readers grows on texts that are made to be hard: `python -m benchmarks.growth`.

Each text begins something without end, over and over: n times, 2n, 4n. What grows with the text takes twice
the processor time for twice the text; the last column says how much more it was from 2n to 4n.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

from generator.bibtex import format_file, read_bib, to_papers
from generator.bibtex.names import parse_names
from generator.config import read_config
from generator.curate.submissions import read_submission
from generator.readers.awesome import read_awesome
from generator.readers.cited import read_cited
from generator.readers.csl_json import read_csl_json
from generator.readers.facts import read_facts
from generator.readers.listing import read_listing
from generator.readers.living_review import read_outline
from generator.readers.medline import read_medline
from generator.readers.notes import read_note
from generator.readers.ris import read_ris
from generator.text.latex import decode
from generator.text.prose import safe_prose

BIBTEX = (
    "@misc{a",
    "@misc{a,\n",
    "{",
    "}",
    "{{}",
    '"',
    "\\",
    "\\{",
    "%",
    "% @misc{a}\n",
    "@",
    "@ ",
    "@a",
    "a=",
    ",",
    "#",
    "@string{a=b}\n",
    "@comment{",
    "@misc{a, title={\n",
    "@misc{a, t = {x} ",
    " ",
    "\n",
    "\r",
    "@misc{a, title={A}}\n",
    "@misc{a,, x={}}",
    "@misc(",
    "a,a=",
    "\\}",
    "@misc{a, crossref={a}}\n",
)
LATEX = (
    "{",
    "}",
    "\\",
    "\\'{",
    "$",
    "\\(",
    "\\textbf{",
    "\\href{",
    "~",
    "--",
    "`",
    "{\\'",
    "\\a",
    "\\a{",
    "x^{",
    "\\url{",
    " ",
)
NAMES = (
    " and ",
    "and ",
    "A and ",
    ",",
    ";",
    "{",
    "A, B, C, D",
    "~",
    "et al ",
    "von ",
    "\\~ ",
    "family=",
    "A; ",
    "&",
)
MARKDOWN = (
    "[",
    "[a](",
    "![",
    "<!--",
    "<a ",
    "`",
    "``",
    "*a ",
    "**a ",
    "# ",
    "- [a](b) ",
    "| ",
    "|\n",
    "> ",
    "\n",
    " ",
    "---\n",
    "\\",
    "- a\n",
    "- [a](http://a) - b.\n",
    "<",
    "{",
    "{a=",
    "](",
    "a: ",
    "- ",
    "&a ",
    "[a]:",
    "    - a\n",
    "### a\n",
    "a, ",
)
TAGGED = (
    "TY  - JOUR\n",
    "TY  - JOUR\nER  - \n",
    "A",
    "AU  - ",
    "PMID- 1\n",
    "      a\n",
    "[",
    '{"a":',
    "\\cite{",
    "\\item ",
    "\\begin{itemize}",
    "\\citation{",
    "<bcf:citekey>",
    "\n\n",
    "%",
    "\\verb|",
    "\\input{a}",
)


def in_bibtex(text: str) -> None:
    """Read a .bib file, its papers, and bring it into canonical form."""
    file, _ = read_bib(text.encode(), "x")
    to_papers([file])
    format_file(file)


def in_value(text: str) -> None:
    """Read the text as the value of three fields."""
    in_bibtex(f"@misc{{a,\n  title = {{{text}}},\n  author = {{{text}}},\n  pages = {{{text}}}}}\n")


def in_yaml(text: str) -> None:
    """Read the text as settings, and as front matter."""
    read_config(text, "x")
    read_note(f"---\n{text}\n---\n", "x", "a")


def in_others(text: str) -> None:
    """Read the text in every other format."""
    for read in (read_ris, read_medline, read_csl_json, read_outline, read_facts):
        read(text, "x")
    for name in ("x.aux", "x.bcf", "x.tex", "x.bib", "x.txt"):
        read_cited(text, name)


READERS: tuple[tuple[Callable[[str], object], tuple[str, ...]], ...] = (
    (in_bibtex, BIBTEX),
    (in_value, LATEX + BIBTEX),
    (lambda text: decode(text), LATEX),
    (lambda text: parse_names(text), NAMES + LATEX),
    (lambda text: read_awesome(text, "x"), MARKDOWN),
    (lambda text: safe_prose(text), MARKDOWN),
    (in_yaml, MARKDOWN),
    (lambda text: read_submission(text[:65_000], "x"), MARKDOWN),
    (lambda text: read_listing(text, "x"), MARKDOWN + TAGGED),
    (in_others, TAGGED + MARKDOWN),
)
NAMES_OF_READERS = (
    "BibTeX",
    "a field's value",
    "LaTeX",
    "names",
    "awesome list",
    "prose",
    "YAML",
    "issue form",
    "listing",
    "other formats",
)


def seconds(read: Callable[[str], object], text: str) -> float:
    """Return the processor seconds that reading the text takes, the better of two times."""
    best = float("inf")
    for _ in range(2):
        gc.collect()
        gc.disable()
        began = time.process_time()
        read(text)
        best = min(best, time.process_time() - began)
        gc.enable()
        decode.cache_clear()
    return best


def main(characters: int) -> None:
    """Print for each reader and text how the work grows, the worst first."""
    found = []
    for name, (read, units) in zip(NAMES_OF_READERS, READERS, strict=True):
        for unit in units:
            count = max(characters // len(unit), 1)
            cost = [seconds(read, unit * count * factor) for factor in (1, 2, 4)]
            found.append((cost[2] / max(cost[1], 1e-3), name, unit, cost))
    found.sort(key=lambda row: -row[0])
    print("| Reader | Text | n | 2n | 4n | 4n / 2n |\n|---|---|---|---|---|---|")
    for ratio, name, unit, cost in found:
        shown = " | ".join(f"{each:.3f}" for each in cost)
        print(f"| {name} | `{unit!r}` | {shown} | {ratio:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
