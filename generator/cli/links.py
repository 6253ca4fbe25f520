"""`bibloom links`: which links of the review no longer answer, remembered from run to run."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from ..forge import (
    LONGEST_BODY,
    ForgeError,
    close_issue,
    rolling_issue,
    write_rolling_issue,
)
from ..linkcheck import Failure, Linked, links, links_report, read_history, with_outcomes
from ..replacing import write_file
from ..sources import read_sources
from .output import say

LABEL = "dead-links"
TITLE = "Links that no longer answer"


@click.command("links")
@click.option(
    "--state",
    "state_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file that the failures are remembered in, written as the report is.",
)
@click.option("--issue", "in_issue", is_flag=True, help="Remember them in a rolling issue of the repository.")
@click.pass_obj
def links_command(root: Path, state_file: Path | None, in_issue: bool) -> None:
    """Ask for every link of the review; dead is one that failed three times over a week. Uses the network."""
    if bool(state_file) == in_issue:
        raise click.UsageError("name a file with --state, or use --issue")
    linked = links(read_sources(root, os.environ).review)
    try:
        dead = _in_file(state_file, linked) if state_file else _in_issue(root, linked)
    except ForgeError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(linked):,} links, {dead:,} dead")
    sys.exit(1 if dead and state_file else 0)


def today() -> date:
    """Return the day by the clock of Greenwich."""
    return datetime.now(UTC).date()


def _in_file(path: Path, linked: tuple[Linked, ...]) -> int:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    history = _run(linked, before)
    write_file(path, links_report(history, linked, len(linked), sys.maxsize).encode())
    return sum(failure.dead for failure in history.values())


def _in_issue(root: Path, linked: tuple[Linked, ...]) -> int:
    issue = rolling_issue(root, LABEL)
    history = _run(linked, issue.body if issue else "")
    if history:
        write_rolling_issue(
            root, issue, LABEL, TITLE, links_report(history, linked, len(linked), LONGEST_BODY)
        )
    elif issue:
        close_issue(root, issue)
    return sum(failure.dead for failure in history.values())


def _run(linked: tuple[Linked, ...], before: str) -> dict[str, Failure]:
    """Return the failures after asking for all links today."""
    from ..linkcheck.asking import (
        ARCHIVE,
        PAUSE,
        archived_copy,
        ask,
        make_client,
    )  # here: httpx is for this alone

    urls = [one.url for one in linked]
    say(f"asking for {len(urls):,} links")
    # Tests ask a server of their own, on a day of their own.
    archive = os.environ.get("BIBLOOM_ARCHIVE_URL", ARCHIVE)
    pause = float(os.environ.get("BIBLOOM_LINK_PAUSE", PAUSE))
    with make_client() as client:
        outcomes = ask(urls, client, pause)
        history = with_outcomes(read_history(before, frozenset(urls)), outcomes, today())
        return {
            url: replace(one, archived=archived_copy(url, client, archive))
            if one.dead and not one.archived
            else one
            for url, one in history.items()
        }
