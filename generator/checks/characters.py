"""Checks of letters: what was lost or damaged on the way, where nothing can be mended for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..model import Paper
from .at import at_field, quoted
from .fixes import Values
from .mends import TAG, with_right_encoding, without_html

# Runs of blanks inside a line; those at its begin are its indentation.
DOUBLED = re.compile(r"(?<=[^\s]) {2,}(?=[^\s])")
PROSE = frozenset(("title", "subtitle", "author", "editor", "journal", "journaltitle", "booktitle"))
_LOST = "\N{REPLACEMENT CHARACTER}"


def check_characters(paper: Paper, values: Values) -> Iterator[Problem]:
    """Yield fields in which a letter was lost, or damaged and then written as LaTeX; and HTML that stays."""
    for name, value in values.items():
        if _LOST in value:
            message = f"a letter of `{name}` was lost: {quoted(value[max(0, value.index(_LOST) - 20) :], 40)}"
            yield at_field("lost-letter", message, paper, name, "look the letter up, and type it again")
        if "<" in value and name in ("title", "booktitle", "journal") and (tag := _left_tag(value)):
            message = f"`{name}` holds HTML, which stands there as it is written: `{tag}`"
            yield at_field("html-markup", message, paper, name, "write it as LaTeX, or leave it out")
    yield from _damage(paper, values)
    for field in paper.entry.fields:
        if "  " in field.raw and field.line and DOUBLED.search(field.raw) and field.name.lower() in PROSE:
            message = f"`{field.name}` holds blanks side by side"
            hint = "one is enough"
            yield at_field("doubled-blanks", message, paper, field.name, hint, Severity.INFO)


def _left_tag(value: str) -> str:
    """Return the first tag that the fix does not take out."""
    found = TAG.search(value)
    return found[0] if found and without_html(value) == value else ""


def _damage(paper: Paper, values: Values) -> Iterator[Problem]:
    r"""Look at what LaTeX decodes to: `{\~A}{\textcopyright}` is a damaged `é`, too."""
    names = "; ".join(name.full for name in paper.authors)
    for name, text in (("title", paper.title), ("author", names)):
        if not text.isascii() and "\\" in values.get(name, "") and with_right_encoding(text) != text:
            message = f"`{name}` holds letters that were read in the wrong encoding, as LaTeX: {quoted(text)}"
            yield at_field("encoding-damage", message, paper, name, "type the letters again")
