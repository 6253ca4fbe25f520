"""Problems as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code scanning reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from ..checks.rules import Rule, address
from ..errors import Place, Problem, Severity
from ..text.escape import sarif_text, url_part

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# SARIF 2.1.0, section 3.27.10.
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Json = dict[str, object]


def sarif_log(problems: Iterable[Problem], rules: Mapping[str, Rule], page: str = "") -> Json:
    """Return a log with one run: the rules that were broken, and a result for each problem.

    `page` is the address of the page that explains the codes, empty where there is none.
    """
    found = list(problems)
    broken = list(dict.fromkeys(problem.code for problem in found))
    index = {code: number for number, code in enumerate(broken)}
    driver: Json = {
        "name": "bibloom",
        "version": version("bibloom"),
        "rules": [_rule(code, rules.get(code), page) for code in broken],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index[problem.code]) for problem in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, rule: Rule | None, page: str) -> Json:
    if rule is None:
        return {"id": code}
    described: Json = {
        "id": code,
        "shortDescription": {"text": _sentence(rule.meaning)},
        "help": {"text": _sentence(rule.remedy)},
        "defaultConfiguration": {"level": _LEVELS[rule.severities[0]]},
        "properties": {"tags": [rule.part], "fixable": bool(rule.fix)},
    }
    return described | ({"helpUri": address(code, page)} if page else {})


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _result(problem: Problem, index: int) -> Json:
    hint = f"\n{problem.hint}" if problem.hint else ""
    # What makes two runs' results the same problem: not its line, which every edit above it moves.
    mark = "\0".join((problem.code, problem.place.file, problem.citekey, problem.message))
    digest = hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()
    result: Json = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": sarif_text(f"{problem.message}{hint}")},
        "locations": [_location(problem.place)] if problem.place.file else [],
        "partialFingerprints": {"bibloomProblem/v1": digest},
    }
    return result | ({"properties": {"citekey": problem.citekey}} if problem.citekey else {})


def _location(place: Place) -> Json:
    """Return the place; a line or column that is not known is left out."""
    file: Json = {"uri": url_part(place.file, keep="/"), "uriBaseId": "%SRCROOT%"}
    region: Json = {"startLine": place.line} if place.line else {}
    region |= {"startColumn": place.column} if place.line and place.column else {}
    return {"physicalLocation": {"artifactLocation": file, **({"region": region} if region else {})}}
