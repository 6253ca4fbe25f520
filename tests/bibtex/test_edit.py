import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.bibtex import (
    add_entries,
    add_entry,
    find,
    format_file,
    new_entry,
    read_bib,
    remove_entry,
    render_entry,
    set_fields,
)
from generator.bibtex.edit import edit_entries, edit_raw, without_fields
from generator.model import BibFile, Entry
from generator.text.latex import escape

from .nasty import bib_texts


def read(text: str) -> BibFile:
    return read_bib(text.encode(), "x.bib")[0]


TEXT = """% head
@article{a,
    title   = {Old},  % keep me
    note    = "n",
    year    = 2020
}

@misc{c, title={C}, year=2021}
"""


@pytest.mark.parametrize(
    ("key", "fields", "old", "new"),
    [
        ("a", {"title": "New"}, "{Old},  % keep", "{New},  % keep"),
        ("a", {"title": "Old"}, "", ""),
        ("a", {"YEAR": "2020"}, "", ""),
        ("a", {"year": "2021"}, "= 2020", "= {2021}"),
        ("a", {"note": None}, '    note    = "n",\n', ""),
        ("a", {"title": None}, "    title   = {Old},  % keep me\n", "    % keep me\n"),
        ("a", {"year": None}, "    year    = 2020\n", ""),
        ("a", {"nothing": None}, "", ""),
        ("a", {"groups": "x, y"}, "= 2020\n", "= 2020,\n    groups  = {x, y}\n"),
        ("a", {"month": "jan"}, "= 2020\n", "= 2020,\n    month   = jan\n"),
        ("c", {"groups": "x"}, "year=2021}", "year=2021, groups={x}}"),
        ("c", {"title": None}, "title={C}, ", ""),
        ("c", {"year": None}, "year=2021}", "}"),
    ],
)
def test_only_the_field_changes(key: str, fields: dict[str, str | None], old: str, new: str) -> None:
    edited = set_fields(read(TEXT), key, fields)
    assert edited.text == (TEXT.replace(old, new) if old else TEXT)
    assert edited.entries == tuple(
        Entry(entry.type, entry.key, found.fields, entry.place)
        for entry, found in zip(read(TEXT).entries, edited.entries, strict=True)
    )


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        ("@misc{a}", {"x": "1"}, "@misc{a,\n  x = {1},\n}"),
        ("@misc{a,\n}", {"x": "1"}, "@misc{a,\n  x = {1},\n}"),
        ("@misc(a)", {"x": "1"}, "@misc(a,\n  x = {1},\n)"),
        ("@misc{a,\n  x = {1}, % one\n}", {"y": "2"}, "@misc{a,\n  x = {1}, % one\n  y = {2},\n}"),
        ("@misc{a,\n  x = {1} % one, two\n}", {"y": "2"}, "@misc{a,\n  x = {1}, % one, two\n  y = {2}\n}"),
        ("@misc{a\n  , x = {1}\n  , y = {2}\n  }", {"x": None}, "@misc{a\n  , y = {2}\n  }"),
        ("@misc{a,\n  x = {1}\n  y = {2},\n  z = {3}}", {"y": None}, "@misc{a,\n  x = {1},\n  z = {3}}"),
        ("@misc{a,\n  x = {1}\n  y = {2}}", {"y": "4"}, "@misc{a,\n  x = {1}\n  y = {4}}"),
        ("@misc{a, x = {1}, X = {2}, y = me}", {"x": None}, "@misc{a, y = me}"),
        ("@misc{a, x = {1} junk, y = 2}", {"x": "1"}, "@misc{a, x = {1}, y = 2}"),
    ],
)
def test_wild_layouts(before: str, fields: dict[str, str | None], after: str) -> None:
    assert set_fields(read(before), "a", fields).text == after


def test_type_and_citekey() -> None:
    edited = set_fields(read("@Misc{old, title = {old}}"), "old", {}, type="article", key_to="new")
    assert edited.text == "@article{new, title = {old}}"
    assert (edited.entries[0].type, edited.entries[0].key) == ("article", "new")


def test_macros_keep_their_values() -> None:
    file = read("@string{v = {Venue}}\n@misc{a, note = v}\n")
    assert set_fields(file, "a", {"title": "T"}).entries[0].get("note") == "Venue"


@pytest.mark.parametrize(
    ("fields", "key_to"),
    [({"x": "}"}, None), ({"a b": "x"}, None), ({"": "x"}, None), ({}, "a b"), ({}, ""), ({}, "a,")],
)
def test_what_bibtex_cannot_hold(fields: dict[str, str | None], key_to: str | None) -> None:
    with pytest.raises(ValueError, match=r"not a|unbalanced"):
        set_fields(read("@misc{a, y = 1}"), "a", fields, key_to=key_to)


def test_unknown_citekeys() -> None:
    with pytest.raises(KeyError):
        set_fields(read(TEXT), "zz", {})
    with pytest.raises(KeyError):
        remove_entry(read(TEXT), "zz")
    with pytest.raises(KeyError):
        edit_entries(read(TEXT), {"zz": {"x": "y"}})


def test_many_at_once() -> None:
    once = edit_entries(read(TEXT), {"a": {"note": "m"}, "c": {"year": None}})
    assert once == set_fields(set_fields(read(TEXT), "a", {"note": "m"}), "c", {"year": None})


def test_find() -> None:
    file = read(TEXT)
    assert find([file], "c") == (file, file.entries[1])
    assert find([file], "b") is None


def test_entries_go_where_they_belong() -> None:
    text = add_entry(
        read(TEXT.replace("@misc", "% on c\n@misc")), new_entry("misc", "b", {"title": "B"})
    ).text
    assert text == TEXT.replace("@misc", "@misc{b,\n  title = {B},\n}\n\n% on c\n@misc")
    unsorted = "@misc{z}\n\n@misc{a}"
    assert add_entry(read(unsorted), new_entry("misc", "b", {})).text == f"{unsorted}\n\n@misc{{b,\n}}\n"
    assert add_entry(read(""), new_entry("misc", "b", {})).text == "@misc{b,\n}\n"


def test_canonical_files_stay_canonical() -> None:
    file = BibFile("x.bib")
    for key in "dbca":
        file = add_entry(file, new_entry("misc", key, {"title": "T", "year": "2020"}))
    assert [entry.key for entry in file.entries] == list("abcd")
    assert format_file(file).text == file.text
    file = remove_entry(set_fields(file, "d", {"year": "2021"}), "b")
    assert format_file(file).text == file.text


def test_removing_leaves_comments() -> None:
    text = "% head\n\n@misc{a}\n\n% on b\n@misc{b}\n\n@misc{c}\n"
    assert remove_entry(read(text), "a").text == "% head\n\n% on b\n@misc{b}\n\n@misc{c}\n"
    assert remove_entry(read(text), "b").text == "% head\n\n@misc{a}\n\n% on b\n\n\n@misc{c}\n"
    assert remove_entry(read("@misc{a}\n"), "a").text == ""


def test_a_field_goes_whose_escaped_brace_had_a_partner() -> None:
    """Each of the two alone is read with escaped braces that do not count, as both together were."""
    text = "@misc{a,\n title = {a \\} b},\n title = {a \\{ b},\n year = {2020},, }\n"
    assert set_fields(read(text), "a", {"title": None}).text == "@misc{a,\n year = {2020},, }\n"


names = st.sampled_from(("title", "year", "note", "new", "month"))


@given(bib_texts(), names, st.none() | st.text(max_size=8).map(escape), st.data())
@settings(deadline=None, max_examples=300)
def test_an_edit_changes_one_field(text: str, name: str, value: str | None, data: st.DataObject) -> None:
    file = read(text)
    keys = [entry.key for entry in file.entries]
    assume(keys)
    key = data.draw(st.sampled_from(keys))
    edited = set_fields(file, key, {name: value})
    at = keys.index(key)
    again = read(edited.text)
    assert [entry.key for entry in again.entries] == keys
    assert edited.entries[at].get(name) == again.entries[at].get(name) == " ".join((value or "").split())
    for index, entry in enumerate(file.entries):
        others = [(f.name, f.value) for f in entry.fields if index != at or f.name.lower() != name]
        found = edited.entries[index].fields
        assert [(f.name, f.value) for f in found if index != at or f.name.lower() != name] == others
    assert set_fields(edited, key, {name: value}).text == edited.text


@given(bib_texts(), st.sampled_from(("a", "k", "zz")))
@settings(deadline=None)
def test_adding_and_removing(text: str, key: str) -> None:
    file = read(text)
    entry = new_entry("misc", key, {"title": "T"})
    added = add_entry(file, entry)
    before = [render_entry(e) for e in file.entries]
    after = [render_entry(e) for e in read(added.text).entries]
    assert sorted(after) == sorted([*before, render_entry(entry)])
    removed = remove_entry(added, key)
    assert len(removed.entries) == len(file.entries)


REPEATED = """\
@misc{a, % one
  title  = {A},
  note = "x  y",   note = {x  y},
  Title = {B}
}
@misc{b, note = {x  y}, note = {x  y}}
"""


def test_some_fields_go_and_all_else_stays() -> None:
    changed = without_fields(
        read(REPEATED), {"a"}, lambda field, before: field.name == "note" and bool(before[1:])
    )
    assert changed.text == REPEATED.replace("note = {x  y},\n  Title", "\n  Title")
    assert [field.value for field in changed.entries[0].fields] == ["A", "x y", "B"]


def test_a_value_is_written_otherwise_only_where_it_stays_the_same() -> None:
    changed = edit_raw(read(REPEATED), {"a"}, lambda field: field.raw.replace("  ", " ").replace("A", "Z"))
    assert changed.text == REPEATED.replace('"x  y",   note = {x  y}', '"x y",   note = {x y}')
    assert edit_raw(read(REPEATED), {"a"}, lambda field: field.raw).text == REPEATED


@given(bib_texts())
@settings(deadline=None)
def test_edits_that_change_nothing_are_the_file(text: str) -> None:
    file = read(text)
    keys = {entry.key for entry in file.entries}
    assert without_fields(file, keys, lambda field, before: False).text == file.text
    assert edit_raw(file, keys, lambda field: field.raw).text == file.text


@pytest.mark.parametrize("text", ["", "\n", TEXT])
@given(
    parts=st.lists(st.tuples(st.sampled_from("abcdeABC"), st.sampled_from(["", "a", "B", "x"])), max_size=6)
)
def test_many_entries_are_added_as_one_after_the_other(text: str, parts: list[tuple[str, str]]) -> None:
    entries = [new_entry("misc", key, {"title": "T", "crossref": parent}) for key, parent in parts]
    one_by_one = read(text)
    for entry in sorted(entries, key=lambda entry: entry.key.lower()):
        one_by_one = add_entry(one_by_one, entry)
    together = add_entries(read(text), sorted(entries, key=lambda entry: entry.key.lower()))
    assert sorted(render_entry(entry) for entry in together.entries) == sorted(
        render_entry(entry) for entry in one_by_one.entries
    )
    assert read(together.text).text == together.text
    if not any(parent for _, parent in parts) and len({key.lower() for key, _ in parts}) == len(parts):
        assert together.text == (one_by_one.text if text.strip() or not parts else one_by_one.text.lstrip())
