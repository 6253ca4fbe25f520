"""RIS and MEDLINE: every line is a value, goes on with one, or is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Name
from generator.readers.medline import read_medline
from generator.readers.ris import read_ris

RIS = "TY  - JOUR\nTI  - Looms\nAU  - Lovelace, Ada\nER  - \n"
NBIB = "PMID- 1\nTI  - Looms.\nFAU - Lovelace, Ada\n"


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in read_ris(text, "x.ris").problems]


def test_line_ends_and_marks_of_other_systems() -> None:
    for text in (RIS, RIS.replace("\n", "\r\n"), RIS.replace("\n", "\r"), "\ufeff" + RIS, "\n\n" + RIS):
        (reference,) = read_ris(text, "x.ris").references
        assert (reference.title, reference.authors) == ("Looms", (Name("Lovelace", "Ada"),))


def test_a_record_without_an_end_ends_where_the_next_begins() -> None:
    collected = read_ris(RIS.replace("ER  - \n", "") * 3, "x.ris")
    assert [reference.place.line for reference in collected.references] == [1, 4, 7]
    assert collected.problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("import-empty", 1)]),
        ("lost\n" + RIS, [("import-line", 1)]),
        ("TI  - Looms\n" + RIS, [("import-line", 1)]),
        (RIS + "lost\n", [("import-line", 5)]),
        (RIS.replace("TI  - Looms\n", ""), [("import-title", 1)]),
        (RIS.replace("ER", "QQ  - a\nQQ  - b\nER"), [("import-field", 4)]),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("van Beethoven, Ludwig", Name("Beethoven", "Ludwig", "van")),
        ("Davis, Sammy, Jr.", Name("Davis", "Sammy", "", "Jr.")),
        ("Looms Collaboration", Name("Looms Collaboration", literal=True)),
        ("Lovelace,Ada", Name("Lovelace", "Ada")),
        ("Lovelace,", Name("Lovelace")),
    ],
)
def test_names(written: str, name: Name) -> None:
    (reference,) = read_ris(RIS.replace("Lovelace, Ada", written), "x.ris").references
    assert reference.authors == (name,)


@pytest.mark.parametrize(
    ("pages", "written"), [("1123-31", "1123--1131"), ("7-9", "7--9"), ("e12", "e12"), ("12-3A", "12--3A")]
)
def test_pages_of_medline_are_written_out(pages: str, written: str) -> None:
    (reference,) = read_medline(f"{NBIB}PG  - {pages}\n", "x.nbib").references
    assert reference.fields["pages"] == written


def test_initials_where_medline_has_no_full_names() -> None:
    (reference,) = read_medline(NBIB.replace("FAU - Lovelace, Ada", "AU  - van Lovelace AB"), "x").references
    assert reference.authors == (Name("Lovelace", "A. B.", "van"),)


LINES = st.sampled_from(
    [
        "TY  - JOUR",
        "ER  - ",
        "TI  - A",
        "AU  - B, C",
        "PY  - 20",
        "DA  - /13/",
        "UR  - x;y",
        "odd",
        "",
        "AN  - ",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_any_lines_can_be_read_and_every_record_is_accounted_for(lines: list[str]) -> None:
    collected = read_ris("\n".join(lines), "x.ris")
    untitled = sum(problem.code == "import-title" for problem in collected.problems)
    assert len(collected.references) + untitled == lines.count("TY  - JOUR")
