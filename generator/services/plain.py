"""Text and names out of what services send: markup gone, bounded in length and number."""

import re
from collections.abc import Iterable
from html import unescape

from ..bibtex import parse_given_first
from ..model import Name
from ..text.plain import plain

LONGEST_TEXT = 1_000
LONGEST_ABSTRACT = 10_000
MOST_AUTHORS = 5_000
# Not html.parser, whose time on tags that are never closed grows with the square of their number.
_TAG = re.compile(r"<(?:/?[A-Za-z][\w:.-]*+(?:[\s/][^<>]*+)?|![^<>]*+)>")


def without_markup(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return the plain text of a piece of HTML or JATS: `CO<sub>2</sub> &amp; more` is `CO2 & more`."""
    text = text[: 8 * longest]
    if "<" not in text and "&" not in text:
        return plain(text, longest)
    # Some records were escaped twice.
    return plain(unescape(unescape(_TAG.sub("", text))), longest)


def people(printed: Iterable[str]) -> tuple[Name, ...]:
    """Return the names, written given name first or with a comma; empty ones are left out."""
    texts = [text for text in map(plain, list(printed)[:MOST_AUTHORS]) if text]
    names = (parse_given_first(text) for text in texts)
    return tuple(name for name in names if name.family)
