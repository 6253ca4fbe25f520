"""What LaTeX commands mean: accents, symbols, fonts, and those that leave nothing behind."""

from collections.abc import Mapping
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

DEEPEST = 20

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "textcommabelow": "\u0326", "t": "\u0361",
}  # fmt: skip
SYMBOLS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "textasciitilde": "~", "textasciicircum": "^", "i": "ı", "j": "ȷ", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "textquotesingle": "'",
    "textasciigrave": "`", "slash": "/", "quad": " ", "qquad": " ",
    "newline": " ", "par": " ", "nobreakspace": " ", "space": " ", "textunderscore": "_", "and": "and",
    "copyright": "©", "textcopyright": "©", "pounds": "£", "euro": "€", "ldots": "…", "dots": "…",
    "textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": '"', "S": "§", "P": "¶",
    "SS": "SS", "ddag": "‡", "dag": "†", "textperiodcentered": "·",
}  # fmt: skip
# Commands that say how text looks or breaks, not what it is; their argument is read as text.
TRANSPARENT = frozenset((
    "emph", "text", "textbf", "textit", "texttt", "textsc", "textrm", "textsf", "textsl", "textup",
    "textmd", "textnormal", "mbox", "hbox", "fbox", "underline", "uline", "textquote", "enquote",
    "MakeUppercase", "MakeLowercase", "MakeTextUppercase", "lowercase", "uppercase",
    "em", "it", "bf", "tt", "sc", "rm", "sf", "sl", "bfseries", "itshape", "ttfamily", "scshape",
    "rmfamily", "sffamily", "slshape", "normalfont", "upshape", "mdseries", "tiny", "small",
    "footnotesize", "large", "Large", "normalsize", "relax", "protect", "xspace", "noindent", "null",
    "selectfont", "boldmath", "ignorespaces", "singleletter", "allowbreak", "linebreak", "hfill",
    "displaystyle", "textstyle", "mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathbb", "mathcal",
    "mathscr", "mathfrak", "boldsymbol", "bm", "operatorname", "left", "right", "big", "Big", "bigg",
    "Bigg", "limits", "nolimits",
))  # fmt: skip
DROPPED = frozenset((
    "noopsort", "SortNoop", "noop", "cite", "citep", "citet", "label", "thanks", "vspace",
    "hspace", "phantom", "index", "ref",
))  # fmt: skip
VERBATIM = frozenset(("url", "path", "nolinkurl", "detokenize"))
CHARS = {char: char for char in "&%$#_{}"} | dict.fromkeys(",;: >\n\t\\", " ") | dict.fromkeys("!/-@", "")
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": " "}


class UncertainError(Exception):
    """This LaTeX has no certain plain text."""


@cache
def library_symbols() -> Mapping[str, str | None]:
    """Return what pylatexenc knows: commands with a fixed text, and None for those that take arguments."""
    specs = get_default_latex_context_db().iter_macro_specs()
    known: dict[str, str | None] = {}
    for spec in specs:
        text = spec.simplify_repl
        known.setdefault(spec.macroname, text if isinstance(text, str) and "%" not in text else None)
    return known
