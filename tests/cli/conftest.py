"""A small review, and the services on the loopback interface, for the commands that ask them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..services.loopback import Loopback, environment, loopback

TOY = Path(__file__).parent.parent / "toy"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Return the folder of a copy of the toy review's sources."""
    shutil.copytree(TOY / "bib", tmp_path / "review" / "bib")
    return tmp_path / "review"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Loopback]:
    """Return what the services answer from; nobody waits between requests: the pace has its own tests."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setenv("BIBLOOM_CACHE", str(tmp_path / "cache"))
    with loopback() as state:
        for name, value in environment(state.address).items():
            monkeypatch.setenv(name, value)
        yield state
