"""Which page each address leads to: the one of its own name, or the one that took an old name's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model import Category, Paper
from ..text.slugs import assign_slugs, slugify


class Address(NamedTuple):
    """What an address below `papers/` leads to: a paper, under the present or old citekey that it is for."""

    key: str
    paper: Paper

    @property
    def is_old(self) -> bool:
        """Tell whether the paper has its page elsewhere now."""
        return self.key != self.paper.key


def paper_addresses(papers: Iterable[Paper]) -> Mapping[str, Address]:
    """Return what each slug below `papers/` leads to, old citekeys' slugs included.

    Slugs are assigned to citekeys, old and new together, so that a citekey keeps its slug when it becomes an
    old one. What is some paper's own slug is nobody's old one.
    """
    papers = tuple(papers)
    own = {paper.slug: Address(paper.key, paper) for paper in papers}
    if not any(paper.aliases for paper in papers):
        return own
    keys = {paper.key for paper in papers}
    slugs = assign_slugs([*keys, *(alias for paper in papers for alias in paper.aliases)])
    old: dict[str, Address] = {}
    for paper in papers:
        for alias in paper.aliases:
            # Spelt otherwise, it is still at the same address.
            if alias not in keys and slugify(alias) != paper.slug:
                old.setdefault(slugs[alias], Address(alias, paper))
    return old | own


def category_addresses(categories: Iterable[Category]) -> Mapping[str, Category]:
    """Return the category that each slug below `categories/` leads to, old slugs included."""
    categories = tuple(categories)
    own = {category.slug: category for category in categories}
    old: dict[str, Category] = {}
    for category in categories:
        for slug in category.moved_from:
            old.setdefault(slugify(slug), category)
    return old | own
