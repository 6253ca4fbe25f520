"""Checks whose faults can be mended for certain: they tell what `--fix` would write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..digest import digest
from ..errors import Problem, Severity
from ..model import Paper, Review
from ..results import Results
from .at import at_field, quoted
from .fixes import FIXES, Context, Values, context, values_of
from .sound import unless_sound

# What is wrong, and what the hint is; `{}` is the field's name.
_WARNINGS: Mapping[str, tuple[str, str]] = {
    "encoding-damage": ("`{}` holds letters that were read in the wrong encoding", "it should be"),
    "invisible-character": ("`{}` holds characters that nobody sees", "write it without them:"),
    "html-markup": ("`{}` holds HTML, which stands there as it is written", "write it as LaTeX:"),
    "title-label": ("the title begins with a search engine's label", "the title is"),
    "title-dot": ("the title ends with a full stop, and styles add theirs", "write"),
    "namesake-number": ("`{}` holds a number that only DBLP needs", "write the names without it:"),
    "old-address": ("`{}` is an address that has moved", "write"),
    "http-address": ("`{}` is not secure, and its host answers to https", "write"),
    "tracker-in-address": ("`{}` tells its host who sent the reader", "write"),
    "doi-form": ("`{}` holds more than the DOI", "write"),
    "arxiv-form": ("`{}` holds more than the arXiv identifier", "write"),
    "eprint-without-archive": ("`eprint` does not say which archive it is of", "add archiveprefix ="),
    "duplicate-group": ("a category stands twice in `{}`", "write"),
    "group-above": ("`{}` names a category and another one above it, where the paper is anyway", "write"),
    "duplicate-tag": ("a tag stands twice in `{}`", "write"),
    "tag-spelling": ("a tag in `{}` is spelled otherwise elsewhere", "write"),
}
_INFOS: Mapping[str, tuple[str, str]] = {
    "pages-form": ("the range in `{}` is not written as BibTeX does", "write"),
    "pdf-address": ("`{}` leads to a file, past the page about the paper", "write"),
    "arxiv-without-eprint": ("the arXiv identifier stands in another field only", "add eprint ="),
    "doi-without-field": ("the DOI stands in `url` only", "add doi ="),
    "old-group": ("`{}` names a category by an old slug", "write"),
}


def check_mendable(review: Review, results: Results[bool] | None = None) -> Iterator[Problem]:
    """Yield what `check --fix` would mend; the hint tells what it would write."""
    # What a fix makes of a paper may depend on no other one: it is not asked again when another one changes.
    known = context(review).without_papers()

    def check(paper: Paper) -> Iterator[Problem]:
        values = values_of(paper)
        for code in _WARNINGS:
            for name, mended in _changes(code, values, paper, known):
                yield _warning(code, paper, name, mended)
        for code in _INFOS:
            for name, mended in _changes(code, values, paper, known):
                yield _info(code, paper, name, mended)

    yield from unless_sound(review.papers, check, digest(("mendable", known.digest())), results)


def _changes(code: str, values: Values, paper: Paper, known: Context) -> Iterable[tuple[str, str]]:
    changes = FIXES[code](values, paper, known)
    if not changes:
        return ()
    # An identifier and its archive are one problem.
    return list(changes.items())[: 1 if "archiveprefix" in changes else None]


def _warning(code: str, paper: Paper, name: str, mended: str) -> Problem:
    message, hint = _WARNINGS[code]
    # What is to be added stands nowhere yet: the problem is where it belongs.
    name = "eprint" if name == "archiveprefix" else name
    return at_field(code, message.format(name), paper, name, f"{hint} {quoted(mended)}", Severity.WARNING)


def _info(code: str, paper: Paper, name: str, mended: str) -> Problem:
    message, hint = _INFOS[code]
    return at_field(code, message.format(name), paper, name, f"{hint} {quoted(mended)}", Severity.INFO)
