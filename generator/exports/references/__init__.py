"""References as the styles print them: APA, IEEE, Chicago, ACM, Nature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Paper
from .marks import plain, runs
from .styles import STYLES, Style
from .text import reference_text
from .variables import work

__all__ = ["STYLES", "Reference", "Style", "reference_list", "references"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper's reference in a style; `marked` is its text with marks of emphasis."""

    style: Style
    marked: str

    @property
    def text(self) -> str:
        """The reference as plain text."""
        return plain(self.marked)

    def runs(self) -> Iterator[tuple[str, str]]:
        """Yield the reference in pieces of plain text, each with its emphasis: `em`, `strong` or nothing."""
        return runs(self.marked)


def references(paper: Paper, styles: Iterable[str]) -> Iterator[Reference]:
    """Yield the paper's reference in each of these styles, in their order."""
    known = work(paper)
    for name in styles:
        marked = reference_text(paper, known, STYLES[name])
        if marked:
            yield Reference(STYLES[name], marked)


def reference_list(papers: Iterable[Paper], style: str) -> str:
    """Return the papers' references in this style as plain text, in the order given, one to a line."""
    return "".join(f"{reference.text}\n" for paper in papers for reference in references(paper, (style,)))
