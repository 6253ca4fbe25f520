"""`bibloom submission`: an issue form's text, answered, and with `--write` made into a change."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import click

from ..build import foresee
from ..curate.adding import Submission, plan_additions
from ..curate.answers import answer_to_addition, answer_to_correction, answer_to_nothing
from ..curate.drafts import Draft, draft_found, drafts_from_bibtex
from ..curate.present import identified
from ..curate.submissions import AddForm, CorrectForm, plan_correction, read_submission
from ..errors import Place, Problem, has_errors
from ..readers.forms import LONGEST, NO_RESPONSE
from ..replacing import write_file
from ..sources import Sources, read_sources
from ..text import escape
from .add import bib_folder, connected, is_published_as, write_edits

# An issue's body may grow sixfold where JSON escapes each of its characters; the rest of an event is small.
LARGEST_FILE = 8 * LONGEST + 500_000
_FORM = "the form"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, what to write where the sources were read (none: nothing), the commit's subject."""

    answer: str
    edits: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    subject: str = ""
    sources: Sources | None = None


@click.command("submission")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--event", is_flag=True, help="FILE is the event of a workflow: the issue's body is in it.")
@click.option(
    "--answer",
    "answer_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the answer here instead of to the screen.",
)
@click.option("--write", is_flag=True, help="Make the change in bib/; exit with 1 if there is none to make.")
@click.option(
    "--message",
    "message_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the message for a commit of the change here.",
)
@click.pass_obj
def submission_command(
    root: Path, file: Path, event: bool, answer_file: Path | None, write: bool, message_file: Path | None
) -> None:
    """Answer an issue form's text as Markdown: what it would change, duplicates, suggestions and checks."""
    body, number, problems = _read(file, event)
    reply = Reply(answer_to_nothing(problems)) if problems else _reply(root, body)
    if answer_file is None:
        click.echo(reply.answer, nl=False)
    else:
        write_file(answer_file, reply.answer.encode())
    if message_file is not None:
        write_file(message_file, _message(reply.subject, number).encode())
    if write:
        if reply.sources:
            write_edits(root, reply.sources, reply.edits)
        sys.exit(0 if reply.edits else 1)


def _read(file: Path, event: bool) -> tuple[str, int, tuple[Problem, ...]]:
    """Return the issue's body, its number (0: unknown), and why there is none."""
    size = file.stat().st_size
    if size > LARGEST_FILE:
        message = f"the file has {size:,} bytes; an issue on GitHub has at most {LONGEST:,} characters"
        return "", 0, (Problem("form-too-long", message, Place(_FORM), "shorten it"),)
    text = file.read_bytes().decode("utf-8-sig", errors="replace")
    if not event:
        return text, 0, ()
    try:
        issue = json.loads(text)["issue"]
        return str(issue["body"] or NO_RESPONSE), int(issue["number"]), ()
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise click.UsageError(f"{file} is no event of an issue") from error


def _message(subject: str, number: int) -> str:
    return f"{subject or 'No change'}\n" + (f"\nCloses #{number}\n" if number else "")


def _reply(root: Path, body: str) -> Reply:
    asked, problems = read_submission(body, _FORM)
    if has_errors(problems):
        return Reply(answer_to_nothing(problems))
    sources = read_sources(root, os.environ)
    if isinstance(asked, CorrectForm):
        return _correct(root, sources, asked)
    return _add(root, sources, asked)


def _correct(root: Path, sources: Sources, form: CorrectForm) -> Reply:
    correction = plan_correction(sources.bib_files, sources.review, form, _FORM)
    gained = foresee(root, correction.edits).problems.gained if correction.edits else ()
    answer = answer_to_correction(form, correction, gained)
    key = correction.before.key if correction.before else ""
    return Reply(
        answer,
        {} if has_errors(correction.problems) else correction.edits,
        f"Correct {escape.clean(key)}",
        sources,
    )


def _add(root: Path, sources: Sources, form: AddForm) -> Reply:
    draft, messages, problems = _draft(sources, form)
    if draft is None:
        return Reply(answer_to_nothing(problems, messages))
    plan = plan_additions(
        sources.bib_files,
        sources.review,
        [Submission(draft, form.categories)],
        added=datetime.now(UTC).date(),
        folder=bib_folder(sources),
    )
    addition = plan.additions[0]
    gained = foresee(root, plan.edits).problems.gained if plan.edits else ()
    answer = answer_to_addition(addition, messages, (*problems, *gained))
    return Reply(answer, plan.edits, f"Add {addition.key}" if addition.added else "", sources)


def _draft(sources: Sources, form: AddForm) -> tuple[Draft | None, tuple[str, ...], tuple[Problem, ...]]:
    """Return the paper that the form means, what services said of it, and what is wrong."""
    if form.entry:
        drafts, problems = drafts_from_bibtex(form.entry.encode(), _FORM)
        if len(drafts) == 1 and not has_errors(problems):
            return drafts[0], (), problems
        message = f"{len(drafts)} entries can be read in the form, and one whole entry can be added from it"
        hint = "paste one entry, from its @ to its last brace"
        return None, (), (*problems, Problem("form-entry", message, Place(_FORM), hint))
    from ..services import wanted  # here, since httpx is for those who ask a service

    asked = wanted(form.address)
    if asked is None:
        hint = "give a DOI, an arXiv identifier, a page of OpenReview, ACL Anthology or PMLR, or BibTeX"
        return None, (), (Problem("form-address", "the address names no paper", Place(_FORM), hint),)
    there = identified(sources.review, asked.kind, asked.value)
    if there:
        # Nobody need be asked then.
        message = f"it is there already: {there.key} at {there.place} has {asked}"
        hint = "nothing is added; use the form “Correct a paper” if something in it is wrong"
        return None, (), (Problem("already-there", message, Place(_FORM), hint, there.key),)
    with connected(sources.review.config, cache=False) as services:
        answer = services.find(asked, is_published_as)
    if answer.paper is None:
        hint = "check it, try again later by saving the issue again, or give the paper's BibTeX"
        return None, answer.messages, (Problem("not-found", f"{asked} was not found", Place(_FORM), hint),)
    return draft_found(answer.paper), answer.messages, ()
