"""What runs on a pull request, step by step: checks, gate, preview, comment."""

import json
import os
from pathlib import Path

import pytest

from ..cli.test_against import SOURCES
from ..fake_gh import FakeGh
from ..repositories import Repository, entry
from .workflows import GITHUB, Runner, Step, run_steps, steps_of

FORM = (GITHUB / "ISSUE_TEMPLATE" / "add-a-paper.yml").read_text(encoding="utf-8")
NEW = {"bib/2025.bib": entry("d2025four", year="2025", groups="looms")}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a clone on the branch of a pull request, with its base on `origin`."""
    origin = Repository(tmp_path / "origin")
    origin.commit(SOURCES | {".gitignore": ".venv/\n", ".github/ISSUE_TEMPLATE/add-a-paper.yml": FORM})
    made = Repository(tmp_path / "review")
    made.git("remote", "add", "origin", str(origin.folder))
    made.git("fetch", "--quiet", "origin")
    made.git("switch", "--quiet", "--create", "change", "origin/main")
    return made


@pytest.fixture
def gh(tmp_path: Path) -> FakeGh:
    return FakeGh(tmp_path / "gh")


@pytest.fixture
def runner(repository: Repository, tmp_path: Path, gh: FakeGh) -> Runner:
    summary = tmp_path / "summary.md"
    made = Runner(
        repository.folder,
        tmp_path / "temporary",
        f"{gh.folder}{os.pathsep}{os.environ['PATH']}",
        {
            "github.base_ref || github.event.repository.default_branch": "main",
            "github.event.pull_request.number": "12",
            "github.event.workflow_run.id": "5",
            "github.token": "token",
        },
        {
            "GITHUB_BASE_REF": "main",
            "GITHUB_SERVER_URL": "https://code.example.net",
            "GITHUB_REPOSITORY": "team/review",
            "GITHUB_STEP_SUMMARY": str(summary),
        },
    )
    made.install()
    assert (
        made.run(only("check.yml", "sources", "forms").with_command(".venv/bin/bibloom forms")).returncode
        == 0
    )
    repository.commit()
    return made


def only(workflow: str, job: str, word: str) -> Step:
    """Return the one step of a job whose command has this word."""
    (step,) = [step for step in steps_of(workflow, job) if word in step.command.split()]
    return step


def with_expressions(runner: Runner, **values: str) -> Runner:
    named = {
        "labels": "join(github.event.pull_request.labels.*.name, ',')",
        "head": "github.event.workflow_run.head_sha",
    }
    more = {named[name]: value for name, value in values.items()}
    return Runner(
        runner.folder, runner.temporary, runner.path, {**runner.expressions, **more}, runner.variables
    )


def test_every_step_of_the_sources_passes_on_a_good_change(repository: Repository, runner: Runner) -> None:
    repository.commit(NEW)
    for step in steps_of("check.yml", "sources"):
        done = runner.run(step)
        assert done.returncode == 0, (step.command, done.stdout, done.stderr)
    summary = Path(runner.variables["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert summary.startswith("**4 papers, 1 more than at origin/main (")
    assert "### Papers added (1)\n\n- `d2025four`" in summary


def test_problems_are_annotations_on_their_lines(repository: Repository, runner: Runner) -> None:
    repository.commit({"bib/2023.bib": "\n" + SOURCES["bib/2023.bib"].replace("a2023one", "a2023uno")})
    (check,) = [step for step in steps_of("check.yml", "sources") if "--against" in step.command]
    done = runner.run(check)
    assert done.returncode == 1
    assert "::error file=bib/2023.bib,line=2,col=1,title=lost-citekey [a2023uno]::the citekey" in done.stdout


def test_forms_that_are_out_of_date_fail(repository: Repository, runner: Runner) -> None:
    renamed = SOURCES["bib/categories/looms.md"].replace("Looms", "Weaving looms")
    repository.commit({"bib/categories/looms.md": renamed})
    assert runner.run(only("check.yml", "sources", "forms")).returncode == 1


@pytest.mark.parametrize(("labels", "code"), [("", 1), ("bug,large-change", 0), ("$(touch hacked)", 1)])
def test_the_gate_and_its_labels(repository: Repository, runner: Runner, labels: str, code: int) -> None:
    many = "\n".join(entry(f"n2025x{number}", year="2025", groups="looms") for number in range(11))
    repository.commit({"bib/2025.bib": many})
    done = with_expressions(runner, labels=labels).run(only("gate.yml", "gate", "gate"))
    assert done.returncode == code, done.stdout + done.stderr
    assert not (repository.folder / "hacked").exists()


def previewed(repository: Repository, runner: Runner, gh: FakeGh) -> str:
    """Run what makes the preview and what downloads it; return the commit that it is of."""
    head = repository.commit(NEW)
    assert runner.run(only("check.yml", "site", "preview")).returncode == 0
    assert runner.run(only("comment.yml", "comment", "download")).returncode == 0
    (call,) = gh.calls("run", "download")
    assert call.arguments[2] == "5"
    target = Path(call.option("dir"))
    target.mkdir()
    (repository.folder / "preview.json").rename(target / "preview.json")
    return head


def test_from_a_run_to_the_comment(repository: Repository, runner: Runner, gh: FakeGh) -> None:
    head = previewed(repository, runner, gh)
    gh.answer("pr", "view", text=json.dumps({"headRefOid": head}))
    done = with_expressions(runner, head=head).run(only("comment.yml", "comment", "comment"))
    assert done.returncode == 0, done.stderr
    (call,) = gh.calls("pr", "comment")
    assert call.arguments[2] == "12"
    assert "4 papers" in call.given


def test_a_preview_that_names_another_pull_request_says_nothing(
    repository: Repository, runner: Runner, gh: FakeGh
) -> None:
    head = previewed(repository, runner, gh)
    gh.answer("pr", "view", text=json.dumps({"headRefOid": "b" * 40}))
    assert with_expressions(runner, head=head).run(only("comment.yml", "comment", "comment")).returncode == 1
    assert gh.calls("pr", "comment") == []


def test_every_step_was_run_above() -> None:
    commands = {
        step.command.split()[1]
        for step in run_steps()
        if step.workflow in ("check.yml", "gate.yml", "comment.yml")
    }
    assert commands == {
        "install",
        "site",
        "test",
        "diff",
        "check",
        "forms",
        "gate",
        "preview",
        "run",
        "comment",
    }
