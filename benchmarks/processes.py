"""What a command costs, its child processes included."""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_PAUSE = 0.25  # seconds between two looks at the memory, at the least
_HERE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock, seconds of processor time, megabytes at its largest.

    `megabytes` are those of its largest process, `together` of all its processes at one moment; that is seen
    up to four times a second and only on Linux, elsewhere it is 0.
    """

    seconds: float
    processor: float
    megabytes: float
    together: float = 0.0


@dataclass(slots=True)
class _Watcher:
    """Looks at the memory of a process and all below it until told to end."""

    pid: int
    largest: float = 0.0
    end: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        pause = _PAUSE
        while not self.end.wait(pause):
            began = time.perf_counter()
            self.largest = max(self.largest, sum(map(_proportional, _family(self.pid))))
            # To look at gigabytes takes long, and is not to slow down what is measured.
            pause = max(_PAUSE, 20 * (time.perf_counter() - began))


def compile_modules() -> None:
    """Compile bibloom's modules as installing it does, so that no process that is measured has to."""
    compileall.compile_dir(_HERE / "generator", quiet=1)


def measure(
    command: Sequence[str | Path],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    limit: float | None = None,
) -> Cost:
    """Run a command and return its cost, its children's included.

    Raises CalledProcessError where it fails, TimeoutExpired where it takes longer than `limit` seconds.
    """
    # A process is charged with the memory of the one that started it, so a small one starts it.
    words = [str(word) for word in command]
    asked = {
        "command": words,
        "folder": str(folder),
        "variables": dict(variables or {}),
        "limit": limit,
    }
    starter = [sys.executable, "-m", "benchmarks.processes"]
    done = subprocess.run(
        starter, input=json.dumps(asked), cwd=_HERE, check=True, stdout=subprocess.PIPE, text=True
    )
    told = json.loads(done.stdout)
    if told["late"]:
        raise subprocess.TimeoutExpired(words, limit or 0)
    if told["exit"]:
        raise subprocess.CalledProcessError(told["exit"], words)
    return Cost(**told["cost"])


def _measured(
    command: Sequence[str], folder: str, variables: Mapping[str, str], limit: float | None
) -> Mapping[str, Any]:
    began = time.perf_counter()
    environment = os.environ | dict(variables)
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    watcher = _Watcher(process.pid)
    threading.Thread(target=watcher.run, daemon=True).start()
    timer = threading.Timer(limit or 1e6, process.kill)
    timer.daemon = True
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    watcher.end.set()
    code = os.waitstatus_to_exitcode(status)
    # Linux counts kilobytes, macOS bytes (getrusage(2)).
    unit = 1024 if sys.platform == "darwin" else 1
    megabytes = usage.ru_maxrss / unit / 1000
    cost = Cost(seconds, usage.ru_utime + usage.ru_stime, megabytes, max(watcher.largest, megabytes))
    return {"exit": code, "late": bool(code and limit and seconds >= limit), "cost": asdict(cost)}


def _family(pid: int) -> list[int]:
    """Return a process and all below it (proc(5), `children`)."""
    try:
        tasks = [task.name for task in Path(f"/proc/{pid}/task").iterdir()]
        lists = [Path(f"/proc/{pid}/task/{task}/children").read_text() for task in tasks]
    except OSError:  # it has ended, or there is no /proc
        return [pid]
    return [pid, *(one for text in lists for child in text.split() for one in _family(int(child)))]


def _proportional(pid: int) -> float:
    """Return the memory of a process in megabytes, what it shares divided by the number of those who do."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) / 1000 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    json.dump(_measured(**json.load(sys.stdin)), sys.stdout)
