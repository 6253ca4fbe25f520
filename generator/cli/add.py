"""`bibloom add`: a paper by its identifier, the address of its page, or its BibTeX, into the review."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..bibtex import render_entry
from ..curate.adding import Addition, Submission, plan_additions
from ..curate.drafts import LARGEST_SNIPPET, Draft, draft_found, drafts_from_bibtex
from ..curate.matching import is_same_work, known_found
from ..curate.present import identified
from ..errors import Place, Problem, has_errors
from ..found import FoundPaper
from ..links.suggest import Suggestion
from ..model import Config, Review
from ..replacing import replace_files, write_file
from ..sources import Sources, read_sources
from ..text.escape import terminal
from .output import say, show_problems

if TYPE_CHECKING:
    from ..services import Services

STANDARD_INPUT = "-"
_WHAT = (
    "an arXiv identifier, a DOI, a page of arXiv, OpenReview, ACL Anthology or PMLR, or a file with BibTeX"
)


@click.command("add")
@click.argument("ids", nargs=-1, required=True)
@click.option(
    "--category", multiple=True, help="A category of the papers, by its slug; the first is primary."
)
@click.option("--tag", multiple=True, help="A tag of the papers.")
@click.option("--anyway", is_flag=True, help="Add a paper although one with its title and authors is there.")
@click.option(
    "--added",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day the papers join the review (default: today).",
)
@click.option("--no-cache", is_flag=True, help="Ask the services again, and keep no answers.")
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.pass_obj
def add_command(
    root: Path,
    ids: tuple[str, ...],
    category: tuple[str, ...],
    tag: tuple[str, ...],
    anyway: bool,
    added: datetime | None,
    no_cache: bool,
    dry_run: bool,
) -> None:
    """Add papers by arXiv identifier, DOI, address of a page, or BibTeX (a file, or - for standard input)."""
    sources = read_sources(root, os.environ)
    drafts, problems = _drafts(ids, sources.review, cache=not no_cache)
    plan = plan_additions(
        sources.bib_files,
        sources.review,
        [Submission(draft, category, tag, anyway) for draft in drafts],
        added=added.date() if added else datetime.now(UTC).date(),
        folder=bib_folder(sources),
    )
    if not dry_run:
        write_edits(root, sources, plan.edits)
    problems += [problem for addition in plan.additions for problem in addition.problems]
    show_problems(problems)
    for addition in plan.additions:
        if addition.added:
            click.echo(terminal("\n".join(_told(addition, dry_run))))
    sys.exit(1 if has_errors(problems) else 0)


def write_edits(root: Path, sources: Sources, edits: Mapping[str, bytes]) -> None:
    """Write new contents, by path below the root, of what the sources were read from."""
    contents = {root / path: content for path, content in edits.items()}
    replace_files(root, contents, unchanged=sources.folder.files.unchanged)


@contextmanager
def connected(config: Config, cache: bool) -> Iterator[Services]:
    """Open connections to the services for the block of a `with`, as the review and the environment say."""
    # Imported here: most commands never ask anybody.
    from ..services import connect

    with connect(os.environ, mailto=config.mailto, write=write_file if cache else None) as services:
        yield services


def is_published_as(preprint: FoundPaper, other: FoundPaper) -> bool:
    """Tell whether a published work that a search found is this preprint."""
    return other.is_published and is_same_work(known_found(preprint), other)


def bib_folder(sources: Sources) -> str:
    """Return the name of the folder of .bib files below the root, empty where it is the root itself."""
    name = sources.folder.name(sources.folder.bib)
    return "" if name == "." else name


def _drafts(ids: Sequence[str], review: Review, cache: bool) -> tuple[list[Draft], list[Problem]]:
    """Return the drafts of what is named, in order, and a problem for each that is none."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    online = not all(_is_bibtex(text) for text in ids)
    with connected(review.config, cache) if online else nullcontext() as services:
        for text in ids:
            if services is None or _is_bibtex(text):
                found, wrong = _from_bibtex(text)
            else:
                found, wrong = _from_services(text, services, review)
            drafts += found
            problems += wrong
    return drafts, problems


def _is_bibtex(text: str) -> bool:
    try:
        return text == STANDARD_INPUT or text.lstrip().startswith("@") or Path(text).is_file()
    except OSError:  # longer than a file's name may be
        return False


def _from_bibtex(text: str) -> tuple[Iterable[Draft], Iterable[Problem]]:
    if text == STANDARD_INPUT:
        return drafts_from_bibtex(sys.stdin.buffer.read(LARGEST_SNIPPET + 1), "<stdin>")
    if text.lstrip().startswith("@"):
        return drafts_from_bibtex(text.encode("utf-8", "replace"), "<argument>")
    try:
        with Path(text).open("rb") as stream:
            return drafts_from_bibtex(stream.read(LARGEST_SNIPPET + 1), text)
    except OSError as error:
        message, hint = f"cannot be read: {error.strerror}", "check its permissions"
        return (), [Problem("unreadable-file", message, Place(text), hint)]


def _from_services(
    text: str, services: Services, review: Review
) -> tuple[Iterable[Draft], Iterable[Problem]]:
    from ..services import wanted

    place = Place(text[:100])
    what = wanted(text)
    if what is None:
        return (), [Problem("unknown-identifier", "this names no paper", place, f"give {_WHAT}")]
    there = identified(review, what.kind, what.value)
    if there:
        message = f"{what} is there already: {there.key} at {there.place}, “{there.title[:100]}”"
        return (), [Problem("already-there", message, place, "nothing is added", there.key)]
    say(f"looking for {what}")
    answer = services.find(what, is_published_as)
    if answer.paper is None:
        said = "; ".join(answer.messages)
        hint = "check the identifier, try again later, or give the paper's BibTeX"
        return (), [Problem("not-found", f"{what} was not found: {said}", place, hint)]
    for message in answer.messages:
        click.echo(terminal(f"{text}: {message}"), err=True)
    return [draft_found(answer.paper)], ()


def _told(addition: Addition, dry_run: bool) -> Iterator[str]:
    """Yield what happened, the entry, and what may be done next."""
    done = "would add" if dry_run else "added"
    source = addition.submission.draft.source
    yield f"{addition.path}: {done} {addition.key}, from {source}"
    if addition.entry:
        yield render_entry(addition.entry).rstrip("\n")
    if addition.note_path:
        yield f"{addition.note_path}: say here in a sentence what the paper does"
    named = addition.submission
    for kind, suggestions, set_ in (
        ("categories", addition.suggestions, named.categories or named.draft.categories),
        ("tags", addition.tags, named.tags or named.draft.tags),
    ):
        if suggestions:
            option = "--category" if kind == "categories" else "--tag"
            yield f"{kind} that suit it{'' if set_ else f' ({option} sets one)'}:"
            yield from (f"  {_line(suggestion)}" for suggestion in suggestions)


def _line(suggestion: Suggestion) -> str:
    return f"{suggestion.slug} {suggestion.score:.2f} ({', '.join(suggestion.words)})"
