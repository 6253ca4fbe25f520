import string
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database.input.bibtex import Parser

from generator.bibtex import new_entry, read_bib, render_entry
from generator.bibtex.render import standalone
from generator.model import Entry, Field
from generator.text.latex import escape

from .nasty import bib_texts


def test_canonical_entry() -> None:
    entry = Entry(
        "article",
        "k",
        (
            Field("Keywords", '"x"', "x"),
            Field("month", "jan", "January"),
            Field("zzz", '{a} #\n "b"', "ab"),
            Field("Title", "{T\n  x}", "T x"),
            Field("year", "2020", "2020"),
        ),
    )
    assert render_entry(entry) == (
        "@article{k,\n  title = {T x},\n  year = 2020,\n  month = jan,\n"
        '  zzz = {a} # "b",\n  keywords = {x},\n}\n'
    )


def test_lone_braces_do_not_break_the_entry() -> None:
    (entry,) = read_bib(b"@misc{a, title = {x \\} y}, note = {z}}", "x.bib")[0].entries
    assert render_entry(entry) == "@misc{a,\n  title = {x \\textbraceright{} y},\n  note = {z},\n}\n"


def test_new_entry() -> None:
    entry = new_entry("Article", "k", {"year": "2020", "month": "Jan", "title": "A  b", "note": ""})
    assert [(f.name, f.raw, f.value) for f in entry.fields] == [
        ("title", "{A b}", "A b"),
        ("year", "{2020}", "2020"),
        ("month", "jan", "January"),
    ]
    with pytest.raises(ValueError, match="unbalanced"):
        new_entry("misc", "k", {"title": "}{"})


keys = st.text(string.ascii_letters + string.digits + ":-_./+", min_size=1, max_size=12)
field_names = st.sampled_from(("title", "year", "journal", "note", "pages", "groups", "x-y"))
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(escape)


def pybtex(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Read with pybtex, names left as text."""
    parser = Parser(person_fields=[])
    parsed = parser.parse_stream(StringIO(text))
    return {
        key: (entry.type, {name.lower(): value for name, value in entry.fields.items()})
        for key, entry in parsed.entries.items()
    }


@given(keys, st.dictionaries(field_names, texts))
@settings(deadline=None)
def test_pybtex_reads_the_same(key: str, fields: dict[str, str]) -> None:
    entry = new_entry("misc", key, fields)
    expected = {field.name: field.value for field in entry.fields}
    assert {k: " ".join(v.split()) for k, v in pybtex(render_entry(entry))[key][1].items()} == expected


@given(bib_texts())
@settings(deadline=None)
def test_pybtex_reads_exports_of_nasty_files(text: str) -> None:
    for entry in read_bib(text.encode(), "x.bib")[0].entries:
        alone = standalone(entry)
        found = pybtex(render_entry(alone))[alone.key]
        names = {field.name.lower() for field in alone.fields}
        assert (found[0], set(found[1])) == (entry.type, names)


@given(bib_texts())
@settings(deadline=None)
def test_rendering_reads_back(text: str) -> None:
    for entry in read_bib(text.encode(), "x.bib")[0].entries:
        alone = standalone(entry)
        (again,) = read_bib(render_entry(alone).encode(), "x.bib")[0].entries
        wanted = {f.name.lower(): f.value for f in alone.fields if f.value.count("\\") == 0}
        assert wanted.items() <= {f.name: f.value for f in again.fields}.items()
