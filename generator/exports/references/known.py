"""Layouts that were worked out before: `layouts.json`, a line for each shape that common references have.

To ask citeproc-py for them costs a tenth of building a small review, and as much again in each process that
builds a large one. A test compares each with what citeproc-py says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypedDict


class Known(TypedDict):
    """By style: layouts by what `Shape.described` says, and names of months by form, January first."""

    layouts: Mapping[str, Mapping[str, str]]
    months: Mapping[str, Mapping[str, list[str]]]


@cache
def known() -> Known:
    """Return what was worked out before."""
    read: Known = json.loads((files(__package__) / "layouts.json").read_text(encoding="utf-8"))
    return read


def known_layout(style: str, described: str) -> str:
    """Return a style's layout of a shape as people read it, or nothing where it is not known yet."""
    return known()["layouts"].get(style, {}).get(described, "")


def known_month(style: str, month: int, form: str) -> str:
    """Return a month's name (1 to 12), `long` or `short`, or nothing where it is not known yet."""
    names = known()["months"].get(style, {}).get(form, [])
    return names[month - 1] if names else ""
