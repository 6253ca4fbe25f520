r"""Giving back the markup that a listing page lost, where there is only one way to read what is left.

Listing pages render a little LaTeX and Markdown and drop the backslashes, dollars and some braces of the
rest: `$5\times$` arrives as `5times`, `$\mathcal{O}\left(k^{-3}\right)$` as `Oleft(k^{-3} right)`. A fraction
arrives as `1{KT}`, a norm as `Vertx`; those, unknown macros (`\name`) and a Greek letter's bare name
(`lambda`, also a word of code) stay as they are.
"""

import re
import unicodedata
from collections.abc import Callable

Step = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_GREEK = {
    name: char
    for char in "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
    for name in [unicodedata.name(char).split()[-1].lower().replace("lamda", "lambda")]
    for name in [name.capitalize() if char.isupper() else name]
}
_GREEK_NAME = "|".join(sorted([*_GREEK, "varepsilon"], key=len, reverse=True))
_WORD_START = r"(?<![A-Za-z\\])"
_SYMBOLS = {"varepsilon": "ε", "ell": "ℓ", "infty": "∞", "geq": "≥", "leq": "≤", "neq": "≠"} | _GREEK

_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

# LaTeX's accents as combining characters (LaTeX2e, section "Accents").
_ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304"}
_LETTERS = {"L": "Ł", "l": "ł", "O": "Ø", "o": "ø", "ae": "æ", "AE": "Æ", "ss": "ß", "aa": "å", "AA": "Å"}

_URL = re.compile(r"https?://[^\s{}<>]+")


def _accent(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match["letter"] + _ACCENTS[match["accent"]])


def _symbol(match: re.Match[str]) -> str:
    return _SYMBOLS[match["name"]]


def _superscript(match: re.Match[str]) -> str:
    return (match["braced"] or match["bare"]).translate(_SUPERSCRIPT)


def _subscript(match: re.Match[str]) -> str:
    return match["base"] + (match["braced"] or match["bare"]).translate(_SUBSCRIPT)


_STEPS: tuple[Step, ...] = (
    # Text: accents, letters, escaped signs, quotation marks, font commands.
    (re.compile(r"\\(?P<accent>[\"'`^~=])\{(?P<letter>[A-Za-z])\}"), _accent),
    (re.compile(r"\\(?P<accent>[\"'`^~=])(?P<letter>[A-Za-z])"), _accent),
    (re.compile(r"\{\\(?P<name>L|l|O|o|ae|AE|ss|aa|AA)\}"), lambda match: _LETTERS[match["name"]]),
    (re.compile(r"(?<!\\)\\([%&#_$])"), r"\1"),
    (re.compile(r"\\textasciitilde(?![A-Za-z])(?:\{\})? ?"), "~"),
    (re.compile(r"\{\\(?:emph|em|it|bf|textbf|textit) ([^{}\\]{1,200})\}"), r"\1"),
    (re.compile(r"\\(?:emph|textbf|textit|texttt|textsc|underline)\{([^{}\\]{1,200})\}"), r"\1"),
    (re.compile(r"``([^`']{1,300})''"), r"“\1”"),
    (re.compile(r"(?<=\w) -- (?=\w)"), " – "),
    # A tie joins what belongs together: a name and its parenthesis, `i.i.d.` and its noun.
    (re.compile(r"(?<=[\w.)\]])~(?=\()|(?<=[A-Za-z.)\]])~(?=[A-Za-z])"), " "),
    # Multiplication, and "about" before a number (not the sim of `sim2real`).
    (re.compile(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)(?:times|\{times\}|\\times)(?![A-Za-z])"), r"\1×"),
    (re.compile(r"(?<=\d)sim (?=\d)|(?<=×) sim (?=\d)"), "∼"),
    (re.compile(r"\{sim\}(?=\d)"), "∼"),
    (re.compile(r"(?<![A-Za-z\d\\])sim(?=\d{1,9}(?:\.\d{1,9})?[A-Za-z%]?(?![A-Za-z\d]))"), "∼"),
    # Mathematics: symbols with a backslash, or with a subscript or superscript that no word has.
    (re.compile(rf"\{{\\(?P<name>{_GREEK_NAME})\}}"), _symbol),
    (re.compile(rf"\\(?P<name>{_GREEK_NAME})(?![A-Za-z])"), _symbol),
    (re.compile(rf"{_WORD_START}(?P<name>{_GREEK_NAME}|ell)(?=_[A-Za-z\d](?!\w)|[_^]\{{|\^\d)"), _symbol),
    (re.compile(rf"{_WORD_START}ell_(?:infty(?![A-Za-z])|\{{infty\}})"), "ℓ∞"),
    (re.compile(r"(?<= )(?P<name>geq|leq|neq)(?= )"), _symbol),
    (re.compile(r"\{cdot\}|(?<=[A-Z {])cdot(?=[A-Z ])"), "·"),
    (re.compile(rf"{_WORD_START}mathcal(?:\{{O\}}|\sO(?=\())"), "O"),
    (re.compile(r"(?P<base>[α-ωΑ-Ωℓ])_(?:(?P<bare>\d)(?!\d)|\{(?P<braced>\d{1,9})\})"), _subscript),
    # Superscripts: a number or a lone sign; `^{-3.5}` has no superscript form and stays.
    (re.compile(r"\$(\^\{\d{1,4}\})\$"), r"\1"),
    (re.compile(r"(?<=[\w)}])\^(?:(?P<bare>\d(?!\.?\d)|\+)|\{(?P<braced>[+-]?\d{1,9})\})"), _superscript),
    # Dollars around one letter or factor, and one whose partner the page swallowed.
    (re.compile(r"\$([α-ωΑ-Ω]|\d[\d.]{0,9}×)\$"), r"\1"),
    (re.compile(r"(?<=[×%α-ωΑ-Ω])\$(?=\s)"), ""),
)
_DELIMITER = re.compile(r"(?P<left>(?<=[A-Za-z])left\()|(?P<right>\s?right\))|(?P<open>\()|(?P<close>\))")


def restore_markup(text: str) -> str:
    """Return the text with its certain markup restored and all else, addresses above all, untouched."""
    pieces: list[str] = []
    position = 0
    for match in _URL.finditer(text):
        pieces += [_restore(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*pieces, _restore(text[position:])])


def _restore(text: str) -> str:
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return _plain_delimiters(text)


def _plain_delimiters(text: str) -> str:
    """Return the text with `Oleft(… right)` as `O(…)` where the two belong to each other."""
    cuts: list[tuple[int, int]] = []
    pending: list[re.Match[str]] = []
    for match in _DELIMITER.finditer(text):
        if match["left"] or match["open"]:
            pending.append(match)
            continue
        opening = pending.pop() if pending else None
        if match["right"] and opening and opening["left"]:
            cuts += [(opening.start(), opening.end() - 1), (match.start(), match.end() - 1)]
    return _without(text, sorted(cuts))


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
