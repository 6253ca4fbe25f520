"""The optional MkDocs plugin: plain `mkdocs build` and `mkdocs serve` generate the pages first.

It calls the same function as the command; Zensical, which runs no plugins, needs `bibloom build` before it.
MkDocs' plugin API: https://www.mkdocs.org/dev-guide/plugins/
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger

from .build import REFERENCES, build
from .citation_extension import EXTENSION
from .engine import theme_folder
from .errors import Severity, SourceError
from .sources import Folder, read_settings

log = get_plugin_logger(__name__)


class BibloomPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Generates the pages before a build, and watches the sources while serving."""

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
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate the pages, unless the command has just done so."""
        if os.environ.get("BIBLOOM_BUILT"):
            return
        try:
            built = build(_root(config), os.environ)
        except SourceError as error:
            raise PluginError(str(error)) from error
        for problem in built.problems:
            (log.warning if problem.severity is Severity.ERROR else log.info)(str(problem))

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
