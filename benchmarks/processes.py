"""What a command costs, its child processes included."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PAUSE = 0.25  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock, seconds of processor time, megabytes at its largest.

    `megabytes` are those of its largest process, `together` of all its processes at one moment; that is seen
    four times a second and only on Linux, elsewhere it is 0.
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
        while not self.end.wait(_PAUSE):
            self.largest = max(self.largest, sum(map(_proportional, _family(self.pid))))


def measure(
    command: Sequence[str | Path],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    limit: float | None = None,
) -> Cost:
    """Run a command and return its cost, its children's included.

    Raises CalledProcessError where it fails, TimeoutExpired where it takes longer than `limit` seconds.
    """
    began = time.perf_counter()
    environment = os.environ | dict(variables or {})
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    watcher = _Watcher(process.pid)
    thread = threading.Thread(target=watcher.run, daemon=True)
    thread.start()
    killer = threading.Timer(limit, process.kill) if limit else None
    if killer:
        killer.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if killer:
        killer.cancel()
    watcher.end.set()
    thread.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and limit and seconds >= limit:
        raise subprocess.TimeoutExpired(command, limit)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    # Linux counts kilobytes, macOS bytes (getrusage(2)).
    unit = 1024 if sys.platform == "darwin" else 1
    megabytes = usage.ru_maxrss / unit / 1000
    return Cost(seconds, usage.ru_utime + usage.ru_stime, megabytes, max(watcher.largest, megabytes))


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
