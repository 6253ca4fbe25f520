"""`bibloom links` over weeks: a web server of our own, and days that the test chooses."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import links as command
from generator.cli import main

from ..fake_gh import FakeGh
from ..linkcheck.server import Answer, Hosts, serving
from ..repositories import Repository, entry

COPY = "https://web.archive.org/web/20200101000000/http://x.example/"
DAYS = [date(2026, 3, day) for day in (2, 5, 9)]


def answer(method: str, path: str) -> Answer:
    if path.startswith("/wayback/available"):
        closest = {"available": True, "url": COPY, "status": "200"}
        return 200, {}, json.dumps({"archived_snapshots": {"closest": closest}}).encode()
    return (200 if path == "/fine" else 404), {}, b""


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    with serving(answer) as found:
        monkeypatch.setenv("BIBLOOM_ARCHIVE_URL", found.url)
        monkeypatch.setenv("BIBLOOM_LINK_PAUSE", "0")
        yield found


@pytest.fixture
def repository(tmp_path: Path, hosts: Hosts) -> Repository:
    made = Repository(tmp_path / "review")
    one = entry("a2024one", url=f"{hosts.url}/fine", code=f"{hosts.url}/gone")
    made.write({"bib/2024.bib": one})
    return made


def run(repository: Repository, day: date, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setattr(command, "today", lambda: day)
    return CliRunner().invoke(
        main, ["-C", str(repository.folder), "links", *arguments], catch_exceptions=False
    )


def test_dead_after_three_runs_in_a_file(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, hosts: Hosts
) -> None:
    state = repository.folder / "links.md"
    results = [run(repository, day, monkeypatch, "--state", str(state)) for day in DAYS]
    assert [result.exit_code for result in results] == [0, 0, 1]
    assert results[-1].stdout == "2 links, 1 dead\n"
    text = state.read_text(encoding="utf-8")
    assert (
        f"- [ ] `{hosts.url}/gone` of `a2024one` at `bib/2024.bib:1:1`: since 2026-03-02, `status 404`"
        in text
    )
    assert f"[an archived copy]({COPY})" in text
    # The archive is asked once, and only for what is dead.
    assert sum(path.startswith("/wayback") for _, path in hosts.asked) == 1


def test_the_rolling_issue_is_opened_renewed_and_closed(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch, hosts: Hosts
) -> None:
    gh = FakeGh(tmp_path / "gh")
    monkeypatch.setenv("PATH", f"{gh.folder}{os.pathsep}{os.environ['PATH']}")
    gh.answer("issue", "list", text="[]")
    assert run(repository, DAYS[0], monkeypatch, "--issue").exit_code == 0
    (opened,) = gh.calls("issue", "create")
    assert (opened.option("label"), opened.option("title")) == ("dead-links", "Links that no longer answer")
    body = opened.given
    for number, day in enumerate(DAYS[1:], 1):
        gh.answer("issue", "list", text=json.dumps([{"number": 3, "body": body}]))
        assert run(repository, day, monkeypatch, "--issue").exit_code == 0
        edits = gh.calls("api")
        assert len(edits) == number
        body = edits[-1].given
    assert "### Dead (1)" in body
    gh.answer("issue", "list", text=json.dumps([{"number": 3, "body": body}]))
    repository.write({"bib/2024.bib": entry("a2024one", url=f"{hosts.url}/fine")})
    assert run(repository, DAYS[-1], monkeypatch, "--issue").exit_code == 0
    assert gh.calls("issue", "close")[0].arguments == ["issue", "close", "3"]


def test_where_to_remember_has_to_be_named(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(repository, DAYS[0], monkeypatch).exit_code == 2
    assert run(repository, DAYS[0], monkeypatch, "--issue", "--state", "x").exit_code == 2


def test_a_run_may_ask_for_a_part(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    result = run(repository, DAYS[0], monkeypatch, "--state", str(tmp_path / "x"), "--most", "1")
    assert result.stdout == "2 links, 1 of them asked for, 0 dead\n"


def test_where_nothing_answers_nothing_is_remembered(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entries = (entry(f"a2024n{number}", url=f"http://127.0.0.1:1/{number}") for number in range(10))
    repository.write({"bib/2024.bib": "\n".join(entries)})
    result = run(repository, DAYS[0], monkeypatch, "--state", str(tmp_path / "x"))
    assert result.exit_code == 1
    assert "is there a network here?" in result.output
    assert not (tmp_path / "x").exists()
