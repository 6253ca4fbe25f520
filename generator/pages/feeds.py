"""What the feeds hold: the papers that joined the review last, and those of each category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID, uuid5

from ..exports.feed import Feed, FeedEntry, Term
from ..links.addresses import category_addresses
from ..model import Category, Config, Paper, Review
from ..results import Results
from ..text import escape
from .markup import published, title_of, up
from .view import View, by_day_added

MEDIA_TYPE = "application/atom+xml"
PATH = "feed.xml"

# Identifiers are name-based UUIDs (RFC 9562, 5.5) below this one, so that they say nothing of an address.
_NAMESPACE = UUID("5f3ad4d0-6a53-4f0c-9c0f-6f1c0a6c2b1e")


def newest(papers: Iterable[Paper], config: Config) -> tuple[Paper, ...]:
    """Return the papers that a feed of these shows; with none, there is no feed."""
    return by_day_added(papers)[: config.recent]


def category_path(slug: str) -> str:
    """Return where a category's feed stands, beside its page."""
    return f"categories/{slug}/{PATH}"


def feed_alternates(
    papers: Iterable[Paper], config: Config, category: Category | None = None, root: str = ""
) -> list[list[str]]:
    """Return the feed of these papers as front matter names it (type, address, title), if there is one.

    `root` is the way from the page's address to the site's; a category's feed stands beside its page.
    """
    address = PATH if category else f"{root}{PATH}"
    return [[MEDIA_TYPE, address, _title(config, category)]] if _has_feed(papers, config) else []


def feed_link(papers: Iterable[Paper], config: Config, category: Category | None = None) -> str:
    """Return a link to the review's feed, or from a category's page to its own, if there is one."""
    source = f"{category.slug}/{PATH}" if category else PATH
    return f"[Feed]({source}){{ .feed }}" if _has_feed(papers, config) else ""


def _has_feed(papers: Iterable[Paper], config: Config) -> bool:
    return config.recent > 0 and any(paper.added for paper in papers)


def _title(config: Config, category: Category | None = None) -> str:
    return escape.clean(f"{category.title} · {config.title}" if category else config.title)


def feeds(view: View, results: Results[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every feed; there is none where no paper has a day.

    `results` has entries that were made before.
    """
    review = view.review
    recent = newest(review.papers, review.config)
    if not recent:
        return
    # Only a review with dated papers pays for the import.
    from ..exports.atom import AtomWriter

    writer, made = AtomWriter(results), _Feeds(review)
    yield PATH, writer.write(made.whole(recent))
    formers = _former_slugs(review)
    for category in review.categories:
        former = formers.get(category.slug, [])
        papers = newest(review.under(category.slug), review.config)
        if papers:
            content = writer.write(made.of_category(category, former, papers))
            # Who subscribed to the category under an old name goes on reading.
            for slug in (category.slug, *former):
                yield category_path(slug), content


def _former_slugs(review: Review) -> Mapping[str, list[str]]:
    """Return by each category's slug the old ones that lead to it, in the order in which it names them."""
    formers: dict[str, list[str]] = {}
    for slug, category in category_addresses(review.categories).items():
        if slug != category.slug:
            formers.setdefault(category.slug, []).append(slug)
    return formers


class _Feeds:
    """Makes feeds of one review; an entry that several of them show is made once."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._site = escape.url(review.config.site_url)
        self._entries: dict[tuple[str, str], FeedEntry] = {}

    def whole(self, papers: Iterable[Paper]) -> Feed:
        config = self._review.config
        return Feed(
            id=_identifier(config, "review"),
            title=_title(config),
            link=self._site or "./",
            address=f"{self._site}{PATH}",
            authors=_curators(config),
            subtitle=escape.clean(config.subtitle or config.description),
            rights=escape.clean(config.text_license),
            entries=tuple(self._entry(paper, self._site) for paper in papers),
        )

    def of_category(self, category: Category, former: Sequence[str], papers: Iterable[Paper]) -> Feed:
        config = self._review.config
        page = f"{self._site}categories/{category.slug}/" if self._site else ""
        root = self._site or up(category_path(category.slug))
        return Feed(
            id=_identifier(config, "category", next(iter(former), category.slug)),
            title=_title(config, category),
            link=page or "./",
            address=f"{page}{PATH}",
            authors=_curators(config),
            subtitle=escape.clean(category.scope),
            rights=escape.clean(config.text_license),
            terms=_terms((category.slug,), self._review),
            entries=tuple(self._entry(paper, root) for paper in papers),
        )

    def _entry(self, paper: Paper, root: str) -> FeedEntry:
        known = self._entries.get((paper.key, root))
        if known is None:
            known = self._entries[paper.key, root] = _entry(paper, self._review, root)
        return known


def _entry(paper: Paper, review: Review, root: str) -> FeedEntry:
    assert paper.added is not None  # noqa: S101  # `newest` leaves the others out
    where, tldr = published(paper), review.note(paper.key).tldr
    return FeedEntry(
        id=_identifier(review.config, "paper", oldest_key(paper, review)),
        title=escape.clean(title_of(paper)),
        link=f"{root}papers/{paper.slug}/",
        updated=paper.added,
        authors=_known(name.full for name in paper.authors or paper.editors),
        summary=escape.clean(f"{where}. {tldr}" if where else tldr),
        terms=_terms(paper.groups, review),
        related=tuple(_elsewhere(paper)),
    )


def oldest_key(paper: Paper, review: Review) -> str:
    """Return the first key that the paper ever had: the first of its `ids` that led to it, else its own."""
    return next((alias for alias in paper.aliases if review.by_key.get(alias) is paper), paper.key)


def _elsewhere(paper: Paper) -> Iterator[str]:
    """Yield the paper's addresses: DOI and arXiv, and its own only where it has neither."""
    known = [address for address in (escape.doi_url(paper.doi), escape.arxiv_url(paper.arxiv)) if address]
    yield from known or filter(None, [escape.url(paper.url)])


def _terms(slugs: Iterable[str], review: Review) -> tuple[Term, ...]:
    known = (review.category[slug] for slug in slugs if slug in review.category)
    return tuple(Term(category.slug, escape.clean(category.title)) for category in known)


def _curators(config: Config) -> tuple[str, ...]:
    return _known(config.authors) or (escape.clean(config.title),)


def _known(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(escape.clean, texts)))


def _identifier(config: Config, *names: str) -> str:
    """Return an identifier that no change of address, title or key changes, once `feed_id` is set."""
    whole = "\n".join(map(escape.clean, (config.feed_id or config.title, *names)))
    return f"urn:uuid:{uuid5(_NAMESPACE, whole)}"
