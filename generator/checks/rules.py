"""What every problem code means: `rules.toml`, which docs/checks.md and SARIF are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..errors import Severity
from ..text.fold import did_you_mean


@dataclass(frozen=True, slots=True)
class Rule:
    """A problem code: what it means, what a person does about it, and what `check --fix` does, if anything.

    `part` is the section of docs/checks.md; of several severities the first is the usual one.
    """

    code: str
    part: str
    severities: tuple[Severity, ...]
    meaning: str
    remedy: str
    fix: str = ""


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by code, in the order of the documentation."""
    read = tomllib.loads((files(__package__) / "rules.toml").read_text(encoding="utf-8"))
    return {
        code: Rule(
            code,
            about["part"],
            tuple(Severity(word) for word in about["severity"].split(" or ")),
            about["meaning"],
            about["remedy"],
            about.get("fix", ""),
        )
        for code, about in read.items()
    }


def codes_in(text: str) -> frozenset[str]:
    """Return the codes in a list with commas; raises ValueError, with a suggestion, for one that is none."""
    codes = [code for part in text.split(",") if (code := part.strip())]
    for code in codes:
        if code not in rules():
            hint = did_you_mean(code, rules())
            raise ValueError(f"there is no check “{code}”{hint and '; '}{hint}")
    return frozenset(codes)


def address(code: str, page: str) -> str:
    """Return where a code is explained: its anchor on the page of checks, or nothing without a page."""
    return f"{page}#{code}" if page else ""


def table(chosen: Iterable[Rule]) -> str:
    """Return rules as a Markdown table, each with its code as an anchor."""
    rows = [
        f'| <a id="{rule.code}"></a>`{rule.code}` | {_severity(rule)} | {rule.meaning} | {_remedy(rule)} |'
        for rule in chosen
    ]
    return "\n".join(("| Code | Severity | What it means | What to do |", "|---|---|---|---|", *rows)) + "\n"


def _severity(rule: Rule) -> str:
    return " or ".join(rule.severities)


def _remedy(rule: Rule) -> str:
    return f"{rule.remedy}. `--fix` {rule.fix}" if rule.fix else rule.remedy
