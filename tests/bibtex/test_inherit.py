from generator.bibtex.inherit import Inheritance
from generator.model import Entry, Field


def entry(type_: str, key: str, **fields: str) -> Entry:
    return Entry(type_, key, tuple(Field(name, f"{{{value}}}", value) for name, value in fields.items()))


def resolved(child: Entry, *others: Entry) -> dict[str, str]:
    found = Inheritance.of([child, *others]).resolve(child)
    return {field.name: field.value for field in found.fields}


def test_a_chapter_takes_the_book_title_but_not_its_doi() -> None:
    child = entry("inproceedings", "c", title="T", crossref="P")
    parent = entry("proceedings", "p", title="P", subtitle="S", year="2020", doi="10.1/x", groups="g")
    assert resolved(child, parent) == {
        "title": "T", "crossref": "P", "booktitle": "P", "booksubtitle": "S", "year": "2020",
    }  # fmt: skip


def test_own_fields_win() -> None:
    child = entry("incollection", "c", booktitle="Mine", Year="1999", crossref="p")
    assert resolved(child, entry("collection", "p", title="P", year="2020"))["booktitle"] == "Mine"
    assert "year" not in resolved(child, entry("collection", "p", year="2020"))


def test_xdata_passes_everything_on_and_may_nest() -> None:
    child = entry("misc", "c", xdata="a, b")
    found = resolved(child, entry("xdata", "a", doi="10.1/x", xdata="b"), entry("xdata", "b", note="n"))
    assert found == {"xdata": "a, b", "doi": "10.1/x", "note": "n"}


def test_cycles_end_and_are_reported() -> None:
    entries = [
        entry("misc", "a", xdata="b", x="1"),
        entry("misc", "b", xdata="c", y="2"),
        entry("misc", "c", xdata="a"),
    ]
    inheritance = Inheritance.of(entries)
    assert {field.name for field in inheritance.resolve(entries[0]).fields} == {"xdata", "x", "y"}
    assert [(p.code, p.citekey) for p in inheritance.problems] == [("inheritance-cycle", "c")]


def test_containers() -> None:
    entries = [
        entry("misc", "c", crossref="P"),
        entry("proceedings", "p"),
        entry("proceedings", "q"),
        entry("xdata", "x"),
    ]
    inheritance = Inheritance.of(entries)
    assert [inheritance.is_container(found) for found in entries] == [False, True, False, True]
