"""What a filled-in issue form asks for, and the correction that one of them makes; hostile, every word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import unquote

from ..bibtex import encode, find, set_fields
from ..errors import Place, Problem
from ..model import BibFile, Entry, Paper, Review
from ..readers.forms import ADD, CORRECT, read_form, slugs_in, which_form
from ..text import escape, latex
from ..text.fold import did_you_mean

# The fields that the form may mend. Those that steer the review are not among them: an `ids` would take over
# another paper's address, a `bibloom-ignore` would silence a check.
MENDABLE = (
    "title", "author", "editor", "journal", "booktitle", "year", "month", "volume", "number", "pages",
    "publisher", "doi", "eprint", "url", "code", "project",
)  # fmt: skip

_VERBATIM = frozenset({"doi", "eprint", "url", "code", "project"})
_PAGE = re.compile(r"/papers/([^/?#\s]+)")


@dataclass(frozen=True, slots=True)
class AddForm:
    """“Add a paper”: where it is or its BibTeX, slugs of categories (the primary one first), the reason."""

    address: str = ""
    entry: str = ""
    categories: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CorrectForm:
    """“Correct a paper”: its citekey or page, and a field with its new value, a category, or words alone."""

    about: str = ""
    what: str = ""
    field: str = ""
    value: str = ""
    category: str = ""
    right: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction worked out: the paper, its entry before and after, the file's new bytes, and problems.

    `edits` is empty where nothing is to be written: the form has words alone, or there is an error.
    """

    paper: Paper | None = None
    before: Entry | None = None
    after: Entry | None = None
    edits: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()


def read_submission(body: str, path: str = "the form") -> tuple[AddForm | CorrectForm, tuple[Problem, ...]]:
    """Return what the body of an issue asks for, and what is wrong with its form."""
    labels = which_form(body)
    values, problems = read_form(body, labels, path)
    if labels is CORRECT:
        return _correct_form(values), problems
    asked = _add_form(values)
    if not problems and not asked.address and not asked.entry:
        hint = f"fill in “{ADD['address']}” or “{ADD['entry']}”"
        problems = (Problem("form-empty", "neither an address nor an entry is there", Place(path), hint),)
    return asked, problems


def _add_form(values: Mapping[str, str]) -> AddForm:
    chosen = slugs_in(values.get("category", "")) + slugs_in(values.get("further", ""))
    return AddForm(
        escape.clean(values.get("address", "")),
        values.get("entry", ""),
        tuple(dict.fromkeys(chosen)),
        values.get("reason", ""),
    )


def _correct_form(values: Mapping[str, str]) -> CorrectForm:
    names = ("citekey", "what", "field", "value", "category", "source")
    line = {name: escape.clean(values.get(name, "")) for name in names}
    return CorrectForm(
        line["citekey"],
        line["what"],
        line["field"] if line["field"] in MENDABLE else "",
        line["value"],
        line["category"].strip("/").rpartition("/")[2],
        values.get("right", ""),
        line["source"],
    )


def plan_correction(
    files: Sequence[BibFile], review: Review, form: CorrectForm, path: str = "the form"
) -> Correction:
    """Work out what the form changes: a field, the primary category, or both."""
    paper = _paper(form.about, review)
    found = find(files, paper.key) if paper else None
    if paper is None or found is None:
        return Correction(problems=(_unknown_paper(form.about, review, path),))
    file, entry = found
    if form.category and form.category not in review.category:
        hint = did_you_mean(form.category, review.category) or "choose one of the form's"
        message = f"there is no category “{form.category}”"
        return Correction(paper, entry, problems=(Problem("unknown-category", message, Place(path), hint),))
    try:
        after = set_fields(file, entry.key, _changes(form, paper))
    except ValueError as error:
        hint = "close every brace of the value"
        return Correction(paper, entry, problems=(Problem("form-value", str(error), Place(path), hint),))
    edits = {file.path: encode(after)} if after != file else {}
    changed = find((after,), entry.key)
    return Correction(paper, entry, changed[1] if changed and edits else None, MappingProxyType(edits))


def _changes(form: CorrectForm, paper: Paper) -> dict[str, str | None]:
    changes: dict[str, str | None] = {}
    if form.field and form.value:
        changes[form.field] = _latex(form)
    if form.category:
        others = tuple(slug for slug in paper.groups if slug != form.category)
        # What was the primary category has been found wrong; the others stay.
        rest = others if form.category in paper.groups else others[1:]
        changes["groups"] = ", ".join((form.category, *rest))
    return changes


def _latex(form: CorrectForm) -> str:
    """Return the value as it stands in an entry; where it looks like LaTeX already, it is taken as such."""
    plain = form.field not in _VERBATIM and not set(form.value) & set("\\{}$")
    return latex.escape(form.value) if plain else form.value


def _paper(about: str, review: Review) -> Paper | None:
    page = _PAGE.search(about)
    if page:
        slug = unquote(page[1])
        return next((paper for paper in review.papers if paper.slug == slug), review.by_key.get(slug))
    return review.by_key.get(about) or review.by_key.get(about.lower())


def _unknown_paper(about: str, review: Review, path: str) -> Problem:
    hint = (
        did_you_mean(about[:100], review.by_key)
        or "the citekey is the word after the first brace of the BibTeX"
    )
    return Problem("form-citekey", f"the review has no paper “{about[:100]}”", Place(path), hint)
