"""The answer to an issue form, as GitHub's Markdown: what the machine understood, and what it found.

All that the form, a service or an entry said stands as code: GitHub makes neither links nor mentions of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..bibtex import render_entry
from ..errors import Place, Problem, Severity
from ..links.suggest import Suggestion
from ..model import Entry
from ..text import escape
from .adding import Addition
from .present import Duplicate
from .submissions import CorrectForm, Correction

MOST_ROWS = 30
# GitHub takes 65,536 characters; an entry of that size is no answer that anybody reads.
LONGEST_BLOCK = 8_000
LONGEST_LINE = 300

_APPROVAL = "A curator who agrees sets the label `approved`; then a pull request with this change is opened."
_AGAIN = "Edit the issue to correct what you wrote: the answer follows it."


def answer_to_addition(addition: Addition, messages: Iterable[str], gained: Sequence[Problem]) -> str:
    """Return what would be added, its duplicates, suggestions and new problems.

    `messages` are what the services said, `gained` the problems that the review would have after it.
    """
    return _joined(
        _added(addition),
        _list("Possible duplicates", map(_duplicate, addition.duplicates)),
        _list("Suggested categories", map(_suggestion, addition.suggestions)),
        _list("Suggested tags", map(_suggestion, addition.tags)),
        _list("From the source", map(_quoted, messages)),
        _checks((*(one for one in addition.problems if one.code != "similar-title"), *gained)),
        _APPROVAL if addition.added else _AGAIN,
    )


def answer_to_correction(form: CorrectForm, correction: Correction, gained: Sequence[Problem]) -> str:
    """Return what would be corrected, or, where the form only has words, what a curator should look at."""
    if correction.paper is None or correction.before is None:
        return answer_to_nothing(correction.problems)
    place = _place(correction.paper.place)
    if correction.after is None:
        text = f"{escape.code(correction.paper.key)} is at {place}. A person has to make this correction."
        return _joined(text, _block(correction.before), _checks(correction.problems))
    return _joined(
        f"This changes {escape.code(correction.paper.key)} at {place}:",
        _differences(correction.before, correction.after),
        _checks((*correction.problems, *gained)),
        _APPROVAL,
    )


def answer_to_nothing(problems: Sequence[Problem], messages: Iterable[str] = ()) -> str:
    """Return why nothing can be done with the form."""
    lead = "Nothing can be added or changed from this form yet."
    return _joined(lead, _list("From the source", map(_quoted, messages)), _checks(problems), _AGAIN)


def _added(addition: Addition) -> str:
    if addition.entry is None:
        return "Nothing would be added."
    categories = addition.submission.categories
    into = f" into {', '.join(map(escape.code, categories))}" if categories else " into no category yet"
    lead = f"This adds {escape.code(addition.key)}{into}, in {escape.code(addition.path)}:"
    return f"{lead}\n\n{_block(addition.entry)}"


def _block(entry: Entry) -> str:
    text = render_entry(entry)
    return escape.code_block(text if len(text) <= LONGEST_BLOCK else f"{text[:LONGEST_BLOCK]}…", "bibtex")


def _differences(before: Entry, after: Entry) -> str:
    old, new = ({field.name.lower(): field.value for field in entry.fields} for entry in (before, after))
    lines = []
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            lines += [f"- {name} = {{{old[name]}}}"] if name in old else []
            lines += [f"+ {name} = {{{new[name]}}}"] if name in new else []
    return escape.code_block("\n".join(lines)[:LONGEST_BLOCK], "diff")


def _duplicate(duplicate: Duplicate) -> str:
    verdict = "it is this paper" if duplicate.same else "please look at it"
    return (
        f"{escape.code(duplicate.key)} at {_place(duplicate.place)}: {_quoted(duplicate.reason)}; {verdict}"
    )


def _suggestion(suggestion: Suggestion) -> str:
    words = f", for {', '.join(map(escape.code, suggestion.words))}" if suggestion.words else ""
    return f"{escape.code(suggestion.slug)} ({suggestion.score:.2f}{words})"


def _checks(problems: Sequence[Problem]) -> str:
    if not problems:
        return "**Checks:** no new problem."
    order = list(Severity)
    found = sorted(dict.fromkeys(problems), key=lambda problem: order.index(problem.severity))
    return _list("Checks", map(_problem, found))


def _problem(problem: Problem) -> str:
    hint = f". To do: {_quoted(problem.hint)}" if problem.hint else ""
    return f"{problem.severity}: {_quoted(problem.message)} ({escape.code(problem.code)}){hint}"


def _quoted(text: str) -> str:
    return escape.code(text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…")


def _place(place: Place) -> str:
    return escape.code(str(place))


def _list(heading: str, rows: Iterable[str]) -> str:
    shown = [row for row in rows if row]
    more = [f"- and {len(shown) - MOST_ROWS:,} more"] if len(shown) > MOST_ROWS else []
    lines = [f"- {row}" for row in shown[:MOST_ROWS]] + more
    return f"**{heading}:**\n\n" + "\n".join(lines) if lines else ""


def _joined(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"
