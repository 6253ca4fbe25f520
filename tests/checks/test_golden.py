"""Golden cases: every code has a review that fails it and one that passes, told at its place and mended."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.bibtex import new_entry, render_entry
from generator.build import build, check, fix
from generator.checks import Chosen
from generator.checks.rules import Rule, rules
from generator.cli import main
from generator.config import read_config
from generator.curate.drafts import LARGEST_SNIPPET
from generator.engine import build_html
from generator.errors import Problem, SourceError
from generator.replacing import alone
from generator.services.connect import ADDRESSES
from generator.tree import OnDisk

from ..repositories import Repository

CASES = Path(__file__).parent / "cases"
BASE = yaml.safe_load((CASES / "base.yml").read_text(encoding="utf-8"))
BIB = "bib/2024.bib"


def _read() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CASES.glob("*.yml")):
        if path.stem != "base":
            cases = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert not cases.keys() & found.keys()
            found |= {code: case | {"part": path.stem} for code, case in cases.items()}
    return found


ALL = _read()
# A problem in an answer to an issue form.
_ANSWERED = re.compile(r"^- (\w+): .* \(`([\w-]+)`\)\. To do: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Found:
    """What a run told: each problem's code, `file:line`, hint and severity."""

    code: str
    at: str
    hint: str
    severity: str


def written(folder: Path, side: Mapping[str, str | None]) -> dict[str, str]:
    """Write a side of a case over the sound review; return the text of each file."""
    fields = {name: value for name, value in side.items() if "." not in name and "/" not in name}
    files = {name: value for name, value in side.items() if name not in fields}
    kind, key = fields.pop("type", "article") or "", fields.pop("key", "lovelace2024looms") or ""
    values = {name: value for name, value in (BASE["entry"] | fields).items() if value is not None}
    entry = new_entry(kind, key, {})
    # The order of the case, not the canonical one: a line's number is a field's place.
    lines = [f"  {name} = {{{value}}},\n" for name, value in values.items()]
    text = render_entry(entry).replace("\n}", f"\n{''.join(lines)}}}")
    texts = {BIB: text} | BASE["files"] | files
    for name, content in texts.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("latin-1" if name.startswith("bib/latin") else "utf-8"))
    return {name: content for name, content in texts.items() if content is not None}


def place(code: str, texts: Mapping[str, str]) -> str:
    """Return the `file:line` at which a case expects its problem."""
    at = str(ALL[code].get("at", f"{BIB}:1"))
    lines = texts[BIB].split("\n")
    line = next((n for n, line in enumerate(lines, 1) if line.startswith(f"  {at} =")), None)
    return at.replace("nowhere", "") if line is None else f"{BIB}:{line}"


def run(code: str, folder: Path, side: str = "fails") -> list[Found]:
    """Return what is told of the folder by the command that the case names."""
    how = ALL[code].get(f"run-{side}") or ALL[code].get("run", "check")
    if not isinstance(how, str):
        return _commanded(how, folder)
    try:
        match how:
            case "build":
                problems = build(folder).problems
            case "site":
                build_html(folder, read_config("", "")[0], "mkdocs")
                problems = ()
            case "against":
                problems = check(folder, against="HEAD")
            case _:
                problems = check(folder)
    except SourceError as error:
        problems = (error.problem,)
    return [_found(problem, folder) for problem in problems]


def _found(problem: Problem, folder: Path) -> Found:
    file = problem.place.file.removeprefix(f"{folder}/")
    at = f"{file}:{problem.place.line}" if problem.place.line else file
    return Found(problem.code, at, problem.hint, str(problem.severity))


def _commanded(arguments: Sequence[str], folder: Path) -> list[Found]:
    """Run a command, whose arguments name the folder by a `~/`, and read the problems that it tells."""
    full = [argument.replace("~/", f"{folder}/") for argument in arguments]
    output = CliRunner().invoke(main, ["-C", str(folder), *full], catch_exceptions=False).output
    found = [Found(code, "the form", hint, severity) for severity, code, hint in _ANSWERED.findall(output)]
    for line in output.replace("\n    hint: ", "\t").split("\n"):
        told, _, hint = line.replace(f"{folder}/", "").partition("\t")
        at, _, rest = told.partition(": ")
        if rest and told.endswith(")") and rest.split(":")[0] in ("error", "warning", "info"):
            where = ":".join(at.split(":")[:2])
            found.append(Found(told.rpartition("(")[2][:-1], where, hint, rest.split(":")[0]))
    return found


def prepared(code: str, side: str, folder: Path) -> dict[str, str]:
    """Write a case's review, with the commit before it where it is compared with one."""
    case = ALL[code]
    if "before" in case:
        repository = Repository(folder)
        if not (case.get("emptied") and side == "fails"):
            written(folder, case["before"])
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--allow-empty", "-m", "before")
        for path in (path for path in folder.glob("bib/**/*") if path.is_file()):
            path.unlink()
    texts = written(folder, case[side])
    if side == "fails":
        for name in case.get("without", ()):
            (folder / name).unlink()
    return texts


def _failing(path: Path, error: OSError) -> Callable[[OnDisk, Path], bytes]:
    """Return a way to read files that fails for one: whoever runs the tests may read everything."""
    read = OnDisk.read

    def failing(disk: OnDisk, asked: Path) -> bytes:
        if asked == path:
            raise error
        return read(disk, asked)

    return failing


def _editing(path: Path) -> Callable[[OnDisk, Path], bool]:
    """Return a way to ask for changes before which a curator's editor saves a file."""
    unchanged = OnDisk.unchanged

    def editing(disk: OnDisk, asked: Path) -> bool:
        path.write_bytes(path.read_bytes() + b"\n% looms\n")
        return unchanged(disk, asked)

    return editing


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _disturb(monkeypatch: pytest.MonkeyPatch, code: str, folder: Path) -> None:
    """Have the disk do meanwhile what the case says."""
    match ALL[code]:
        case {"unreadable": name}:
            monkeypatch.setattr(OnDisk, "read", _failing(folder / name, PermissionError(13, "No")))
        case {"vanishes": name}:
            monkeypatch.setattr(OnDisk, "read", _failing(folder / name, FileNotFoundError(2, "No")))
        case {"edited": name}:
            monkeypatch.setattr(OnDisk, "unchanged", _editing(folder / name))
        case {"linked": name}:
            (folder / name).rename(folder / "elsewhere")
            (folder / name).symlink_to(folder / "elsewhere")
        case {"full": True}:
            monkeypatch.setattr(os, "fsync", _full)


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no case ask anybody on the web, nor wait for an answer."""
    monkeypatch.setattr(time, "sleep", lambda _: None)
    for variable, _ in ADDRESSES.values():
        monkeypatch.setenv(variable, "http://127.0.0.1:1")


@pytest.mark.parametrize("code", ALL)
def test_what_fails_is_told_at_its_place_with_what_to_do(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = place(code, prepared(code, "fails", tmp_path))
    _disturb(monkeypatch, code, tmp_path)
    if "long" in ALL[code]:
        (tmp_path / ALL[code]["long"]).write_bytes(b"x" * (LARGEST_SNIPPET + 1))
    with alone(tmp_path) if ALL[code].get("locked") else nullcontext():
        found = [one for one in run(code, tmp_path) if one.code == code]
    assert expected in [one.at for one in found]
    assert all(one.hint or one.severity == "info" for one in found)
    assert {one.severity for one in found} <= {str(one) for one in rules()[code].severities}


@pytest.mark.parametrize("code", ALL)
def test_what_passes_is_not_told(code: str, tmp_path: Path) -> None:
    prepared(code, "passes", tmp_path)
    assert code not in [one.code for one in run(code, tmp_path, "passes")]


def test_every_code_has_a_case_in_its_part() -> None:
    parts = {rule.code: slug(rule) for rule in rules().values()}
    assert {code: case["part"] for code, case in ALL.items()} == parts


def slug(rule: Rule) -> str:
    """Return the name of the file with a rule's case."""
    return rule.part.lower().replace(",", "").replace(" ", "-")


def test_every_fix_has_a_case() -> None:
    assert {code for code, case in ALL.items() if "mended" in case} == {
        code for code, rule in rules().items() if rule.fix
    }


@pytest.mark.parametrize("code", [code for code, case in ALL.items() if "mended" in case])
def test_a_fix_writes_what_passes_and_a_second_one_nothing(code: str, tmp_path: Path) -> None:
    case = ALL[code]
    before = written(tmp_path / "fails", case["fails"])
    after = written(tmp_path / "after", case["passes"] if case["mended"] == "passes" else case["mended"])
    fixed = fix(tmp_path / "fails", chosen=Chosen(frozenset((code,))))
    assert {one.code for one in fixed} == {code}
    texts = {name: (tmp_path / "fails" / name).read_text(encoding="utf-8") for name in before}
    assert texts == after
    assert fix(tmp_path / "fails", chosen=Chosen(frozenset((code,)))) == ()
    assert code not in [problem.code for problem in check(tmp_path / "fails")]
