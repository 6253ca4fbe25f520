"""HTML within a division of Markdown, as `md_in_html` writes it anew.

https://python-markdown.github.io/extensions/md_in_html/
"""

from __future__ import annotations

import re

from .html import attributes, start_tag
from .refused import RefusedError

_START = re.compile(r"<(div|dl)( [^<>]*)?>")
_END = re.compile(r"</(div|dl)>")
_LABEL = re.compile(r"<label><input( [^<>]*)> [A-Za-z0-9 -]+</label>")
_PRE = re.compile(r'<pre class="[a-z-]+"><code>(.*)')
# What Python-Markdown would neither change nor take for its own.
_SIGN = r"[^<>&`~\n]|&(?:#[0-9]+|#x[0-9a-f]+|[a-z]+);"
_SHOWN = re.compile(rf"(?:{_SIGN})*")
_PRE_END = "</code></pre>"
_PAIR = re.compile(rf"<div><dt>([A-Za-z0-9 -]+)</dt><dd>((?:{_SIGN}|~|</?(?:em|strong)>)*)</dd></div>")


def raw_block(lines: list[str], at: int, parts: list[str]) -> int:
    """Append the HTML of the element that begins in this line; return the number of the line behind it.

    Raises RefusedError where it is not one of the few that generated pages have.
    """
    open_tags: list[str] = []
    while at < len(lines):
        at = _line(lines, at, parts, open_tags)
        if not open_tags:
            break
    if open_tags or (at < len(lines) and lines[at]):
        raise RefusedError("\n".join(open_tags))
    return at


def _line(lines: list[str], at: int, parts: list[str], open_tags: list[str]) -> int:
    """Append one line, or one element of several; return the number of the line behind it."""
    line = lines[at]
    start, end, pair = _START.fullmatch(line), _END.fullmatch(line), _PAIR.fullmatch(line)
    if start:
        open_tags.append(start[1])
        parts.append(start_tag(start[1], attributes(start[2] or "")))
    elif end and open_tags and open_tags.pop() == end[1]:
        parts.append(line)
    elif pair and open_tags:
        parts += ["<div>", f"<dt>{pair[1]}</dt>", f"<dd>{pair[2]}</dd>", "</div>"]
    elif open_tags and (label := _LABEL.fullmatch(line)):
        attributes(label[1])
        parts.append(line)
    elif open_tags and (first := _PRE.fullmatch(line)) and _SHOWN.fullmatch(first[1]):
        return _preformatted(lines, at, parts)
    else:
        raise RefusedError(line)
    return at + 1


def _preformatted(lines: list[str], at: int, parts: list[str]) -> int:
    for end in range(at + 1, len(lines)):
        if lines[end] == _PRE_END:
            parts += lines[at : end + 1]
            return end + 1
        if not _SHOWN.fullmatch(lines[end]):
            break
    raise RefusedError(lines[at])
