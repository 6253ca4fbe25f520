"""The Markdown that pages share: assembled pages, lists of papers, links between pages.

Everything that comes from a source passes `text.escape` here; narratives and notes are Markdown by design and
pass as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ..digest import digest
from ..exports import collection_jsonld
from ..memory import told_by
from ..model import Config, Paper
from ..text import escape
from .view import View

LISTED_AUTHORS = 6


@dataclass(frozen=True, slots=True)
class Page:
    """A file below `docs/`: its path, with `/`, and its text.

    `made_of` is a digest of what it was made of, where that is known. One that `stands` is there already and
    comes without its text.
    """

    path: str
    text: str
    made_of: bytes = b""
    stands: bool = False

    @property
    def content(self) -> bytes | None:
        """The file's bytes, or None where it stands."""
        return None if self.stands else self.text.encode()

    @property
    def up(self) -> str:
        """The way from this page's source file to `docs/`: one `../` per folder."""
        return "../" * self.path.count("/")


def made_or_standing(
    path: str, now: bytes, made_of: Callable[[str], bytes], make: Callable[[], Page]
) -> Page:
    """Return the page, or that it stands where the one at this path was made of what it is made of `now`."""
    return Page(path, "", now, stands=True) if made_of(path) == now else replace(make(), made_of=now)


def page(path: str, title: str, body: Iterable[str], crumbs: str = "", **front: Any) -> Page:  # noqa: ANN401
    """Assemble a page from its front matter and blocks of Markdown; empty blocks are left out.

    `crumbs` are the links to what lies above the page, and stand before its heading.
    """
    meta = {"title": escape.clean(title)} | {key: value for key, value in front.items() if value}
    blocks = (_breadcrumbs(crumbs), f"# {escape.markdown(title)}", *body)
    return Page(path, f"{escape.front_matter(meta)}\n{joined(blocks)}\n")


def _breadcrumbs(links: str) -> str:
    return f'<nav class="crumbs" aria-label="Breadcrumbs" markdown="span">{links}</nav>' if links else ""


def joined(blocks: Iterable[str]) -> str:
    """Return blocks of Markdown one after the other, empty ones left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block)


def up(path: str) -> str:
    """Return the way from a page at this path to `docs/`."""
    return "../" * path.count("/")


def list_jsonld(config: Config, path: str, title: str, description: str, papers: Sequence[Paper]) -> str:
    """Return what a page that lists papers says of itself to search engines; `path` is its own."""
    return collection_jsonld(config, f"{path.removesuffix('.md')}/", title, description, papers)


def classed(block: str, css_class: str) -> str:
    """Return the paragraph with a class, or nothing for an empty one."""
    return f"{block}\n{{ .{css_class} }}" if block else ""


def wrapped(block: str, css_class: str) -> str:
    """Return blocks of Markdown inside a classed division (Python-Markdown's `md_in_html`)."""
    return f'<div class="{css_class}" markdown>\n\n{block}\n\n</div>' if block else ""


def navigation(label: str, block: str, css_class: str) -> str:
    """Return blocks of Markdown as a group of links, which assistive technology finds by its label."""
    return f'<nav class="{css_class}" aria-label="{escape.attribute(label)}" markdown>\n\n{block}\n\n</nav>'


def section(heading: str, block: str) -> str:
    """Return the block under a second-level heading, or nothing for an empty block."""
    return f"## {heading}\n\n{block}" if block else ""


def to_paper(paper: Paper, root: str, label: str = "") -> str:
    """Return a Markdown link to a paper's page; `root` is the way to `docs/`."""
    return f"[{escape.markdown(label or title_of(paper))}]({root}papers/{paper.slug}.md)"


class Paged(Protocol):
    """What has a page, as far as links to it show it."""

    @property
    def slug(self) -> str:
        """The name of its page."""

    @property
    def title(self) -> str:
        """What links to it say."""


def to_page(paged: Paged, root: str, label: str = "") -> str:
    """Return a Markdown link to the page of a paper that is known by its slug and title; see `to_paper`."""
    return f"[{escape.markdown(label or paged.title)}]({root}papers/{paged.slug}.md)"


def title_of(paper: Paper) -> str:
    """Return the title, or the citekey where there is none."""
    return paper.title or paper.key


def author_names(paper: Paper, most: int = LISTED_AUTHORS) -> str:
    """Return the authors as plain text, given name first, the ones past `most` counted."""
    names = paper.authors or paper.editors
    shown = [name.full for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return ", ".join(shown) + (" and others" if paper.more_authors else "")


def published(paper: Paper) -> str:
    """Return venue and year as plain text: `ICLR 2024`, `arXiv 2023`, `2023`."""
    venue = paper.venue or ("arXiv" if paper.arxiv else "")
    return " ".join(part for part in (venue, str(paper.year or "")) if part)


def byline(paper: Paper) -> str:
    """Return who published the paper, where and when, as one plain sentence."""
    parts = (author_names(paper, most=3) or "No author", published(paper))
    return f"{'. '.join(filter(None, parts))}.".replace("..", ".")


class PaperLists:
    """Lists of papers; each paper's line is escaped once and reused on every page that lists it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._lines: dict[str, tuple[str, str]] = {}
        self._made_of: dict[str, bytes] = {}

    def made_of(self, paper: Paper) -> bytes:
        """Return a digest of all that a list may show of a paper."""
        known = self._made_of.get(paper.key)
        if known is None:
            told = (told_by(paper), self._view.review.note(paper.key).tldr)
            known = self._made_of[paper.key] = digest(told)
        return known

    def many(self, papers: Iterable[Paper], root: str) -> str:
        """Return the papers as a list, empty for none."""
        lines = "\n".join(self.one(paper, root) for paper in papers)
        return wrapped(lines, "paper-list") if lines else ""

    def one(self, paper: Paper, root: str) -> str:
        """Return one paper's list entry: title, authors and venue, tldr."""
        cached = self._lines.get(paper.key)
        if cached is None:
            cached = self._lines[paper.key] = self._line(paper)
        title, rest = cached
        return f"- [{title}]({root}papers/{paper.slug}.md){rest}"

    def _line(self, paper: Paper) -> tuple[str, str]:
        # Scripts read from these which paper a list entry is, and when it joined the review.
        known = {"key": paper.key, "added": paper.added.isoformat() if paper.added else ""}
        venue = spanned(escape.markdown(published(paper)), "venue", **known)
        if escape.url(paper.code):
            venue += f" [code]({escape.url(paper.code)}){{ .badge }}"
        lines = (
            escape.markdown(title_of(paper)),
            spanned(escape.markdown(author_names(paper)), "authors"),
            venue,
            spanned(escape.markdown(self._view.review.note(paper.key).tldr), "tldr"),
        )
        return lines[0], "".join(f"\n    {line}" for line in lines[1:] if line)


def spanned(inline: str, css_class: str, **data: str) -> str:
    """Return inline Markdown inside a classed span with `data-` attributes, or nothing for nothing."""
    attributes = "".join(f' data-{name}="{escape.attribute(text)}"' for name, text in data.items() if text)
    return f'<span class="{css_class}"{attributes}>{inline}</span>' if inline or attributes else ""


def sentences(*parts: object) -> str:
    """Return one text of the sentences among these; what is no text (`False`, 0) stands for none."""
    return " ".join(part for part in parts if isinstance(part, str) and part)


def counted(count: int, noun: str = "paper") -> str:
    """Return `1 paper`, `2 papers`, `1,234 papers`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def bibtex_link(path: str, label: str = "BibTeX") -> str:
    """Return a download link to an export, relative to the page."""
    return f"[{label}]({path}){{ .download }}"


def index_list(entries: Iterable[tuple[str, str, int]]) -> str:
    """Return an index as a list of links with counts, from (label, link, count)."""
    lines = (f"- [{escape.markdown(title)}]({link}) {counter(count)}" for title, link, count in entries)
    return wrapped("\n".join(lines), "index")


def counter(count: int) -> str:
    """Return a count as the lists show it."""
    return f'<span class="count">{count:,}</span>'


def bloom(kind: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Return the `bibloom` mapping of a page's front matter; the theme's templates read it."""
    return {"kind": kind} | {key: value for key, value in more.items() if value not in (None, "", [], {}, ())}
