"""`bibloom gate` and `bibloom forms`, on repositories."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.curate.issue_forms import BEGIN, END

from ..repositories import Repository, entry
from .test_against import SOURCES

FORM = f"body:\n  {BEGIN}\n  {END}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "review")
    made.commit(SOURCES)
    made.git("switch", "--quiet", "--create", "change")
    return made


def run(repository: Repository, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(repository.folder), *arguments], catch_exceptions=False)


def test_a_sane_change_passes(repository: Repository) -> None:
    repository.commit({"bib/2025.bib": entry("d2025four", year="2025", groups="looms")})
    assert (run(repository, "gate", "main").exit_code, run(repository, "gate", "main").stdout) == (0, "")


def test_a_lost_paper_fails_as_an_annotation_at_its_file(repository: Repository) -> None:
    repository.commit({"bib/2023.bib": ""})
    result = run(repository, "gate", "main", "--format", "github")
    assert result.exit_code == 1
    assert "::error title=gate-fewer-papers::the review has 2 papers and had 3 at main (" in result.stdout
    assert (
        "::error file=bib/2023.bib,title=gate-lost-citekey [a2023one]::the citekey “a2023one” is gone"
        in result.stdout
    )


def test_a_label_lets_growth_pass(repository: Repository) -> None:
    many = "\n".join(entry(f"n2025x{number}", year="2025", groups="looms") for number in range(11))
    repository.commit({"bib/2025.bib": many})
    assert run(repository, "gate", "main", "--labels", "").exit_code == 1
    assert run(repository, "gate", "main", "--labels", "x,large-change").exit_code == 0


def test_an_unknown_revision_is_wrong_use(repository: Repository) -> None:
    assert run(repository, "gate", "nobody").exit_code == 2


def test_forms_follow_the_categories(repository: Repository) -> None:
    assert run(repository, "forms").exit_code == 2
    repository.write(
        {".github/ISSUE_TEMPLATE/add.yml": FORM, ".github/ISSUE_TEMPLATE/other.yml": "body: []\n"}
    )
    checked = run(repository, "forms", "--check")
    assert (checked.exit_code, checked.stdout) == (1, "would change .github/ISSUE_TEMPLATE/add.yml\n")
    assert (repository.folder / ".github/ISSUE_TEMPLATE/add.yml").read_text() == FORM
    assert run(repository, "forms").stdout == "wrote .github/ISSUE_TEMPLATE/add.yml\n"
    assert '- "Looms (looms)"' in (repository.folder / ".github/ISSUE_TEMPLATE/add.yml").read_text()
    assert run(repository, "forms", "--check").exit_code == 0
