"""What Python-Markdown makes of a page, extended as in `mkdocs.yml`; links stay as they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from generator.build import REFERENCES, plan
from generator.citation_extension import Reference
from generator.rendering import RefusedError, Rendered, render_page
from generator.sources import read_sources
from generator.text.prose import is_safe_address

PAGE = "papers/here.md"
TOY = {
    file.path: file.content or b"" for file in plan(read_sources(Path(__file__).parent.parent / "toy")).files
}
KNOWN: dict[str, Reference] = {
    "dao2022": {
        "label": "Dao & al. 2022",
        "page": "papers/dao2022.md",
        "title": 'Flash <b> "Attention" &amp;',
        "text": "Tri Dao. NeurIPS 2022.",
        "tldr": "Tiles 'exact' attention.",
        "coins": "ctx_ver=Z39.88-2004&rft.date=2022",
    },
    "li2015": {"label": "Li 2015", "page": "papers/li2015.md", "title": "Convergent", "text": "Li. 2015."},
}
KNOWN |= json.loads(TOY[REFERENCES])
_EXTENSIONS = [
    *("attr_list", "md_in_html", "def_list", "tables", "fenced_code", "toc", "admonition"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.highlight", "bibloom_citations"),
]
_SETTINGS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True, "toc_depth": "2-3"},
    "pymdownx.highlight": {"use_pygments": False},
    "bibloom_citations": {"references": KNOWN},
}


class _OfMkDocs(Treeprocessor):
    """Tells the citation extension which page is rendered, as MkDocs does."""

    class file:  # noqa: N801  # an attribute of MkDocs' own
        src_uri = PAGE

    def run(self, root: ET.Element) -> None:
        """Change nothing."""


def by_python_markdown(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return the page's HTML, and the level, anchor and text of each heading of its table of contents."""
    md = Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS)
    md.treeprocessors.register(_OfMkDocs(md), "relpath", 0)
    content = md.convert(text)
    waiting, found = list(md.toc_tokens), []  # type: ignore[attr-defined]  # toc's
    while waiting:
        token = waiting.pop(0)
        found.append((token["level"], token["id"], token["name"]))
        waiting = [*token["children"], *waiting]
    return content, found


def by_bibloom(text: str) -> Rendered | None:
    """Return the page as `rendering` has it."""
    return render_page(text, PAGE, KNOWN, _safe)


def _safe(link: str) -> str:
    if not is_safe_address(link):
        raise RefusedError(link)
    return link


def differing(text: str) -> tuple[object, object] | None:
    """Return what the two make of a page where they differ; None where they do not, or one refuses."""
    rendered = by_bibloom(text)
    if rendered is None:
        return None
    ours = rendered.content, [(h.level, h.anchor, h.text) for h in rendered.headings if h.level > 1]
    theirs = by_python_markdown(text)
    return None if ours == theirs else (ours, theirs)
