"""The optional MkDocs plugin: plain `mkdocs build` and `mkdocs serve` generate the pages first.

It calls the same function as the command; Zensical, which runs no plugins, needs `bibloom build` before it.
MkDocs' plugin API: https://www.mkdocs.org/dev-guide/plugins/
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .build import REFERENCES, build
from .citation_extension import EXTENSION
from .engine import QUIET, theme_folder
from .engine.mkdocs_part import PartOfSite, part_of_this_process, refusal
from .engine.quick import QuickPages
from .errors import Severity, SourceError, problem_of
from .sources import Folder, read_settings
from .within import links_below, refuse_links

log = get_plugin_logger(__name__)


class BibloomPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Generates the pages before a build, and watches the sources while serving.

    `bibloom site` runs several builds at once, of which each renders a part of the pages.
    """

    def __init__(self) -> None:
        super().__init__()
        told = part_of_this_process()
        self._part = PartOfSite(told) if told else None
        self._quick: QuickPages | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Tell the citation extension where this site's references are, and MkDocs where the theme is."""
        if EXTENSION in config.markdown_extensions:
            index = Path(config.docs_dir) / REFERENCES
            config.mdx_configs.setdefault(EXTENSION, {}).setdefault("index", str(index))
        theme = str(theme_folder())
        if theme not in config.theme.dirs:
            # Behind the folder for somebody's own templates, before Material's.
            config.theme.dirs.insert(1, theme)
        _apply_settings(config)
        if os.environ.get(QUIET):
            # MkDocs' own --quiet hides warnings from --strict, too.
            logging.getLogger("mkdocs").setLevel(logging.WARNING)
        if self._part:
            why = refusal(config)
            if why:
                self._part.refuse(why)
                raise PluginError(why)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate the pages, unless the command has just done so."""
        if os.environ.get("BIBLOOM_BUILT"):
            return
        try:
            # MkDocs would publish what a link leads to.
            refuse_links(_root(config), links_below(Path(config.docs_dir)))
            built = build(_root(config), os.environ)
        except SourceError as error:
            raise PluginError(str(error)) from error
        except OSError as error:
            raise PluginError(str(problem_of(error))) from error
        for problem in built.problems:
            (log.warning if problem.severity is Severity.ERROR else log.info)(str(problem))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what other processes render."""
        if self._part:
            self._part.choose(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the pages that all others name."""
        if self._part:
            self._part.keep_navigation(nav)
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Leave Python-Markdown only what nothing quicker renders."""
        if self._part is None:
            return markdown
        self._quick = self._quick or QuickPages(config)
        return self._quick.before(markdown, page, files)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put in what was rendered before."""
        return self._quick.after(html, page) if self._quick else html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say what this process has rendered."""
        if self._part:
            self._part.conclude(config)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch the sources: an edit there reloads the page."""
        server.watch(str(Folder(_root(config)).bib))
        return server


def _apply_settings(config: MkDocsConfig) -> None:
    """Use the review's title and addresses, which the command passes by environment."""
    if os.environ.get("BIBLOOM_SITE_NAME"):
        return
    review = read_settings(_root(config), os.environ)
    config.site_name = review.title
    config.site_description = review.description or config.site_description
    config.site_url = review.site_url or config.site_url
    config.repo_url = review.repo_url or config.repo_url


def _root(config: MkDocsConfig) -> Path:
    return Path(config.docs_dir).parent
