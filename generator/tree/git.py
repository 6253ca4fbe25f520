"""A folder as another git revision has it, read into memory; work tree and network are not touched.

https://git-scm.com/docs/git-ls-tree, https://git-scm.com/docs/git-cat-file
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import Stored

_FILES = frozenset({"100644", "100755", "100664"})
_LINK = "120000"
_WHOLE_HISTORY = "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` where a workflow checks out"

# Where git is, is told by the folder alone: inside a hook these name the repository of the hook.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_QUIET = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


class RevisionError(Exception):
    """A revision that cannot be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A folder at a commit: the name that was asked for, the commit's hash, the folder's files."""

    name: str
    commit: str
    files: Stored

    def __str__(self) -> str:
        """Return the name with the first digits of the commit, as people tell commits apart."""
        return f"{self.name} ({self.commit[:7]})"


def read_revision(folder: Path, name: str, wanted: Callable[[str], bool]) -> Revision:
    """Return the folder as it was where the present commit and the named revision part (their merge base).

    What the other side has added since is no change of this side. `wanted` tells by path, relative to the
    folder, whether a file is read. Raises RevisionError where there is no such revision or no repository.
    """
    _git(folder, "rev-parse", "--show-toplevel", problem="this folder is in no git repository")
    commit = _merge_base(folder, _commit(folder, name))
    blobs: dict[str, str] = {}
    links: list[str] = []
    for mode, digest, path in _listed(folder, commit):
        if mode == _LINK:
            links.append(path)
        elif mode in _FILES and wanted(path):
            blobs[path] = digest
    contents = dict(zip(blobs, _contents(folder, list(blobs.values())), strict=True))
    return Revision(name, commit, Stored(contents, links))


def _commit(folder: Path, name: str) -> str:
    """Return the hash of the commit that a name means."""
    if not name or name.startswith("-") or not name.isprintable():
        raise RevisionError(f"“{name}” is no name of a git revision")
    found = _try(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        raise RevisionError(f"git knows no revision “{name}” here; {_instead(folder, name)}")
    return found.decode("ascii").split()[-1]


def _instead(folder: Path, name: str) -> str:
    remote = f"origin/{name}"
    if _try(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{remote}^{{commit}}"):
        return f"did you mean “{remote}”?"
    if _is_shallow(folder):
        return f"this clone has only a part of the history: {_WHOLE_HISTORY}"
    return "name a branch, a tag or a commit of this repository"


def _merge_base(folder: Path, commit: str) -> str:
    found = _try(folder, "merge-base", commit, "HEAD")
    if found:
        return found.decode("ascii").strip()
    if _is_shallow(folder):
        raise RevisionError(f"this clone's history does not reach back far enough: {_WHOLE_HISTORY}")
    # Histories that have nothing in common, or no commit here yet.
    return commit


def _is_shallow(folder: Path) -> bool:
    return (_try(folder, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def _listed(folder: Path, commit: str) -> Iterator[tuple[str, str, str]]:
    """Yield mode, object and path, relative to the folder, of everything below it at a commit."""
    listing = _git(folder, "ls-tree", "-r", "-z", commit, problem="git cannot list the revision's files")
    for line in listing.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _kind, digest = about.decode("ascii").split()
        yield mode, digest, path.decode("utf-8", errors="surrogateescape")


def _contents(folder: Path, digests: list[str]) -> Iterator[bytes]:
    """Yield the bytes of each object, in order; one process reads them all."""
    asked = "".join(f"{digest}\n" for digest in digests).encode("ascii")
    answer = _git(folder, "cat-file", "--batch", given=asked, problem="git cannot read the revision's files")
    at = 0
    for _digest in digests:
        end = answer.index(b"\n", at)
        about = answer[at:end].split()
        if len(about) != 3:
            raise RevisionError(f"this clone lacks some of the revision's files: {_WHOLE_HISTORY}")
        size = int(about[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _try(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, or None where it fails."""
    try:
        return _git(folder, *arguments, problem="")
    except RevisionError:
        return None


def _git(folder: Path, *arguments: str, problem: str, given: bytes = b"") -> bytes:
    """Return what git prints; raises RevisionError with the problem and the first line of git's own words."""
    variables = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    variables |= {
        "LC_ALL": "C",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and what a person named was resolved to a hash
            ["git", "--no-pager", *arguments],  # noqa: S607  # the git that its user runs
            cwd=folder,
            env=variables | _QUIET,
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise RevisionError(
            f"git cannot be run: {error.strerror}; install it to compare revisions"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().partition("\n")[0]
        raise RevisionError(f"{problem}: {said}" if said else problem)
    return done.stdout
