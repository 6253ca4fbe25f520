"""A curator's editor saves while a command is at work: the edit stays, and the command says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.curate.issue_forms import BEGIN, END
from generator.readers.forms import CORRECT
from generator.tree import OnDisk

from ..kills import COMMANDS, State, make, make_input, sources
from ..readers.test_forms import rendered

EDIT = b"\n% a curator's remark\n"
WRITING = {name: command for name, command in COMMANDS.items() if name != "build"} | {
    "dedupe --not": ["dedupe", "--not", "lovelace2024looms", "lovelace2024copy"],
    "submission": ["submission", "--write", "{new}/issue.md"],
    "forms": ["forms"],
}
FORM = ".github/ISSUE_TEMPLATE/add.yml"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    make(tmp_path / "review")
    make_input(tmp_path / "new")
    correction = rendered(CORRECT, citekey="lovelace2024looms", what="The year", field="year", value="2023")
    (tmp_path / "new" / "issue.md").write_text(correction, encoding="utf-8")
    form = tmp_path / "review" / FORM
    form.parent.mkdir(parents=True)
    form.write_text(f"  {BEGIN}\n  {END}\n", encoding="utf-8")
    return tmp_path / "review"


def run(review: Path, name: str) -> Result:
    arguments = [argument.format(new=review.parent / "new") for argument in WRITING[name]]
    return CliRunner().invoke(main, ["-C", str(review), *arguments], catch_exceptions=False)


def save_before_writing(monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None]) -> list[Path]:
    """Have an editor save the first file that the command is about to replace; return which it was."""
    saved: list[Path] = []
    unchanged = OnDisk.unchanged

    def editing(disk: OnDisk, path: Path) -> bool:
        if not saved:
            saved.append(path)
            save(path)
        return unchanged(disk, path)

    monkeypatch.setattr(OnDisk, "unchanged", editing)
    return saved


def everything(review: Path) -> State:
    return sources(review) | {FORM: (review / FORM).read_bytes()}


def edit(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + EDIT)


@pytest.mark.parametrize("name", WRITING)
def test_an_edit_that_is_saved_meanwhile_stays(
    review: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(review)
    saved = save_before_writing(monkeypatch, edit)
    result = run(review, name)
    edited = saved[0].relative_to(review).as_posix()
    assert result.exit_code == 1
    assert f"{edited}: error: somebody changed this file" in result.output
    assert "(changed-meanwhile)" in result.output
    assert everything(review) == before | {edited: before.get(edited, b"") + EDIT}
    assert not list(review.rglob("*.tmp"))


@pytest.mark.parametrize("name", ["format", "dedupe --merge"])
def test_a_file_that_is_deleted_meanwhile_does_not_come_back(
    review: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(review)
    saved = save_before_writing(monkeypatch, Path.unlink)
    assert "(changed-meanwhile)" in run(review, name).output
    gone = saved[0].relative_to(review).as_posix()
    assert everything(review) == {path: content for path, content in before.items() if path != gone}


@pytest.mark.parametrize("name", WRITING)
def test_without_an_edit_the_command_writes(review: Path, name: str) -> None:
    before = everything(review)
    assert "changed-meanwhile" not in run(review, name).output
    assert everything(review) != before


def test_files_named_to_format_are_looked_at_as_well(review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = review.parent / "elsewhere.bib"
    path.write_text("@MISC{a, title = {A}}\n", encoding="utf-8")
    save_before_writing(monkeypatch, edit)
    result = CliRunner().invoke(main, ["-C", str(review), "format", str(path)])
    assert "(changed-meanwhile)" in result.output
    assert path.read_text(encoding="utf-8") == "@MISC{a, title = {A}}\n" + EDIT.decode()
