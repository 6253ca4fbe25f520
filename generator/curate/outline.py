"""From the sections of another review to files of categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Category
from ..readers.reference import Section
from ..text.escape import front_matter, markdown
from ..text.fold import title_key
from ..text.slugs import slugify

_LONGEST_SCOPE = 240


@dataclass(frozen=True, slots=True)
class Planned:
    """The slug of each section, by its number, and the text of each category that is new, by its slug."""

    slugs: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()


def plan_categories(sections: Sequence[Section], known: Sequence[Category]) -> Planned:
    """Give each section a category: the review's one of the same title, else a new one.

    Sections of one title below one parent are one category; of one title below two parents, the second one's
    slug has its parent's before it.
    """
    taken = {category.slug for category in known}
    by_title = {(category.parent, title_key(category.title)): category.slug for category in known}
    only = {title_key(category.title): category.slug for category in known}
    slugs: list[str] = []
    files: dict[str, str] = {}
    made: list[Category] = []
    for section in sections:
        parent = slugs[section.parent] if section.parent is not None else ""
        where = (parent, title_key(section.title))
        slug = by_title.get(where) or only.get(title_key(section.title), "")
        if not slug:
            slug = _free(slugify(section.title), parent, taken)
            taken.add(slug)
            made.append(Category(slug, section.title, parent))
            files[slug] = category_text(section, parent)
        by_title[where] = slug
        slugs.append(slug)
    return Planned(tuple(slugs), files, tuple(made))


def _free(slug: str, parent: str, taken: set[str]) -> str:
    options = [slug, *([slugify(f"{parent}-{slug}")] if parent else [])]
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(option for option in (*options, *numbered) if option not in taken)


def category_text(section: Section, parent: str) -> str:
    """Return the file of a category: title, parent, a scope, and what the source says, as narrative."""
    text = section.text.strip()
    scope = _scope(section.title, text)
    values = {"title": section.title, "parent": parent, "scope": scope}
    head = front_matter({name: value for name, value in values.items() if value})
    narrative = f"\n{markdown(text)}\n" if text and text.rstrip(".") != scope.rstrip(".") else ""
    return f"{head.rstrip()}\n{narrative}"


def _scope(title: str, text: str) -> str:
    """Return the text's first sentence, or a line that a curator has to replace."""
    first = text.split(". ")[0].strip().rstrip(".")
    if not first:
        return f"What the imported source lists under “{title}”."
    if len(first) > _LONGEST_SCOPE:
        return f"{first[:_LONGEST_SCOPE].rsplit(' ', 1)[0]} …"
    return f"{first}."
