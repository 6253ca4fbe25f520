"""Links that open a source on GitHub: only where the repository's address is known."""

import posixpath

from ..errors import Place
from ..model import Category, Config, Note, Paper
from ..text import escape
from .markup import classed


def edit_links(paper: Paper, note: Note | None, config: Config) -> str:
    """Return links to the paper's entry and to its note, or nothing without a repository."""
    if not config.repo_url:
        return ""
    links = [f"[Edit this entry]({_shown(config, paper.place)})"]
    if note:
        links.append(f"[Edit the note]({_edited(config, note.place)})")
    else:
        notes = posixpath.join(posixpath.dirname(paper.place.file), "notes")
        name = escape.url_part(paper.slug)
        new = f"{config.repo_url}/new/{_path(config.branch)}/{_path(notes)}?filename={name}.md"
        links.append(f"[Write a note]({escape.url(new)})")
    return classed(" · ".join(links), "edit")


def edit_category_link(category: Category, config: Config) -> str:
    """Return a link to the category's file, or nothing where there is no file or no repository."""
    if not (config.repo_url and category.curated):
        return ""
    return classed(f"[Edit this category]({_edited(config, category.place)})", "edit")


def source_url(config: Config, place: Place) -> str:
    """Return the address that shows the place's line, or nothing without a repository."""
    return _shown(config, place) if config.repo_url else ""


def _shown(config: Config, place: Place) -> str:
    # GitHub's editor takes no line, its viewer does, and offers the pencil.
    line = f"?plain=1#L{place.line}" if place.line else ""
    return escape.url(f"{config.repo_url}/blob/{_path(config.branch)}/{_path(place.file)}{line}")


def _edited(config: Config, place: Place) -> str:
    return escape.url(f"{config.repo_url}/edit/{_path(config.branch)}/{_path(place.file)}")


def _path(path: str) -> str:
    return escape.url_part(path, keep="/")
