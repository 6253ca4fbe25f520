"""Value expressions: what stands after a field's `=`, as BibTeX reads it.

A value is one or more terms joined by `#`: `{text}`, `"text"`, a number, or the name of a macro (btxdoc,
section 2).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# The macros that the standard style plain.bst defines: months and journals.
STANDARD_MACROS: Mapping[str, str] = {month[:3].lower(): month for month in MONTHS} | {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
}

# A macro may double another one, so that ten lines could make a gigabyte.
LONGEST_MACRO_VALUE = 10_000

# What BibTeX accepts as the name of a field or macro (bibtex.web, on illegal identifier characters).
FIELD_NAME = re.compile(r"(?!\d)[^\s\"#%'(),={}]+")

_WORD = re.compile(r'[^\s{}"#,=]+')
_BRACE = re.compile(r"[{}]")
_UNESCAPED_BRACE = re.compile(r"\\[\\{}]|[{}]")
_QUOTED_MARK = re.compile(r'\\"|[{}"]')
_FIELD = re.compile(r"[,\s]*([^\s{}\"#,=%]+)\s*=\s*")


class TermKind(StrEnum):
    """What a term of a value is."""

    BRACED = "braced"
    QUOTED = "quoted"
    NUMBER = "number"
    MACRO = "macro"


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its kind and its text without delimiters."""

    kind: TermKind
    text: str


@dataclass(frozen=True, slots=True)
class Expression:
    """A value as terms; `end` is where it ends in the raw text, and what follows is `rest`."""

    terms: tuple[Term, ...]
    end: int
    rest: str = ""

    @property
    def macros(self) -> tuple[str, ...]:
        """The names of the macros used."""
        return tuple(term.text for term in self.terms if term.kind is TermKind.MACRO)

    @property
    def is_text(self) -> bool:
        """Tell whether the value is one delimited text."""
        return len(self.terms) == 1 and self.terms[0].kind in (TermKind.BRACED, TermKind.QUOTED)


def fold(text: str) -> str:
    """Return the text with every run of white space as one blank, none at the ends."""
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one blank, those at the ends included."""
    folded = fold(text)
    if not folded:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{folded}{' ' * text[-1].isspace()}"


def is_balanced(text: str) -> bool:
    """Tell whether every brace has its partner, counting as BibTeX does: also after a backslash."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for match in _BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=4096)
def parse_expression(raw: str) -> Expression:
    """Return the terms of a raw value; text that no term explains is in `rest`."""
    if raw[:1] == "{" and raw.find("}") == len(raw) - 1:
        return Expression((Term(TermKind.BRACED, raw[1:-1]),), len(raw))
    terms, end = _terms(raw, 0)
    return Expression(terms, end, raw[end:].strip())


def _terms(raw: str, start: int) -> tuple[tuple[Term, ...], int]:
    terms: list[Term] = []
    position = end = start
    while (read := _term(raw, position)) is not None:
        term, end = read
        terms.append(term)
        position = _skip_blank(raw, end)
        if raw[position : position + 1] != "#":
            break
        position = _skip_blank(raw, position + 1)
    return tuple(terms), end


def _skip_blank(raw: str, position: int) -> int:
    while raw[position : position + 1].isspace():
        position += 1
    return position


def _term(raw: str, position: int) -> tuple[Term, int] | None:
    char = raw[position : position + 1]
    if char in ("{", '"'):
        end = _group_end(raw, position) if char == "{" else _quote_end(raw, position)
        kind = TermKind.BRACED if char == "{" else TermKind.QUOTED
        return (Term(kind, raw[position + 1 : end - 1]), end) if end else None
    word = _WORD.match(raw, position)
    if word is None:
        return None
    kind = TermKind.NUMBER if word[0].isdigit() else TermKind.MACRO
    return Term(kind, word[0]), word.end()


def _group_end(raw: str, position: int) -> int:
    r"""Return the end of a braced group, 0 if it has none; `\}` closes it only where nothing else does."""
    end = _closing(raw, position, _BRACE)
    if end and raw[end - 2] != "\\":
        return end
    return _closing(raw, position, _UNESCAPED_BRACE) or end


def _closing(raw: str, position: int, pattern: re.Pattern[str]) -> int:
    depth = 0
    for match in pattern.finditer(raw, position):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return 0


def _quote_end(raw: str, position: int) -> int:
    depth = 0
    for match in _QUOTED_MARK.finditer(raw, position + 1):
        if match[0] == '"' and depth == 0:
            return match.end()
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return 0


def resolve(expression: Expression, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the value with macros and `#` expanded and white space folded, and the macros that are unknown.

    A value with macros is cut at `LONGEST_MACRO_VALUE` characters.
    An unknown macro stands as its own name. Macro names do not distinguish case.
    """
    text, unknown = _joined(expression, macros)
    return _cut(fold(text), expression), unknown


def expand(expression: Expression, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what a macro stands for, as `resolve` does, but with the blanks at its ends.

    They count where `#` joins the macro to another text (btxdoc, section 2).
    """
    text, unknown = _joined(expression, macros)
    return _cut(squeeze(text), expression), unknown


def _cut(value: str, expression: Expression) -> str:
    return value[:LONGEST_MACRO_VALUE] if expression.macros else value


def _joined(expression: Expression, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = []
    unknown: list[str] = []
    for term in expression.terms:
        text = term.text
        if term.kind is TermKind.MACRO:
            known = macros.get(text.lower())
            unknown.extend(() if known is not None else (text,))
            text = text if known is None else known
        parts.append(text)
    return "".join(parts), tuple(unknown)


def missing_commas(rest: str) -> Iterator[tuple[str, str, int]]:
    """Yield the fields that text after a value holds when the comma is missing: name, raw value, offset.

    What is no field ends the search.
    """
    offset = 0
    while (match := _FIELD.match(rest, offset)) is not None:
        terms, offset = _terms(rest, match.end())
        if not terms:
            return
        yield match[1], rest[match.end() : offset], match.start(1)
