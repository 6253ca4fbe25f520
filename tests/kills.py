"""Killing commands at random moments: `python -m tests.kills FOLDER COUNT` prints what was found afterwards.

One process loads bibloom and is copied (fork(2)) for each command, so that two hundred take seconds. What the
next command finds is compared with the sources before and after the command.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from generator.cli import main
from generator.replacing import finish_replacing

TOY = Path(__file__).parent / "toy"
UNFORMATTED = """
@ARTICLE{babbage1837,
author="Charles Babbage", title = {On the Mathematical Powers of the Calculating Engine.},
year=1837, journal={Notes}, url={http://arxiv.org/abs/2401.00002}}
"""
COPY = """
@misc{lovelace2024copy,
  title = {Looms That Weave Sparse Patterns},
  author = {Lovelace, Ada},
  year = {2024},
  howpublished = {A shelf},
  timestamp = {2024-05-01},
}
"""
SNIPPET = "@misc{n, title = {Engines of the Mind}, author = {Hopper, Grace}, year = 1952}\n"
LISTING = """\
new

Subscribe

Sparse Looms of Another Kind

We weave with fewer threads and still get cloth. \
The threads that are left carry more than they did before, and nobody who sees the cloth can tell. \
The threads that are left carry more than they did before, and nobody who sees the cloth can tell. \
The code is at https://github.com/example/looms.

  • 1 authors
·
Feb 3, 2024
"""
FACT = {"title": "Looms That Weave Sparse Patterns", "authors": ["Ada Lovelace"], "doi": "10.1000/182"}
COMMANDS = {
    "add": ["add", "--added", "2026-01-02", "{new}/snippet.bib", "{new}/other.bib"],
    "import": ["import", "--added", "2026-01-02", "{new}/listing.txt"],
    "enrich": ["enrich", "--from", "{new}/facts.jsonl"],
    "format": ["format"],
    "dedupe --merge": ["dedupe", "--merge", "lovelace2024looms", "lovelace2024copy"],
    "check --fix": ["check", "--fix"],
    "build": ["build"],
}
State = dict[str, bytes]


def sources(root: Path) -> State:
    """Return the sources by path; what a killed process had not yet given its name is none of them."""
    files = (path for path in (root / "bib").rglob("*") if path.is_file() and path.suffix != ".tmp")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def make(root: Path) -> None:
    """Write a review with something to do for each of the commands."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(TOY / "bib", root / "bib")
    (root / "bib" / "1837.bib").write_text(UNFORMATTED, encoding="utf-8")
    (root / "bib" / "copies.bib").write_text(COPY, encoding="utf-8")
    notes = root / "bib" / "notes"
    (notes / "lovelace2024copy.md").write_text("---\ntldr: Says it otherwise.\n---\n", encoding="utf-8")


def make_input(folder: Path) -> None:
    """Write what the commands read besides the review."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "snippet.bib": SNIPPET,
        "other.bib": SNIPPET.replace("Mind", "Hand").replace("1952", "1953"),
        "listing.txt": LISTING,
        "facts.jsonl": json.dumps(FACT) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def run_here(arguments: list[str]) -> None:
    """Run a command in this process, which has then imported what copies of it need."""
    out, said = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with out, said, contextlib.suppress(SystemExit):
        main(arguments)


def start(arguments: list[str]) -> int:
    """Run a command in a copy of this process; return its number."""
    child = os.fork()
    if child:
        return child
    run_here(arguments)
    os._exit(0)


def whole_run(root: Path, arguments: list[str]) -> tuple[State, float]:
    """Return the sources after the command, and the seconds that it took."""
    make(root)
    run_here(arguments)
    make(root)
    began = time.monotonic()
    os.waitpid(start(arguments), 0)
    return sources(root), time.monotonic() - began


def kill(root: Path, arguments: list[str], after: float) -> bool:
    """Run the command and kill it; return whether it had not ended by itself."""
    make(root)
    child = start(arguments)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    finish_replacing(root)
    return os.WIFSIGNALED(status)


def run(folder: Path, count: int, tell: Callable[[str], None]) -> bool:
    """Kill each command `count` times; return whether the sources were always the old or the new ones."""
    random = Random(617)  # noqa: S311  # no secret
    root, new = folder / "review", folder / "new"
    make_input(new)
    good = True
    for name, command in COMMANDS.items():
        arguments = ["-C", str(root), *(argument.format(new=new) for argument in command)]
        after, seconds = whole_run(root, arguments)
        make(root)
        before = sources(root)
        killed, found = 0, {"old": 0, "new": 0, "between": 0}
        for _ in range(count):
            moment = random.uniform(0, seconds * 1.1)
            if kill(root, arguments, moment):
                killed += 1
            else:
                # The first run may have been a slow one, and all the others end before they are killed.
                seconds = moment
            state = sources(root)
            found["old" if state == before else "new" if state == after else "between"] += 1
        changes = "" if after != before else ", which changes no source"
        tell(f"{name}{changes}: {killed} killed, {found}")
        good = good and not found["between"] and (after != before) == (name != "build")
    return good


if __name__ == "__main__":
    sys.exit(0 if run(Path(sys.argv[1]), int(sys.argv[2]), print) else 1)
