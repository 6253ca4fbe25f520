"""`bibloom check`: what is chosen, what is fixed, and each format, whatever stands in the sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.rules import rules
from generator.cli import main
from generator.cli.output import annotation
from generator.cli.sarif import sarif_log
from generator.errors import Place, Problem, Severity
from generator.replacing import alone

SCHEMA = json.loads((Path(__file__).parent / "sarif.schema.json").read_text(encoding="utf-8"))
FAULTY = "@misc{a,\n  title = {Looms.},\n  author = {LOVELACE, Ada},\n  pages = {1-2},\n  year = 2024,\n}\n"
HOSTILE = "::error file=x::[a](1) %0A\r\n::set-output name=x::y\x1b[31m\u202e{0} <b>"
PROBLEM = Problem("title-dot", "a message", Place("bib/2024.bib", 3, 5), "a hint", "key", Severity.WARNING)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "check", *arguments], catch_exceptions=False)


def codes(root: Path, *arguments: str) -> set[str]:
    return {problem["code"] for problem in json.loads(run(root, "--format", "json", *arguments).stdout)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.bib").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def test_only_shows_these_codes_and_ignore_all_others(folder: Path) -> None:
    every = codes(folder)
    assert {"title-dot", "name-capitals", "pages-form", "no-link"} <= every
    assert codes(folder, "--only", "title-dot, pages-form") == {"title-dot", "pages-form"}
    assert codes(folder, "--only", "title-dot", "--only", "no-link") == {"title-dot", "no-link"}
    assert codes(folder, "--ignore", "title-dot") == every - {"title-dot"}
    assert codes(folder, "--only", "title-dot,no-link", "--ignore", "no-link") == {"title-dot"}


def test_the_exit_code_is_that_of_what_is_shown(folder: Path) -> None:
    assert run(folder, "--strict").exit_code == 1
    assert run(folder, "--strict", "--only", "no-link").exit_code == 0


def test_a_code_that_is_none_is_wrong_use_with_a_suggestion(folder: Path) -> None:
    result = run(folder, "--only", "title-dt")
    assert result.exit_code == 2
    assert "there is no check “title-dt”; did you mean “title-dot”?" in result.output
    assert run(folder, "--ignore", "xyz").exit_code == 2


def test_fix_tells_what_it_did_and_what_is_left(folder: Path) -> None:
    result = run(folder, "--fix", "--ignore", "no-link")
    assert "a.bib:2:3: fixed: `title` “Looms.” → “Looms” [a] (title-dot)" in result.stdout
    assert "(pages-form)" in result.stdout
    assert "(name-capitals)" in result.stdout
    assert "2 fixed" in result.stderr
    assert (folder / "a.bib").read_text() == FAULTY.replace("Looms.", "Looms").replace("1-2", "1--2")
    again = run(folder, "--fix", "--ignore", "no-link")
    assert "fixed" not in again.output


def test_only_fix_needs_to_be_alone_with_the_files(folder: Path) -> None:
    with alone(folder):
        refused = run(folder, "--fix")
        assert run(folder).exit_code == 0
    assert refused.exit_code == 1
    assert "(locked)" in refused.output
    assert (folder / "a.bib").read_text() == FAULTY


def test_what_was_fixed_does_not_stand_among_output_for_programs(folder: Path) -> None:
    result = run(folder, "--fix", "--format", "json")
    assert "title-dot" not in {problem["code"] for problem in json.loads(result.stdout)}
    assert "(title-dot)" in result.stderr


def test_a_check_without_fix_tells_how_many_it_would_mend_and_writes_nothing(folder: Path) -> None:
    result = run(folder, "--format", "json")
    assert "--fix mends 2 of them" in result.stderr
    fixable = {problem["code"]: problem["fixable"] for problem in json.loads(result.stdout)}
    assert fixable["title-dot"] is True
    assert fixable["name-capitals"] is False
    assert (folder / "a.bib").read_text() == FAULTY


def test_the_page_of_the_codes_is_named_where_the_review_has_one(folder: Path) -> None:
    assert "what the codes mean" not in run(folder).stderr
    (folder / "docs").mkdir()
    (folder / "docs" / "checks.md").write_text("# Checks\n")
    assert "what the codes mean" not in run(folder).stderr
    (folder / "review.yml").write_text("repo_url: https://example.org/looms\n")
    page = "https://example.org/looms/blob/main/docs/checks.md"
    assert f"what the codes mean: {page}" in run(folder).stderr
    (folder / "review.yml").write_text("site_url: https://example.org/site/\n")
    log = json.loads(run(folder, "--format", "sarif", "--only", "title-dot").stdout)
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/site/checks/#title-dot"


def test_sarif_of_a_review_is_sarif(folder: Path) -> None:
    log = json.loads(run(folder, "--format", "sarif").stdout)
    jsonschema.validate(log, SCHEMA)
    results = log["runs"][0]["results"]
    assert {result["ruleId"] for result in results} == codes(folder)
    (dot,) = [result for result in results if result["ruleId"] == "title-dot"]
    assert dot["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 3}
    assert dot["level"] == "warning"


def test_sarif_of_nothing_has_a_run_without_results(folder: Path) -> None:
    log = json.loads(run(folder, "--format", "sarif", "--only", "bad-doi").stdout)
    jsonschema.validate(log, SCHEMA)
    assert log["runs"][0]["results"] == []


@pytest.mark.parametrize("code", rules())
def test_every_rule_can_be_told_in_sarif(code: str) -> None:
    problem = Problem(code, "a message", Place("a.bib"))
    jsonschema.validate(log_of(problem, page="https://example.org/checks/"), SCHEMA)


def log_of(*problems: Problem, page: str = "") -> Any:  # noqa: ANN401
    """Return the problems as SARIF, as a program reads it."""
    return json.loads(json.dumps(sarif_log(problems, rules(), page)))


def test_each_result_names_its_rule_by_its_place_in_the_list() -> None:
    dot = Problem("title-dot", "m", Place("a.bib", 1))
    doi = Problem("bad-doi", "m", Place("a.bib", 2))
    (one,) = log_of(dot, doi, dot)["runs"]
    names = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert names == ["title-dot", "bad-doi"]
    assert [names[result["ruleIndex"]] for result in one["results"]] == ["title-dot", "bad-doi", "title-dot"]


def test_a_fingerprint_outlives_lines_that_move_but_not_another_paper() -> None:
    def mark(problem: Problem) -> object:
        return log_of(problem)["runs"][0]["results"][0]["partialFingerprints"]

    moved = Problem("title-dot", "a message", Place("bib/2024.bib", 99, 5), "a hint", "key", Severity.WARNING)
    other = Problem(
        "title-dot", "a message", Place("bib/2024.bib", 3, 5), "a hint", "other", Severity.WARNING
    )
    assert mark(PROBLEM) == mark(moved) != mark(other)


TEXTS = st.text(max_size=20) | st.just(HOSTILE)


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 3))
def test_sarif_is_sound_whatever_stands_in_the_sources(file: str, message: str, hint: str, line: int) -> None:
    problem = Problem("title-dot", f"m{message}", Place(f"bib/{file}.bib", line, line), hint, message)
    jsonschema.validate(log_of(problem), SCHEMA)


@pytest.mark.parametrize("name", ["a b.bib", "a#b?.bib", "c:d.bib", "100%.bib", "ü.bib", "a\nb.bib"])
def test_file_names_are_relative_references(name: str) -> None:
    (result,) = log_of(Problem("title-dot", "m", Place(name, 1)))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert ":" not in uri
    assert "#" not in uri
    assert "?" not in uri
    assert " " not in uri


def test_an_annotation_says_what_where_and_about_which_paper() -> None:
    assert annotation(PROBLEM) == (
        "::warning file=bib/2024.bib,line=3,col=5,title=title-dot [key]::a message (title-dot)%0Aa hint"
    )


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_an_annotation_is_one_command_whatever_stands_in_it(
    file: str, key: str, message: str, hint: str
) -> None:
    problem = Problem("title-dot", message, Place(file, 1), hint, key)
    (line,) = annotation(problem).splitlines()
    head, _, _ = line.removeprefix("::").partition("::")
    properties = head.partition(" ")[2].split(",")
    assert head.startswith("error ")
    names = [one.partition("=")[0] for one in properties]
    assert names == (["file"] if file else []) + ["line", "title"]
    assert all(":" not in one for one in properties)


def test_a_hostile_review_gives_annotations_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a,b:c.bib").write_text(
        "@misc{x%0A::error::y, title = {::stop-commands::t\x85::add-mask::z.}, groups = {::debug::}}\n",
        encoding="utf-8",
    )
    lines = run(tmp_path, "--format", "github").stdout.splitlines()
    assert len(lines) > 3
    assert all(
        line.startswith(
            ("::warning file=a%2Cb%3Ac.bib,", "::notice file=a%2Cb%3Ac.bib,", "::error file=a%2Cb%3Ac.bib,")
        )
        for line in lines
    )
