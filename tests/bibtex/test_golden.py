"""Each case is a .bib file as found in the wild and what must come of it.

After a deliberate change, `python -m tests.bibtex.test_golden` writes the expectations anew; read the
difference.
"""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from generator.bibtex import read_bib, to_papers
from generator.errors import in_order
from generator.model import Name, Paper

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.bib"))


def outcome(path: Path) -> dict[str, Any]:
    """Return entries, papers and problems of a file in the form of the expectations."""
    file, problems = read_bib(path.read_bytes(), path.name)
    papers, more = to_papers([file])
    return {
        "file": [file.encoding, file.newline],
        "entries": [
            {"type": entry.type, "key": entry.key, "fields": [[f.name, f.value] for f in entry.fields]}
            for entry in file.entries
        ],
        "papers": [_paper(paper) for paper in papers],
        "problems": [[p.code, p.severity, p.place.line, p.citekey] for p in in_order((*problems, *more))],
    }


def _paper(paper: Paper) -> dict[str, Any]:
    skipped = ("entry", "slug", "type", "editors")
    values = {field.name: getattr(paper, field.name) for field in fields(paper) if field.name not in skipped}
    return {name: _plain(value) for name, value in values.items() if value not in ("", (), None, False)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Name):
        parts = [value.given, value.particle, value.family, value.suffix]
        return {"literal": value.family} if value.literal else parts
    return value if isinstance(value, (str, int)) else str(value)


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    expected = json.loads((CASES / f"{name}.expected.json").read_text("utf-8"))
    assert json.loads(json.dumps(outcome(CASES / f"{name}.bib"))) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_says_where_and_what_to_do(name: str) -> None:
    file, problems = read_bib((CASES / f"{name}.bib").read_bytes(), "x.bib")
    for problem in (*problems, *to_papers([file])[1]):
        assert problem.place.file == "x.bib"
        assert problem.place.line > 0
        assert problem.message
        assert problem.hint


if __name__ == "__main__":
    for case in NAMES:
        found = json.dumps(outcome(CASES / f"{case}.bib"), indent=1, ensure_ascii=False)
        (CASES / f"{case}.expected.json").write_text(f"{found}\n", "utf-8")
