"""The drop-downs of the issue forms: the review's categories, between two comments of the form's YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Review
from ..text import escape

BEGIN = "# The categories, written by `bibloom forms`."
END = "# The end of the categories."

_DROPDOWN = re.compile(
    rf"^(?P<indent> *){re.escape(BEGIN)}\n(?:(?!{re.escape(BEGIN)}).)*?^(?P=indent){re.escape(END)}$",
    re.MULTILINE | re.DOTALL,
)
_BRACKETS = str.maketrans("()", "[]")


def has_categories(form: str) -> bool:
    """Tell whether a form has a place for the categories."""
    return _DROPDOWN.search(form) is not None


def with_categories(form: str, review: Review) -> str:
    """Return the text of a form with the options of its drop-downs made anew; everything else stays."""

    def options(match: re.Match[str]) -> str:
        indent = match["indent"]
        lines = [BEGIN, "options:", *(f"  - {escape.yaml_scalar(label)}" for label in labels), END]
        return "\n".join(f"{indent}{line}" for line in lines)

    labels = list(category_labels(review))
    return _DROPDOWN.sub(options, form)


def category_labels(review: Review) -> Iterator[str]:
    """Yield a line for each category in the order of the tree: `Numerics (numerics)`, `– FP8 (fp8)`.

    It names no other category, so that a renamed one changes one line. The only brackets are the slug's.
    """
    yield from _below(review, "", 0)


def _below(review: Review, parent: str, depth: int) -> Iterator[str]:
    for category in review.children.get(parent, ()):
        title = escape.clean(category.title).translate(_BRACKETS)
        yield f"{'– ' * depth}{title} ({category.slug})"
        yield from _below(review, category.slug, depth + 1)
