"""Reading what somebody typed into an issue form: GitHub renders it as Markdown, a heading for each field.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..errors import Place, Problem
from ..text import escape

# What an issue's body may hold on GitHub; a longer text comes from somewhere else.
LONGEST = 65_536

ADD: Mapping[str, str] = {
    "address": "Where the paper is",
    "entry": "Its BibTeX entry, if you have one",
    "category": "Category",
    "further": "Further categories",
    "reason": "Why it belongs",
    "looked": "Before you send it",
}
CORRECT: Mapping[str, str] = {
    "citekey": "Citekey, or the address of the page",
    "what": "What is wrong",
    "field": "The field, if it is one of the record's",
    "value": "What the field should say",
    "category": "The category that it belongs in first",
    "right": "What would be right",
    "source": "Where that can be checked",
}
NO_RESPONSE = "_No response_"

_HEADING = re.compile(r"### ++(\S(?:.*[^ \n])?) *+")
_FENCE = re.compile(r"(`{3,})[a-z]*\n(.*?)\n?\1\s*", re.DOTALL)
_SLUG = re.compile(r"\(([^()]+)\)(?:, |$)")


def read_form(
    body: str, labels: Mapping[str, str], path: str = "the form"
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Return the values by field, empty where nothing was filled in, and what is wrong with the form.

    `labels` are the form's, by field and in its order. Control characters go, lines end in a line feed. A
    heading that stands twice could hide a value from a reader of the issue: nothing of such a form is taken.
    """
    if len(body) > LONGEST:
        message = f"the text has {len(body):,} characters, and an issue on GitHub at most {LONGEST:,}"
        return {}, (_problem("form-too-long", message, path, "shorten it", 0),)
    lines = escape.lines(body).split("\n")
    fields = {label: field for field, label in labels.items()}
    found = [
        (number, fields[heading[1]])
        for number, line in enumerate(lines)
        if (heading := _HEADING.fullmatch(line)) and heading[1] in fields
    ]
    problems = tuple(_repeated(found, labels, path))
    if problems or not found:
        return {}, problems or (_not_a_form(labels, path),)
    ends = [number for number, _ in found[1:]] + [len(lines)]
    values = {
        field: "\n".join(lines[number + 1 : end]) for (number, field), end in zip(found, ends, strict=True)
    }
    return {field: _value(values.get(field, "")) for field in labels}, ()


def which_form(body: str) -> Mapping[str, str]:
    """Return the labels of the form that a body was made with; those of `ADD` where it cannot be told."""
    headings = {match[1] for match in re.finditer(rf"^{_HEADING.pattern}$", body[:LONGEST], re.MULTILINE)}
    own = headings & ({*CORRECT.values()} - {*ADD.values()})
    return CORRECT if len(own) > len(headings & {*ADD.values()}) else ADD


def slugs_in(choice: str) -> tuple[str, ...]:
    """Return the slugs of the categories that were chosen in a drop-down: `Title (slug), Other (slug)`."""
    return tuple(dict.fromkeys(slug.strip() for slug in _SLUG.findall(choice)))


def _value(text: str) -> str:
    text = text.strip()
    fenced = _FENCE.fullmatch(text)
    return fenced[2].strip() if fenced else text.removeprefix(NO_RESPONSE)


def _repeated(found: Sequence[tuple[int, str]], labels: Mapping[str, str], path: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for number, field in found:
        if field in seen:
            message = f"the heading “{labels[field]}” stands twice, so it cannot be told which text counts"
            hint = "take the second one out of the text, and save the issue"
            problems.append(_problem("form-ambiguous", message, path, hint, number + 1))
        seen.add(field)
    return problems


def _not_a_form(labels: Mapping[str, str], path: str) -> Problem:
    message = "none of the form's headings is in the text"
    first = next(iter(labels.values()))
    return _problem("form-missing", message, path, f"use the form; its first heading is “### {first}”", 1)


def _problem(code: str, message: str, path: str, hint: str, line: int) -> Problem:
    return Problem(code, message, Place(path, line), hint)
