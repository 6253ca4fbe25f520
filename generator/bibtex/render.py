"""Entries as canonical text, and new entries from plain values.

Canonical form: `@type{key,` in lower case, two blanks before each field, `name = {value},` on a line, `}`.
Fields stand in the order of `FIELD_ORDER`; those it does not name follow in their own order, before
`LAST_FIELDS`.
"""

from collections.abc import Mapping
from dataclasses import replace

from ..model import Entry, Field
from .parser import write_entry
from .values import FIELD_NAME, MONTHS, TermKind, fold, is_balanced, parse_expression

FIELD_ORDER = (
    "title", "subtitle", "author", "editor", "journal", "journaltitle", "booktitle", "maintitle",
    "year", "date", "month", "volume", "number", "series", "edition", "chapter", "pages", "eid",
    "publisher", "organization", "institution", "school", "address", "location", "howpublished", "type",
    "doi", "eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "isbn", "issn",
    "url", "urldate", "code", "project", "note", "alttitle", "submitted",
)  # fmt: skip
LAST_FIELDS = (
    "abstract", "keywords", "groups", "timestamp", "related", "relatedtype", "ids", "crossref", "xdata",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(FIELD_ORDER)} | {
    name: 1000 + rank for rank, name in enumerate(LAST_FIELDS)
}
_MIDDLE = 500


def render_entry(entry: Entry) -> str:
    r"""Return the entry in canonical form, with a newline at the end.

    A value that is a macro, a number or a concatenation stays as written; every other one is its resolved
    value in braces. A brace without its partner is written as `\textbraceleft{}` or dropped, so that the
    text can be read.
    """
    fields = [(field.name.lower(), canonical_raw(field)) for field in in_canonical_order(entry.fields)]
    return write_entry(entry.type, entry.key, fields)


def in_canonical_order(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields in canonical order; equal names keep theirs."""
    return tuple(sorted(fields, key=lambda field: rank(field.name.lower())))


def rank(name: str) -> int:
    """Return by what number fields of this lower-case name are put in canonical order."""
    return _RANK.get(name, _MIDDLE)


def canonical_raw(field: Field) -> str:
    """Return the field's value as it is written in canonical form."""
    expression = parse_expression(field.raw)
    if expression.terms and not expression.is_text:
        raw = fold(field.raw)
        if is_balanced(raw) and not expression.rest:
            return raw
    return braced(field.value)


def braced(value: str) -> str:
    """Return the value in braces; braces inside that have no partner are replaced."""
    return f"{{{value if is_balanced(value) else _balanced(value)}}}"


def _balanced(value: str) -> str:
    """Write lone escaped braces as commands and drop other lone ones."""
    value = value.replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}")
    return (
        value
        if is_balanced(value)
        else value.replace("\\textbraceleft{}", "").replace("{", "").replace("}", "")
    )


def new_entry(type: str, key: str, fields: Mapping[str, str]) -> Entry:  # noqa: A002
    """Return an entry with these resolved, LaTeX-safe values, in canonical order; empty ones are left out.

    A `month` that is a month's three-letter macro is written as the macro.
    """
    made = tuple(new_field(name, value) for name, value in fields.items() if value)
    return Entry(type.lower(), key, in_canonical_order(made))


def new_field(name: str, value: str, line: int = 0) -> Field:
    """Return a field with this resolved value.

    Raises ValueError when the value's braces do not balance: it would swallow what follows it.
    """
    value = fold(value)
    if not is_balanced(value):
        raise ValueError(f"unbalanced braces in the value of {name}: {value}")
    if name.lower() == "month" and value.lower() in _MONTH_MACROS:
        return Field(name, value.lower(), _MONTH_MACROS[value.lower()], line)
    return Field(name, braced(value), value, line)


MONTH_MACROS = tuple(month[:3].lower() for month in MONTHS)
_MONTH_MACROS = dict(zip(MONTH_MACROS, MONTHS, strict=True))


def standalone(entry: Entry) -> Entry:
    """Return the entry as it can be exported alone.

    Every macro but the months' is expanded, no field stands twice; a field whose name BibTeX does
    not accept is left out, and white space in the citekey goes.
    """
    fields: dict[str, Field] = {}
    for field in entry.fields:
        if FIELD_NAME.fullmatch(field.name):
            fields.setdefault(field.name.lower(), _expanded(field))
    kept = tuple(fields.values())
    key = "".join(entry.key.split())
    return entry if (key, kept) == (entry.key, entry.fields) else replace(entry, key=key, fields=kept)


def _expanded(field: Field) -> Field:
    if field.raw[:1] == "{":
        expression_is_plain = field.raw.find("}") == len(field.raw) - 1 or is_balanced(field.raw[1:-1])
        if expression_is_plain and field.raw[-1:] == "}":
            return field
    expression = parse_expression(field.raw)
    kinds = {term.kind for term in expression.terms}
    months = field.name.lower() == "month" and all(
        name.lower() in _MONTH_MACROS for name in expression.macros
    )
    if expression.terms and not expression.rest and (TermKind.MACRO not in kinds or months):
        return field
    return replace(field, raw=braced(field.value))
