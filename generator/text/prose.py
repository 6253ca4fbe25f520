"""Markdown that people write into the sources: what is code in it, and what it may not do.

Notes, narratives and the introduction are Markdown by design, and a stranger's pull request may hold them.
They may format and link; they may not bring HTML, attributes or addresses that run something.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
# What an HTML tag, a comment or an automatic link begins with; only links to the web and to mail stay, where
# Markdown takes them for links: to it `<https:x>` is a tag.
_TAG = re.compile(r"<(?=[a-z/!?])(?!(?:https?://[^\s<>]+|mailto:[^\s<>@]+@[^\s<>@]+)>)", re.IGNORECASE)
# What may open an attribute list that gives a value, on a line or behind a fence; classes and anchors alone
# do no harm.
_ATTRIBUTES = re.compile(r"\{[^}\n]*+")
# A link's or an image's address, inline or in a definition, with a scheme of its own.
_ADDRESS = re.compile(
    r"(\]\(\s*<?|^(?:[^\S\n]|[>*+-])*+\[[^\]\n]*\]:\s*<?)([a-z][a-z0-9+.\s-]*)(?=:)",
    re.IGNORECASE | re.MULTILINE,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "mailto"})


def safe_prose(text: str) -> str:
    """Return the Markdown with HTML, attribute lists and addresses other than web and mail made inert.

    Code is no exception: what looks like code to one reader of Markdown is text to another (a fence without
    an end, a backtick that pairs with one a line above). There, an escaped `<` shows as `&lt;`. What only
    rendering brings to light, such as a scheme spelt in character references, the Markdown extension removes.
    """
    without_tags = _TAG.sub("&lt;", text)
    without_attributes = _ATTRIBUTES.sub(_without_lists, without_tags)
    return _ADDRESS.sub(_without_scheme, without_attributes)


def is_safe_address(address: str) -> bool:
    """Tell whether a browser that follows this address stays with pages, the web and mail.

    A browser decodes character references and skips blanks and control characters before it looks for a
    scheme (https://url.spec.whatwg.org/#concept-basic-url-parser), so this does, too.
    """
    plain = "".join(char for char in html.unescape(address) if char > " " and char.isprintable())
    scheme = _SCHEME.match(plain)
    # To a browser a backslash is a slash: two of them lead to another host.
    return "\\" not in plain if scheme is None else scheme[1].lower() in _SCHEMES


def _without_lists(match: re.Match[str]) -> str:
    """Escape each brace behind which an equals sign stands, in what follows a brace up to its end."""
    head, equals, tail = match[0].rpartition("=")
    return head.replace("{", "&#123;") + equals + tail


def _without_scheme(match: re.Match[str]) -> str:
    if match[2].lower() in _SCHEMES:
        return match[0]
    # What is left is no link but its text: one that led nowhere would fail the site's build.
    opened = (
        match[1].replace("](", "&#93;(") if match[1].startswith("](") else match[1].replace("[", "&#91;", 1)
    )
    return f"{opened}{match[2]}"


def without_code(line: str) -> str:
    """Return the line with its code spans blanked, so that positions stay the same."""
    return _CODE_SPAN.sub(lambda match: " " * len(match[0]), line) if "`" in line else line


def lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each line and whether it belongs to a fenced code block, its fences included.

    https://spec.commonmark.org/0.31.2/#fenced-code-blocks
    """
    fence = ""
    for line in text.split("\n"):
        marker = _FENCE.match(line)
        if not fence:
            fence = marker[1] if marker else ""
            yield line, bool(fence)
            continue
        yield line, True
        if marker and marker[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
