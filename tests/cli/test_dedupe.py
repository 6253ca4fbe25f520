"""`bibloom dedupe` as a person runs it: what it prints, what it writes, and its exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from .test_commands import TOY, run

COPY = """\
@misc{copy2024,
  title = {Sparse looms},
  author = {Lovelace, A.},
  year = {2024},
  groups = {memory},
  own = {kept},
}
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    shutil.copytree(TOY / "bib", tmp_path / "bib")
    (tmp_path / "bib" / "more.bib").write_text(COPY)
    return tmp_path


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_pairs_are_told_with_what_speaks_for_them(toy: Path) -> None:
    result = run(toy, "dedupe")
    assert result.exit_code == 1
    assert "copy2024" in result.output
    assert "lovelace2024sparse: same title; same authors" in result.output
    assert "bibloom dedupe --merge lovelace2024sparse copy2024" in result.output
    (pair,) = json.loads(run(toy, "dedupe", "--format", "json").stdout)
    assert (pair["first"]["citekey"], pair["second"]["citekey"]) == ("copy2024", "lovelace2024sparse")
    assert (pair["first"]["file"], pair["first"]["line"]) == ("bib/more.bib", 1)
    assert pair["reasons"] == ["same title", "same authors"]


def test_no_pairs(toy: Path) -> None:
    (toy / "bib" / "more.bib").unlink()
    result = run(toy, "dedupe")
    assert (result.exit_code, result.output) == (0, "no duplicates\n")
    assert json.loads(run(toy, "dedupe", "--format", "json").stdout) == []


def test_merging_keeps_the_citekey_and_leaves_the_other_in_ids(toy: Path) -> None:
    before = contents(toy)
    result = run(toy, "dedupe", "--merge", "lovelace2024sparse", "copy2024", "--dry-run")
    assert result.exit_code == 0
    assert "copy2024 would be merged into lovelace2024sparse" in result.output
    assert contents(toy) == before
    result = run(toy, "dedupe", "--merge", "lovelace2024sparse", "copy2024")
    assert result.exit_code == 0
    assert "own" in result.output
    changed = {path.name for path, content in contents(toy).items() if before[path] != content}
    assert changed == {"2024.bib", "more.bib"}
    text = (toy / "bib" / "2024.bib").read_text()
    assert "copy2024" in text
    assert "own = {kept}" in text
    assert (toy / "bib" / "more.bib").read_text().strip() == ""
    assert run(toy, "dedupe").exit_code == 0
    assert run(toy, "check").exit_code == 0
    again = run(toy, "dedupe", "--merge", "lovelace2024sparse", "copy2024")
    assert again.exit_code == 2
    assert "one paper already" in again.output


def test_a_note_moves_with_its_paper(toy: Path) -> None:
    notes = toy / "bib" / "notes"
    text = "---\ntldr: Fewer threads.\n---\n"
    (notes / "copy2024.md").write_text(text)
    result = run(toy, "dedupe", "--merge", "lovelace2024sparse", "copy2024")
    assert (result.exit_code, "is now bib/notes/lovelace2024sparse.md" in result.output) == (0, True)
    assert (notes / "lovelace2024sparse.md").read_text() == text
    assert not (notes / "copy2024.md").exists()
    assert run(toy, "check").exit_code == 0


def test_texts_that_named_both_name_the_paper_once(toy: Path) -> None:
    both = "[lovelace2024sparse, copy2024]"
    category = toy / "bib" / "categories" / "memory.md"
    category.write_text(f"---\ntitle: Memory\nscope: S.\nkey_papers: {both}\n---\nSee [@copy2024].\n")
    note = toy / "bib" / "notes" / "lovelace2024looms.md"
    note.write_text(f"---\ntldr: Looms.\nbuilds_on: {both}\n---\n")
    assert run(toy, "dedupe", "--merge", "lovelace2024sparse", "copy2024").exit_code == 0
    assert run(toy, "check").exit_code == 0
    assert run(toy, "build").exit_code == 0
    page = (toy / "docs" / "categories" / "memory.md").read_text()
    key_papers = page.partition("## Key papers")[2].partition("## ")[0]
    assert key_papers.count("papers/lovelace2024sparse.md") == 1
    paper = (toy / "docs" / "papers" / "lovelace2024looms.md").read_text()
    assert paper.partition("Builds on")[2].partition("##")[0].count("papers/lovelace2024sparse.md") == 1


def test_a_pair_that_is_none_is_not_told_again(toy: Path) -> None:
    settings = toy / "bib" / "review.yml"
    before = settings.read_text() if settings.exists() else ""
    result = run(toy, "dedupe", "--not", "copy2024", "lovelace2024sparse", "--dry-run")
    assert "would go into bib/review.yml" in result.output
    assert run(toy, "dedupe").exit_code == 1
    result = run(toy, "dedupe", "--not", "copy2024", "lovelace2024sparse")
    assert (result.exit_code, "is written to bib/review.yml" in result.output) == (0, True)
    assert settings.read_text() == f"{before}not_duplicates:\n  - [copy2024, lovelace2024sparse]\n"
    assert "stands in" in run(toy, "dedupe", "--not", "lovelace2024sparse", "copy2024").output
    assert run(toy, "dedupe").exit_code == 0
    assert run(toy, "check").exit_code == 0


def test_settings_that_cannot_be_changed_are_an_error(toy: Path) -> None:
    (toy / "bib" / "review.yml").write_text("not_duplicates: no list\n")
    result = run(toy, "dedupe", "--not", "copy2024", "lovelace2024sparse")
    assert result.exit_code == 1
    assert "by hand" in result.output
    assert (toy / "bib" / "review.yml").read_text() == "not_duplicates: no list\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--merge", "copy2024", "nobody"), "nobody"),
        (("--merge", "copy2024", "copy2024"), "one paper already"),
        (("--merge", "copy2024"), "requires 2"),
        (("--merge", "a", "b", "--not", "a", "b"), "exclude"),
    ],
)
def test_wrong_use(toy: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run(toy, "dedupe", *arguments)
    assert result.exit_code == 2
    assert says in result.output
