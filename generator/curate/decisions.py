"""Writing down that two papers are no duplicates, in the settings as somebody wrote them."""

from __future__ import annotations

from dataclasses import replace

import yaml

from ..config import read_config
from ..model import Config
from .yaml_lists import pair, with_added


def with_not_duplicate(text: str, first: str, second: str) -> str:
    """Return the settings' text with the pair added to `not_duplicates`; nothing else in it changes.

    Raises ValueError where that cannot be done without touching something else.
    """
    before, _ = read_config(text, "")
    wanted = {first, second}
    if any({known.first, known.second} == wanted for known in before.not_duplicates):
        return text
    try:
        changed = with_added(text, "not_duplicates", [pair(first, second)])
    except yaml.YAMLError as error:
        raise ValueError("the settings are not YAML") from error
    after, _ = read_config(changed, "")
    if _without_pairs(after) != _without_pairs(before) or not _has(before, after, wanted):
        raise ValueError("the list there is written in a way that is not understood")
    return changed


def _without_pairs(config: Config) -> Config:
    return replace(config, not_duplicates=())


def _has(before: Config, after: Config, wanted: set[str]) -> bool:
    old = [(known.first, known.second) for known in before.not_duplicates]
    new = [(known.first, known.second) for known in after.not_duplicates]
    return new[:-1] == old and set(new[-1]) == wanted
