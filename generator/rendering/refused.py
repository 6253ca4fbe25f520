"""What says that a text is to be rendered by Python-Markdown."""

from __future__ import annotations


class RefusedError(Exception):
    """The text holds a form that this package does not know; the message is the text."""
