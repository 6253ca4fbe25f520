r"""Papers as a library of JabRef's: BibTeX, with the tree of categories as its groups.

An entry names its groups in the field `groups`; the tree stands in a comment at the end of the file, a line
for each group (`1 StaticGroup:name\;context\;expanded\;color\;icon\;description\;;`). Context 2 shows with a
group what is in the groups below it. https://devdocs.jabref.org/code-howtos/groups.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Category, Note, Paper, Review
from ..text.escape import jabref_group
from .bibtex import bibtex_entries

_HEAD = "@Comment{jabref-meta: databaseType:bibtex;}\n"


def grouped_entries(papers: Sequence[Paper], notes: Mapping[str, Note] | None = None) -> Mapping[str, str]:
    """Return each paper's BibTeX with its categories and keywords; with notes, all of its fields."""
    return bibtex_entries(papers, notes, grouped=True)


def jabref_file(review: Review, papers: Sequence[Paper], entries: Mapping[str, str]) -> str:
    """Return the file of these papers; the tree has the categories that they are in, and those above."""
    used = {slug for paper in papers for slug in paper.groups if slug in review.category}
    above = {one.slug for slug in used for one in review.ancestors(review.category[slug])}
    texts = "\n".join(entries[paper.key] for paper in papers)
    tree = "".join(_lines(review, used | above))
    return f"{texts}\n{_HEAD}\n@Comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n{tree}}}\n"


def _lines(review: Review, shown: Iterable[str]) -> Iterator[str]:
    wanted = frozenset(shown)
    pending = [(1, category) for category in reversed(review.children.get("", ()))]
    while pending:
        depth, category = pending.pop()
        if category.slug in wanted:
            yield _line(depth, category)
            pending += [(depth + 1, below) for below in reversed(review.children.get(category.slug, ()))]


def _line(depth: int, category: Category) -> str:
    name, description = map(jabref_group, (category.slug, category.title))
    return f"{depth} StaticGroup:{name}\\;2\\;1\\;\\;\\;{description}\\;;\n"
