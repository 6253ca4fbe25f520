"""Pages that need no Python-Markdown, in the processes that make the parts of a site.

Rendering a page takes MkDocs some 8 ms, two thirds of them in Python-Markdown. What `rendering` knows is put
in its place through MkDocs' events for plugins: an empty text to render, and the HTML in place of the nothing
that this gives. The first pages of each folder are rendered both ways and compared, so that another version
of Python-Markdown, or an extension's, changes no page: a folder where they differ is left to it.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from ..citation_extension import EXTENSION, References, read_references
from ..rendering import RefusedError, Rendered, render_page
from ..text.prose import is_safe_address

# With all of these, and no others, Python-Markdown does what `rendering` does.
_NEEDED = frozenset({"attr_list", "md_in_html", "toc", EXTENSION})
_HARMLESS = frozenset({"tables", "fenced_code", "def_list", "admonition"})
_HARMLESS_PYMDOWNX = frozenset({f"pymdownx.{name}" for name in ("details", "superfences", "highlight")})
_CONTENTS = {"permalink": True, "toc_depth": "2-3"}
_SETTINGS_OF = frozenset({"toc", "pymdownx.highlight", EXTENSION})
# How many pages of each folder are rendered both ways.
_COMPARED = 3


class QuickPages:
    """Renders the pages of one build that it knows, and leaves the others."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._known: References | None = None
        if _is_ours(config):
            self._known = read_references(config.mdx_configs[EXTENSION]["index"])
        self._waiting: dict[str, Rendered] = {}
        self._seen: Counter[str] = Counter()
        self._differing: set[str] = set()
        self._addresses: dict[tuple[int, str], str] = {}

    def before(self, text: str, page: Page, files: Files) -> str:
        """Return what Python-Markdown is to render of a page's text: nothing, where that is done."""
        folder = posixpath.dirname(page.file.src_uri)
        # Without a title of its own a page has that of its first heading, which Python-Markdown has to find.
        if self._known is None or folder in self._differing or not page.meta.get("title"):
            return text
        rendered = render_page(text, page.file.src_uri, self._known, self._resolver(page, files))
        if rendered is None:
            return text
        self._waiting[page.file.src_uri] = rendered
        self._seen[folder] += 1
        return text if self._seen[folder] <= _COMPARED else ""

    def after(self, content: str, page: Page) -> str:
        """Return the page's HTML; `content` is what Python-Markdown has made of `before`'s text."""
        rendered = self._waiting.pop(page.file.src_uri, None)
        if rendered is None:
            return content
        folder = posixpath.dirname(page.file.src_uri)
        if self._seen[folder] <= _COMPARED:
            if content != rendered.content or _contents(page) != _contents_of(rendered):
                self._differing.add(folder)
            return content
        page.toc = get_toc(nest_toc_tokens(_tokens(rendered)))
        page.present_anchor_ids = {heading.anchor for heading in rendered.headings}
        return rendered.content

    def _resolver(self, page: Page, files: Files) -> Callable[[str], str]:
        folder = posixpath.dirname(page.file.src_uri)

        def resolve(link: str) -> str:
            if link.startswith(("https://", "http://", "mailto:")):
                return _external(link)
            target = posixpath.normpath(posixpath.join(folder, link))
            # From a page into another folder the way is the same for all pages of its depth.
            key = (page.file.url.count("/"), target)
            elsewhere = target.partition("/")[0] not in (target, folder.partition("/")[0])
            known = self._addresses.get(key) if elsewhere else None
            if known is None:
                known = _address(link, target, page, files)
                if elsewhere:
                    self._addresses[key] = known
            return known

        return resolve


def _address(link: str, target: str, page: Page, files: Files) -> str:
    file = files.get_file_from_path(target)
    if file is None or not link.endswith((".md", ".bib")):
        # MkDocs says what is wrong with it, or knows what it is.
        raise RefusedError(link)
    return get_relative_url(file.url, page.file.url)


def _external(link: str) -> str:
    if not is_safe_address(link):
        raise RefusedError(link)
    return link


def _is_ours(config: MkDocsConfig) -> bool:
    """Return whether Markdown is extended as `rendering` knows it."""
    names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    settings: Mapping[str, Mapping[str, Any]] = config.mdx_configs
    given = dict(settings.get("toc", {}))
    given.pop("title", None)
    others = {name for name, found in settings.items() if found} - _SETTINGS_OF
    known = _NEEDED | _HARMLESS | _HARMLESS_PYMDOWNX
    return given == _CONTENTS and not others and names >= _NEEDED and names <= known


def _tokens(rendered: Rendered) -> list[dict[str, Any]]:
    return [
        {"level": heading.level, "id": heading.anchor, "name": heading.text}
        for heading in rendered.headings
        if heading.level > 1
    ]


def _contents(page: Page) -> list[tuple[int, str, str]]:
    """Return the entries of a page's table of contents: level, anchor, text."""
    waiting, found = list(page.toc), []
    while waiting:
        entry = waiting.pop(0)
        found.append((entry.level, entry.id, entry.title))
        waiting = [*entry.children, *waiting]
    return found


def _contents_of(rendered: Rendered) -> list[tuple[int, str, str]]:
    return [(one["level"], one["id"], one["name"]) for one in _tokens(rendered)]
