"""What runs on a schedule, step by step, on a repository of the test's own and a web server beside it."""

import json
import os
from pathlib import Path

import pytest

from ..fake_gh import FakeGh
from ..linkcheck.server import serving
from ..repositories import Repository, entry
from ..services.loopback import answer, environment, loopback
from .workflows import REPOSITORY, Runner, steps_of


@pytest.fixture
def gh(tmp_path: Path) -> FakeGh:
    return FakeGh(tmp_path / "gh")


def test_links_become_an_issue(tmp_path: Path, gh: FakeGh) -> None:
    repository = Repository(tmp_path / "review")
    (step,) = steps_of("links.yml", "links")
    with serving(lambda method, path: (200 if path == "/fine" else 404, {}, b"")) as hosts:
        repository.commit(
            {"bib/2024.bib": entry("a2024one", url=f"{hosts.url}/fine", code=f"{hosts.url}/gone")}
        )
        runner = Runner(
            repository.folder,
            tmp_path / "temporary",
            f"{gh.folder}{os.pathsep}{os.environ['PATH']}",
            {"github.token": "token"},
            {"BIBLOOM_ARCHIVE_URL": hosts.url, "BIBLOOM_LINK_PAUSE": "0"},
        )
        runner.install()
        gh.answer("issue", "list", text="[]")
        done = runner.run(step)
        assert (done.returncode, done.stdout) == (0, "2 links, 0 dead\n"), done.stderr
        body = gh.calls("issue", "create")[0].given
        assert f"- `{hosts.url}/gone` of `a2024one` at `bib/2024.bib:1:1`: once since" in body
        gh.answer("issue", "list", text=json.dumps([{"number": 3, "body": body}]))
        assert runner.run(step).returncode == 0
        assert gh.calls("api")[0].arguments[2] == "repos/{owner}/{repo}/issues/3"


def test_what_services_know_becomes_a_pull_request(tmp_path: Path, gh: FakeGh) -> None:
    origin, repository = Repository(tmp_path / "origin"), Repository(tmp_path / "review")
    message = (REPOSITORY / ".github" / "enrich-message.txt").read_text(encoding="utf-8")
    bare = entry(
        "lovelace2024looms",
        title=r"Looms that Learn: Training with $\alpha$ Threads",
        author="",
        eprint="2401.01234",
        archiveprefix="arXiv",
    )
    origin.commit({"bib/2024.bib": bare, ".github/enrich-message.txt": message, ".gitignore": ".venv/\n"})
    repository.git("remote", "add", "origin", str(origin.folder))
    repository.git("fetch", "--quiet", "origin")
    repository.git("switch", "--quiet", "--create", "main", "origin/main")
    gh.answer("pr", "list", text="[]")
    gh.answer("pr", "create", text="https://code.example.net/team/review/pull/8")
    with loopback() as server:
        server.on("/arxiv/", answer("arxiv.xml"))
        runner = Runner(
            repository.folder,
            tmp_path / "temporary",
            f"{gh.folder}{os.pathsep}{os.environ['PATH']}",
            {"github.token": "token"},
            {
                "GITHUB_REF_NAME": "main",
                "BIBLOOM_CACHE": str(tmp_path / "cache"),
                **environment(server.address),
            },
        )
        runner.install()
        for step in steps_of("enrich.yml", "enrich"):
            done = runner.run(step)
            assert done.returncode == 0, done.stdout + done.stderr
    assert "Lovelace, Ada" in repository.git("show", "origin/enrich:bib/2024.bib")
    (call,) = gh.calls("pr", "create")
    assert call.option("head") == "enrich"
    assert call.option("title") == "Fill what entries lack, and write where preprints were published"
    assert "```\n" in call.given
    assert "lovelace2024looms" in call.given
    assert [call.arguments[2] for call in gh.calls("workflow", "run")] == ["check.yml", "gate.yml"]
