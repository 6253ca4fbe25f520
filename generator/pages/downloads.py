"""What readers take away of a list of papers: links to its files, and buttons for formats without a file."""

from __future__ import annotations

from collections.abc import Iterable

from ..exports.files import ENDINGS, LISTED_IN, TITLES
from ..exports.formats import FORMATS
from .markup import bibtex_link

# Puts those files together in the browser, see assets/downloads.js.
SCRIPT = "downloads"
SEPARATOR = " · "


def other_formats(names: Iterable[str]) -> str:
    """Return buttons for the formats of these names; they show where a script can make their files."""
    buttons = (
        f'<button type="button" class="download" value="{name}">{FORMATS[name].title}</button>'
        for name in names
    )
    return f'<span class="other-formats" hidden>{SEPARATOR}{SEPARATOR.join(buttons)}</span>'


def list_downloads(folder: str, slug: str) -> str:
    """Return the links to a list's files from its page; `folder` is `years`, say."""
    names = LISTED_IN[folder]
    links = [bibtex_link(f"../bib/{folder}/{slug}.{ENDINGS[name]}", TITLES[name]) for name in names]
    missing = [name for name in FORMATS if name not in names]
    return SEPARATOR.join(links) + (other_formats(missing) if missing else "")


def list_scripts(folder: str) -> list[str]:
    """Return the scripts that the downloads of a list need on its page."""
    return [] if set(FORMATS) <= set(LISTED_IN[folder]) else [SCRIPT]
