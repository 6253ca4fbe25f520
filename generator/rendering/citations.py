"""Citations in a text, and the list of what was cited that ends the page.

The same as `citation_extension` makes for Python-Markdown, which is the only one to know all of Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..citation_extension import Reference, References, about, cited_in_order, relative_to
from ..links.citations import CITATION, cited_keys
from .html import element_text, start_tag
from .refused import RefusedError


class Citations:
    """What one page cites; `page` is its path below `docs/`, `known` are the review's papers.

    `resolve` gives the address of a link as the page is to have it.
    """

    def __init__(self, page: str, known: References, resolve: Callable[[str], str]) -> None:
        self._page = page
        self._known = known
        self._resolve = resolve
        self._cited: dict[str, Reference] = {}

    def render(self, group: str) -> str:
        """Return the links for a bracket's inside, `@a; @b`; raises RefusedError where it is no citation."""
        keys = cited_keys(group)
        if not CITATION.fullmatch(f"[{group}]") or not any(key in self._known for key in keys):
            raise RefusedError(group)
        return f'<span class="citations">({"; ".join(self._cite(key) for key in keys)})</span>'

    def _cite(self, key: str) -> str:
        reference = self._known.get(key)
        if reference is None:
            return f'<span class="citation-unknown">@{element_text(key)}</span>'
        self._cited[reference["page"]] = reference
        return self._link(reference, reference["label"], about(reference))

    def _link(self, reference: Reference, label: str, given: Mapping[str, str]) -> str:
        address = self._resolve(relative_to(self._page, reference["page"]))
        return f"{start_tag('a', {**given, 'href': address})}{element_text(label)}</a>"

    def entries(self) -> list[str]:
        """Return the list of references, entry by entry; empty where nothing was cited."""
        return [
            f"{element_text(reference['text'])} {self._link(reference, reference['title'], {})}"
            for reference in cited_in_order(self._cited.values())
        ]
