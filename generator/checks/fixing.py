"""Mending what can be mended for certain: `bibloom check --fix` as a pure function over .bib files.

A second run changes nothing: what one fix brings to light is mended in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..bibtex import edit_entries, edit_raw, format_entries, without_fields
from ..bibtex.values import is_balanced, parse_expression
from ..errors import Place, Problem
from ..model import BibFile, Entry, Field, Paper, Review
from .characters import DOUBLED, PROSE
from .fixes import FIXES, Changes, Context, context, values_of

# Faults of syntax that the canonical form does not have.
_REWRITTEN = frozenset(("missing-comma", "extra-comma", "comment-in-entry"))
# Values that read the same written otherwise.
_RESPELLED = frozenset(("doubled-blanks",))
# Fields that say nothing, or nothing new.
_DROPPED = frozenset(("duplicate-field", "empty-value"))
_OF_ENTRIES = _REWRITTEN | _RESPELLED | _DROPPED
FIXABLE = frozenset((*FIXES, *_OF_ENTRIES))

# One fix may bring another fault to light; no chain is longer than this.
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fixed:
    """One thing that was mended: the problem's code, where it stood, and the field before and after.

    `field` is empty where the whole entry was written again.
    """

    code: str
    place: Place
    citekey: str
    field: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        about = (
            f"`{self.field}` “{self.before}” → “{self.after}”"
            if self.field
            else "the entry is written otherwise"
        )
        return f"{self.place}: fixed: {about} [{self.citekey}] ({self.code})"


Wanted = Callable[[str, Paper], bool]


def mend(
    files: Sequence[BibFile], review: Review, problems: Iterable[Problem], wanted: Wanted
) -> tuple[tuple[BibFile, ...], tuple[Fixed, ...]]:
    """Return the files with what can be mended for certain, and what was.

    `problems` are those of these files; `wanted` tells whether a code is to be mended in a paper. Comments,
    macros, order and fields that nothing is said of stay as written.
    """
    found = [problem for problem in problems if problem.code in _OF_ENTRIES and problem.citekey]
    readable = tuple(_readable(file, found) for file in files)
    known = context(review)
    seen: set[str] = set()
    mended: list[BibFile] = []
    fixed = list(_rewritten(files, readable, found))
    for file in readable:
        changes, made = _changes(file, known, wanted, seen)
        mended.append(edit_entries(file, changes) if changes else file)
        fixed += made
    return tuple(mended), tuple(sorted(fixed, key=lambda one: (one.place, one.code)))


def _readable(file: BibFile, problems: Sequence[Problem]) -> BibFile:
    """Return the file without faults of syntax in the entries that have one."""
    here = [problem for problem in problems if problem.place.file == file.path]
    dropped = {problem.citekey for problem in here if problem.code in _DROPPED}
    rewritten = {problem.citekey for problem in here if problem.code in _REWRITTEN}
    respelled = {problem.citekey for problem in here if problem.code in _RESPELLED}
    file = without_fields(file, dropped, _is_superfluous) if dropped else file
    file = edit_raw(file, respelled, _with_single_blanks) if respelled else file
    return format_entries(file, rewritten) if rewritten else file


def _with_single_blanks(field: Field) -> str:
    return DOUBLED.sub(" ", field.raw) if field.name.lower() in PROSE and _is_plain(field) else field.raw


def _is_superfluous(field: Field, before: Sequence[Field]) -> bool:
    """Tell whether a field has no value, or repeats an earlier one's."""
    same = [other for other in before if other.name.lower() == field.name.lower()]
    return not field.raw or any(other.value == field.value for other in same[:1])


def _rewritten(
    before: Sequence[BibFile], after: Sequence[BibFile], problems: Iterable[Problem]
) -> Iterable[Fixed]:
    """Yield the problems of syntax whose entries were changed."""
    old, new = _texts(before), _texts(after)
    for problem in problems:
        at = (problem.place.file, problem.citekey)
        if at in old and old[at] != new.get(at):
            yield Fixed(problem.code, problem.place, problem.citekey)


def _texts(files: Sequence[BibFile]) -> Mapping[tuple[str, str], str]:
    blocks = ((file.path, block) for file in files for block in file.blocks)
    return {(path, block.entry.key): block.raw for path, block in blocks if block.entry is not None}


def _changes(
    file: BibFile, known: Context, wanted: Wanted, seen: set[str]
) -> tuple[dict[str, dict[str, str | None]], list[Fixed]]:
    """Return the changed fields by citekey; of several entries with one citekey the first is the paper."""
    changes: dict[str, dict[str, str | None]] = {}
    fixed: list[Fixed] = []
    for entry in file.entries:
        paper = known.papers.get(entry.key)
        if paper is None or entry.key in seen:
            continue
        seen.add(entry.key)
        made = list(_of_entry(entry, paper, known, [code for code in FIXES if wanted(code, paper)]))
        if made:
            changes[entry.key] = {one.field: one.after or None for one in made}
            fixed += made
    return changes, fixed


def _of_entry(entry: Entry, paper: Paper, known: Context, codes: Collection[str]) -> Iterable[Fixed]:
    values = values_of(paper)
    editable = {field.name.lower() for field in entry.fields if _is_plain(field)}
    for _ in range(_MOST_ROUNDS):
        before = dict(values)
        for code in codes:
            for name, after in _possible(FIXES[code](values, paper, known), values, editable).items():
                yield Fixed(code, paper.entry.place_of(name), entry.key, name, values.get(name, ""), after)
                editable.add(name)
                values[name] = after
        if values == before:
            return


def _possible(changes: Changes, values: Mapping[str, str], editable: Collection[str]) -> Changes:
    """Return the changes that can be written: of no macro's or inherited value, no brace without partner."""
    return {
        name: value
        for name, value in changes.items()
        if (name in editable or name not in values) and is_balanced(value)
    }


def _is_plain(field: Field) -> bool:
    expression = parse_expression(field.raw)
    return expression.is_text and not expression.rest
