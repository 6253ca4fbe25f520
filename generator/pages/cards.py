"""What a card over a link to a paper says; the theme's `cards.js` shows it."""

from __future__ import annotations

from ..text import escape
from .shown import Other


class Cards:
    """Puts around links what their cards say; each paper's is escaped once and reused on every page."""

    def __init__(self) -> None:
        self._about: dict[str, str] = {}

    def over(self, link: str, paper: Other, title: str = "") -> str:
        """Return the Markdown link with what its card says; `title` is for a link that is shorter than it."""
        about = self._about.get(paper.key)
        if about is None:
            about = self._about[paper.key] = _attribute("by", paper.by) + _attribute("tldr", paper.tldr)
        whole = _attribute("title", title)
        return f'<span class="carded"{about}{whole}>{link}</span>'


def _attribute(name: str, text: str) -> str:
    return f' data-{name}="{escape.attribute(text)}"' if text else ""
