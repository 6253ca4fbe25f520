from collections import Counter

from hypothesis import given, settings

from generator.bibtex import encode, format_entries, format_file, read_bib
from generator.model import BibFile, BlockKind

from .nasty import bib_texts


def read(text: str) -> BibFile:
    return read_bib(text.encode(), "x.bib")[0]


def test_canonical_form() -> None:
    file = read(
        '% Encoding: GBK\n% The review.\n\n% about b\n@Article{b, Year = 2020, % why not\n  title="B",\n'
        'month = jan # "~1", zzz = {last}, note = {x\n   y}, keywords = {k}}\n'
        "@string{me = {Me}}\n@inproceedings(a, title = {A}, crossref = {Z})@proceedings{Z, title={P}} % end\n"
        "@misc{c, author = me}\n"
    )
    assert format_file(file).text == (
        "% The review.\n\n"
        "@string{me = {Me}}\n\n"
        "@inproceedings{a,\n  title = {A},\n  crossref = {Z},\n}\n\n"
        "% about b\n% why not\n"
        '@article{b,\n  title = {B},\n  year = 2020,\n  month = jan # "~1",\n'
        "  note = {x y},\n  zzz = {last},\n  keywords = {k},\n}\n\n"
        "@misc{c,\n  author = me,\n}\n\n"
        "@proceedings{Z,\n  title = {P},\n} % end\n"
    )


def test_what_is_no_entry_stays() -> None:
    text = (
        "@misc{b,\n}\n\nSection two\n\n@misc{d,\n}\n\n@misc{c,\n}\n\n@comment{jabref-meta: x;}\n\n"
        "@misc{open, title = {x\n\n@misc{a,\n}\n"
    )
    assert format_file(read(text)).text == text.replace(
        "@misc{d,\n}\n\n@misc{c,\n}", "@misc{c,\n}\n\n@misc{d,\n}"
    )


def test_a_macro_that_changes_stays_behind_its_users() -> None:
    text = (
        "@string{v = {one}}\n\n@misc{b,\n  note = v,\n}\n\n@string{v = {two}}\n\n@misc{a,\n  note = v,\n}\n"
    )
    assert format_file(read(text)).text == text


def test_an_entry_that_cannot_be_rendered_stays_as_written() -> None:
    text = "@misc{a,\n TITLE = {x} junk,\n}\n"
    assert format_file(read(text)).text == text


def test_newlines_stay_and_the_encoding_becomes_utf8() -> None:
    file, _ = read_bib("% Encoding: ISO-8859-1\r\n@misc{a, title={é}}\r\n".encode("latin-1"), "x.bib")
    assert encode(format_file(file)) == "@misc{a,\r\n  title = {é},\r\n}\r\n".encode()


def values(file: BibFile) -> Counter[tuple[object, ...]]:
    return Counter(
        (entry.type, entry.key, *sorted((field.name.lower(), field.value) for field in entry.fields))
        for entry in file.entries
    )


def kept(file: BibFile) -> Counter[tuple[BlockKind, str]]:
    other = (block for block in file.blocks if block.kind not in (BlockKind.ENTRY, BlockKind.TEXT))
    return Counter((block.kind, block.raw.strip()) for block in other)


def words(file: BibFile) -> Counter[str]:
    """Everything that stands between the blocks, and the comments inside entries."""
    outside = (block.raw for block in file.blocks if block.kind is BlockKind.TEXT)
    return Counter(word for raw in outside for word in raw.split())


@given(bib_texts())
@settings(deadline=None)
def test_format_loses_nothing_and_is_idempotent(text: str) -> None:
    before = read(text)
    after = format_file(before)
    again = read(after.text)
    assert values(after) == values(before) == values(again)
    assert kept(after) == kept(before) == kept(again)
    assert words(before) <= words(after) | Counter(["%", "Encoding:"])
    assert format_file(after).text == after.text
    assert format_file(again).text == after.text


def test_single_entries_are_formatted_in_their_places() -> None:
    first, last = "% z\n@misc{z, title={Z}}\n\n", "  % behind\n@misc{a,title={A}}\n"
    text = f"{first}@misc{{b,title={{B}}, % why\n year=2020,,}}{last}"
    expected = f"{first}% why\n@misc{{b,\n  title = {{B}},\n  year = 2020,\n}}{last}"
    changed = format_entries(read(text), {"b"})
    assert changed.text == expected
    assert format_entries(changed, {"b"}).text == expected
    assert changed.entries[1].place.line == 4


@given(bib_texts())
@settings(deadline=None)
def test_formatting_single_entries_loses_nothing(text: str) -> None:
    file = read(text)
    formatted = format_entries(file, {entry.key for entry in file.entries})
    again = read(formatted.text)
    assert values(again) == values(file)
    assert kept(again) == kept(file)
