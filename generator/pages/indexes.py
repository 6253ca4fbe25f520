"""Authors, venues, years and tags: an index of each and a page per group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from ..digest import digest
from ..model import Config
from ..text import escape
from ..text.fold import ascii_fold
from .downloads import list_alternate, list_downloads, list_scripts
from .markup import (
    Page,
    PaperLists,
    bloom,
    classed,
    counted,
    index_list,
    list_jsonld,
    made_or_standing,
    page,
    section,
    up,
)
from .selection import SELECT_ALL
from .shortened import is_whole, listed, rest
from .view import Group, View


@dataclass(frozen=True, slots=True)
class Index:
    """One kind of index: its folder, title, kind of page and the groups with pages, in index order."""

    folder: str
    title: str
    kind: str
    groups: tuple[Group, ...]
    lead: str = ""
    by_letter: bool = False


def indexes(view: View) -> tuple[Index, ...]:
    """Return the four indexes of a review; each has its page even where it is still empty."""
    least = view.review.config.author_page_from
    authors = [group for group in view.authors.values() if len(group.papers) >= least]
    lead = f"Authors with {counted(least)} or more in this review; search finds all of them."
    # Newest first; papers without a year come last.
    newest = sorted(view.years.values(), key=lambda group: (group.slug == "undated", -_year(group)))
    return (
        Index("authors", "Authors", "author", tuple(sorted(authors, key=_family)), lead, by_letter=True),
        Index("venues", "Venues", "venue", _by_size(view.venues.values())),
        Index("years", "Years", "year", tuple(newest)),
        Index("tags", "Tags", "tag", _by_size(view.tags.values())),
    )


def index_pages(
    view: View, lists: PaperLists, made_of: Callable[[str], bytes] = lambda _: b""
) -> Iterator[Page]:
    """Yield each index's page and its groups' pages; see `render_pages` for `made_of`."""
    config = view.review.config
    settings = digest(config)
    for index in indexes(view):
        yield _index_page(index)
        for group in index.groups:
            now = _made_of(index, group, settings, lists)
            path = f"{index.folder}/{group.slug}.md"
            yield made_or_standing(path, now, made_of, partial(_group_page, index, group, config, lists))


def _made_of(index: Index, group: Group, settings: bytes, lists: PaperLists) -> bytes:
    """Return a digest of all that `_group_page` is given: what is listed is as `lists` has it."""
    papers = [lists.made_of(paper) for paper in group.papers]
    return digest((index.folder, index.title, index.kind, group.slug, group.title, settings, papers))


def _index_page(index: Index) -> Page:
    path = f"{index.folder}/index.md"
    if index.by_letter:
        blocks = [section(letter, _links(groups)) for letter, groups in _letters(index.groups)]
    else:
        blocks = [_links(index.groups)]
    lead = index.lead or f"{counted(len(index.groups), index.kind)}."
    return page(
        path, index.title, [classed(lead, "lead"), *blocks], bibloom=bloom(f"{index.kind}s", search=False)
    )


def _group_page(index: Index, group: Group, config: Config, lists: PaperLists) -> Page:
    path = f"{index.folder}/{group.slug}.md"
    shown, whole = listed(group.papers, config), is_whole(group.papers, config)
    description = f"{counted(len(group.papers))} of this review: {escape.clean(group.title)}"
    export = list_downloads(index.folder, group.slug, config, whole)
    told = (f"{counted(len(group.papers))}, newest first.", export, SELECT_ALL)
    lead = classed(" ".join(filter(None, told)), "exports")
    front = bloom(
        index.kind,
        search_meta={"venue": f"{index.kind.capitalize()}, {counted(len(group.papers))}"},
        alternate=list_alternate(index.folder, group.slug, config),
        jsonld=list_jsonld(config, path, group.title, description, group.papers),
        # A year's or a tag's page only repeats its papers; people do search for authors and venues.
        search=None if index.kind in ("author", "venue") else False,
        scripts=list_scripts(index.folder, config, whole),
        styles=["cite"],
    )
    value = "" if index.kind == "year" and not _year(group) else escape.clean(group.title)
    body = (lead, lists.many(shown, up(path)), rest(group.papers, config, up(path), index.kind, value))
    crumbs = f"[{index.title}](index.md)"
    return page(path, group.title, body, crumbs, description=description, bibloom=front)


def _links(groups: Sequence[Group]) -> str:
    return index_list((group.title, f"{group.slug}.md", len(group.papers)) for group in groups)


def _by_size(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (-len(group.papers), group.title.lower())))


def _family(group: Group) -> str:
    """Return what an author is filed under: the family name of the spelling the group is titled with."""
    name = next((n for p in group.papers for n in p.authors if n.full == group.title), None)
    return ascii_fold(name.inverted if name else group.title).lower()


def _letters(groups: Sequence[Group]) -> Iterator[tuple[str, list[Group]]]:
    for letter, members in groupby(groups, key=lambda group: _family(group)[:1].upper()):
        yield escape.markdown(letter), list(members)


def _year(group: Group) -> int:
    return int(group.title) if group.title.isdigit() else 0
