"""Mathematics out of LaTeX: Unicode where that is certain, and only there."""

import re
from collections.abc import Mapping

from .latex_symbols import CHARS, DEEPEST, SYMBOLS, TRANSPARENT, UncertainError, library_symbols

SUPER = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW*′∗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ*′*",
)
SUB = str.maketrans("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_OPERATORS = frozenset((
    "log", "ln", "exp", "max", "min", "sup", "inf", "sin", "cos", "tan", "tanh", "arg", "det", "dim",
    "lim", "Pr", "softmax", "argmax", "argmin",
))  # fmt: skip
_MATH_CHARS = frozenset("=<>+-,.;:()[]|/!*' ")

_MATH_TOKEN = re.compile(r"\\([A-Za-z]+)|\\(.)|(.)", re.DOTALL)


def shift(text: str, table: Mapping[int, int]) -> str:
    """Return the text raised or lowered, or nothing where Unicode lacks one of its characters."""
    return text.translate(table) if all(ord(char) in table for char in text) else ""


def math_text(source: str, otherwise: str) -> str:
    """Return the mathematics as Unicode where that is certain, else the second text."""
    try:
        return _math(source, 0)
    except UncertainError:
        return otherwise


def _math(source: str, depth: int) -> str:
    if depth > DEEPEST:
        raise UncertainError(source)
    parts: list[str] = []
    position = 0
    while position < len(source):
        char = source[position]
        if char in "^_":
            inner, position = _math_argument(source, position + 1, depth)
            parts.append(_script(inner, raised=char == "^"))
        elif char in "{}":
            position += 1
        elif char == "\\":
            text, position = _math_command(source, position)
            parts.append(text)
        elif char.isalnum() or char in _MATH_CHARS or not char.isascii():
            parts.append("′" if char == "'" else char)
            position += 1
        else:
            raise UncertainError(source)
    return "".join(parts)


def _math_argument(source: str, position: int, depth: int) -> tuple[str, int]:
    if source[position : position + 1] == "\\":
        return _math_command(source, position)
    if source[position : position + 1] != "{":
        return source[position : position + 1], position + 1
    level = 0
    for index in range(position, len(source)):
        level += {"{": 1, "}": -1}.get(source[index], 0)
        if level == 0:
            return _math(source[position + 1 : index], depth + 1), index + 1
    raise UncertainError(source)


def _script(text: str, *, raised: bool) -> str:
    text = text.replace(" ", "")
    if raised and text in ("∘", "°"):
        return "°"
    shifted = shift(text, SUPER if raised else SUB)
    if not shifted:
        raise UncertainError(text)
    return shifted


def _math_command(source: str, position: int) -> tuple[str, int]:
    match = _MATH_TOKEN.match(source, position)
    if match is None or match[3]:
        raise UncertainError(source)
    if match[2]:
        return CHARS.get(match[2], "") if match[2] in CHARS else match[0], match.end()
    word = match[1]
    if word in _OPERATORS:
        return word, match.end()
    if word in TRANSPARENT:
        return "", match.end()
    text = _MATH_SYMBOLS.get(word) or SYMBOLS.get(word) or library_symbols().get(word)
    if not text:
        raise UncertainError(source)
    return text, match.end()


_MATH_SYMBOLS = {
    "circ": "∘",
    "prime": "′",
    "ast": "*",
    "epsilon": "ε",
    "varepsilon": "ε",
    "phi": "φ",
    "log": "log",
}
