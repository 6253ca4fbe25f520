r"""LaTeX values of a bibliography in another spelling: as Unicode for biblatex, in ASCII alone for BibTeX.

Both keep markup, mathematics, ties and braces; both escape what would stop LaTeX, a bare `&` for example. A
value with a command that LaTeX's kernel may lack is written as the plain text that `decode` makes of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from .latex import decode, escape
from .latex_ascii import TEXT_COMMANDS, in_ascii, mathematical, transliterated, transliterated_name

# Commands that stay as they are: how text looks, and signs that only LaTeX can write. https://latexref.xyz/
_KERNEL_COMMANDS = """
    emph textbf textit texttt textsc textrm textsf textsl textup textmd textnormal mbox underline
    MakeUppercase MakeLowercase em it bf tt sc rm sf sl bfseries itshape ttfamily scshape rmfamily sffamily
    slshape upshape mdseries normalfont textsuperscript textsubscript LaTeX TeX footnote textbackslash
    textasciitilde textasciicircum textbraceleft textbraceright textless textgreater textbar textquotedbl
    textunderscore quad qquad protect relax
"""
_KERNEL = frozenset(_KERNEL_COMMANDS.split()) | TEXT_COMMANDS
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "dj": "đ", "DJ": "Đ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
    "i": "ı", "j": "ȷ",
}  # fmt: skip
_ESCAPES = frozenset("&%$#_{},- /@")

# Mathematics as `decode` finds it, and commands whose argument is none of LaTeX's text.
_MATH = r"\$(?!\s)(?:[^$\\]|\\.)++(?<!\s)\$(?!\d)|\\\((?:[^\\]|\\[^()])*+\\\)"
_ENSURED = r"\\ensuremath\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
# Inside another command, as styles set titles, LaTeX fails at `%` and `#` even here.
_ADDRESS = r"\\(?:url|path|nolinkurl|cite)\s*\{[^{}%#]*\}"
_ACCENTED = (
    r"\\(?:['`^\"~=.]\s*|(?:[uvHcbdkr]|textcommabelow)(?:\s+|(?=[{\\])))"
    r"(?:\{\s*\\?[A-Za-z]\s*\}|\\[ij](?![A-Za-z])\s*|[A-Za-z])"
)
_LETTER = rf"\\(?:{'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s*)"
_SORTING = r"\\(?:noopsort|SortNoop|noop)\s*\{[^{}]*\}"
_TOKEN = re.compile(
    rf"(?P<kept>{_MATH}|{_ENSURED}|{_ADDRESS})|\{{?(?P<sorting>{_SORTING})\}}?"
    rf"|\{{(?P<group>{_ACCENTED}|{_LETTER})\}}|(?P<char>{_ACCENTED}|{_LETTER})"
    r"|\\(?P<word>[A-Za-z]+)\*?|\\(?P<escape>.)|(?P<bare>[&%#_^$])|(?P<end>\\)|[^\\{$&%#_^]+|.",
    re.DOTALL,
)
# So many Greek letters in a row are a word; fewer are mathematics (`αβ-CROWN`), except in a name.
_GREEK = r"[\u0370-\u03ff\u1f00-\u1fff]{3,}"
_SPECIAL = re.compile(r"[\\&%#_^$]")
_SPAN = re.compile(
    rf"(?P<math>{_MATH}|{_ENSURED})|(?P<address>{_ADDRESS})|(?P<greek>{_GREEK})|(?P<text>[^\x00-\x7f])"
    r"|[^\\$\x80-\U0010ffff]+|.",
    re.DOTALL,
)
_BARE = {"^": r"\textasciicircum{}"}
_JOINS = frozenset(("--", "``", "''", "?`", "!`"))


class _UnknownError(Exception):
    """The value holds LaTeX that not every document knows."""


def unicode_latex(value: str, *, names: bool = False) -> str:
    r"""Return the value with characters for LaTeX's accents and letters: `{\'E}tale` as `Étale`.

    Mathematics stays LaTeX, and becomes it (α, ∞, ²): text fonts lack these signs. In lists of names every
    letter is one.
    """
    text = unicodedata.normalize("NFC", value)
    if _SPECIAL.search(text):
        try:
            text = "".join(map(_token, _TOKEN.finditer(text)))
        except _UnknownError:
            text = escape(decode(value)[0])
    return text if names or text.isascii() else "".join(map(_mathematics, _SPAN.finditer(text)))


def _mathematics(match: re.Match[str]) -> str:
    return mathematical(match[0]) or match[0] if match["text"] else match[0]


def _token(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("group", "char"):
        return decode(match[kind])[0]
    if kind == "sorting":
        return ""
    if kind == "bare":
        return _BARE.get(match[0], f"\\{match[0]}")
    if kind == "end" or (kind == "word" and match[kind] not in _KERNEL):
        raise _UnknownError(match[0])
    if kind == "escape" and match[kind] not in _ESCAPES:
        raise _UnknownError(match[0])
    return match[0]


def ascii_latex(value: str, *, names: bool = False) -> str:
    r"""Return the value in ASCII: `Étale` as `{\'E}tale`; what LaTeX cannot write is transliterated."""
    text = unicode_latex(value, names=names)
    return text if text.isascii() else _joined(_in_ascii(text, names=names))


def untranslatable(value: str, *, names: bool = False) -> str:
    """Return the characters that `ascii_latex` transliterates, each once."""
    if value.isascii():
        return ""
    spans = _SPAN.finditer(unicode_latex(value, names=names))
    return "".join(dict.fromkeys("".join(match[0] for match in spans if _span(match, names=names) is None)))


def _in_ascii(text: str, *, names: bool) -> Iterator[str]:
    run: list[str] = []
    for match in _SPAN.finditer(text):
        written = _span(match, names=names)
        if written is None:
            run.append(match[0])
            continue
        if run:
            yield _transliterated("".join(run), names=names)
            run.clear()
        yield written
    if run:
        yield _transliterated("".join(run), names=names)


def _span(match: re.Match[str], *, names: bool) -> str | None:
    """Return what is matched in ASCII, or None where only a transliteration can be."""
    if match["greek"]:
        return None
    if match["text"]:
        return None if names and mathematical(match[0]) and match[0].isalpha() else in_ascii(match[0])
    if match[0].isascii():
        return match[0]
    if match["address"]:
        return quote(match[0], safe="".join(map(chr, range(128))))
    return "".join(char if char.isascii() else _in_math(char) for char in match[0])


def _in_math(char: str) -> str:
    written = in_ascii(char) or ""
    return written if written.startswith("\\ensuremath") else transliterated(char)


def _transliterated(run: str, *, names: bool) -> str:
    if names:
        return transliterated_name(run)
    # In braces no style changes its case and no name is taken apart in it.
    text = transliterated(run)
    return f"{{{text}}}" if text else ""


def _joined(parts: Iterator[str]) -> str:
    """Join the parts so that none of LaTeX's ligatures (`--`, `''`) arises between two."""
    written: list[str] = []
    last = ""
    for part in parts:
        if part:
            written += ["{}", part] if f"{last}{part[0]}" in _JOINS else [part]
            last = part[-1]
    return "".join(written)
