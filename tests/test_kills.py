"""Two hundred kills: whatever command was killed and whenever, the sources are the old or the new ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .kills import COMMANDS

EACH = -(-200 // len(COMMANDS))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork(2)")
def test_no_kill_leaves_the_sources_in_between(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.kills", str(tmp_path), str(EACH)]
    done = subprocess.run(
        command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    killed = [int(line.partition(": ")[2].split()[0]) for line in done.stdout.splitlines()]
    assert len(killed) == len(COMMANDS)
    assert all(killed)
