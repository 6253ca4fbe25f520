"""Reading a category: `bib/categories/<slug>.md`."""

from ..errors import Place, Problem
from ..model import Category
from ..text.slugs import is_page_name, slugify
from .fields import Fields
from .frontmatter import read_front_matter

KEYS = ("title", "parent", "scope", "match", "key_papers", "moved_from")


def read_category(text: str, path: str, slug: str) -> tuple[Category | None, tuple[Problem, ...]]:
    """Return the category with this slug; None when it cannot be read, or no page can have its name.

    Without a title the slug stands in for it, so that the papers in the category keep their place.
    """
    if not is_page_name(slug):
        message = "no page can be named after this file"
        hint = f"rename the file to {slugify(slug)}.md"
        return None, (Problem("category-file", message, Place(path), hint),)
    front = read_front_matter(text, path)
    if front.problems:
        return None, front.problems
    fields = Fields(front, path, KEYS)
    title = fields.text("title")
    if not title:
        title = slug.replace("-", " ").capitalize()
        fields.report("category-title", "the category has no title", "title", f"add title: {title}")
    category = Category(
        slug=slug,
        title=title,
        parent=fields.text("parent"),
        scope=fields.text("scope"),
        match=fields.texts("match"),
        key_papers=fields.texts("key_papers"),
        moved_from=fields.texts("moved_from"),
        narrative=front.body.strip("\n"),
        place=Place(path, 1),
        body_line=front.body_line,
    )
    return category, tuple(fields.problems)
