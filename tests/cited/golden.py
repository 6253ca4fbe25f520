"""The cases that the readers of citations answer alike, in Python and in a browser.

A case is a folder: `main` with some suffix, the files that it includes, and `expected.json`. After a
deliberate change, `python -m tests.cited.golden` writes what the Python reader answers; read the difference.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.readers.cited import read_cited

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A document's files by their path below the case's folder, the name of the first, and the answer."""

    name: str
    main: str
    files: dict[str, str]
    expected: dict[str, Any]


def cases() -> list[Case]:
    """Return every case, by name."""
    return [_case(folder) for folder in sorted(CASES.iterdir())]


def _case(folder: Path) -> Case:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}
    expected = json.loads(files.pop("expected.json", "{}"))
    return Case(folder.name, next(name for name in files if name.startswith("main")), files, expected)


def outcome(case: Case) -> dict[str, Any]:
    """Return what the Python reader answers, in the form of the expectations."""
    cited = read_cited(case.files[case.main], case.main, case.files.get)
    return {
        "keys": list(cited.keys),
        "everything": cited.everything,
        "missing": list(cited.missing),
        "broken": bool(cited.broken),
    }


if __name__ == "__main__":
    for each in cases():
        text = json.dumps(outcome(each), ensure_ascii=False, indent=2)
        (CASES / each.name / "expected.json").write_text(text + "\n", encoding="utf-8")
