"""Checks of titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem
from ..model import Paper
from ..text.fold import title_key
from .at import at_field, quoted
from .fixes import Values

_STRAY = re.compile(
    r"\\\\|\\(?:newline|linebreak|footnote(?:mark|text)?|thanks|cite\w*|label|ref|[vh]space|begin|end|textcolor|item"
    r"|includegraphics|input|include|write18|def|newcommand)(?![A-Za-z])"
)
_DOLLAR = re.compile(r"(?<!\\)\$")
_WITH_LATEX = ("title", "subtitle", "booktitle", "journal", "journaltitle")
_PLACEHOLDERS = frozenset((
    "untitled", "notitle", "title", "test", "testtitle", "testpaper", "tbd", "tba", "todo", "na", "none",
    "null", "unknown", "loremipsum", "asdf", "qwerty", "foo", "bar", "papertitle", "yourtitle",
    "yourtitlehere", "placeholder", "newpaper", "draft",
))  # fmt: skip
# Fewer letters may be an acronym.
_CAPITALS_FROM = 12
# Proceedings and books are their own venues.
_VENUES = frozenset(
    ("proceedings", "mvproceedings", "book", "mvbook", "collection", "mvcollection", "manual")
)
_LONGEST_PLACEHOLDER = 30


def check_titles(paper: Paper, values: Values) -> Iterator[Problem]:
    """Yield titles in capitals, with LaTeX that is no text, or that are no title at all."""
    title = paper.title
    if title.isupper() and " " in title and sum(char.isalpha() for char in title) >= _CAPITALS_FROM:
        hint = "write it with capitals where the paper has them in a sentence"
        yield at_field("title-capitals", "the title is in capitals", paper, "title", hint)
    if 0 < len(title) < _LONGEST_PLACEHOLDER and title_key(title) in _PLACEHOLDERS:
        yield at_field(
            "placeholder-title", f"{quoted(title)} is no title", paper, "title", "write the paper's"
        )
    if "://" in title or title.startswith("www."):
        hint = "write the paper's title, and the address into `url`"
        yield at_field("title-address", "there is an address in the title", paper, "title", hint)
    # Most differ in the first letter already.
    venue = paper.venue if paper.venue[:1].casefold() == title[:1].casefold() else ""
    venue = "" if paper.type in _VENUES else venue
    if title and venue and title_key(title) == title_key(venue):
        message = f"title and venue are the same, {quoted(title)}"
        yield at_field("title-is-venue", message, paper, "title", "write the paper's own title")
    yield from _stray(paper, values)


def _stray(paper: Paper, values: Values) -> Iterator[Problem]:
    for name in _WITH_LATEX:
        value = values.get(name, "")
        if "\\" in value or "$" in value:
            found = _STRAY.search(value)
            if found or len(_DOLLAR.findall(value)) % 2:
                message = (
                    f"`{name}` holds {f'`{found[0]}`' if found else 'a lone `$`'}, which is no part of a text"
                )
                yield at_field("stray-latex", message, paper, name, "write the text alone")
