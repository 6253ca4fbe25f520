"""What readers take away of a list of papers: links to its files, and buttons for formats without a file."""

from __future__ import annotations

from collections.abc import Iterable

from ..exports.files import ENDINGS, TITLES, list_formats
from ..exports.formats import FORMATS
from ..model import Config
from .markup import bibtex_link

# Puts those files together in the browser, see assets/downloads.js.
SCRIPT = "downloads"
SEPARATOR = " · "


def other_formats(names: Iterable[str]) -> str:
    """Return buttons for the formats of these names; they show where a script can make their files."""
    return f'<span class="other-formats" hidden>{SEPARATOR}{_buttons(names)}</span>'


def _buttons(names: Iterable[str]) -> str:
    return SEPARATOR.join(
        f'<button type="button" class="download" value="{name}">{FORMATS[name].title}</button>'
        for name in names
    )


def list_downloads(folder: str, slug: str, config: Config, whole: bool = True) -> str:
    """Return the links to a list's files from its page; `folder` is `years`, say.

    A script makes the other formats of the papers that the page lists, so not where these are not all: where
    the list is not `whole`.
    """
    names = list_formats(folder, config)
    links = [bibtex_link(f"../bib/{folder}/{slug}.{ENDINGS[name]}", TITLES[name]) for name in names]
    missing = [name for name in FORMATS if name not in names] if whole else []
    if not links and missing:
        return f'<span class="other-formats" hidden>{_buttons(missing)}</span>'
    return SEPARATOR.join(links) + (other_formats(missing) if missing else "")


def list_scripts(folder: str, config: Config, whole: bool = True) -> list[str]:
    """Return the scripts that the downloads of a list need on its page; see `list_downloads`."""
    return [SCRIPT] if whole and not set(FORMATS) <= set(list_formats(folder, config)) else []


def list_alternate(folder: str, slug: str, config: Config) -> list[list[str]]:
    """Return the list's BibTeX file as front matter names it (type, address, title), if there is one."""
    address = f"../../bib/{folder}/{slug}.bib"
    return [["application/x-bibtex", address, "BibTeX"]] if "bibtex" in list_formats(folder, config) else []
