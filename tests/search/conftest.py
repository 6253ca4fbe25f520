"""The server of the browser tests, here too."""

from ..browser.conftest import mount

__all__ = ["mount"]
