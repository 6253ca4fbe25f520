"""From the text of an issue form to a branch with the change, by the very commands of the workflow.

Each body goes through both jobs: the answer, and, as if a curator had set the label `approved`, the proposal.
Those in `bodies/` are as GitHub renders the forms; a name that begins with `hostile` tells of an attack.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

from ..cli.test_against import SOURCES
from ..fake_gh import FakeGh
from ..repositories import Repository, entry
from ..services.loopback import Loopback, answer, environment, loopback
from .workflows import Runner, steps_of

BODIES = {
    path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "bodies").glob("*.md")
}
BODIES |= {
    "hostile-ten-megabytes": BODIES["entry"] + "x" * 10_000_000,
    "hostile-null-bytes": BODIES["entry"]
    .replace("Cards", "Ca\x00rds\x1b[2J\u202e")
    .replace("Looms (", "\x00Looms ("),
    "hostile-empty": "",
}
HOSTILE = sorted(name for name in BODIES if name.startswith("hostile"))

# What each comes to: the file of the entry that is added, with a note, or corrected; nothing for no change.
ADDED = {
    "entry": "bib/2024.bib",
    "two-categories": "bib/2025.bib",
    "arxiv": "bib/2024.bib",
    "hostile-null-bytes": "bib/2024.bib",
    "hostile-workflow-commands": "bib/2024.bib",
    "hostile-markdown": "bib/2024.bib",
    "hostile-fields": "bib/2024.bib",
    "hostile-commands": "bib/2024.bib",
    "hostile-yaml": "bib/2024.bib",
}
CORRECTED = {"correct-field": "bib/2024.bib", "correct-category": "bib/2024.bib"}
REFUSED = sorted(BODIES.keys() - ADDED.keys() - CORRECTED.keys())

_CODE = re.compile(r"^(`{3,})\w*\n.*?^\1$|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)


@dataclass
class Home:
    """A repository with its remote, GitHub's `gh`, and the services on this machine."""

    review: Repository
    origin: Repository
    gh: FakeGh
    runner: Runner
    event: Path

    def receive(self, body: str) -> None:
        """Have GitHub write the event of an issue with this body."""
        issue = {"number": 7, "title": "Add: $(touch hacked)", "body": body}
        self.event.write_text(json.dumps({"action": "opened", "issue": issue}), encoding="utf-8")

    def job(self, name: str) -> list[tuple[int, str]]:
        """Run a job's steps until one fails; return their exit codes, and what they print."""
        done = []
        for step in steps_of("submission.yml", name):
            result = self.runner.run(step)
            done.append((result.returncode, result.stdout + result.stderr))
            if result.returncode:
                break
        return done

    def branch(self) -> str:
        """Return the commit of the branch at the remote, or nothing."""
        return self.origin.git("for-each-ref", "--format=%(objectname)", "refs/heads/submission-7")

    def files(self) -> set[str]:
        """Return every file that is not git's or Python's."""
        files = (path.relative_to(self.review.folder.parent) for path in self.review.folder.parent.rglob("*"))
        return {
            str(path)
            for path in files
            if not {".git", ".venv", "gh", "temporary", "origin"} & set(path.parts)
        }


@pytest.fixture(scope="module")
def services() -> Iterator[Loopback]:
    with loopback() as server:
        server.on("/arxiv/", answer("arxiv.xml"))
        yield server


@pytest.fixture
def home(tmp_path: Path, services: Loopback) -> Home:
    origin = Repository(tmp_path / "origin")
    frames = SOURCES["bib/categories/looms.md"].replace("Looms", "Frames")
    origin.commit(SOURCES | {"bib/categories/frames.md": frames, ".gitignore": ".venv/\n"})
    review = Repository(tmp_path / "review")
    review.git("remote", "add", "origin", str(origin.folder))
    review.git("fetch", "--quiet", "origin")
    review.git("switch", "--quiet", "--create", "main", "origin/main")
    gh = FakeGh(tmp_path / "gh")
    gh.answer("pr", "list", text="[]")
    gh.answer("pr", "create", text="https://code.example.net/team/review/pull/8")
    event = tmp_path / "event.json"
    runner = Runner(
        review.folder,
        tmp_path / "temporary",
        f"{gh.folder}{os.pathsep}{os.environ['PATH']}",
        {"github.event.issue.number": "7", "github.token": "token"},
        {
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REF_NAME": "main",
            "BIBLOOM_CACHE": str(tmp_path / "cache"),
            **environment(services.address),
        },
    )
    runner.install()
    return Home(review, origin, gh, runner, event)


def answered(home: Home, body: str) -> str:
    """Send a body through the first job; return the answer that was commented."""
    home.receive(body)
    before = home.files()
    done = home.job("answer")
    assert [code for code, _ in done] == [0, 0], done
    assert home.files() == before
    assert home.review.git("status", "--porcelain") == ""
    (call,) = home.gh.calls("issue", "comment")
    assert call.arguments[2] == "7"
    # Nothing that a workflow prints may look like a command to its runner.
    assert not any(line.lstrip().startswith(("::", "##[")) for _, out in done for line in out.splitlines())
    return Path(call.option("body-file")).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Return what of a text is Markdown: all but its code."""
    return _CODE.sub("", text)


@pytest.mark.parametrize("name", sorted(BODIES))
def test_from_a_form_to_an_answer_and_a_branch(home: Home, name: str) -> None:
    text = answered(home, BODIES[name])
    assert 0 < len(text) <= 65_536
    assert all(char.isprintable() or char == "\n" for char in text)
    assert not set("<>[]@#|!") & set(prose(text)), prose(text)
    assert "http" not in prose(text)
    assert "hacked" not in prose(text)
    before = home.files()
    done = home.job("propose")
    assert not any(line.lstrip().startswith(("::", "##[")) for _, out in done for line in out.splitlines())
    if name in REFUSED:
        check_that_nothing_happened(home, done, before)
    else:
        assert [code for code, _ in done] == [0, 0], done
        check_the_branch(home, name)


def check_that_nothing_happened(home: Home, done: list[tuple[int, str]], before: set[str]) -> None:
    assert [code for code, _ in done] == [1]
    assert home.branch() == ""
    assert home.files() == before
    assert home.review.git("status", "--porcelain") == ""
    assert home.gh.calls("pr") == home.gh.calls("workflow") == []


def check_the_branch(home: Home, name: str) -> None:
    review, commit = home.review, home.branch()
    assert commit == review.git("rev-parse", "HEAD")
    changed = review.git("diff", "--name-only", "origin/main", commit).split("\n")
    expected = (ADDED | CORRECTED)[name]
    assert changed[0] == expected
    assert all(re.fullmatch(r"bib/notes/[a-z0-9]+\.md", path) for path in changed[1:])
    assert len(changed) <= 2
    lines = review.git("diff", "--numstat", "origin/main", commit).split()
    assert sum(int(number) for number in lines if number.isdigit()) < 25
    if name in ADDED:
        # Nothing that was there has changed.
        assert not re.search(r"^-[^-]", review.git("diff", "origin/main", commit), re.MULTILINE)
    subject, _, rest = review.git("log", "-1", "--format=%B", commit).partition("\n")
    assert re.fullmatch(r"(Add|Correct) [a-z0-9]+", subject)
    assert rest.strip() == "Closes #7"
    assert review.git("status", "--porcelain") == ""
    (call,) = home.gh.calls("pr", "create")
    assert call.option("head") == "submission-7"
    assert call.given.startswith("Closes #7\n\nThis ")
    started = [call.arguments[2:] for call in home.gh.calls("workflow", "run")]
    assert started == [["check.yml", "--ref=submission-7"], ["gate.yml", "--ref=submission-7"]]
    # The change is one that the gate of its pull request lets pass, and that no check stops.
    for command in (["gate", "origin/main"], ["check", "--against", "origin/main"]):
        checked = CliRunner().invoke(main, ["-C", str(review.folder), *command], catch_exceptions=False)
        assert checked.exit_code == 0, checked.output


def test_at_least_half_of_fifteen_bodies_attack() -> None:
    assert len(BODIES) >= 15
    assert len(HOSTILE) * 2 >= len(BODIES)


def test_the_entry_as_it_lands(home: Home) -> None:
    home.receive(BODIES["entry"])
    home.job("propose")
    text = (home.review.folder / "bib" / "2024.bib").read_text(encoding="utf-8")
    assert re.search(
        r"@article\{jacquard2024cards,\n"
        r"  title = \{Cards and Their Punches\},\n"
        r"  author = \{Jacquard, Joseph Marie\},\n"
        r"  journal = \{Annals of Weaving\},\n"
        r"  year = \{2024\},\n"
        r"  doi = \{10\.1000/cards\.2024\},\n"
        r"  groups = \{looms\},\n"
        r"  timestamp = \{\d{4}-\d\d-\d\d\},\n\}",
        text,
    ), text


def test_what_a_correction_changes(home: Home) -> None:
    home.receive(BODIES["correct-field"])
    home.job("propose")
    assert "author = {Lovelace, Ada and Babbage, Charles}" in home.review.git("show", "HEAD:bib/2024.bib")
    home.review.git("switch", "--quiet", "main")
    home.receive(BODIES["correct-category"])
    home.job("propose")
    assert home.review.git("diff", "--unified=0", "main", "HEAD").count("\n+  groups = {frames},") == 1


def test_a_hostile_entry_takes_nothing_over(home: Home) -> None:
    home.receive(BODIES["hostile-fields"])
    home.job("propose")
    added = home.review.git("diff", "main", "HEAD", "--", "bib/2024.bib")
    assert not any(
        word in added for word in ("ids", "bibloom-ignore", "related", "1999", "preamble", "inside")
    )


def test_an_answer_names_the_paper_that_is_there(home: Home) -> None:
    for body in (BODIES["there-already"], BODIES["entry"].replace("doi ", "eprint = {2301.00001},\n  doi ")):
        text = answered(home, body)
        assert "a2023one at bib/2023.bib:1:1" in text
        assert "(`already-there`)" in text
        (home.gh.folder / "calls.jsonl").unlink()


def test_an_answer_tells_what_to_do(home: Home) -> None:
    text = answered(home, BODIES["hostile-braces"])
    assert "Nothing can be added or changed from this form yet." in text
    assert "Edit the issue to correct what you wrote" in text


def test_an_entry_without_a_category_is_answered(home: Home) -> None:
    text = answered(home, BODIES["entry"].replace("Looms (looms)", "_No response_"))
    assert "into no category yet" in text
    assert "(`no-category`)" in text


def test_several_entries_are_one_too_many(home: Home) -> None:
    two = entry("x", title="One") + entry("y", title="Two")
    home.receive(BODIES["entry"].replace(BODIES["entry"].split("```bibtex\n")[1].split("```")[0], two))
    assert home.job("propose")[0][0] == 1
