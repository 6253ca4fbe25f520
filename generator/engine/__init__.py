"""Running the site's engine over the generated pages, and the search index over its HTML."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from ..model import Config
from .configuration import ensure_configuration, site_environment, theme_folder
from .html import Rendered, build_html
from .running import ENGINES, QUIET, SITE, refuse_links_of_site, run
from .search import build_search_index, has_search_index, remove_search_index
from .searched import NOT_SEARCHED

__all__ = [
    "ENGINES",
    "NOT_SEARCHED",
    "QUIET",
    "SITE",
    "Rendered",
    "build_html",
    "build_search_index",
    "ensure_configuration",
    "has_search_index",
    "remove_search_index",
    "serve_html",
    "site_environment",
    "theme_folder",
]


def serve_html(root: Path, config: Config, address: str) -> None:
    """Serve the site with MkDocs until interrupted; the plugin regenerates pages when `bib/` changes."""
    refuse_links_of_site(root)
    variables = site_environment(config) | {"BIBLOOM_BUILT": ""}
    # A preview shows what there is: an entry with an error must not end it.
    arguments = ["serve", "--no-strict", "--dev-addr", address]
    # Ctrl-C is how serving ends.
    with suppress(KeyboardInterrupt):
        run([sys.executable, "-m", "mkdocs", *arguments], root, variables, "mkdocs")
