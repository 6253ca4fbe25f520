"""Whatever fails, and whenever Ctrl-C is pressed: one message, an exit code, and nothing half-written."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.replacing import alone

from .kills import COMMANDS, make, make_input, sources

REPOSITORY = Path(__file__).parent.parent
GENERATOR = [sys.executable, "-m", "generator"]
READING = ("unreadable at", "gone at")
KINDS = ("full at", "full from", "read-only from", *READING, "files cut short", "interrupted")
REFUSALS = {"full": "No space left", "read-only": "Read-only file system"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork(2)")
def test_no_fault_leaves_the_sources_in_between(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "tests.faults", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line.partition(": ") for line in done.stdout.splitlines()]
    expected = {f"{name}, {kind}" for name in COMMANDS for kind in KINDS}
    expected -= {f"build, {kind}" for kind in READING}
    assert {what for what, _, _ in told} == expected
    assert all(int(count.split()[0]) for _, _, count in told)


MOUNTED = """
mount -t tmpfs -o size=512k none "$1" && cp -r "$2/." "$1" || exit 77
case "$3" in
  full) dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null ;;
  read-only) mount -o remount,ro "$1" || exit 77 ;;
esac
shift 3
"$@"
code=$?
cat "$FOLDER"/bib/*.bib
exit $code
"""


@pytest.mark.parametrize("kind", REFUSALS)
@pytest.mark.parametrize("command", ["format", "build"])
def test_a_real_file_system_that_is_full_or_read_only(tmp_path: Path, kind: str, command: str) -> None:
    review, mounted = tmp_path / "review", tmp_path / "mounted"
    make(review)
    mounted.mkdir()
    script = ["unshare", "-rm", "sh", "-c", f"FOLDER={mounted}\n{MOUNTED}", "sh", str(mounted), str(review)]
    if not shutil.which("unshare"):
        pytest.skip("no unshare(1) here")
    done = run(*script, kind, *GENERATOR, "-C", str(mounted), command)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("no file system may be mounted here")
    assert done.returncode == 1
    assert REFUSALS[kind] in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    before = b"".join(path.read_bytes() for path in sorted((review / "bib").glob("*.bib")))
    # What the command told of the sources comes first.
    assert done.stdout.endswith(before.decode())


HOOK = """
import os, pathlib, time

def on_pre_build(config):
    pathlib.Path("engine").write_text(str(os.getpid()))
    time.sleep(600)
"""


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not true():
        time.sleep(0.02)


def test_ctrl_c_ends_the_engine_as_well(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to a whole group of processes: bibloom alone tells of it."""
    make(tmp_path)
    (tmp_path / "hook.py").write_text(HOOK)
    (tmp_path / "mkdocs.yml").write_text("site_name: T\nhooks: [hook.py]\n")
    before, engine = sources(tmp_path), tmp_path / "engine"
    site = subprocess.Popen(
        [*GENERATOR, "-C", str(tmp_path), "site"],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    until(lambda: site.poll() is not None or (engine.exists() and engine.read_text() != ""))
    os.killpg(site.pid, signal.SIGINT)
    _, said = site.communicate()
    assert site.returncode == 130, said
    assert [line for line in said.splitlines() if "wrote mkdocs.yml" not in line] == [
        "interrupted; every file in bib/ is as it was, or as the command leaves it"
    ]
    assert sources(tmp_path) == before
    with pytest.raises(ProcessLookupError):
        os.kill(int(engine.read_text()), 0)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "build"])
def test_two_commands_that_write_are_not_at_work_at_once(tmp_path: Path, name: str) -> None:
    make(tmp_path / "review")
    make_input(tmp_path / "new")
    before = sources(tmp_path / "review")
    arguments = [argument.format(new=tmp_path / "new") for argument in COMMANDS[name]]
    with alone(tmp_path / "review"):
        result = CliRunner().invoke(main, ["-C", str(tmp_path / "review"), *arguments])
    assert result.exit_code == 1
    assert "another bibloom is changing this review (locked)" in result.output
    assert "wait until it has ended" in result.output
    assert sources(tmp_path / "review") == before


@pytest.mark.parametrize("name", ["build", "check", "stats", "export", "suggest"])
def test_commands_that_read_work_beside_one_that_writes(tmp_path: Path, name: str) -> None:
    make(tmp_path)
    alone_result = CliRunner().invoke(main, ["-C", str(tmp_path), name])
    shutil.rmtree(tmp_path / "docs", ignore_errors=True)
    with alone(tmp_path):
        result = CliRunner().invoke(main, ["-C", str(tmp_path), name])
    assert (result.exit_code, result.output) == (alone_result.exit_code, alone_result.output)
    assert "locked" not in result.output
