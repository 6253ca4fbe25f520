"""`bibloom diff` on repositories: work tree against commit, branch against branch."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from ..repositories import Repository, entry
from .test_against import CATEGORY, SOURCES


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "review")
    made.commit(SOURCES)
    made.git("switch", "--quiet", "--create", "change")
    return made


def diff(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), "diff", *arguments], catch_exceptions=False)


def test_nothing_has_changed(repository: Repository) -> None:
    result = diff(repository.folder)
    assert result.exit_code == 0
    assert result.stdout.startswith("3 papers; nothing in the review has changed since HEAD (")


def test_work_that_is_not_committed(repository: Repository) -> None:
    repository.write({"bib/2025.bib": entry("d2025four", year="2025", groups="looms", title="Four")})
    assert "Papers added: 1\n  d2025four: Four (2025) in looms\n" in diff(repository.folder).stdout


def test_a_branch_with_a_bit_of_everything(repository: Repository) -> None:
    repository.commit(
        {
            "bib/2023.bib": entry(
                "a2023uno",
                year="2023",
                groups="weaving",
                archiveprefix="arXiv",
                eprint="2301.00001",
                ids="a2023one",
                title="On a2023one",
                url="https://example.org/a2023one",
            ),
            "bib/2024.bib": entry("b2024two", groups="weaving, frames", title="Two, Corrected")
            + "@misc{broken\n",
            "bib/categories/looms.md": "",
            "bib/categories/weaving.md": CATEGORY.replace("scope", "moved_from: [looms]\nscope"),
            "bib/categories/frames.md": CATEGORY.replace("Looms", "Frames"),
            "bib/notes/b2024two.md": "---\ntldr: What it does.\n---\n",
            "docs/page.md": "# A page\n\n[@nobody]\n",
        }
    )
    document = json.loads(diff(repository.folder, "main", "--format", "json").stdout)
    papers = document["papers"]
    assert papers["removed"] == ["c2024three"]
    assert papers["renamed"] == [{"from": "a2023one", "to": "a2023uno", "kept": True}]
    assert papers["moved"] == [{"key": "b2024two", "from": ["weaving"], "to": ["weaving", "frames"]}]
    assert [edited["key"] for edited in papers["edited"]] == ["b2024two"]
    assert document["categories"]["renamed"] == [{"from": "looms", "to": "weaving"}]
    assert document["categories"]["added"] == ["frames"]
    assert document["notes"]["added"] == ["b2024two"]
    gained = {problem["code"] for problem in document["problems"]["gained"]}
    assert gained == {"unclosed-entry", "unresolved-citation"}
    text = diff(repository.folder, "main").stdout
    assert "b2024two: weaving → weaving, frames" in text
    assert (
        "### Papers removed (1)\n\n- `c2024three`"
        in diff(repository.folder, "main", "--format", "markdown").stdout
    )


def test_what_others_did_meanwhile_is_not_told(repository: Repository) -> None:
    repository.git("switch", "--quiet", "main")
    repository.commit({"bib/2025.bib": entry("d2025four", year="2025", groups="looms")})
    repository.git("switch", "--quiet", "change")
    assert "nothing in the review has changed" in diff(repository.folder, "main").stdout


def test_generated_pages_are_no_change(repository: Repository) -> None:
    CliRunner().invoke(main, ["-C", str(repository.folder), "build"], catch_exceptions=False)
    assert (repository.folder / "docs" / "papers").is_dir()
    assert "nothing in the review has changed" in diff(repository.folder).stdout


def test_an_unknown_revision_is_wrong_use(repository: Repository) -> None:
    result = diff(repository.folder, "nobody")
    assert result.exit_code == 2
    assert "git knows no revision “nobody” here" in result.output
