"""Pages that need no Python-Markdown, in the processes that make the parts of a site.

Rendering a page takes MkDocs some 8 ms, two thirds of them in Python-Markdown. What `rendering` knows is put
in its place through MkDocs' events for plugins: an empty text to render, and the HTML in place of the nothing
that this gives. The first pages of each folder are rendered both ways and compared, so that another version
of Python-Markdown, or an extension's, changes no page: where two differ, it renders all that are left.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from ..citation_extension import EXTENSION, References, read_references
from ..rendering import RefusedError, Rendered, render_page
from ..text.prose import is_safe_address

# With all of these, and no others, Python-Markdown does what `rendering` does.
_NEEDED = frozenset({"attr_list", "md_in_html", "toc", EXTENSION})
_HARMLESS = frozenset(
    {
        *("tables", "fenced_code", "def_list", "admonition"),
        *("pymdownx.details", "pymdownx.superfences", "pymdownx.highlight"),
    }
)
_CONTENTS = {"permalink": True, "toc_depth": "2-3"}
_SETTINGS_OF = frozenset({"toc", "pymdownx.highlight", EXTENSION})
# How many pages of each folder are rendered both ways, and how many characters the longest such page has.
_COMPARED = 3
_LONGEST = 20_000


class QuickPages:
    """Renders the pages of one build that it knows, and leaves the others."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._extensions = config.markdown_extensions
        self._works = _is_ours(config)
        self._known: References = {}
        if self._works:
            self._known = read_references(config.mdx_configs[EXTENSION]["index"])
        self._page: Rendered | None = None
        self._compared: Counter[str] = Counter()
        self._addresses: dict[tuple[int, str], str] = {}

    def before(self, text: str, page: Page, files: Files) -> str:
        """Return what Python-Markdown is to render of a page's text: nothing, where that is done."""
        # Without a title of its own a page has that of its first heading, which Python-Markdown has to find.
        if not self._works or not page.meta.get("title"):
            return text
        self._page = render_page(text, page.file.src_uri, self._known, self._resolver(page, files))
        if self._page is None or self._is_compared(text, page):
            return text
        # It would build all of its parsers for nothing.
        self._config.markdown_extensions = []
        return ""

    def _is_compared(self, text: str, page: Page) -> bool:
        folder = posixpath.dirname(page.file.src_uri)
        self._compared[folder] += len(text) <= _LONGEST
        return self._compared[folder] <= _COMPARED and len(text) <= _LONGEST

    def after(self, content: str, page: Page) -> str:
        """Return the page's HTML; `content` is what Python-Markdown has made of `before`'s text."""
        rendered, self._page = self._page, None
        self._config.markdown_extensions = self._extensions
        if rendered is None:
            return content
        if content:
            same = content == rendered.content and _contents(page) == _contents_of(rendered)
            self._works = self._works and same
            return content
        page.toc = get_toc(nest_toc_tokens(_tokens(rendered)))
        page.present_anchor_ids = {heading.anchor for heading in rendered.headings}
        return rendered.content

    def _resolver(self, page: Page, files: Files) -> Callable[[str], str]:
        folder = posixpath.dirname(page.file.src_uri)
        anchors: dict[File, dict[str, str]] = {}
        page.links_to_anchors = anchors

        def resolve(link: str) -> str:
            if link.startswith(("https://", "http://", "mailto:")):
                return _external(link)
            _, _, path, query, anchor = urlsplit(link)
            target = posixpath.normpath(posixpath.join(folder, path)) if path else page.file.src_uri
            file = files.get_file_from_path(target)
            if file is None or "%" in path:
                # MkDocs says what is wrong with it, or reads it otherwise.
                raise RefusedError(link)
            if anchor:
                anchors.setdefault(file, {}).setdefault(anchor, link)
            if not path:
                return link
            return urlunsplit(("", "", self._address(file, page, folder), query, anchor))

        return resolve

    def _address(self, file: File, page: Page, folder: str) -> str:
        # From a page into another folder the way is the same for all pages of its depth.
        if file.src_uri.partition("/")[0] in (file.src_uri, folder.partition("/")[0]):
            return get_relative_url(file.url, page.file.url)
        key = (page.file.url.count("/"), file.url)
        if key not in self._addresses:
            self._addresses[key] = get_relative_url(file.url, page.file.url)
        return self._addresses[key]


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
    # A heading of the review's own above the references, say, would be lost.
    as_ever = given == _CONTENTS and settings.get(EXTENSION, {}).keys() == {"index"}
    return as_ever and not others and _NEEDED <= names <= _NEEDED | _HARMLESS


def _tokens(rendered: Rendered) -> list[Any]:
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
