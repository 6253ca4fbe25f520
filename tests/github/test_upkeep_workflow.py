"""What runs on a schedule, step by step, on a repository of the test's own and a web server beside it."""

import json
import os
from pathlib import Path

import pytest

from ..fake_gh import FakeGh
from ..linkcheck.server import serving
from ..repositories import Repository, entry
from .workflows import Runner, steps_of


@pytest.fixture
def gh(tmp_path: Path) -> FakeGh:
    return FakeGh(tmp_path / "gh")


def test_links_become_an_issue(tmp_path: Path, gh: FakeGh) -> None:
    repository = Repository(tmp_path / "review")
    (step,) = steps_of("upkeep.yml", "links")
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
        assert gh.calls("issue", "edit")[0].arguments[2] == "3"
