"""The hooks for pre-commit: each is a command of ours, and does on a repository what it says."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main

from ..cli.test_against import SOURCES
from ..repositories import Repository
from .workflows import REPOSITORY

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())}


def run(repository: Repository, hook: str, *files: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.chdir(repository.folder)
    program, *arguments = HOOKS[hook]["entry"].split()
    assert program == "bibloom"
    return CliRunner().invoke(main, [*arguments, *files], catch_exceptions=False).exit_code


def test_formatting_the_files_that_are_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / "review")
    repository.write({"bib/2024.bib": "@MISC{a, Title={One}}\n", "bib/2023.bib": "@MISC{b, Title={Two}}\n"})
    assert run(repository, "bibloom-format", "bib/2024.bib", monkeypatch=monkeypatch) == 0
    assert (repository.folder / "bib/2024.bib").read_text() == "@misc{a,\n  title = {One},\n}\n"
    assert (repository.folder / "bib/2023.bib").read_text() == "@MISC{b, Title={Two}}\n"


def test_checking_the_whole_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / "review")
    repository.write(SOURCES)
    assert HOOKS["bibloom-check"]["pass_filenames"] is False
    assert run(repository, "bibloom-check", monkeypatch=monkeypatch) == 0
    repository.write({"bib/2025.bib": "@misc{x, groups={nowhere}}\n"})
    assert run(repository, "bibloom-check", monkeypatch=monkeypatch) == 1


@pytest.mark.parametrize(
    ("path", "hooks"),
    [
        ("bib/2024.bib", {"bibloom-format", "bibloom-check"}),
        ("library.bib", {"bibloom-format", "bibloom-check"}),
        ("bib/notes/a2024.md", {"bibloom-check"}),
        ("bib/categories/looms.md", {"bibloom-check"}),
        ("bib/review.yml", {"bibloom-check"}),
        ("README.md", set()),
        ("generator/bibtex/scan.py", set()),
    ],
)
def test_which_files_start_which_hook(path: str, hooks: set[str]) -> None:
    # pre-commit searches for its pattern anywhere in the path.
    assert {name for name, hook in HOOKS.items() if re.search(hook["files"], path)} == hooks
