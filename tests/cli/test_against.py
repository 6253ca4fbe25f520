"""`bibloom check --against`: on repositories in which something was renamed, removed, merged or moved."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from ..repositories import Repository, entry

CATEGORY = "---\ntitle: Looms\nscope: Machines that weave.\n---\n"
SOURCES = {
    "bib/2023.bib": entry(
        "a2023one", year="2023", groups="looms", archiveprefix="arXiv", eprint="2301.00001"
    ),
    "bib/2024.bib": entry("b2024two", groups="looms") + "\n" + entry("c2024three", groups="looms"),
    "bib/categories/looms.md": CATEGORY,
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "review")
    made.commit(SOURCES)
    made.git("switch", "--quiet", "--create", "change")
    return made


def check(folder: Path, *arguments: str) -> Result:
    command = ["-C", str(folder), "check", *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def test_nothing_lost_is_fine(repository: Repository) -> None:
    result = check(repository.folder, "--against", "main")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_renamed_citekey_fails_with_file_line_and_what_to_write(repository: Repository) -> None:
    renamed = "% a comment\n\n" + SOURCES["bib/2023.bib"].replace("a2023one", "a2023uno")
    repository.commit({"bib/2023.bib": renamed})
    result = check(repository.folder, "--against", "main")
    assert result.exit_code == 1
    assert "bib/2023.bib:3:1: error: the citekey “a2023one” of main (" in result.stdout
    assert "hint: write ids = {a2023one} into bib/2023.bib:3 (a2023uno)" in result.stdout


def test_doing_what_the_hint_says_mends_it(repository: Repository) -> None:
    renamed = entry(
        "a2023uno", year="2023", groups="looms", archiveprefix="arXiv", eprint="2301.00001", ids="a2023one"
    )
    repository.commit({"bib/2023.bib": renamed})
    assert check(repository.folder, "--against", "main").exit_code == 0


def test_what_is_not_committed_counts_too(repository: Repository) -> None:
    repository.write({"bib/2023.bib": ""})
    (problem,) = json.loads(check(repository.folder, "--against", "main", "--format", "json").stdout)
    assert (problem["code"], problem["file"], problem["line"]) == ("lost-citekey", "bib/2023.bib", 1)


def test_an_entry_may_move_to_another_file(repository: Repository) -> None:
    repository.commit({"bib/2023.bib": "", "bib/moved.bib": SOURCES["bib/2023.bib"]})
    assert check(repository.folder, "--against", "main").exit_code == 0


def test_papers_that_came_to_main_meanwhile_are_not_lost(repository: Repository) -> None:
    repository.git("switch", "--quiet", "main")
    repository.commit({"bib/2025.bib": entry("d2025four", year="2025", groups="looms")})
    repository.git("switch", "--quiet", "change")
    repository.commit({"bib/2026.bib": entry("e2026five", year="2026", groups="looms")})
    assert check(repository.folder, "--against", "main").exit_code == 0


def test_the_merge_of_a_pull_request_is_compared_with_its_base(repository: Repository) -> None:
    repository.commit({"bib/2023.bib": ""})
    repository.git("switch", "--quiet", "main")
    repository.commit({"bib/2025.bib": entry("d2025four", year="2025", groups="looms")})
    repository.git("switch", "--quiet", "--detach")
    repository.git("merge", "--quiet", "--no-edit", "change")
    result = check(repository.folder, "--against", "HEAD^1")
    assert result.exit_code == 1
    assert "a2023one" in result.stdout
    assert "d2025four" not in result.stdout


def test_a_renamed_category_fails_until_its_old_slug_stands_in_moved_from(repository: Repository) -> None:
    files = {name: text.replace("looms}", "weaving}") for name, text in SOURCES.items()}
    files |= {"bib/categories/looms.md": "", "bib/categories/weaving.md": CATEGORY}
    repository.commit(files)
    result = check(repository.folder, "--against", "main")
    assert result.exit_code == 1
    assert "hint: write moved_from: [looms] into bib/categories/weaving.md" in result.stdout
    repository.commit({"bib/categories/weaving.md": CATEGORY.replace("scope", "moved_from: [looms]\nscope")})
    assert check(repository.folder, "--against", "main").exit_code == 0


def test_a_review_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "all")
    repository.commit({f"reviews/looms/{name}": text for name, text in SOURCES.items()})
    folder = repository.folder / "reviews" / "looms"
    assert check(folder, "--against", "HEAD").exit_code == 0
    repository.write({"reviews/looms/bib/2023.bib": ""})
    assert check(folder, "--against", "HEAD").exit_code == 1


def test_a_folder_with_nothing_but_a_library(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "flat")
    repository.commit({"library.bib": entry("a", keywords="looms") + entry("b", keywords="looms")})
    repository.write({"library.bib": entry("a", keywords="looms")})
    result = check(repository.folder, "--against", "HEAD")
    assert result.exit_code == 1
    assert "the citekey “b” of HEAD" in result.stdout


def test_a_review_that_is_new_is_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "new")
    repository.commit({"README.md": "# Soon\n"})
    repository.write(SOURCES)
    result = check(repository.folder, "--against", "HEAD")
    assert result.exit_code == 0
    assert "(nothing-to-compare)" in result.stdout


def test_what_cannot_be_compared_is_wrong_use(repository: Repository, tmp_path: Path) -> None:
    unknown = check(repository.folder, "--against", "nobody")
    assert unknown.exit_code == 2
    assert "git knows no revision “nobody” here" in unknown.output
    assert check(repository.folder, "--against=--help").exit_code == 2
    # An unset variable of a workflow must not pass for "nothing lost".
    assert check(repository.folder, "--against", "").exit_code == 2
    (tmp_path / "no-repository").mkdir()
    outside = check(tmp_path / "no-repository", "--against", "HEAD")
    assert outside.exit_code == 2
    assert "in no git repository" in outside.output
