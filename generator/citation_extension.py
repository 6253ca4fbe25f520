"""A Python-Markdown extension: `[@key]` becomes an author–year link, with the references at the page's end.

It also makes what Markdown writes safe, and puts it within reach of keyboards and screen readers.

Both MkDocs and Zensical render with Python-Markdown, so the same extension serves both, in generated and in
hand-written pages. It knows the papers from the file that `bibloom build` leaves for it.

Python-Markdown's extension API: https://python-markdown.github.io/extensions/api/
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NotRequired, TypedDict
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .links.citations import CITATION, cited_keys
from .text.accessible import Permalinks, TableFrames
from .text.escape import html_text
from .text.prose import is_safe_address

EXTENSION = "bibloom_citations"
# Of the list of references that ends a page.
HEADING, ANCHOR = "References", "references"
DEFAULT_INDEX = "docs/.bibloom/references.json"


class Reference(TypedDict):
    """What the extension knows of a paper; `page` is below `docs/`, `text` the line that cites it."""

    label: str
    page: str
    title: str
    text: str
    coins: NotRequired[str]
    tldr: NotRequired[str]


References = Mapping[str, Reference]
# Of elements that the theme's scripts read; the first of two with one id is found.
_THEME_IDS = ("__", "bb-")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "cite", "data"})


class CitationExtension(Extension):
    """Registers the citation syntax; `index` is the references file, `references` gives them directly."""

    def __init__(self, **kwargs: object) -> None:
        self.config: dict[str, list[Any]] = {
            "index": [DEFAULT_INDEX, "The file that `bibloom build` writes for this extension."],
            "references": [{}, "References by citekey, instead of the file."],
            "heading": [HEADING, "The heading above the reference list."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the inline pattern and the step that appends the reference list."""
        references = self.getConfig("references") or read_references(self.getConfig("index"))
        cited: dict[str, Reference] = {}
        pattern = _CitationPattern(CITATION.pattern, md, references, cited)
        # Below the backslash escapes (180) and code spans (190), above links (160): `[@a]` is no link text.
        md.inlinePatterns.register(pattern, "bibloom_citation", 165)
        # After inline patterns (20), before the table of contents (5) and the engines' link rewriting (0).
        md.treeprocessors.register(
            _ReferenceList(md, cited, self.getConfig("heading")), "bibloom_references", 8
        )
        # Before and after the table of contents (5) puts its signs into the headings.
        md.treeprocessors.register(TableFrames(md), "bibloom_tables", 6)
        md.treeprocessors.register(Permalinks(md), "bibloom_permalinks", 4)
        # After everything that makes elements and attributes, `attr_list` (8) included.
        md.treeprocessors.register(_Inert(md), "bibloom_inert", 1)
        # After raw HTML is back in its place (30).
        md.postprocessors.register(_Coins(md, references), "bibloom_coins", 5)


class _Inert(Treeprocessor):
    """Takes event handlers, addresses that run something, and the theme's ids from what Markdown has made."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            for name, value in list(element.items()):
                runs = name in _ADDRESSES and not is_safe_address(value)
                taken = name == "id" and value.startswith(_THEME_IDS)
                if runs or taken or name.lower().startswith("on"):
                    del element.attrib[name]
                if runs:
                    _make_text(element)


def _make_text(element: ET.Element) -> None:
    """Leave only the text of a link or picture: MkDocs fails on one without an address."""
    element.tag = "span"
    element.text = (element.text or "") + element.attrib.pop("alt", "")


class _Coins(Postprocessor):
    """Puts COinS beside the papers of a list, for reference managers; see `exports.coins`.

    Here and not in the Markdown: for as much text again the engine would need a fifth more time.
    """

    def __init__(self, md: Markdown, known: References) -> None:
        super().__init__(md)
        self.known = known

    def run(self, text: str) -> str:
        return with_coins(text, self.known)


def with_coins(page: str, known: References) -> str:
    """Return the page's HTML with COinS beside the papers of its lists."""

    def marked(match: re.Match[str]) -> str:
        reference = known.get(html.unescape(match[1]))
        pairs = reference.get("coins", "") if reference else ""
        return f'<span class="Z3988" title="{html_text(pairs)}"></span>{match[0]}' if pairs else match[0]

    return _LISTED.sub(marked, page, count=MOST_COINS)


# Nobody chooses from a longer list in a dialogue, and each costs a hundred bytes of a page, compressed.
MOST_COINS = 300
# How `pages.markup.PaperLists` names the paper of a list's entry.
_LISTED = re.compile(r'<span class="venue" data-key="([^"]*)"')


class _CitationPattern(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, known: References, cited: dict[str, Reference]) -> None:
        super().__init__(pattern, md)
        self.known = known
        self.cited = cited

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        keys = cited_keys(m[1])
        if not any(key in self.known for key in keys):
            return None, None, None
        group = ET.Element("span", {"class": "citations"})
        group.text = "("
        for number, key in enumerate(keys):
            if number:
                group[-1].tail = "; "
            group.append(self._link(key))
        group[-1].tail = ")"
        return group, m.start(0), m.end(0)

    def _link(self, key: str) -> ET.Element:
        reference = self.known.get(key)
        if reference is None:
            unknown = ET.Element("span", {"class": "citation-unknown"})
            unknown.text = AtomicString(f"@{key}")
            return unknown
        self.cited[reference["page"]] = reference
        assert self.md is not None  # noqa: S101  # set by InlineProcessor.__init__
        link = ET.Element("a", about(reference) | {"href": _relative(self.md, reference["page"])})
        # Atomic: the patterns that come later must not take a name for Markdown or HTML.
        link.text = AtomicString(reference["label"])
        return link


def about(reference: Reference) -> dict[str, str]:
    """Return the attributes of a link that cites the paper, but for its address."""
    # What the card over the link shows (assets/cards.js); without scripts the title is there.
    told = {
        "title": reference["title"],
        "data-by": reference["text"],
        "data-tldr": reference.get("tldr", ""),
    }
    return {"class": "citation"} | {name: text for name, text in told.items() if text}


def cited_in_order(cited: Iterable[Reference]) -> list[Reference]:
    """Return what a page cites in the order of its list of references."""
    return sorted(cited, key=lambda reference: (reference["text"].lower(), reference["page"]))


class _ReferenceList(Treeprocessor):
    def __init__(self, md: Markdown, cited: dict[str, Reference], heading: str) -> None:
        super().__init__(md)
        self.cited = cited
        self.heading = heading

    def run(self, root: ET.Element) -> None:
        if not self.cited:
            return
        ET.SubElement(root, "h2", {"id": ANCHOR}).text = self.heading
        entries = ET.SubElement(root, "ul", {"class": "references"})
        for reference in cited_in_order(self.cited.values()):
            entry = ET.SubElement(entries, "li")
            entry.text = reference["text"] + " "
            assert self.md is not None  # noqa: S101  # set by Treeprocessor.__init__
            link = ET.SubElement(entry, "a", {"href": _relative(self.md, reference["page"])})
            link.text = reference["title"]
        self.cited.clear()


def _relative(md: Markdown, target: str) -> str:
    """Return the target relative to the page being rendered; both engines turn that into the page's URL."""
    return relative_to(_current_page(md), target)


def relative_to(page: str, target: str) -> str:
    """Return the way from a page to another, both by their paths below `docs/`."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def _current_page(md: Markdown) -> str:
    """Return the page's path below `docs/`, which each engine leaves in a processor of its own."""
    if "relpath" in md.treeprocessors:  # MkDocs
        return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
    if "rendering_context" in md.preprocessors:  # Zensical
        return str(md.preprocessors["rendering_context"].page.path)  # type: ignore[attr-defined]
    return ""


def read_references(path: str) -> References:
    """Read the references file; none where it is absent, so that plain Markdown still renders."""
    file = Path(path)
    try:
        return _parsed(path, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=4)
def _parsed(path: str, _modified: int) -> References:
    # Every page gets a Markdown of its own: without the cache each would parse the whole file again.
    known: References = json.loads(Path(path).read_text(encoding="utf-8"))
    return known


def makeExtension(**kwargs: object) -> CitationExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return CitationExtension(**kwargs)
