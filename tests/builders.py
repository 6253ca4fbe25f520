"""Small papers and reviews for tests, so that a test names only what it is about."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from generator.errors import Place
from generator.model import Category, Config, Entry, Name, Note, Paper, Review


def paper(key: str = "dao2022flash", **values: Any) -> Paper:  # noqa: ANN401
    """Return a paper with this citekey; `authors` may be plain family names."""
    authors = tuple(Name(a) if isinstance(a, str) else a for a in values.pop("authors", ()))
    defaults: dict[str, Any] = {
        "slug": key.lower(),
        "type": "misc",
        "title": f"Title of {key}",
        "authors": authors,
        "entry": Entry("misc", key, place=Place("bib/2022.bib", 7)),
    }
    return Paper(key=key, **(defaults | values))


def linked(key: str = "dao2022flash", **values: Any) -> Paper:  # noqa: ANN401
    """Return a paper that has an address, too."""
    return paper(key, **({"url": f"https://example.org/{key}"} | values))


def review(
    papers: Sequence[Paper] = (),
    categories: Sequence[Category] = (),
    notes: Sequence[Note] = (),
    config: Config | None = None,
) -> Review:
    """Return a review of these papers."""
    by_key: Mapping[str, Note] = MappingProxyType({note.key: note for note in notes})
    return Review(config or Config(), tuple(papers), tuple(categories), by_key)


def category(slug: str, parent: str = "", **values: Any) -> Category:  # noqa: ANN401
    """Return a curated category with a scope."""
    title = values.pop("title", slug.replace("-", " ").capitalize())
    place = Place(f"bib/categories/{slug}.md", 1)
    defaults: dict[str, Any] = {"scope": f"What is {slug}.", "place": place}
    return Category(slug, title, parent, **(defaults | values))
