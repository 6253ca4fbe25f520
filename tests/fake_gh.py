"""A `gh` for tests: it writes down how it was called, and answers what the test told it to."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """#!{python}
import json, pathlib, sys
folder = pathlib.Path({folder!r})
arguments = sys.argv[1:]
given = "" if sys.stdin.isatty() else sys.stdin.read()
with (folder / "calls.jsonl").open("a") as stream:
    print(json.dumps([arguments, given]), file=stream)
answers = json.loads((folder / "answers.json").read_text())
for words, text, code in answers:
    if arguments[: len(words)] == words:
        print(text)
        if code:
            print(text, file=sys.stderr)
        sys.exit(code)
"""


@dataclass(frozen=True)
class Call:
    """A call: its arguments, and what stood on standard input."""

    arguments: list[str]
    given: str

    def option(self, name: str) -> str:
        """Return the value of `--name=value` or `--name value`."""
        for number, argument in enumerate(self.arguments):
            if argument.startswith(f"--{name}="):
                return argument.partition("=")[2]
            if argument == f"--{name}":
                return self.arguments[number + 1]
        raise AssertionError(f"no --{name} in {self.arguments}")


class FakeGh:
    """Makes `gh` in a folder, which a test puts in front of PATH; without an answer it says nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        script = folder / "gh"
        script.write_text(_SCRIPT.format(python=sys.executable, folder=str(folder)), encoding="utf-8")
        script.chmod(0o755)
        self._answers: list[tuple[list[str], str, int]] = []
        self.answer()

    def answer(self, *words: str, text: str = "", code: int = 0) -> None:
        """Have calls that begin with these words print a text, and end with a code."""
        if words:
            self._answers.insert(0, (list(words), text, code))
        (self.folder / "answers.json").write_text(json.dumps(self._answers), encoding="utf-8")

    def calls(self, *words: str) -> list[Call]:
        """Return the calls that began with these words."""
        log = self.folder / "calls.jsonl"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        found = [Call(*json.loads(line)) for line in lines]
        return [call for call in found if call.arguments[: len(words)] == list(words)]
