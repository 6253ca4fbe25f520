"""How large the site of a review will be, told from its sources before anything is built.

Everything on the site grows with what can be counted here: pages, lines of lists, letters. What each takes
was measured on built sites of 617 to 10,000 papers with this theme and this repository's hand-written pages
(`python -m benchmarks.foreseen`), with an address of the site and of the repository, as they are published. A
site with pages or templates of its own differs by those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .model import Config, Review

# Bytes: of a list's page without its papers, of a category's with its picture, of a paper's without entries,
# references and related papers, of a paper in a list, and of its COinS, which the first 300 of a list have.
_LIST_PAGE, _CATEGORY_PAGE, _PAPER_PAGE = 14_450, 34_400, 19_450
_LINE, _COINS, _WITH_COINS = 212, 300, 300
_INDEX_LINE = 85
_PART, _PARTS = 400, 10  # of a list, told to search engines
_OTHER_PAGES, _ASSETS, _SEARCH = 750_000, 2_700_000, 900_000
_TRENDS = 250  # for each paper
_FEED_ENTRY = 890
_SHARD = 32  # papers in a file that scripts load

# Bytes of a paper's entry in a file: those that every one has, times the letters of title, authors and venue,
# and for each author.
_ENTRY: Mapping[str, tuple[float, float, float]] = {
    "bibtex": (185, 1.0, 6),
    "biblatex": (165, 1.0, 5),
    "ris": (330, 1.25, 6),
    "csl-json": (215, 0.9, 30),
    "csv": (110, 1.1, 2),
    "jabref": (275, 1.0, 6),
}
# The same as HTML on the paper's page, where every quotation mark is five bytes.
_SHOWN: Mapping[str, tuple[float, float, float]] = {
    "bibtex": (220, 1.0, 6),
    "biblatex": (195, 1.05, 5),
    "ris": (350, 1.3, 6),
    "csl-json": (380, 0.85, 62),
}
_LISTED_IN: Mapping[str, tuple[str, ...]] = {
    "categories": ("bibtex", "biblatex", "ris", "csl-json", "csv", "jabref"),
    "years": ("bibtex", "biblatex", "ris", "csl-json", "csv"),
    "authors": ("bibtex",),
    "venues": ("bibtex",),
    "tags": ("bibtex",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site: what it is, how many files, how many bytes."""

    name: str
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The site by its parts, largest first."""

    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of the whole site."""
        return sum(part.size for part in self.parts)

    @property
    def files(self) -> int:
        """Files of the whole site."""
        return sum(part.files for part in self.parts)


@dataclass(frozen=True, slots=True)
class Saving:
    """A setting that makes the site smaller, as it stands in review.yml, and by how many bytes."""

    setting: str
    size: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a review has: letters of all papers together, and the papers of each list, by kind of list."""

    papers: int
    letters: int  # of titles, authors and venues
    names: int
    tldr: int
    texts: int  # notes, results and abstracts
    labels: int
    dated: int
    lists: Mapping[str, tuple[int, ...]]


def counted(review: Review) -> Counts:
    """Count what the size of the site depends on."""
    papers = review.papers
    notes = [review.note(paper.key) for paper in papers]
    names = [[name.full for name in paper.authors] for paper in papers]
    return Counts(
        papers=len(papers),
        letters=sum(len(paper.title) + len(paper.venue) for paper in papers)
        + sum(len(name) for team in names for name in team),
        names=sum(map(len, names)),
        tldr=sum(len(note.tldr) for note in notes),
        texts=sum(len(note.body) + sum(map(len, note.results)) for note in notes)
        + sum(len(paper.abstract) for paper in papers),
        labels=sum(len(paper.groups) + len(paper.keywords) for paper in papers),
        dated=sum(paper.added is not None for paper in papers),
        lists={
            "categories": _in_categories(review),
            "authors": _sizes(name for team in names for name in team),
            "venues": _sizes(paper.venue for paper in papers if paper.venue),
            "years": _sizes(str(paper.year) for paper in papers),
            "tags": _sizes(tag for paper in papers for tag in paper.keywords),
        },
    )


def _sizes(values: Iterable[str]) -> tuple[int, ...]:
    return tuple(Counter(values).values())


def _in_categories(review: Review) -> tuple[int, ...]:
    """Return how many papers are in each category or below it."""
    above = {
        category.slug: frozenset((category.slug, *(one.slug for one in review.ancestors(category))))
        for category in review.categories
    }
    none: frozenset[str] = frozenset()
    within: Counter[str] = Counter()
    # Few ways of being in categories are many papers' own.
    for slugs, count in Counter(paper.groups for paper in review.papers).items():
        for slug in none.union(*(above.get(slug, none) for slug in slugs)):
            within[slug] += count
    return tuple(within[category.slug] for category in review.categories)


def foreseen(counts: Counts, config: Config) -> Foreseen:
    """Return how large the site of a review with these counts will be under these settings."""
    authors = tuple(size for size in counts.lists["authors"] if size >= config.author_page_from)
    lists = {**counts.lists, "authors": authors}
    parts = [_paper_pages(counts, config), _search(counts, lists), *_whole(counts)]
    for kind, sizes in lists.items():
        parts += [_list_pages(kind, sizes, counts, config), _list_files(kind, sizes, counts, config)]
    parts.append(_feeds(counts, config))
    return Foreseen(tuple(sorted(parts, key=lambda part: -part.size)))


def savings(counts: Counts, config: Config) -> tuple[Saving, ...]:
    """Return what settings would save, each alone, the largest first."""
    now = foreseen(counts, config).size
    found = [
        Saving(text, now - foreseen(counts, change(config)).size)
        for text, change in _switches(counts, config)
    ]
    return tuple(sorted((saving for saving in found if saving.size > 0), key=lambda saving: -saving.size))


def smallest(counts: Counts, config: Config) -> Foreseen:
    """Return the site with all the settings that `savings` names."""
    least = config
    for _, change in _switches(counts, config):
        least = change(least)
    return foreseen(counts, least)


def _switches(counts: Counts, config: Config) -> Iterator[tuple[str, Callable[[Config], Config]]]:
    # In a larger review more authors have a few papers.
    most = max(5, counts.papers // 2000)
    if config.author_page_from < most:
        yield f"author_page_from: {most}", lambda now: replace(now, author_page_from=most)
    if set(config.list_formats) - {"bibtex"}:
        yield "list_formats: [bibtex]", lambda now: replace(now, list_formats=("bibtex",))
    if set(config.entry_formats) - {"bibtex"}:
        yield "entry_formats: [bibtex]", lambda now: replace(now, entry_formats=("bibtex",))
    if config.citation_styles:
        yield "citation_styles: []", lambda now: replace(now, citation_styles=())
    if config.related > 2:
        yield "related: 2", lambda now: replace(now, related=2)
    if not 0 < config.longest_list <= 200:
        yield "longest_list: 200", lambda now: replace(now, longest_list=200)


def _paper_pages(counts: Counts, config: Config) -> Part:
    papers = max(counts.papers, 1)
    page: float = _PAPER_PAGE * counts.papers + 8.8 * counts.letters + 94 * counts.names + 90 * counts.labels
    page += 1.6 * counts.tldr + 3.0 * counts.texts
    page += sum(_entries(_SHOWN[name], counts) for name in config.entry_formats)
    page += len(config.citation_styles) * _entries((148, 0.75, -4), counts)
    page += counts.papers * min(config.related, papers - 1) * (260 + 1.65 * counts.tldr / papers)
    return Part("pages of papers", 2 * counts.papers, round(page + _entries(_ENTRY["bibtex"], counts)))


def _entries(bytes_of: tuple[float, float, float], counts: Counts) -> float:
    each, letter, name = bytes_of
    return each * counts.papers + letter * counts.letters + name * counts.names


def _list_pages(kind: str, sizes: tuple[int, ...], counts: Counts, config: Config) -> Part:
    shown = [min(size, config.longest_list or size) for size in sizes]
    letters = counts.letters / max(counts.papers, 1)
    # Of many authors a line names six.
    line = _LINE + letters + 1.15 * counts.tldr / max(counts.papers, 1)
    size: float = (_CATEGORY_PAGE if kind == "categories" else _LIST_PAGE + _INDEX_LINE) * len(shown)
    size += sum(shown) * line + sum(min(count, _PARTS) for count in shown) * _PART
    coins = _COINS + 1.17 * letters
    size += sum(min(count, _WITH_COINS) for count in shown) * coins
    return Part(f"pages of {kind}", len(shown) + 1, round(size + _LIST_PAGE))


def _list_files(kind: str, sizes: tuple[int, ...], counts: Counts, config: Config) -> Part:
    names = [name for name in _LISTED_IN[kind] if name in config.list_formats]
    each = sum(_entries(_ENTRY[name], counts) for name in names) / max(counts.papers, 1)
    return Part(f"export files of {kind}", len(names) * len(sizes), round(sum(sizes) * each))


def _search(counts: Counts, lists: Mapping[str, tuple[int, ...]]) -> Part:
    listed = sum(len(lists[kind]) for kind in ("authors", "venues", "categories"))
    size = _SEARCH + 800 * counts.papers + 0.5 * (counts.tldr + counts.texts) + 230 * listed
    return Part("the search index", round(1.02 * (counts.papers + listed)), round(size))


def _whole(counts: Counts) -> Iterator[Part]:
    """Yield what is there once, and what scripts load."""
    papers = counts.papers
    once = sum(_entries(entry, counts) for entry in _ENTRY.values())
    told = 50 * papers + 3 * counts.letters + 1.25 * (counts.tldr + counts.texts)
    yield Part("exports of everything", 8, round(once + told))
    in_shards = sum(_entries(entry, counts) for name, entry in _ENTRY.items() if name != "jabref")
    yield Part("exports for scripts", papers // _SHARD, round(in_shards + 240 * papers))
    explore = 330 * papers + 1.4 * counts.letters + 1.7 * counts.tldr
    yield Part("records for scripts", papers // _SHARD, round(explore))
    yield Part("other pages", 25, _OTHER_PAGES + _TRENDS * papers)
    yield Part("styles, scripts and icons", 98, _ASSETS)


def _feeds(counts: Counts, config: Config) -> Part:
    share = counts.dated / max(counts.papers, 1)
    sizes = [min(size * share, config.recent) for size in (counts.papers, *counts.lists["categories"])]
    return Part("feeds", sum(size > 0 for size in sizes), round(_FEED_ENTRY * sum(sizes)))
