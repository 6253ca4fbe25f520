r"""LaTeX to Unicode and back, for the little LaTeX that stands in bibliographies.

Accents, braces, dashes, quotation marks, fonts, links and simple mathematics are decoded here; the meaning of
every other symbol command comes from pylatexenc. What is not certain stays as written: unknown commands,
fractions.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from .capitals import protected
from .latex_math import SUB, SUPER, math_text, shift
from .latex_symbols import (
    ACCENTS,
    CHARS,
    DEEPEST,
    DROPPED,
    LIGATURES,
    SYMBOLS,
    TRANSPARENT,
    VERBATIM,
    UncertainError,
    library_symbols,
)

_SPECIAL = re.compile(r"[\\$~{}]|--|``|''|[?!]`")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_LIGATURE = re.compile(r"---?|``|''|[?!]`|~")
# A dollar sign opens mathematics only as in Pandoc's tex_math_dollars: `$5 to $10` holds none.
_TOKEN = re.compile(
    r"(?P<math>\$(?!\s)(?P<inner>(?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)|\\\((?P<inner2>[^\\]*+(?:\\[^()][^\\]*+)*+)\\\))"
    r"|\\(?P<word>[A-Za-z]+)\*?\s*|\\(?P<char>.)|(?P<ligature>---?|``|''|[?!]`|~)|(?P<brace>[{}])"
    r"|[^\\${}~\-`'?!]+|.",
    re.DOTALL,
)


def to_unicode(value: str) -> str:
    """Return the plain text of a BibTeX value: LaTeX decoded, white space folded; see `decode`."""
    return decode(value)[0]


@lru_cache(maxsize=1 << 16)
def decode(value: str) -> tuple[str, str]:
    """Return the plain text of a BibTeX value, and what could not be decoded, empty when nothing.

    An unknown command stays in the text with its backslash; a value that cannot be read at all stays as
    written.
    """
    if not _SPECIAL.search(value):
        return _fold(value), ""
    if "\\" not in value and "$" not in value:
        text = _LIGATURE.sub(lambda match: LIGATURES[match[0]], value)
        return _fold(text.translate(_NO_BRACES)), ""
    decoder = _Decoder(value)
    try:
        return _fold(decoder.run()), ", ".join(dict.fromkeys(decoder.unknown))
    except UncertainError as uncertain:
        return _by_library(value, str(uncertain))


_NO_BRACES = str.maketrans("", "", "{}")


def verbatim(value: str) -> str:
    r"""Return the plain text of a value that is no prose, but a URL, say: only escapes and braces go."""
    if "\\" in value:
        value = re.sub(r"\\(?:url|path|nolinkurl|href|texttt)\s*(?=\{)|\\(?=[&%$#_{}~^])", "", value)
        value = re.sub(r"\\textasciitilde\s*(?:\{\})?|\{\\textasciitilde\s*\}", "~", value)
        value = value.replace("~{}", "~")
    return _fold(value.translate(_NO_BRACES))


def _fold(text: str) -> str:
    return " ".join(text.split())


def _by_library(value: str, reason: str) -> tuple[str, str]:
    # It would drop unknown commands without a word.
    known = library_symbols()
    unknown = [
        word for word in dict.fromkeys(_COMMAND.findall(value)) if not _is_ours(word) and word not in known
    ]
    if unknown:
        return _fold(value), ", ".join(f"\\{word}" for word in unknown)
    try:
        text = _library().latex_to_text(value)
    except Exception:  # it raises many kinds on wild input, RecursionError among them
        return _fold(value), reason
    return _fold(text), ""


def _is_ours(word: str) -> bool:
    return (
        word in SYMBOLS
        or word in ("footnote", "texorpdfstring")
        or word in TRANSPARENT
        or word in DROPPED
        or word in VERBATIM
        or word in ACCENTS
    )


@cache
def _library() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True, keep_comments=True)


class _Decoder:
    """A walk over the tokens of a value; commands take their arguments from what follows."""

    def __init__(self, value: str) -> None:
        self.tokens = list(_TOKEN.finditer(value))
        self.unknown: list[str] = []
        self.rest = ""

    def run(self) -> str:
        return self._text(0, len(self.tokens), 0)

    def _text(self, start: int, end: int, depth: int) -> str:
        if depth > DEEPEST:
            raise UncertainError("too many nested commands")
        parts: list[str] = []
        while start < end:
            text, start = self._one(start, end, depth)
            parts.append(text)
            if self.rest:
                parts.append(self.rest)
                self.rest = ""
        return "".join(parts)

    def _one(self, at: int, end: int, depth: int) -> tuple[str, int]:
        """Return the text of the token at this index with its arguments, and the index after them."""
        token = self.tokens[at]
        if token["math"]:
            inner = token["inner"] or token["inner2"] or ""
            return math_text(inner, token[0]), at + 1
        if token["word"]:
            return self._command(token["word"], at, end, depth)
        if token["char"]:
            return self._escape(token["char"], at, end, depth)
        if token["brace"]:
            return "", at + 1
        return LIGATURES.get(token[0], token[0]), at + 1

    def _escape(self, char: str, at: int, end: int, depth: int) -> tuple[str, int]:
        if char in ACCENTS:
            return self._accent(char, at + 1, end, depth)
        return CHARS.get(char, f"\\{char}"), at + 1

    def _command(self, word: str, at: int, end: int, depth: int) -> tuple[str, int]:
        following = at + 1
        if word in SYMBOLS:
            return SYMBOLS[word], following
        if word in TRANSPARENT:
            return "", following
        if word in ACCENTS:
            return self._accent(word, following, end, depth)
        if word in DROPPED or word == "href":
            return "", self._group(following, end)[1]
        if word in VERBATIM:
            inside, after = self._group(following, end)
            return verbatim("".join(token[0] for token in self.tokens[inside[0] : inside[1]])), after
        if word in ("footnote", "texorpdfstring"):
            return self._aside(word, following, end, depth)
        if word in ("textsuperscript", "textsubscript"):
            text, after = self._argument(following, end, depth)
            return shift(text, SUPER if word == "textsuperscript" else SUB) or text, after
        if word == "ensuremath":
            inside, after = self._group(following, end)
            source = "".join(token[0] for token in self.tokens[inside[0] : inside[1]])
            return math_text(source, source), after
        return self._symbol(word, following, end)

    def _aside(self, word: str, following: int, end: int, depth: int) -> tuple[str, int]:
        r"""Return a footnote in parentheses, and of `\texorpdfstring{TeX}{plain}` the plain text."""
        if word == "texorpdfstring":
            return self._argument(self._group(following, end)[1], end, depth)
        text, after = self._argument(following, end, depth)
        return f" ({text.strip()})" if text.strip() else "", after

    def _symbol(self, word: str, following: int, end: int) -> tuple[str, int]:
        known = library_symbols()
        if word not in known:
            self.unknown.append(f"\\{word}")
            after = following
            while after < end and self.tokens[after][0] == "{":
                after = self._group(after, end)[1]
            source = "".join(token[0] for token in self.tokens[following:after])
            return self.tokens[following - 1][0] + ("" if source == "{}" else source), after
        text = known[word]
        if text is None:
            raise UncertainError(f"\\{word}")
        return text, following

    def _accent(self, accent: str, at: int, end: int, depth: int) -> tuple[str, int]:
        base, after = self._argument(at, end, depth)
        base = base.replace("ı", "i").replace("ȷ", "j").lstrip()
        if not base:
            return (accent if len(accent) == 1 and not accent.isalpha() else ""), after
        return unicodedata.normalize("NFC", base[0] + ACCENTS[accent]) + base[1:], after

    def _argument(self, at: int, end: int, depth: int) -> tuple[str, int]:
        """Return a command's argument: a group, a command, or a single character."""
        while at < end and self.tokens[at][0].isspace():
            at += 1
        if at >= end or self.tokens[at][0] == "}":
            return "", at
        token = self.tokens[at]
        if token["brace"]:
            (first, last), after = self._group(at, end)
            return self._text(first, last, depth + 1), after
        if token["word"] or token["char"]:
            if depth > DEEPEST:
                raise UncertainError("too many nested commands")
            return self._one(at, end, depth + 1)
        text = token[0].lstrip()
        self.rest = text[1:]
        return text[:1], at + 1

    def _group(self, at: int, end: int) -> tuple[tuple[int, int], int]:
        """Return the first and last index inside the group that starts here, and the index after it."""
        while at < end and self.tokens[at][0].isspace():
            at += 1
        if at >= end or self.tokens[at][0] != "{":
            return (at, at), at
        level = 0
        for index in range(at, end):
            level += {"{": 1, "}": -1}.get(self.tokens[index][0], 0)
            if level == 0:
                return (at + 1, index), index + 1
        return (at + 1, end), end


_ESCAPES = {char: f"\\{char}" for char in "&%$#_"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_ESCAPE_TABLE = str.maketrans(_ESCAPES)
_LIGATURE_START = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")


def escape(text: str) -> str:
    """Return plain text as a BibTeX value; its braces balance and `to_unicode` gives the text back."""
    return _LIGATURE_START.sub(lambda match: f"{match[0]}{{}}", text.translate(_ESCAPE_TABLE))


def protect(title: str) -> str:
    """Return a plain title as a BibTeX value in which capitals that must survive a style are in braces."""
    return protected(escape(title))
