"""Changing somebody's files: all of a change or none of it, whenever the process ends."""

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from generator.errors import SourceError
from generator.replacing import UNFINISHED, alone, finish_replacing, remove_empty, replace_files, write_file

OLD = {"bib/2023.bib": b"old 2023", "bib/2024.bib": b"old 2024", "bib/notes/gone.md": b"a note"}
NEW = {"bib/2023.bib": b"new 2023", "bib/2024.bib": b"new 2024", "bib/notes/kept.md": b"a note"}


def state(root: Path) -> dict[str, bytes]:
    """Return every file below the folder but those that the system left half-made."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.suffix != ".tmp"}


def write(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def change(root: Path) -> None:
    """Bring the folder from the old state to the new one."""
    gone = [root / name for name in OLD.keys() - NEW.keys()]
    contents = {root / name: content for name, content in NEW.items()}
    replace_files(root, contents, gone, unchanged=lambda path: True)


def test_a_file_is_replaced_in_one_step_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "x.bib"
    write_file(target, b"1")
    target.chmod(0o640)
    write_file(target, b"2")
    assert target.read_bytes() == b"2"
    assert target.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["x.bib"]


def test_a_change_of_several_files_leaves_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    change(tmp_path)
    assert state(tmp_path) == NEW
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("steps", range(8))
def test_an_error_at_any_step_leaves_one_of_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """The disk is full, or the reader presses Ctrl-C, at the rename of that number; later ones succeed."""
    write(tmp_path, OLD)
    real, count = Path.replace, iter(range(100))

    def fail(self: Path, target: Path) -> Path:
        if next(count) == steps:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    try:
        change(tmp_path)
    except OSError:
        assert steps < 4
    assert state(tmp_path) in (OLD, NEW)
    assert not list(tmp_path.rglob("*.tmp"))


def test_what_was_cut_off_is_finished(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    journal = {"renamed": [["bib/.2023.bib.x.tmp", "bib/2023.bib"]], "removed": ["bib/2024.bib"]}
    write(tmp_path, {"bib/.2023.bib.x.tmp": b"new", UNFINISHED: json.dumps(journal).encode()})
    assert finish_replacing(tmp_path) == ("bib/2023.bib", "bib/2024.bib")
    assert state(tmp_path) == {"bib/2023.bib": b"new", "bib/notes/gone.md": b"a note"}
    assert finish_replacing(tmp_path) == ()


@pytest.mark.parametrize("failing", [1, 2])
def test_files_that_are_removed_go_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """The second of two files may not be removed at the first try; the first one is gone by then."""
    write(tmp_path, OLD)
    real, calls = Path.unlink, iter(range(1, 100))

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".bib" and next(calls) == failing:
            raise OSError(13, "Permission denied")
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    gone = [tmp_path / name for name in OLD if name.endswith(".bib")]
    with suppress(OSError):
        replace_files(tmp_path, {}, gone, unchanged=lambda path: True)
    assert state(tmp_path).keys() in (OLD.keys(), {"bib/notes/gone.md"})


def test_a_file_that_has_changed_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    changed = tmp_path / "bib/2024.bib"
    with pytest.raises(SourceError, match="somebody changed this file"):
        replace_files(
            tmp_path, {tmp_path / name: b"" for name in OLD}, unchanged=lambda path: path != changed
        )
    assert state(tmp_path) == OLD
    assert not list(tmp_path.rglob("*.tmp"))


def test_ctrl_c_waits_for_a_change_to_be_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)
    real = os.fsync

    def fsync(handle: int) -> None:
        signal.raise_signal(signal.SIGINT)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        change(tmp_path)
    assert state(tmp_path) == NEW
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    "journal",
    [
        b"{",
        b"[]",
        b'{"renamed": [["a"]], "removed": []}',
        b'{"renamed": [["../.x.y.tmp", "../x"]], "removed": []}',
        b'{"renamed": [["bib/2023.bib", "bib/2024.bib"]], "removed": []}',
        b'{"renamed": [["bib/.2024.bib.x.tmp", "docs/2024.bib"]], "removed": []}',
        b'{"renamed": [], "removed": ["/etc/passwd"]}',
        b'{"renamed": [], "removed": ["../x"]}',
        b'{"renamed": [], "removed": [1]}',
    ],
)
def test_a_journal_that_came_with_the_files_does_nothing(tmp_path: Path, journal: bytes) -> None:
    write(tmp_path, {**OLD, UNFINISHED: journal})
    with pytest.raises(SourceError, match="no journal of a change"):
        finish_replacing(tmp_path)
    assert state(tmp_path) == {**OLD, UNFINISHED: journal}


def test_a_file_system_without_locks_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def flock(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    with alone(tmp_path), alone(tmp_path):
        pass


def test_two_commands_do_not_write_at_once(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(SourceError, match="another bibloom"), alone(tmp_path):
        raise AssertionError("both are in")
    with alone(tmp_path):
        pass


CHILD = """
import sys
from pathlib import Path
from tests.test_replacing import NEW, OLD, change, finish_replacing, replace_files
root = Path(sys.argv[1])
print("ready", flush=True)
while True:
    change(root)
    gone = [root / name for name in NEW.keys() - OLD.keys()]
    contents = {root / name: content for name, content in OLD.items()}
    replace_files(root, contents, gone, unchanged=lambda path: True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_a_kill_at_any_moment_leaves_one_of_the_two(tmp_path: Path) -> None:
    """A process that changes the files to and fro is killed; what the next command finds is whole."""
    random = Random(617)  # noqa: S311  # no secret
    repository = Path(__file__).parent.parent
    for _ in range(10):
        write(tmp_path, OLD)
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(tmp_path)],
            cwd=repository,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(random.uniform(0, 0.05))
            child.send_signal(signal.SIGKILL)
        finish_replacing(tmp_path)
        assert state(tmp_path) in (OLD, NEW)
        (tmp_path / "bib/notes/kept.md").unlink(missing_ok=True)


def test_folders_that_are_empty_now_are_removed_up_to_the_top(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "a" / "kept").write_text("")
    remove_empty(tmp_path / "a" / "b" / "c", tmp_path)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["kept"]
    remove_empty(tmp_path / "a" / "b" / "c", tmp_path)
    (tmp_path / "a" / "kept").unlink()
    remove_empty(tmp_path / "a", tmp_path)
    assert tmp_path.is_dir()
    assert not (tmp_path / "a").exists()
