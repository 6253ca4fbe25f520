"""Built sites that several tests look at; each is built once per test process."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from .sinks.review import write_review
from .sites import REPOSITORY, build_site, copy_review

# No test is timed: machines are noisy, and an import in the first example takes its time.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Every run has the same examples, so that nobody's pull request fails by a fault that chance found just then;
# `make search-faults` is for that: other examples each time, and more of them.
settings.register_profile("same", UNTIMED, derandomize=True)
settings.register_profile("search", UNTIMED, max_examples=1000, print_blob=True)
settings.load_profile("same")


@pytest.fixture(scope="session")
def flagship_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of this repository's review, built: sources, pages and `site/`."""
    root = tmp_path_factory.mktemp("flagship") / "review"
    copy_review(REPOSITORY, root)
    build_site(root)
    return root


@pytest.fixture(scope="session")
def flagship_site(flagship_root: Path) -> Path:
    """Return the folder of the flagship's built HTML."""
    return flagship_root / "site"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built HTML of a review whose every field attacks its reader."""
    root = tmp_path_factory.mktemp("hostile") / "review"
    shutil.copytree(Path(__file__).parent / "hostile", root)
    # Its errors are reported, and the site is there all the same.
    build_site(root, exit_code=1)
    return root / "site"


@pytest.fixture(scope="session")
def sinks_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built HTML of a review with every payload of tests/sinks in every field."""
    root = tmp_path_factory.mktemp("sinks") / "review"
    root.mkdir()
    write_review(root)
    # Its errors are reported, and the site is there all the same.
    build_site(root, exit_code=1)
    assert (root / "site" / "pagefind").is_dir()
    return root / "site"
