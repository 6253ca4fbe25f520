"""`bibloom preview`, `comment`, `propose` and `labels`, as workflows call them."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from ..fake_gh import FakeGh
from ..repositories import Repository, entry
from .test_against import SOURCES

HEAD = "a" * 40


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeGh:
    made = FakeGh(tmp_path / "gh")
    made.answer("pr", "view", text=json.dumps({"headRefOid": HEAD}))
    monkeypatch.setenv("PATH", f"{made.folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://code.example.net")
    monkeypatch.setenv("GITHUB_REPOSITORY", "team/review")
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "review")
    made.commit(SOURCES)
    made.git("switch", "--quiet", "--create", "change")
    return made


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def previewed(repository: Repository) -> Path:
    repository.write({"bib/2025.bib": entry("d2025four", year="2025", groups="looms")})
    target = repository.folder / "preview.json"
    assert run(repository.folder, "preview", "main", "--number", "12", "--output", str(target)).exit_code == 0
    return target


def test_from_a_change_to_a_comment(repository: Repository, gh: FakeGh) -> None:
    file = previewed(repository)
    assert run(repository.folder, "comment", "--head", HEAD, "--run", "5", str(file)).exit_code == 0
    (call,) = gh.calls("pr", "comment")
    assert call.arguments == ["pr", "comment", "12", "--edit-last", "--create-if-none", "--body-file=-"]
    assert call.given.startswith("**4 papers**, 1 more: 1 added. New problems: 0")
    assert "https://code.example.net/team/review/actions/runs/5" in call.given


def test_another_pull_requests_number_is_refused(repository: Repository, gh: FakeGh) -> None:
    file = previewed(repository)
    result = run(repository.folder, "comment", "--head", "b" * 40, "--run", "5", str(file))
    assert result.exit_code == 1
    assert "pull request 12 does not propose the commit" in result.output
    assert gh.calls("pr", "comment") == []


@pytest.mark.parametrize("content", ["", "12; rm -rf /", '{"number": 12}', "x" * 10_000_000])
def test_a_hostile_preview_is_refused(
    tmp_path: Path, repository: Repository, gh: FakeGh, content: str
) -> None:
    file = tmp_path / "preview.json"
    file.write_text(content, encoding="utf-8")
    result = run(repository.folder, "comment", "--head", HEAD, "--run", "5", str(file))
    assert result.exit_code == 1
    assert "is no preview" in result.output
    assert gh.calls() == []


def test_wrong_use(repository: Repository, gh: FakeGh) -> None:
    file = previewed(repository)
    assert run(repository.folder, "comment", "--head", "main", "--run", "5", str(file)).exit_code == 2
    assert run(repository.folder, "preview", "nobody", "--number", "1", "--output", str(file)).exit_code == 2
    assert run(repository.folder, "preview", "main", "--number", "0", "--output", str(file)).exit_code == 2
    assert run(repository.folder, "propose", "a b", "--base=main", "--message", str(file)).exit_code == 2
    assert gh.calls() == []


def test_a_pull_requests_text_quotes_a_report(tmp_path: Path, repository: Repository, gh: FakeGh) -> None:
    gh.answer("pr", "list", text="[]")
    gh.answer("pr", "create", text="https://x.example/9")
    Repository(tmp_path / "origin")
    repository.git("remote", "add", "origin", str(tmp_path / "origin"))
    repository.write({"bib/2025.bib": entry("d2025four", year="2025", groups="looms")})
    (tmp_path / "message").write_text("Fill\n\nWhat was found.\n", encoding="utf-8")
    (tmp_path / "report").write_text("x ``` @everyone\n", encoding="utf-8")
    options = ("--base=main", f"--message={tmp_path / 'message'}", f"--report={tmp_path / 'report'}")
    result = run(repository.folder, "propose", *options, "--start=check.yml", "enrich")
    assert (result.exit_code, result.output) == (0, "https://x.example/9\n")
    assert gh.calls("pr", "create")[0].given == "What was found.\n\n````\nx ``` @everyone\n````"
    assert gh.calls("workflow")[0].arguments == ["workflow", "run", "check.yml", "--ref=enrich"]


def test_labels(repository: Repository, gh: FakeGh) -> None:
    assert run(repository.folder, "labels").exit_code == 2
    repository.write({".github/labels.yml": "- name: a\n  color: '000000'\n  description: b\n"})
    assert run(repository.folder, "labels").output == "a\n"
    repository.write({".github/labels.yml": "- name: a\n"})
    assert run(repository.folder, "labels").exit_code == 1
    assert [call.arguments[2] for call in gh.calls("label")] == ["a"]
