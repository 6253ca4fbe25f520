"""Text within a block: links with a class, spans, citations, escaped characters, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from .citations import Citations
from .html import attributes, element_text, start_tag
from .refused import RefusedError

# Each refuses what Markdown or an extension of `mkdocs.yml` could take for more than the text that it is.
_TEXT = r"(?P<text>[^\\`*_\[\]<>&{}|\n]+)"
_LABEL = r"(?:[^\\`*_\[\]<>{}|@\n]|\\[\\`*_{}\[\]!])(?:[^\\`*_\[\]<>{}|\n]|\\[\\`*_{}\[\]!])*"
_URL = r"[^\s()<>\"'\\`\[\]{}|*_&]*(?:[*_&][^\s()<>\"'\\`\[\]{}|*_&]*)*"
_LINK = rf"\[(?P<label>{_LABEL})\]\((?P<url>{_URL})\)(?:\{{ (?P<given>[^{{}}\s][^{{}}\n]*) \}})?"
_CITED = r"\[(?P<keys>@[^\[\]\n]+)\]"
_TAG = r"<(?P<end>/)?(?P<tag>span|button|svg|path)(?P<attributes> [^<>]*)?>"
_PLAIN = r"(?!\s)(?:[^\\`*_\[\]<>&{}|\n]|\\[\\`*_{}\[\]!]|&#[0-9]+;)+(?<!\s)"
_STRONG = rf"\*\*(?P<strong>{_PLAIN})\*\*(?!\*)"
_EMPHASIS = rf"\*(?P<em>{_PLAIN})\*(?!\*)"
_ADDRESS = rf"<(?P<address>https?://{_URL})>"
_REFERENCE = r"(?P<reference>&(?:#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);)"
_ESCAPED = r"\\(?P<escaped>[\\`*_{}\[\]!])"
_CODE = r"(?<!`)`(?P<code>[^`\\\n&<>]*[^`\\\s&<>])`(?!`)"
_TOKEN = re.compile(
    "|".join((_TEXT, _LINK, _CITED, _TAG, _REFERENCE, _ESCAPED, _CODE, _STRONG, _EMPHASIS, _ADDRESS))
)
# The attributes that generated pages give a link: a class, and `rel`.
_GIVEN = re.compile(r'\.([a-z]+(?:-[a-z]+)*)|(rel)="([a-z]+)"')
# So many lines, of a few hundred characters each, are kept.
_REMEMBERED = 1 << 15
_PICTURE = re.compile(r"!\[")


class Inline:
    """Renders the text of one page; `resolve` gives the address of a link as the page is to have it."""

    def __init__(self, resolve: Callable[[str], str], citations: Citations) -> None:
        self._resolve = resolve
        self._citations = citations
        self._open: list[str] = []

    def render(self, text: str) -> str:
        """Return the HTML of the text; raises RefusedError."""
        # A paper's lines stand in the lists of all its authors, its venue, its year, its tags and categories.
        return self._whole(text) if "[" in text or "://" in text else _without_links(text)

    def _whole(self, text: str) -> str:
        if _PICTURE.search(text):
            raise RefusedError(text)
        html = self._rendered(text)
        if self._open:
            raise RefusedError(text)
        return html

    def render_lines(self, lines: Sequence[str]) -> str:
        """Return the HTML of a block's lines; raises RefusedError."""
        return "\n".join([self.render(line) for line in lines])

    def _rendered(self, text: str) -> str:
        parts = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise RefusedError(text[at:])
            parts.append(self._token(match))
            at = match.end()
        return "".join(parts)

    def _token(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("text", "reference", "escaped"):
            return match[kind]
        if kind in ("url", "given"):
            return self._link(match["label"], match["url"], match["given"] or "")
        if kind == "keys":
            return self._citations.render(match["keys"])
        if kind == "address":
            return f"{start_tag('a', {'href': self._resolve(match[kind])})}{element_text(match[kind])}</a>"
        if kind == "code":
            return f"<code>{match[kind].strip()}</code>"
        if kind in ("strong", "em"):
            return f"<{kind}>{self._rendered(match[kind])}</{kind}>"
        return self._tag(match)

    def _tag(self, match: re.Match[str]) -> str:
        """Return a tag as it is written, if nothing in it could be anything else."""
        if not match["end"]:
            self._open.append(match["tag"])
        elif match["attributes"] or not self._open or self._open.pop() != match["tag"]:
            raise RefusedError(match[0])
        attributes(match["attributes"] or "")
        return match[0]

    def _link(self, label: str, url: str, given: str) -> str:
        found = {"href": self._resolve(url)} | _given(given)
        return f"{start_tag('a', found)}{self._rendered(label)}</a>"


def _given(text: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for one in text.split():
        match = _GIVEN.fullmatch(one)
        if match is None:
            raise RefusedError(text)
        name, value = ("class", match[1]) if match[1] else (match[2], match[3])
        given[name] = f"{given[name]} {value}" if name in given else value
    return given


@lru_cache(maxsize=_REMEMBERED)
def _without_links(text: str) -> str:
    """Return the HTML of a text that is the same on every page."""
    return Inline(_refused, Citations("", {}, _refused))._whole(text)


def _refused(link: str) -> str:
    raise RefusedError(link)
