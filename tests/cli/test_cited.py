"""`bibloom export --aux`: exactly what a document cites, and a word about what the review lacks."""

import json
import shutil
from pathlib import Path

import pytest

from generator.bibtex import read_bib

from .test_commands import TOY, run

AUX = """\\relax
\\citation{weaving,berg2023memory}
\\citation{hopper2023compiled,lovelace2024spars}
\\@input{ch/one.aux}
\\citation{weaving}
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    root = tmp_path / "review"
    shutil.copytree(TOY / "bib", root / "bib")
    return root


@pytest.fixture
def document(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    (folder / "ch").mkdir(parents=True)
    (folder / "main.aux").write_text(AUX)
    (folder / "ch" / "one.aux").write_text("\\citation{lovelace2024looms}\n")
    return folder / "main.aux"


def keys(text: str) -> list[str]:
    file, problems = read_bib(text.encode(), "out.bib")
    assert not [problem for problem in problems if problem.severity == "error"]
    return [entry.key for entry in file.entries]


def test_the_cited_papers_come_in_order_and_the_unknown_is_named(toy: Path, document: Path) -> None:
    result = run(toy, "export", "--aux", str(document))
    assert result.exit_code == 1
    assert keys(result.stdout) == ["weaving", "berg2023memory", "hopper2023compiled", "lovelace2024looms"]
    assert "unknown citekey “lovelace2024spars”; did you mean “lovelace2024sparse”?" in result.stderr
    assert "“berg2023memory” is an old citekey of “vanderberg2023memory”" in result.stderr
    assert "lovelace2024spars" not in result.stdout


def test_an_old_citekey_is_kept_replaced_or_both(toy: Path, document: Path) -> None:
    document.write_text("\\citation{berg2023memory}\n")
    found = {
        choice: keys(run(toy, "export", "--aux", str(document), "--keys", choice).stdout)
        for choice in ("cited", "current", "both")
    }
    assert found == {
        "cited": ["berg2023memory"],
        "current": ["vanderberg2023memory"],
        "both": ["vanderberg2023memory", "berg2023memory"],
    }
    assert run(toy, "export", "--aux", str(document)).exit_code == 0


def test_every_format_has_the_key_that_the_document_cites(toy: Path, document: Path) -> None:
    document.write_text("\\citation{berg2023memory}\n")
    records = json.loads(run(toy, "export", "--aux", str(document), "--format", "csl-json").stdout)
    assert [record["id"] for record in records] == ["berg2023memory"]


def test_nocite_star_means_all_and_the_cited_ones_first(toy: Path, document: Path) -> None:
    document.write_text("\\citation{weaving}\n\\citation{*}\n")
    found = keys(run(toy, "export", "--aux", str(document)).stdout)
    assert found[0] == "weaving"
    assert sorted(found) == sorted(keys(run(toy, "export").stdout))


def test_several_documents_and_citekeys_add_up(toy: Path, document: Path) -> None:
    tex = document.with_suffix(".tex")
    tex.write_text("\\textcite{lovelace2024looms}\n")
    document.write_text("\\citation{weaving}\n")
    result = run(toy, "export", "hopper2023compiled", "--aux", str(document), "--aux", str(tex))
    assert keys(result.stdout) == ["hopper2023compiled", "weaving", "lovelace2024looms"]
    assert result.exit_code == 0


def test_what_a_document_includes_is_read_below_its_folder_only(toy: Path, document: Path) -> None:
    secret = toy.parent / "secret.aux"
    secret.write_text("\\citation{weaving}\n")
    (document.parent / "link.aux").symlink_to(secret)
    paths = ("../secret.aux", str(secret), "link.aux", "no\x00thing.aux", "ch")
    lines = [f"\\@input{{{path}}}" for path in paths]
    document.write_text("\n".join([*lines, "\\citation{hopper2023compiled}"]))
    result = run(toy, "export", "--aux", str(document))
    assert keys(result.stdout) == ["hopper2023compiled"]
    assert result.exit_code == 1
    assert "it includes ../secret.aux, which is not there" in result.stderr
    assert "link.aux, which is not there" in result.stderr


def test_a_tex_file_may_input_what_tex_finds_elsewhere(toy: Path, document: Path) -> None:
    tex = document.with_suffix(".tex")
    tex.write_text("\\input{glyphtounicode}\\cite{weaving}")
    result = run(toy, "export", "--aux", str(tex))
    assert result.exit_code == 0
    assert "glyphtounicode.tex, which is not below its folder" in result.stderr


def test_a_file_that_cannot_be_read_or_cites_nothing_is_told(toy: Path, document: Path) -> None:
    document.write_text("\\relax\n")
    result = run(toy, "export", "--aux", str(document))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no citation found" in result.stderr
    bcf = document.with_suffix(".bcf")
    bcf.write_text("<!DOCTYPE x><x/>")
    result = run(toy, "export", "--aux", str(bcf))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "declares a document type" in result.stderr
    assert run(toy, "export", "--aux", str(document.parent / "gone.aux")).exit_code == 2


def test_a_file_in_another_encoding_is_read_and_cannot_reach_the_terminal(toy: Path, document: Path) -> None:
    document.write_bytes("\\citation{Müller2024a,\x1b[31mred,weaving}\n".encode("cp1252"))
    result = run(toy, "export", "--aux", str(document))
    assert keys(result.stdout) == ["weaving"]
    assert "“Müller2024a”" in result.stderr
    assert "\x1b" not in result.stderr


def test_the_good_ones_are_written_into_the_file_too(toy: Path, document: Path) -> None:
    target = document.parent / "refs.bib"
    assert run(toy, "export", "--aux", str(document), "--output", str(target)).exit_code == 1
    assert len(keys(target.read_text())) == 4
