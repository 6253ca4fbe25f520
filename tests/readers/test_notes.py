from generator.errors import Place, Severity
from generator.model import Note
from generator.readers.notes import read_note


def test_a_whole_note() -> None:
    text = (
        "---\ntldr: One sentence\n  on two lines.\nresults:\n  - 39% less memory\n  - 2x faster\n"
        "builds_on: [ada2020toy]\n---\nA paragraph, as in [@ada2020toy].\n"
    )
    note, problems = read_note(text, "notes/bob2021top.md", "bob2021top")
    assert problems == ()
    assert note == Note(
        key="bob2021top",
        tldr="One sentence on two lines.",
        results=("39% less memory", "2x faster"),
        builds_on=("ada2020toy",),
        body="A paragraph, as in [@ada2020toy].",
        place=Place("notes/bob2021top.md", 1),
        body_line=9,
    )


def test_wrong_types_and_unknown_keys_are_reported_with_the_key_and_its_line() -> None:
    text = "---\ntldr: [a, b]\nresult: x\nresults:\n  - speed: 2x\nbuilds_on: ada2020toy\n---\n"
    note, problems = read_note(text, "n.md", "k")
    assert note is not None
    assert (note.tldr, note.results, note.builds_on) == ("", (), ("ada2020toy",))
    assert [(problem.code, problem.place.line, problem.severity) for problem in problems] == [
        ("front-matter-key", 3, Severity.WARNING),
        ("front-matter-type", 2, Severity.ERROR),
        ("front-matter-type", 4, Severity.ERROR),
    ]
    assert "results" in problems[0].hint
    assert {problem.citekey for problem in problems} == {"k"}


def test_an_unreadable_note_is_none() -> None:
    note, problems = read_note("no front matter", "n.md", "k")
    assert note is None
    assert [problem.code for problem in problems] == ["front-matter-missing"]
