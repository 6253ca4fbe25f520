"""Every name of the table, from the .bib file to the exports, the page and the five styles."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.bibtex import parse_names, read_bibs, to_papers
from generator.exports.bibtex_problems import bibtex_problems
from generator.exports.csl import csl
from generator.exports.formats import export
from generator.exports.references import STYLES, references
from generator.model import Name, Paper, Review
from generator.pages.markup import author_names

TABLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "names.yml").read_text(encoding="utf-8")
)
TRANSLITERATED = {
    ("bibtex", row["in"])
    for row in TABLE
    if any(char.isalpha() and "LATIN" not in unicodedata.name(char) for char in row["in"])
}
ENTRY = "@misc{{k,\n  title = {{T}},\n  author = {{{}}},\n  year = {{2020}},\n}}\n"
PARTS = ("family", "given", "non-dropping-particle", "suffix")
# What stands around the only author of an undescribed work called T.
AROUND = {
    "apa": ". (2020). T.",
    "ieee": ", “T,” 2020.",
    "chicago": ". 2020. “T.”",
    "acm": ". 2020. T.",
    "nature": ". T. (2020).",
}


def paper(author: str) -> Paper:
    files, problems = read_bibs([("x.bib", ENTRY.format(author).encode())])
    (found,), more = to_papers(files)
    assert not [problem for problem in (*problems, *more) if problem.code != "et-al"]
    return found


def expected(row: dict[str, Any]) -> Name:
    read = row["read"]
    if isinstance(read, str):
        return Name(read, literal=True)
    family, given, particle, suffix = [*map(str, read), "", "", ""][:4]
    return Name(family, given, particle, suffix)


each_name = pytest.mark.parametrize("row", TABLE, ids=lambda row: row["in"])


def test_the_table_is_long_and_has_every_column() -> None:
    assert len({row["in"] for row in TABLE}) == len(TABLE) >= 80
    for row in TABLE:
        assert {"in", "read", "ris", "page", *STYLES} <= row.keys(), row["in"]


@each_name
def test_reading(row: dict[str, Any]) -> None:
    assert paper(row["in"]).authors == (expected(row),)


@each_name
@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibtex_and_biblatex(row: dict[str, Any], form: str) -> None:
    text = exported(paper(row["in"]), form)
    lines = [line for line in text.splitlines() if line.lstrip().startswith("author")]
    written = row.get(form, row["in"])
    assert lines == [f"  author = {{{written}}},"]
    if (form, row["in"]) not in TRANSLITERATED:
        # LaTeX prints the straight apostrophe as the curled one.
        name = expected(row)
        assert parse_names(written)[0] in ((name,), (replace(name, family=name.family.replace("’", "'")),))


def test_what_is_transliterated_is_told() -> None:
    told = {("bibtex", row["in"]) for row in TABLE if bibtex_problems([paper(row["in"])])}
    assert told == TRANSLITERATED


@each_name
def test_ris(row: dict[str, Any]) -> None:
    assert f"\nAU  - {row['ris']}\r\n" in exported(paper(row["in"]), "ris")


@each_name
def test_csl(row: dict[str, Any]) -> None:
    read = row["read"]
    parts = {"literal": read} if isinstance(read, str) else dict(zip(PARTS, map(str, read), strict=False))
    known = {part: text for part, text in parts.items() if text}
    assert csl(paper(row["in"]))["author"] == [row.get("csl", known)]


@each_name
def test_page(row: dict[str, Any]) -> None:
    assert author_names(paper(row["in"])) == row["page"]


@pytest.mark.parametrize("style", STYLES)
@each_name
def test_style(row: dict[str, Any], style: str, request: pytest.FixtureRequest) -> None:
    if reason := row.get("deviates", {}).get(style):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    author, after = row[style], AROUND[style]
    (reference,) = references(paper(row["in"]), [style])
    assert reference.text == author + (after[1:] if author[-1] == after[0] else after)


def exported(paper: Paper, form: str) -> str:
    return export(Review(papers=(paper,)), [paper], form)
