"""Tags and attributes as Python-Markdown writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from .refused import RefusedError

# Names that mean nothing to an extension, and values that no inline pattern of Markdown takes for its own.
_ATTRIBUTE = re.compile(r' ([a-zA-Z]+(?:-[a-z]+)*)(?:="([^"<>`\\\[\]*_!{}\n]*)")?')
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE.pattern})*")
# Of an ampersand that begins no character reference; Python-Markdown leaves the others as they are.
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
# Event handlers, and what `md_in_html` and `attr_list` read.
_REFUSED = re.compile(r"on.*|markdown|id|href|src", re.IGNORECASE)


def attributes(text: str) -> dict[str, str | None]:
    """Return the attributes of a start tag, as written there after its name; raises RefusedError."""
    if not _ATTRIBUTES.fullmatch(text):
        raise RefusedError(text)
    found = list(_ATTRIBUTE.finditer(text))
    given = {match[1]: match[2] and html.unescape(match[2]) for match in found}
    if len(given) < len(found) or any(_REFUSED.fullmatch(name) for name in given):
        raise RefusedError(text)
    return given


def start_tag(name: str, given: Mapping[str, str | None]) -> str:
    """Return a start tag with these attributes in the order of their names; raises RefusedError."""
    parts = []
    for key, value in sorted(given.items()):
        if value is None:
            # Python-Markdown gives some of them a value.
            raise RefusedError(key)
        parts.append(f' {key}="{attribute(value)}"')
    return f"<{name}{''.join(parts)}>"


def attribute(value: str) -> str:
    """Return the value for a quoted attribute."""
    return element_text(value).replace('"', "&quot;")


def element_text(value: str) -> str:
    """Return the text of an element."""
    text = _AMPERSAND.sub("&amp;", value) if "&" in value else value
    return text.replace("<", "&lt;").replace(">", "&gt;")
