"""The `bibloom` command: exit code 0 is fine, 1 means problems were found, 2 wrong use, 130 Ctrl-C."""

from .commands import main

__all__ = ["main"]
