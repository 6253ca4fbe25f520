"""Characters beyond ASCII as LaTeX writes them, with commands of its kernel, `amsmath` or `amssymb`.

What has no command here (Chinese, Arabic, emoji) has no LaTeX that compiles everywhere, so it is
transliterated.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from .latex_math import SUB, SUPER
from .latex_symbols import ACCENTS

# With these accents every font encoding of LaTeX has a whole letter for `i` (its file `ot1enc.def`).
_WHOLE_I = frozenset("'`^\"")
_COMBINING = {mark: accent for accent, mark in ACCENTS.items() if accent != "t"}
_LETTERS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "å": "aa", "Å": "AA", "ı": "i", "ȷ": "j", "đ": "dj", "Đ": "DJ", "ð": "dh", "Ð": "DH", "þ": "th",
    "Þ": "TH", "ŋ": "ng", "Ŋ": "NG",
}  # fmt: skip
_TEXT = {
    "–": "--", "—": "---", "‐": "-", "‑": "-", "‘": "`", "’": "'", "“": "``", "”": "''",
    "„": "{\\quotedblbase}", "‚": "{\\quotesinglbase}", "«": "{\\guillemotleft}", "»": "{\\guillemotright}",
    "‹": "{\\guilsinglleft}", "›": "{\\guilsinglright}", "…": "{\\ldots}", "¿": "?`", "¡": "!`", "\xa0": "~",
    "\u202f": "~", "′": "\\ensuremath{'}", "§": "{\\S}", "¶": "{\\P}", "†": "{\\dag}", "‡": "{\\ddag}",
    "©": "{\\copyright}", "®": "{\\textregistered}", "™": "{\\texttrademark}", "£": "{\\pounds}",
    "€": "{\\texteuro}", "¢": "{\\textcent}", "¥": "{\\textyen}", "°": "{\\textdegree}",
    "•": "{\\textbullet}", "·": "{\\textperiodcentered}", "‰": "{\\textperthousand}",
    "ª": "{\\textordfeminine}", "º": "{\\textordmasculine}", "¬": "{\\textlnot}", "µ": "{\\textmu}",
    "−": "\\ensuremath{-}", "½": "{\\textonehalf}", "¼": "{\\textonequarter}", "¾": "{\\textthreequarters}",
    "№": "{\\textnumero}",
}  # fmt: skip
_GREEK = """
    αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda μmu νnu
    ξxi πpi ϖvarpi ρrho ϱvarrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta
    ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega
"""
_MATH = """
    ×times ÷div ±pm ∓mp ∞infty ∂partial ∇nabla ∑sum ∏prod ∫int ∈in ∉notin ∋ni ∀forall ∃exists ∅emptyset ≤leq
    ≥geq ≠neq ≈approx ≡equiv ≃simeq ≅cong ∼sim ∝propto ≪ll ≫gg ⊂subset ⊆subseteq ⊃supset ⊇supseteq ∪cup ∩cap
    ∧wedge ∨vee ⊕oplus ⊗otimes ⊙odot ⊥perp ⊤top ∥parallel ∘circ ∙bullet ⋅cdot ⋆star ∗ast √surd ∠angle ℓell
    ℏhbar ℜRe ℑIm ℘wp ℵaleph →rightarrow ←leftarrow ↔leftrightarrow ↑uparrow ↓downarrow ⇒Rightarrow
    ⇐Leftarrow ⇔Leftrightarrow ↦mapsto ↪hookrightarrow ⟶longrightarrow ⟨langle ⟩rangle ⌈lceil ⌉rceil ⌊lfloor
    ⌋rfloor ⋯cdots ⋮vdots ⋱ddots △triangle □square ◇diamond ♯sharp ♭flat ♮natural ∎blacksquare ∴therefore
    ∵because
"""
_COMMANDS = {word[0]: word[1:] for word in f"{_GREEK} {_MATH}".split()}
_DOUBLE_STRUCK = {"ℝ": "R", "ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℂ": "C", "ℙ": "P", "𝔼": "E"}
_RAISED = {chr(raised): chr(plain) for plain, raised in SUPER.items() if raised > 127}
_LOWERED = {chr(lowered): chr(plain) for plain, lowered in SUB.items() if lowered > 127}
TEXT_COMMANDS = frozenset(re.findall(r"\\([A-Za-z]+)", "".join(_TEXT.values()))) - {"ensuremath"}
_GREEK_OU = re.compile("[οΟ][υύΥΎ]")
_NO_NAME = re.compile(r"[^A-Za-z0-9 -]")
_SPECIAL = re.compile(r"[\\{}$&#^_%~]")


@lru_cache(maxsize=4096)
def in_ascii(char: str) -> str | None:
    r"""Return LaTeX in ASCII for a character, `{\'e}` for é, or None where there is none that compiles."""
    if char in _TEXT:
        return _TEXT[char]
    if char in _LETTERS:
        return f"{{\\{_LETTERS[char]}}}"
    if unicodedata.category(char) in ("Cf", "Cc", "Cs"):
        return ""
    return _accented(char) or mathematical(char)


def _accented(char: str) -> str | None:
    """Return the letter under its accents, the innermost accent nearest to it."""
    base, marks = (decomposed := unicodedata.normalize("NFD", char))[0], decomposed[1:]
    if not marks or not (base.isascii() or base in _LETTERS) or not all(mark in _COMBINING for mark in marks):
        return None
    dotless = base == "j" or (base == "i" and not (len(marks) == 1 and _COMBINING[marks] in _WHOLE_I))
    written = f"\\{base}" if dotless else f"\\{_LETTERS[base]}" if base in _LETTERS else base
    for mark in marks:
        accent = _COMBINING[mark]
        # Behind a letter the accent's command needs an end: `\c{c}`, `\v{\i}`.
        needs_end = accent.isalpha() or written.startswith("\\")
        written = f"\\{accent}{{{written}}}" if needs_end else f"\\{accent}{written}"
    return f"{{{written}}}"


@lru_cache(maxsize=4096)
def mathematical(char: str) -> str | None:
    """Return LaTeX for a sign of mathematics, a Greek letter, or a raised or lowered character, else None."""
    if char in _COMMANDS:
        return f"\\ensuremath{{\\{_COMMANDS[char]}}}"
    if char in _DOUBLE_STRUCK:
        return _unchangeable(f"\\ensuremath{{\\mathbb{{{_DOUBLE_STRUCK[char]}}}}}")
    for table, sign in ((_RAISED, "^"), (_LOWERED, "_")):
        inner = table.get(char)
        if inner is not None and inner.isascii():
            return _unchangeable(f"\\ensuremath{{{sign}{{{inner}}}}}")
    return None


def _unchangeable(command: str) -> str:
    # BibTeX changes the case of letters in a command, unless two pairs of braces stand around it.
    return f"{{{{{command}}}}}" if any(char.isupper() for char in command) else command


def transliterated(text: str) -> str:
    """Return the text in ASCII letters that sound or look like it, without LaTeX's special characters.

    Letter by letter (`anyascii`), but for the Greek `ου`, which is `ou` (ISO 843). Chinese characters are
    read as Mandarin, and Arabic and Hebrew have no vowels: who prints such a name must look at it.
    """
    return _SPECIAL.sub("", anyascii(_GREEK_OU.sub(_ou, text)))


def transliterated_name(text: str) -> str:
    """Return part of a name in ASCII letters, with a capital if its script has none; no word is BibTeX's."""
    letters = _NO_NAME.sub("", transliterated(text))
    capital = letters[:1].upper() + letters[1:] if text[:1] == text[:1].upper() else letters
    return f"{{{capital}}}" if capital.lower() in ("and", "others") else capital


def _ou(match: re.Match[str]) -> str:
    return "Ou" if match[0][0].isupper() else "ou"
