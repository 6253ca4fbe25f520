"""The machine that a benchmark ran on, as far as it matters for the figures; never its name."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "Markdown",
    "bibtexparser",
    "citeproc-py",
    "scipy",
    "numpy",
    "pagefind",
)


def describe() -> Mapping[str, str]:
    """Return cores, memory, processor, system, Python, and the versions of what takes the time."""
    return {
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{_memory():.0f} GB",
        "processor": _processor(),
        "system": f"{platform.system()} on {platform.machine()}",
        "Python": platform.python_version(),
        "processes that ran when it began": f"{os.getloadavg()[0]:.0f}",
        **{name: found for name in PACKAGES if (found := _version(name))},
    }


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _processor() -> str:
    """Return what the processor calls itself, `unknown` where it does not tell."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    sys.stdout.writelines(f"{name}: {value}\n" for name, value in describe().items())
