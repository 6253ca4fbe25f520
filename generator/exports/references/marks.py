"""Emphasis in a reference's text: control characters, which `clean` takes from all that others wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

ITALIC, ROMAN, BOLD, MEDIUM = "\x11", "\x12", "\x13", "\x14"
_MARK = re.compile("([\x11-\x14])")


def plain(text: str) -> str:
    """Return the text without emphasis."""
    return _MARK.sub("", text)


def without_last_marks(text: str) -> str:
    """Return the text without the marks at its end."""
    return text.rstrip(f"{ITALIC}{ROMAN}{BOLD}{MEDIUM}")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with its emphasis: `em`, `strong` or nothing."""
    emphasis = ""
    for piece in _MARK.split(text):
        if piece in (ITALIC, BOLD):
            emphasis = "em" if piece == ITALIC else "strong"
        elif piece in (ROMAN, MEDIUM):
            emphasis = ""
        elif piece:
            yield piece, emphasis
