"""What a card over a link to a paper says; the theme's `cards.js` shows it."""

from __future__ import annotations

from ..model import Paper
from ..text import escape
from .markup import byline
from .view import View


class Cards:
    """Puts around links what their cards say; each paper's is escaped once and reused on every page."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._about: dict[str, str] = {}

    def over(self, link: str, paper: Paper, title: str = "") -> str:
        """Return the Markdown link with what its card says; `title` is for a link that is shorter than it."""
        about = self._about.get(paper.key)
        if about is None:
            about = self._about[paper.key] = self._attributes(paper)
        whole = _attribute("title", title)
        return f'<span class="carded"{about}{whole}>{link}</span>'

    def _attributes(self, paper: Paper) -> str:
        return _attribute("by", byline(paper)) + _attribute("tldr", self._view.review.note(paper.key).tldr)


def _attribute(name: str, text: str) -> str:
    return f' data-{name}="{escape.attribute(text)}"' if text else ""
