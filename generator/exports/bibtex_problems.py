"""What the exports as BibTeX had to change, as problems for the curators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..errors import Problem, Severity
from ..model import Paper
from ..text.latex_dialects import untranslatable
from .bibtex_entries import by_export_key
from .bibtex_syntax import braces_balance, field_name, safe_type
from .record import NAMES, VERBATIM, left_out
from .works import ALIASES, KNOWN


def bibtex_problems(papers: Iterable[Paper]) -> tuple[Problem, ...]:
    """Return what the exports had to change: citekeys, types, field names, braces, characters, as warnings.

    Citekeys that differ in case alone are exported as they are, but BibTeX takes them for one: also reported.
    """
    keys = by_export_key(papers)
    problems = [problem for key, paper in keys.items() for problem in _changes(key, paper)]
    return (*problems, *_same_but_for_case(keys))


def lost_letters(paper: Paper) -> str:
    """Return the characters, each once, for which the BibTeX export has letters that only sound alike."""
    fields = ((field_name(field.name), field.value) for field in paper.entry.fields)
    return "".join(dict.fromkeys("".join(_lost(name, value) for name, value in fields if not left_out(name))))


def _lost(name: str, value: str) -> str:
    return "" if name in VERBATIM else untranslatable(value, names=name in NAMES)


def _changes(key: str, paper: Paper) -> Iterator[Problem]:
    entry = paper.entry
    if key != paper.key:
        hint = f"rename the paper and keep the old citekey in `ids`; until then it is exported as {key}"
        yield _warning("export-citekey", "BibTeX cannot read this citekey", paper, hint)
    known = ALIASES.get(entry.type.lower(), entry.type.lower())
    if entry.type and (safe_type(entry.type) != entry.type.lower() or known not in KNOWN):
        hint = "use one of the types that BibTeX or biblatex define, in plain letters"
        yield _warning("export-entry-type", "this entry type is exported as @misc", paper, hint)
    for field in entry.fields:
        name = field_name(field.name)
        if not name and field.value.strip():
            hint = "start the field's name with a letter, and use letters, digits, `-` and `_` only"
            yield _warning("export-field-name", f"the field “{field.name}” cannot be exported", paper, hint)
        elif name and not left_out(name):
            yield from _in_value(name, field.value, paper)


def _in_value(name: str, value: str, paper: Paper) -> Iterator[Problem]:
    if not braces_balance(value):
        hint = r"close every brace; for a brace to be seen write \textbraceleft{} or \textbraceright{}"
        message = f"the braces of “{name}” do not balance, so the export changes them"
        yield _warning("export-braces", message, paper, hint)
    if lost := _lost(name, value):
        hint = "give the form in Latin letters that the paper itself uses, if it does; biblatex keeps these"
        message = f"“{name}”: the BibTeX export transliterates “{lost[:20]}”, which LaTeX cannot write"
        yield _warning("export-transliterated", message, paper, hint)


def _same_but_for_case(keys: Mapping[str, Paper]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for key, paper in keys.items():
        other = first.setdefault(key.lower(), key)
        if other != key:
            hint = "rename one of the two and keep its old citekey in `ids`"
            message = f"BibTeX takes this citekey and “{other}” for the same"
            yield _warning("export-citekey-case", message, paper, hint)


def _warning(code: str, message: str, paper: Paper, hint: str) -> Problem:
    return Problem(code, message, paper.place, hint, paper.key, Severity.WARNING)
