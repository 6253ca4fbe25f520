import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from generator.exports.formats import NAMES

from .test_commands import TOY, run


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    shutil.copytree(TOY / "bib", tmp_path / "bib")
    return tmp_path


def keys(toy: Path, *arguments: str) -> set[str]:
    result = run(toy, "export", "--format", "csl-json", *arguments)
    assert result.exit_code == 0, result.output
    return {reference["id"] for reference in json.loads(result.stdout)}


def test_options_of_one_kind_widen_and_of_several_narrow(toy: Path) -> None:
    every = keys(toy)
    assert keys(toy, "--year", "2023") | keys(toy, "--year", "2024") == keys(
        toy, "--year", "2023", "--year", "2024"
    )
    both = keys(toy, "--year", "2024", "--category", "memory")
    assert both == keys(toy, "--year", "2024") & keys(toy, "--category", "memory")
    assert both < every


def test_every_kind_of_slice(toy: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(toy, "export", "--format", "csv", "--all-fields").stdout[1:])))
    for row in rows:
        author = row["authors"].split("; ")[0]
        for option, value in (
            ("--author", author),
            ("--venue", row["venue"]),
            ("--year", row["year"] or "undated"),
        ):
            if value:
                assert row["citekey"] in keys(toy, option, value.upper())
        for tag in filter(None, row["keywords"].split("; ")):
            assert row["citekey"] in keys(toy, "--tag", tag)


def test_a_citekey_comes_beside_a_slice(toy: Path) -> None:
    assert keys(toy, "weaving", "--year", "2024") == keys(toy, "--year", "2024") | {"weaving"}


@pytest.mark.parametrize("option", ["--year", "--author", "--venue", "--tag", "--category"])
def test_an_unknown_value_is_wrong_use(toy: Path, option: str) -> None:
    result = run(toy, "export", option, "nowhere")
    assert result.exit_code == 2
    assert "unknown" in result.output


@pytest.mark.parametrize("form", NAMES)
def test_every_format_can_be_asked_for(toy: Path, form: str) -> None:
    assert "weaving" in run(toy, "export", "weaving", "--format", form).stdout
