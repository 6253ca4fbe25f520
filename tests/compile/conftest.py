"""The compile tests need LaTeX: without it they are left out, or fail where it is required."""

import pytest

from .. import latex


@pytest.fixture(scope="session", autouse=True)
def needs_latex() -> None:
    """Skip, or fail, with what to install."""
    if latex.advice():
        if latex.is_required():
            pytest.fail(latex.advice())
        pytest.skip(latex.advice())
