"""Lists that would be too long for a page: their newest papers, and where all of them are."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Config, Paper
from ..text.escape import query
from .markup import classed


def listed(papers: Sequence[Paper], config: Config) -> Sequence[Paper]:
    """Return those of the papers, newest first, that a page lists."""
    return papers[: config.longest_list] if config.longest_list else papers


def is_whole(papers: Sequence[Paper], config: Config) -> bool:
    """Tell whether a page lists all of these papers."""
    return len(listed(papers, config)) == len(papers)


def rest(papers: Sequence[Paper], config: Config, root: str, facet: str, value: str) -> str:
    """Return where the papers are that the page does not list, empty where it lists all.

    `facet` and `value` are what explore knows them by; without a value it is opened as it is.
    """
    if is_whole(papers, config):
        return ""
    asked = f"?{query([(facet, value)])}" if value else ""
    shown = f"The newest {config.longest_list:,} of {len(papers):,} papers are listed"
    return classed(f"{shown}; [Explore]({root}explore.md{asked}) has them all.", "not-listed")
