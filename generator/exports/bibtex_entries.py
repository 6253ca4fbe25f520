"""What both dialects of BibTeX share: the citekeys of an export, and an entry's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..bibtex.render import rank
from ..bibtex.values import MONTHS
from ..model import Paper
from .bibtex_syntax import braced, safe_key

# Of `A-1` and `12-3-4` nobody can tell whether they are ranges.
_RANGE = re.compile(r"(?<![\w-])([A-Za-z]?\d+)-([A-Za-z]?\d+)(?![\w-])")
_MACROS = frozenset(name[:3].lower() for name in MONTHS)


def by_export_key(papers: Iterable[Paper]) -> Mapping[str, Paper]:
    """Return the papers in order, each citekey once, by the citekey that BibTeX can read.

    Citekeys stand as they are. One that BibTeX cannot read has its impossible characters replaced by their
    hexadecimal numbers (`a b` becomes `a_20_b`).
    """
    unique: dict[str, Paper] = {}
    for paper in papers:
        unique.setdefault(paper.key, paper)
    in_order = tuple(unique.values())
    keys: dict[str, Paper] = {paper.key: paper for paper in in_order if safe_key(paper.key) == paper.key}
    renamed: dict[str, str] = {}
    for paper in in_order:
        if paper.key not in keys:
            key = _free(safe_key(paper.key), keys)
            keys[key] = paper
            renamed[paper.key] = key
    return {key: keys[key] for key in (renamed.get(paper.key, paper.key) for paper in in_order)}


def _free(key: str, taken: Mapping[str, Paper]) -> str:
    # `_` is itself allowed in citekeys, so the replacement may be another paper's key.
    while key in taken:
        key += "_"
    return key


def entry_text(entry_type: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry in canonical form; a `month` that is a month's macro is written without braces."""
    return f"@{entry_type}{{{key},\n{''.join(_lines(fields))}}}\n"


def _lines(fields: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(fields, key=lambda name: rank(name.lower())):
        value = fields[name]
        is_macro = name == "month" and value in _MACROS
        yield f"  {name} = {value if is_macro else braced(value)},\n"


def address(text: str) -> str:
    """Return an identifier or address that LaTeX reads as it is, without what would end the value."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def with_dashes(pages: str) -> str:
    """Return a LaTeX value of `pages` with BibTeX's dash in its ranges: `1-9` and `1–9` as `1--9`."""
    if "-" not in pages and "–" not in pages:
        return pages
    dashed = pages.replace("–", "--")
    return dashed if "--" in dashed else _RANGE.sub(r"\1--\2", dashed)
