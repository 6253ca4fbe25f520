"""The paper's reference as styles print it, ready to copy, in the cite box of its page."""

from __future__ import annotations

from collections.abc import Iterable

from ..exports.references import Reference, references
from ..model import Paper
from ..text import escape

# The script and the style sheet that a page with references loads.
ASSETS = "references"


def reference_block(paper: Paper, styles: Iterable[str]) -> str:
    """Return a list of the paper's references, one for each of these styles; nothing where there is none.

    The list is HTML, so that Markdown has nothing to do with it. A script adds a button that copies to each.
    """
    rows = "\n".join(_rows(references(paper, styles)))
    return f'### Formatted reference\n\n<dl class="formatted">\n{rows}\n</dl>' if rows else ""


def _rows(written: Iterable[Reference]) -> Iterable[str]:
    for reference in written:
        text = "".join(_emphasised(*run) for run in reference.runs())
        yield f"<div><dt>{reference.style.title}</dt><dd>{text}</dd></div>"


def _emphasised(text: str, emphasis: str) -> str:
    inline = escape.html_piece(text)
    return f"<{emphasis}>{inline}</{emphasis}>" if emphasis else inline
