import pytest

from generator.bibtex import new_entry, read_bib
from generator.curate import file_name, move_dated, place_entries, year_of
from generator.curate.layout import moved_to_their_years
from generator.model import BibFile


@pytest.mark.parametrize(
    ("fields", "year", "name"),
    [
        ({"year": "2023"}, 2023, "2023.bib"),
        ({"date": "2024-05/2025"}, 2024, "2024.bib"),
        ({"year": "2023", "date": "2024"}, 2023, "2023.bib"),
        ({"year": "in press"}, None, "undated.bib"),
        ({"year": "203"}, None, "undated.bib"),
        ({"year": "２０２３"}, None, "undated.bib"),
        ({"title": "../../x"}, None, "undated.bib"),
    ],
)
def test_the_file_of_an_entry(fields: dict[str, str], year: int | None, name: str) -> None:
    entry = new_entry("misc", "a", fields)
    assert (year_of(entry), file_name(entry)) == (year, name)


def test_entries_go_into_the_file_of_their_year() -> None:
    there = BibFile("bib/2023.bib")
    entries = [new_entry("misc", "b", {"year": "2023"}), new_entry("misc", "a", {"year": "2023"})]
    files = place_entries([there], [*entries, new_entry("misc", "c", {"title": "C"})], "bib")
    assert [(file.path, sorted(entry.key for entry in file.entries)) for file in files] == [
        ("bib/2023.bib", ["a", "b"]),
        ("bib/undated.bib", ["c"]),
    ]


def test_dated_entries_leave_the_undated_file_and_nothing_else_moves() -> None:
    undated, _ = read_bib(
        b"% mine\n@misc{a,\n  year = {2023},\n}\n\n@misc{b,\n  title = {B},\n}\n", "bib/undated.bib"
    )
    other, _ = read_bib(b"@misc{c,\n  year = {2020},\n}\n", "bib/library.bib")
    files = {file.path: file for file in move_dated([undated, other])}
    assert [entry.key for entry in files["bib/undated.bib"].entries] == ["b"]
    assert "% mine" in files["bib/undated.bib"].text
    assert [entry.key for entry in files["bib/2023.bib"].entries] == ["a"]
    assert files["bib/library.bib"] == other
    assert set(move_dated(tuple(files.values()))) == set(files.values())


def test_entries_whose_year_changed_change_places() -> None:
    before = {
        "bib/2023.bib": "@misc{a,\n  year = {2024},\n}\n\n@misc{c,\n  year = {2024},\n}\n",
        "bib/2024.bib": "% ours\n@misc{b,\n  year = {2023},\n}\n",
        "bib/library.bib": "@misc{d,\n  year = {2023},\n}\n",
    }
    files = [read_bib(text.encode(), path)[0] for path, text in before.items()]
    after = moved_to_their_years(files, {"a", "b", "d"})
    keys = {file.path: [entry.key for entry in file.entries] for file in after}
    # `c` is not asked about, and `d` is in a file of no year.
    assert keys == {"bib/2023.bib": ["b", "c"], "bib/2024.bib": ["a"], "bib/library.bib": ["d"]}
    assert "% ours" in next(file.text for file in after if file.path == "bib/2024.bib")
    assert moved_to_their_years(after, {"a", "b", "d"}) == after
