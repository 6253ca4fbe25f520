"""`bibloom links`: which links of the review no longer answer, remembered from run to run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from ..linkcheck import (
    History,
    Linked,
    chosen,
    links,
    links_report,
    nobody_answered,
    read_history,
    with_outcomes,
)
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
@click.option(
    "--most",
    default=500,
    show_default=True,
    help="Ask for at most so many links of a host, others next time.",
)
@click.pass_obj
def links_command(root: Path, state_file: Path | None, in_issue: bool, most: int) -> None:
    """Ask for every link of the review; dead is one that failed three times over a week. Uses the network."""
    if bool(state_file) == in_issue:
        raise click.UsageError("name a file with --state, or use --issue")
    linked = links(read_sources(root, os.environ).review)
    try:
        found = _in_file(state_file, linked, most) if state_file else _in_issue(root, linked, most)
    except ForgeError as error:
        raise click.ClickException(str(error)) from error
    dead = sum(failure.dead for failure in found.history.values())
    some = "" if found.asked == len(linked) else f", {found.asked:,} of them asked for"
    click.echo(f"{len(linked):,} links{some}, {dead:,} dead")
    sys.exit(1 if dead and state_file else 0)


def today() -> date:
    """Return the day by the clock of Greenwich."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class _Found:
    history: History
    asked: int


def _in_file(path: Path, linked: Sequence[Linked], most: int) -> _Found:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    found = _ask(linked, before, most)
    write_file(path, links_report(found.history, linked, found.asked, sys.maxsize).encode())
    return found


def _in_issue(root: Path, linked: Sequence[Linked], most: int) -> _Found:
    issue = rolling_issue(root, LABEL)
    found = _ask(linked, issue.body if issue else "", most)
    if found.history:
        body = links_report(found.history, linked, found.asked, LONGEST_BODY)
        write_rolling_issue(root, issue, LABEL, TITLE, body)
    elif issue:
        close_issue(root, issue)
    return found


def _ask(linked: Sequence[Linked], before: str, most: int) -> _Found:
    """Return the failures after asking today, and how many links were asked for."""
    # Imported here: httpx is for those who ask.
    from ..linkcheck.asking import ARCHIVE, PAUSE, archived_copy, ask, make_client

    day = today()
    earlier = read_history(before, frozenset(one.url for one in linked))
    urls = [one.url for one in chosen(linked, earlier, day, most)]
    say(f"asking for {len(urls):,} links")
    # Tests ask a server of their own, on a day of their own.
    archive = os.environ.get("BIBLOOM_ARCHIVE_URL", ARCHIVE)
    pause = float(os.environ.get("BIBLOOM_LINK_PAUSE", PAUSE))
    with make_client() as client:
        outcomes = ask(urls, client, pause)
        if nobody_answered(outcomes):
            raise click.ClickException("no link answers: is there a network here? Nothing is remembered")
        history = with_outcomes(earlier, outcomes, day)
        for url, one in history.items():
            if one.dead and not one.archived:
                history[url] = replace(one, archived=archived_copy(url, client, archive))
    return _Found(history, len(urls))
