"""What bibloom asks of a repository's home: branches, pull requests, issues and comments.

It runs `git` and GitHub's own `gh` (https://cli.github.com/manual/), which GitHub's runners have, and which
take the token from the environment. Every argument is one of ours, a number, or in one word with its option.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

BOT = ("user.name=github-actions[bot]", "user.email=41898282+github-actions[bot]@users.noreply.github.com")
# An issue's body on GitHub.
LONGEST_BODY = 65_536

_BRANCH = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")


class ForgeError(Exception):
    """A command of git or gh that failed; the text says which, and what it said."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An open issue: its number and its body."""

    number: int
    body: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its name, its colour as six hexadecimal digits, and what it means."""

    name: str
    colour: str
    description: str


def propose(root: Path, folder: str, branch: str, base: str, message: str, body: str) -> str:
    """Commit what has changed in a folder to a branch, push it, and open or renew its pull request.

    The branch is made anew from what is checked out. Returns the pull request's address, or nothing where the
    folder (below the root) is as it was. Raises ForgeError, and ValueError for a name that is no branch's.
    """
    if not _BRANCH.fullmatch(branch):
        raise ValueError(f"“{branch}” is no name for a branch: use small letters, digits, `-` and `/`")
    _git(root, "add", "--all", "--", folder)
    if not _git(root, "diff", "--cached", "--name-only"):
        return ""
    _git(root, "switch", "--quiet", "--force-create", branch)
    settings = [part for setting in BOT for part in ("-c", setting)]
    _git(root, *settings, "commit", "--quiet", "--file=-", given=message)
    _gh(root, "auth", "setup-git")
    _git(root, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
    return _pull_request(root, branch, base, message.partition("\n")[0], body)


def _pull_request(root: Path, branch: str, base: str, title: str, body: str) -> str:
    fields = "--json=number,url,isCrossRepository"
    listed = json.loads(_gh(root, "pr", "list", f"--head={branch}", "--state=open", fields))
    # A fork may have a branch of this name, too.
    own = [found for found in listed if not found["isCrossRepository"]]
    if own:
        _change(root, f"pulls/{int(own[0]['number'])}", body, f"--raw-field=title={title}")
        return str(own[0]["url"])
    arguments = (f"--head={branch}", f"--base={base}", f"--title={title}", "--body-file=-")
    return _gh(root, "pr", "create", *arguments, given=body).strip()


def start_workflow(root: Path, workflow: str, branch: str) -> None:
    """Start a workflow on a branch: what a workflow's own token pushes starts none by itself."""
    _gh(root, "workflow", "run", workflow, f"--ref={branch}")


def head_of_pull_request(root: Path, number: int) -> str:
    """Return the commit that a pull request proposes now; raises ForgeError where there is none."""
    return str(json.loads(_gh(root, "pr", "view", str(number), "--json=headRefOid"))["headRefOid"])


def comment_on_pull_request(root: Path, number: int, body: str) -> None:
    """Write a comment, in place of the last one of the same account."""
    _gh(root, "pr", "comment", str(number), "--edit-last", "--create-if-none", "--body-file=-", given=body)


def rolling_issue(root: Path, label: str) -> Issue | None:
    """Return the open issue with this label that the workflows' own account wrote, or None."""
    arguments = (f"--label={label}", "--author=app/github-actions", "--state=open", "--json=number,body")
    listed = json.loads(_gh(root, "issue", "list", *arguments))
    return Issue(int(listed[0]["number"]), str(listed[0]["body"])) if listed else None


def write_rolling_issue(root: Path, issue: Issue | None, label: str, title: str, body: str) -> None:
    """Write a new body into the issue, or open it."""
    if issue is None:
        _gh(root, "issue", "create", f"--label={label}", f"--title={title}", "--body-file=-", given=body)
    else:
        _change(root, f"issues/{issue.number}", body)


def make_label(root: Path, label: Label) -> None:
    """Make a label, or renew the colour and the description of the one that is there."""
    about = (f"--color={label.colour}", f"--description={label.description}")
    _gh(root, "label", "create", label.name, *about, "--force")


def close_issue(root: Path, issue: Issue) -> None:
    """Close an issue."""
    _gh(root, "issue", "close", str(issue.number))


def _change(root: Path, what: str, body: str, *more: str) -> None:
    """Give a pull request or an issue another body, by GitHub's REST interface.

    `gh pr edit` also asks for teams and projects, which a workflow's own token may not see.
    """
    path = f"repos/{{owner}}/{{repo}}/{what}"
    _gh(root, "api", "--method=PATCH", path, *more, "--field=body=@-", given=body)


def _git(root: Path, *arguments: str, given: str = "") -> str:
    return _run(root, ("git", *arguments), given)


def _gh(root: Path, *arguments: str, given: str = "") -> str:
    return _run(root, ("gh", *arguments), given)


def _run(root: Path, command: tuple[str, ...], given: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and the arguments are ours
            command, cwd=root, input=given.encode(), capture_output=True, check=False
        )
    except OSError as error:
        raise ForgeError(f"{command[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().partition("\n")[0]
        raise ForgeError(f"{' '.join(command[:3])} failed: {said}")
    return done.stdout.decode("utf-8", errors="replace")
