"""The command as a person runs it: what it prints, what it writes, and its exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.replacing import UNFINISHED, alone

TOY = Path(__file__).parent.parent / "toy"
LISTING = """\
new

Subscribe

Sparse Looms

We weave with fewer threads and still get cloth. \
The threads that are left carry more than they did before, and nobody who sees the cloth can tell. \
The threads that are left carry more than they did before, and nobody who sees the cloth can tell. \
The code is at https://github.com/example/looms.

  • 1 authors
·
Feb 3, 2024

Dense Looms

We weave with more threads than before, and the cloth is no better for it at all. \
That tells something about threads, about looms, and about those who hoped for more. \
That tells something about threads, about looms, and about those who hoped for more.

  • 2 authors
·
Feb 4
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, tmp_path / name)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), *arguments], catch_exceptions=False)


def test_build_tells_what_it_wrote(toy: Path) -> None:
    result = run(toy, "build")
    assert result.exit_code == 0
    assert "left 0 as they were" in result.output
    assert "wrote 0 files" in run(toy, "build").output


def test_strict_turns_warnings_into_exit_code_1(toy: Path) -> None:
    assert run(toy, "build", "--strict").exit_code == 1


def test_check_exits_with_1_on_errors_and_says_where(toy: Path) -> None:
    assert run(toy, "check").exit_code == 0
    bib = toy / "bib" / "2024.bib"
    bib.write_text(bib.read_text().replace("groups = {systems}", "groups = {sistems}"))
    result = run(toy, "check")
    assert result.exit_code == 1
    assert "bib/2024.bib:15" in result.output
    assert "did you mean “systems”?" in result.output


def test_check_as_json_and_as_annotations(toy: Path) -> None:
    found = json.loads(run(toy, "check", "--format", "json").stdout)
    assert {problem["code"] for problem in found} == {"missing-author", "missing-year", "no-link"}
    assert all(problem["file"].startswith("bib/20") or problem["citekey"] == "weaving" for problem in found)
    assert all(problem["line"] and problem["hint"] for problem in found)
    annotations = run(toy, "check", "--format", "github").stdout
    assert "::warning file=bib/undated.bib,line=1" in annotations


def test_an_annotation_cannot_be_broken_out_of(toy: Path) -> None:
    bib = toy / "bib" / "undated.bib"
    bib.write_text(
        "@misc{x,\n  title = {T},\n  author = {A, B},\n  year = 2020,\n  groups = {a%0A::error::b},\n}\n"
    )
    lines = run(toy, "check", "--format", "github").stdout.splitlines()
    assert all(line.startswith("::") for line in lines)
    assert not any(line.startswith("::error::b") for line in lines)
    assert any("a%250A::error::b" in line for line in lines)


def test_export_as_text_prints_a_reference_per_line(toy: Path) -> None:
    assert run(toy, "export", "--format", "text").stdout.count("\n") == 5
    two = ("lovelace2024sparse", "hopper2023compiled")
    text = run(toy, "export", "--format", "text", "--style", "ieee", *two).stdout
    assert [line.partition("“")[0] for line in text.splitlines()] == [
        "A. Lovelace, ",
        "G. Hopper and A. Lovelace, ",
    ]
    assert run(toy, "export", "--format", "text", "--style", "mla").exit_code == 2
    assert run(toy, "export", "--format", "text", "--with-old-keys").stdout.count("\n") == 5


def test_export_of_everything_one_paper_and_a_category(toy: Path) -> None:
    assert run(toy, "export").stdout.count("@") == 5
    assert run(toy, "export", "berg2023memory").stdout.startswith("@inproceedings{vanderberg2023memory,")
    assert run(toy, "export", "--category", "memory").stdout.count("@") == 3
    assert len(json.loads(run(toy, "export", "--format", "csl-json").stdout)) == 5
    assert "TY  - " in run(toy, "export", "--format", "ris").stdout


def test_export_into_a_file(toy: Path) -> None:
    target = toy / "out.bib"
    assert run(toy, "export", "weaving", "--output", str(target)).exit_code == 0
    assert target.read_text().startswith("@misc{weaving,")


def test_wrong_use_is_exit_code_2_with_a_suggestion(toy: Path) -> None:
    result = run(toy, "export", "weavin")
    assert result.exit_code == 2
    assert "did you mean “weaving”?" in result.output
    assert run(toy, "nonsense").exit_code == 2


def test_format_check_then_format_then_nothing(toy: Path) -> None:
    bib = toy / "bib" / "undated.bib"
    bib.write_text("@MISC{weaving , title = {On Weaving}, year=2020 }\n")
    assert run(toy, "format", "--check").exit_code == 1
    assert bib.read_text().startswith("@MISC")
    assert run(toy, "format").exit_code == 0
    assert "  year = " in bib.read_text()
    assert run(toy, "format", "--check").exit_code == 0


def test_import_reports_and_writes_and_does_not_import_twice(toy: Path) -> None:
    listing = toy / "listing.txt"
    listing.write_text(LISTING)
    arguments = ("import", str(listing), "--added", "2026-03-01", "--listed-on", "2025-12-09")
    result = run(toy, *arguments)
    assert result.exit_code == 0
    assert "2 read, 2 papers, 0 merged, 1 of them already there" in result.output
    written = (toy / "bib" / "2025.bib").read_text()
    assert "title = {Dense Looms}" in written
    assert "submitted = {2025-02-04}" in written
    assert "timestamp = {2026-03-01}" in written
    assert "fewer threads" not in written
    before = {path: path.read_bytes() for path in toy.glob("bib/*.bib")}
    assert "2 of them already there" in run(toy, *arguments).output
    assert {path: path.read_bytes() for path in toy.glob("bib/*.bib")} == before


def test_a_dry_run_writes_nothing(toy: Path) -> None:
    (toy / "listing.txt").write_text(LISTING)
    before = sorted(toy.glob("bib/*"))
    assert "2 papers" in run(toy, "import", str(toy / "listing.txt"), "--dry-run").output
    assert sorted(toy.glob("bib/*")) == before


def test_enrich_fills_what_is_missing_once(toy: Path) -> None:
    fact = {"title": "On Weaving", "authors": ["Penelope Ithaca"], "year": 2020, "source": "a loom"}
    (toy / "facts.jsonl").write_text(json.dumps(fact) + "\n")
    result = run(toy, "enrich", "--from", str(toy / "facts.jsonl"))
    assert result.exit_code == 0
    assert "author = Ithaca, Penelope" in result.output
    assert "@misc{weaving," in (toy / "bib" / "2020.bib").read_text()
    assert "0 fields filled, 0 conflicts" in run(toy, "enrich", "--from", str(toy / "facts.jsonl")).output


def test_format_of_a_file_that_is_no_part_of_the_review(toy: Path) -> None:
    other = toy / "other.bib"
    other.write_text("@MISC{x , title={X}}\n")
    assert run(toy, "format", "--check", str(other)).exit_code == 1
    assert run(toy, "format", str(other)).exit_code == 0
    assert other.read_text() == "@misc{x,\n  title = {X},\n}\n"


def test_export_with_old_citekeys_has_an_entry_for_each(toy: Path) -> None:
    text = run(toy, "export", "vanderberg2023memory", "--with-old-keys").stdout
    now, old = text.split("\n\n")
    assert now.startswith("@inproceedings{vanderberg2023memory,")
    assert old.strip() == now.replace("{vanderberg2023memory,", "{berg2023memory,")
    references = json.loads(run(toy, "export", "--format", "csl-json", "--with-old-keys").stdout)
    assert {reference["id"] for reference in references} >= {"vanderberg2023memory", "berg2023memory"}
    assert run(toy, "export", "weaving", "--with-old-keys").stdout == run(toy, "export", "weaving").stdout


def test_a_change_that_was_cut_off_is_finished_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, title = {Old}}\n")
    (tmp_path / ".a.bib.x.tmp").write_text("@misc{a, title = {New}, year = 2020}\n")
    journal = {"renamed": [[".a.bib.x.tmp", "a.bib"]], "removed": []}
    (tmp_path / UNFINISHED).write_text(json.dumps(journal))
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "export"])
    assert "a.bib: finished a change that was cut off" in done.stderr
    assert "{New}" in done.stdout


def test_two_commands_do_not_change_a_review_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, title = {Old}}\n")
    with alone(tmp_path):
        done = CliRunner().invoke(main, ["-C", str(tmp_path), "format"])
        read = CliRunner().invoke(main, ["-C", str(tmp_path), "export"])
    assert (done.exit_code, read.exit_code) == (1, 0)
    assert "another bibloom is changing this review" in done.stderr
    assert (tmp_path / "a.bib").read_text() == "@misc{a, title = {Old}}\n"
