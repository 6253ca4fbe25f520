"""Exports for those who cite by an old citekey: a paper under it, or biblatex's field for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..links.addresses import category_addresses, paper_addresses
from ..model import Category, Paper, Review
from .bibtex_syntax import safe_key


def under(paper: Paper, key: str) -> Paper:
    """Return the paper as an entry with another citekey."""
    return replace(paper, key=key, entry=replace(paper.entry, key=key))


def under_old_keys(papers: Iterable[Paper], review: Review) -> tuple[Paper, ...]:
    """Return the papers, each followed by a copy under every old citekey of its own.

    BibTeX has no word for a second citekey, and pulls in only what is cited: both names compile, and a paper
    that is cited under one of them stands in the bibliography once. An old citekey that differs from another
    only in case is left out, since BibTeX takes the two for a repeated entry.
    """
    papers = tuple(papers)
    taken = {key.lower() for key in (paper.key for paper in (*review.papers, *papers))}
    found: list[Paper] = []
    for paper in papers:
        found.append(paper)
        for old in old_keys(paper, review):
            if old.lower() not in taken:
                taken.add(old.lower())
                found.append(under(paper, old))
    return tuple(found)


def with_ids(texts: Mapping[str, str], review: Review) -> Mapping[str, str]:
    """Return biblatex entries by citekey with their old citekeys in `ids`, by which biber finds them too.

    https://ctan.org/pkg/biblatex, section 2.2.3
    """
    return {
        key: _with_field(text, ", ".join(old for old in old_keys(review.by_key[key], review) if old != key))
        for key, text in texts.items()
    }


def old_keys(paper: Paper, review: Review) -> Iterator[str]:
    """Yield the old citekeys that mean this paper and no other, and that BibTeX can read."""
    for old in paper.aliases:
        if old != paper.key and review.by_key[old] is review.by_key[paper.key] and safe_key(old) == old:
            yield old


def at_old_addresses(review: Review) -> Iterator[tuple[str, Paper]]:
    """Yield the slug of each old citekey's address with the paper under that citekey.

    Whoever noted the address of a paper's BibTeX cites by its citekey of those days: both go on working.
    """
    for slug, address in paper_addresses(review.papers).items():
        if address.is_old:
            yield slug, under(address.paper, address.key)


def categories_at_old_addresses(review: Review) -> Iterator[tuple[str, Category]]:
    """Yield each old slug with the category that has taken its place."""
    for slug, category in category_addresses(review.categories).items():
        if slug != category.slug:
            yield slug, category


def _with_field(text: str, ids: str) -> str:
    return text.removesuffix("}\n") + f"  ids = {{{ids}}},\n}}\n" if ids else text
