"""Small git repositories for tests: each is its own, and knows nothing of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Neither the user's configuration nor a repository around the tests (a hook sets GIT_DIR) may matter.
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
_SETTINGS = ("user.name=Ada", "user.email=ada@example.org", "init.defaultBranch=main", "commit.gpgSign=false")


class Repository:
    """A repository in a folder; commits are made of what is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        """Run git there; return what it prints, without the newline at its end."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        done = subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.folder,
            env=environment | _ALONE,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n")

    def write(self, files: Mapping[str, str]) -> None:
        """Write files by path below the folder; an empty text removes one."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if text:
                path.write_text(text, encoding="utf-8")

    def commit(self, files: Mapping[str, str] | None = None, message: str = "change") -> str:
        """Write the files, commit everything that is there, and return the commit's hash."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def entry(key: str, **fields: str) -> str:
    """Return a BibTeX entry that no check complains about; fields may be replaced or added."""
    defaults = {
        "title": f"On {key}",
        "author": "Lovelace, Ada",
        "year": "2024",
        "url": f"https://example.org/{key}",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in (defaults | fields).items() if value)
    return f"@misc{{{key},\n{lines}}}\n"
