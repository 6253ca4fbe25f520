"""Answers kept on disk, so that a second run asks nobody again: one file each, named after the address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

# Long enough for an afternoon's curating and its second thoughts, short enough to see corrections.
KEPT_DAYS = 7
_DAY = 24 * 60 * 60


class Cache:
    """A folder of answers. `write` replaces a file in one step; `now` is the time in seconds since 1970."""

    def __init__(self, folder: Path, write: Callable[[Path, bytes], None], now: Callable[[], float]) -> None:
        self._folder = folder
        self._write = write
        self._now = now

    def get(self, address: str) -> bytes | None:
        """Return the answer that was kept for the address, or None where there is none of these days."""
        path = self._path(address)
        try:
            age = self._now() - path.stat().st_mtime
            return path.read_bytes() if age < KEPT_DAYS * _DAY else None
        except OSError:
            return None

    def put(self, address: str, answer: bytes) -> None:
        """Keep an answer; a full disk or a missing permission only means that it is asked for again."""
        try:
            self._write(self._path(address), answer)
        except OSError:
            return

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()}.answer"
