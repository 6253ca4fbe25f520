"""What the MkDocs plugin does in a process that makes one part of the site (see `parts`).

All of it through what MkDocs documents for plugins: the events, `File.inclusion`, the pages' attributes.
https://www.mkdocs.org/dev-guide/plugins/, https://www.mkdocs.org/dev-guide/api/
"""

from __future__ import annotations

import gc
import json
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..citation_extension import EXTENSION
from .configuration import theme_folder
from .parts import VARIABLE, AnchorLink, PageReport, Part, Report

# What Material's and our templates show of one page on another; the rest of its front matter stays its own.
_OWN_MATTER = frozenset({"bibloom", "description"})

# A page made with these depends on nothing but its own text; others may read files, or other pages.
_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    }
)
_PYMDOWNX = frozenset(
    {
        *("arithmatex", "betterem", "caret", "critic", "details", "extra", "highlight", "inlinehilite"),
        *("keys", "magiclink", "mark", "progressbar", "saneheaders", "smartsymbols", "superfences"),
        *("tabbed", "tasklist", "tilde"),
    }
)


def part_of_this_process() -> Part | None:
    """Return the part that this process was started for, if it was."""
    told = os.environ.get(VARIABLE)
    return Part.from_json(Path(told).read_text(encoding="utf-8")) if told else None


def refusal(config: MkDocsConfig) -> str:
    """Return why this site has to be made as a whole; empty where parts are as good."""
    plugins = sorted(set(config.plugins) - {"bibloom"})
    if plugins:
        # MkDocs counts hooks among them.
        return f"the plugin {plugins[0]} may want to see all pages"
    if config.extra_templates:
        return "the extra templates may list all pages"
    unknown = [name for name in config.markdown_extensions if not _own_text_only(name)]
    if unknown:
        return f"the Markdown extension {unknown[0]} may read other files"
    return _listing_template(config)


def _own_text_only(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    package, _, module = name.rpartition(".")
    return name == EXTENSION or name in _EXTENSIONS or (package == "pymdownx" and module in _PYMDOWNX)


def _listing_template(config: MkDocsConfig) -> str:
    """Tell of a template of the review's own that may list all pages: its text says `pages`."""
    for folder in _own_templates(config):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".html", ".xml") and "pages" in path.read_text(
                encoding="utf-8", errors="replace"
            ):
                return f"the template {path.name} may list all pages"
    return ""


def _own_templates(config: MkDocsConfig) -> list[Path]:
    custom = config.theme.custom_dir
    folder = Path(custom).resolve() if custom else None
    return [folder] if folder and folder != theme_folder().resolve() else []


class PartOfSite:
    """Holds one build to its part, and reports on it."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._levels: dict[str, InclusionLevel] = {}
        self._all = Files([])
        self._files: dict[str, str] = {}
        self._order: tuple[str, ...] = ()
        self._navigation: Navigation | None = None
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def refuse(self, why: str) -> None:
        """Report that the site cannot be made in parts."""
        self._write(Report(refused=why))

    def choose(self, files: Files, config: MkDocsConfig) -> None:
        """Exclude all files from this build that are not of its part."""
        self._all = files
        wanted = frozenset((*self.part.pages, *self.part.files))
        there = [file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value]
        self._order = tuple(file.src_uri for file in there if file.is_documentation_page())
        for file in there:
            self._levels[file.src_uri] = file.inclusion
            from_theme = file.src_dir != config.docs_dir
            if not (self.part.first if from_theme else file.src_uri in wanted):
                file.inclusion = InclusionLevel.EXCLUDED
            elif not from_theme and not file.is_documentation_page():
                self._files[file.src_uri] = file.dest_uri

    def keep_navigation(self, nav: Navigation) -> None:
        """Take the pages of the navigation in again: their titles stand on every page."""
        self._navigation = nav
        for page in nav.pages:
            page.file.inclusion = self._levels.get(page.file.src_uri, page.file.inclusion)
        # What MkDocs holds by now it holds to the end. To look for garbage in it again and again took 7 % of
        # the time for 2,500 papers.
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)

    def conclude(self, config: MkDocsConfig) -> None:
        """Report what was rendered and copied."""
        pages = {}
        for path in self.part.pages:
            file = self._all.get_file_from_path(path)
            if file is not None and file.page is not None and path in self._levels:
                pages[path] = _page_report(file, file.page)
        checks = config.validation.links.anchors >= logging.WARNING
        theme = tuple(str(folder) for folder in _own_templates(config))
        shown = json.dumps(_navigation(self._navigation), sort_keys=True, default=str)
        warnings = sum(count for _, count in self._warnings.get_counts())
        self._write(Report("", pages, self._files, self._order, shown, theme, checks, warnings))

    def _write(self, report: Report) -> None:
        Path(self.part.report).write_text(report.to_json(), encoding="utf-8")


def _page_report(file: File, page: Page) -> PageReport:
    elsewhere = [
        AnchorLink(target.src_uri, anchor, link, _has_anchors(target))
        for target, anchors in (page.links_to_anchors or {}).items()
        if target is not file and target.is_documentation_page()
        for anchor, link in anchors.items()
    ]
    bibloom = page.meta.get("bibloom") or {}
    listed = not (bibloom.get("redirect") or bibloom.get("robots"))
    return PageReport(file.dest_uri, (page.canonical_url or "") if listed else "", tuple(elsewhere))


def _has_anchors(file: File) -> bool:
    """Return whether this process has rendered the page, and so MkDocs could check links to it."""
    return file.page is not None and file.page.present_anchor_ids is not None


def _navigation(nav: Navigation | None) -> list[Any]:
    shown: list[Any] = []
    for page in nav.pages if nav else ():
        own = {name: value for name, value in page.meta.items() if name not in _OWN_MATTER}
        shown.append([page.title, page.url, own])
    return shown
