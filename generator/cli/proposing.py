"""What workflows end with: `propose` opens a pull request, `preview` and `comment` tell of one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from ..build import diff
from ..changes.preview import PreviewError, preview, preview_comment, read_preview, write_preview
from ..forge import (
    LONGEST_BODY,
    ForgeError,
    comment_on_pull_request,
    head_of_pull_request,
    propose,
    start_workflow,
)
from ..replacing import write_file
from ..sources import Folder
from ..text import escape
from ..tree import RevisionError

T = TypeVar("T")

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# A pull request's text has the message and the answer, too.
LONGEST_REPORT = 50_000
_COMMIT = re.compile(r"[0-9a-f]{40}")


@click.command("propose")
@click.argument("branch")
@click.option("--base", required=True, help="The branch that the pull request goes to.")
@click.option(
    "--message", "message_file", type=_FILE, required=True, help="A file with the commit's message."
)
@click.option(
    "--body", "body_file", type=_FILE, help="A file with the pull request's text; else the message's."
)
@click.option("--report", "report_file", type=_FILE, help="A file whose text follows as it is, as code.")
@click.option("--start", "workflows", multiple=True, help="Start this workflow on the branch: check.yml.")
@click.pass_obj
def propose_command(
    root: Path,
    branch: str,
    base: str,
    message_file: Path,
    body_file: Path | None,
    report_file: Path | None,
    workflows: tuple[str, ...],
) -> None:
    """Commit what has changed in bib/ to a branch, push it, and open its pull request or renew it."""
    folder = Folder(root)
    message = message_file.read_text(encoding="utf-8")
    texts = [message.partition("\n")[2].strip()]
    texts += [body_file.read_text(encoding="utf-8")] if body_file else []
    texts += [_as_code(report_file.read_text(encoding="utf-8", errors="replace"))] if report_file else []
    body = "\n\n".join(filter(None, texts))[:LONGEST_BODY]
    try:
        url = _asked(lambda: propose(root, folder.name(folder.bib), branch, base, message, body))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    for workflow in workflows if url else ():
        _start(root, workflow, branch)
    click.echo(url or "nothing has changed, so nothing is proposed")


def _start(root: Path, workflow: str, branch: str) -> None:
    _asked(lambda: start_workflow(root, workflow, branch))


def _as_code(text: str) -> str:
    shown = text if len(text) <= LONGEST_REPORT else f"{text[:LONGEST_REPORT]}…"
    return escape.code_block(shown) if text.strip() else ""


@click.command("preview")
@click.argument("base")
@click.option("--number", type=click.IntRange(min=1), required=True, help="The pull request's number.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)
@click.pass_obj
def preview_command(root: Path, base: str, number: int, output: Path) -> None:
    """Write what a pull request does to the review, in numbers, for the workflow that comments on it."""
    try:
        changes = diff(root, base)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    write_file(output, write_preview(preview(changes, number)).encode())


@click.command("comment")
@click.argument("file", type=_FILE)
@click.option("--head", required=True, help="The commit that the run was for.")
@click.option("--run", "run", type=click.IntRange(min=1), required=True, help="The number of the run.")
@click.pass_obj
def comment_command(root: Path, file: Path, head: str, run: int) -> None:
    """Comment on a preview's pull request, if it proposes that commit; FILE may be a stranger's."""
    try:
        with file.open("rb") as stream:
            found = read_preview(stream.read(10_000))
    except PreviewError as error:
        raise click.ClickException(f"{file.name} is no preview: {error}") from error
    if not _COMMIT.fullmatch(head):
        raise click.UsageError("--head is no commit")
    if _asked(lambda: head_of_pull_request(root, found.number)) != head:
        raise click.ClickException(
            f"pull request {found.number} does not propose the commit of that run (any more)"
        )
    server, repository = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    comment = preview_comment(found, f"{server}/{repository}/actions/runs/{run}")
    _asked(lambda: comment_on_pull_request(root, found.number, comment))


def _asked(ask: Callable[[], T]) -> T:
    """Return the answer; a failure of git or gh ends the command with its message."""
    try:
        return ask()
    except ForgeError as error:
        raise click.ClickException(str(error)) from error
