"""Branches, pull requests and issues: `git` with a remote on disk, and a `gh` that writes down its calls."""

import json
import os
from pathlib import Path

import pytest

from generator.forge import (
    ForgeError,
    Issue,
    Label,
    close_issue,
    make_label,
    propose,
    rolling_issue,
    write_rolling_issue,
)

from .fake_gh import FakeGh
from .repositories import Repository, entry


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeGh:
    made = FakeGh(tmp_path / "gh")
    made.answer("pr", "list", text="[]")
    made.answer("issue", "list", text="[]")
    monkeypatch.setenv("PATH", f"{made.folder}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    Repository(tmp_path / "origin").git("config", "receive.denyCurrentBranch", "ignore")
    made = Repository(tmp_path / "review")
    made.commit({"bib/2024.bib": entry("a2024one"), "README.md": "Hello."})
    made.git("remote", "add", "origin", str(tmp_path / "origin"))
    made.git("push", "--quiet", "origin", "main")
    return made


def proposed(repository: Repository, **values: str) -> str:
    given = {
        "folder": "bib",
        "branch": "submission-7",
        "base": "main",
        "message": "Add x\n\nCloses #7\n",
        "body": "B",
    }
    return propose(repository.folder, **(given | values))


def test_a_branch_with_the_change_and_a_pull_request(repository: Repository, gh: FakeGh) -> None:
    gh.answer("pr", "create", text="https://code.example.net/team/review/pull/8")
    repository.write(
        {"bib/2024.bib": entry("a2024one", year="2025"), "bib/notes/a2024one.md": "Note.", "x.md": "no"}
    )
    assert proposed(repository, body="A `body`\n") == "https://code.example.net/team/review/pull/8"
    assert repository.git("ls-remote", "origin", "submission-7").startswith(
        repository.git("rev-parse", "HEAD")
    )
    assert repository.git("log", "-1", "--format=%an|%B") == "github-actions[bot]|Add x\n\nCloses #7"
    changed = repository.git("diff", "--name-only", "main", "origin/submission-7").split("\n")
    assert changed == ["bib/2024.bib", "bib/notes/a2024one.md"]
    (call,) = gh.calls("pr", "create")
    assert (call.option("head"), call.option("base"), call.option("title")) == (
        "submission-7",
        "main",
        "Add x",
    )
    assert call.given == "A `body`\n"


def test_a_second_time_renews_branch_and_pull_request(repository: Repository, gh: FakeGh) -> None:
    for year in ("2025", "2026"):
        repository.git("switch", "--quiet", "main")
        repository.write({"bib/2024.bib": entry("a2024one", year=year)})
        gh.answer(
            "pr",
            "list",
            text=json.dumps([{"number": 8, "url": "https://x.example/8", "isCrossRepository": False}]),
        )
        assert proposed(repository) == "https://x.example/8"
    assert gh.calls("pr", "create") == []
    path = "repos/{owner}/{repo}/pulls/8"
    changed = ["api", "--method=PATCH", path, "--raw-field=title=Add x", "--field=body=@-"]
    assert [(call.arguments, call.given) for call in gh.calls("api")] == [(changed, "B"), (changed, "B")]
    assert "{2026}" in repository.git("show", "origin/submission-7:bib/2024.bib")
    assert repository.git("rev-list", "--count", "main..origin/submission-7") == "1"


def test_a_forks_pull_request_of_that_branch_name_is_left_alone(repository: Repository, gh: FakeGh) -> None:
    gh.answer(
        "pr",
        "list",
        text=json.dumps([{"number": 6, "url": "https://x.example/6", "isCrossRepository": True}]),
    )
    repository.write({"bib/2024.bib": ""})
    proposed(repository)
    assert gh.calls("api") == []
    assert len(gh.calls("pr", "create")) == 1


def test_nothing_to_propose(repository: Repository, gh: FakeGh) -> None:
    repository.write({"elsewhere.md": "no"})
    assert proposed(repository) == ""
    assert gh.calls() == []


@pytest.mark.parametrize("branch", ["", "-x", "a b", "a..b", "x;y", "$(x)", "Ä", "a/", "../x"])
def test_names_that_are_no_branches(repository: Repository, gh: FakeGh, branch: str) -> None:
    repository.write({"bib/2024.bib": ""})
    with pytest.raises(ValueError, match="no name for a branch"):
        proposed(repository, branch=branch)
    assert gh.calls() == []


def test_a_refusal_is_told_in_its_own_words(repository: Repository, gh: FakeGh) -> None:
    gh.answer("pr", "create", text="GitHub Actions is not permitted to create pull requests", code=1)
    repository.write({"bib/2024.bib": ""})
    with pytest.raises(ForgeError, match="gh pr create failed: GitHub Actions is not permitted"):
        proposed(repository)


def test_a_program_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ForgeError, match="gh cannot be run"):
        rolling_issue(tmp_path, "dead-links")


def test_the_rolling_issue(tmp_path: Path, gh: FakeGh) -> None:
    assert rolling_issue(tmp_path, "dead-links") is None
    write_rolling_issue(tmp_path, None, "dead-links", "Links", "body")
    gh.answer("issue", "list", text=json.dumps([{"number": 4, "body": "old"}]))
    found = rolling_issue(tmp_path, "dead-links")
    assert found == Issue(4, "old")
    write_rolling_issue(tmp_path, found, "dead-links", "Links", "new")
    close_issue(tmp_path, found)
    assert [(call.arguments[:3], call.given) for call in gh.calls() if call.arguments[1] != "list"] == [
        (["issue", "create", "--label=dead-links"], "body"),
        (["api", "--method=PATCH", "repos/{owner}/{repo}/issues/4"], "new"),
        (["issue", "close", "4"], ""),
    ]
    # Anybody may open an issue with such a title; only the workflows' own account is believed.
    assert all(call.option("author") == "app/github-actions" for call in gh.calls("issue", "list"))


def test_a_label(tmp_path: Path, gh: FakeGh) -> None:
    make_label(tmp_path, Label("approved", "5319e7", "A curator agrees"))
    assert gh.calls()[0].arguments == [
        "label", "create", "approved", "--color=5319e7", "--description=A curator agrees", "--force"
    ]  # fmt: skip
