"""Fixing whole files: nothing but the fields that are mended changes, and a second run changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bibtex import read_bibs
from generator.build import check, fix
from generator.checks import Chosen, Fixed
from generator.checks.fixes import FIXES, context, values_of
from generator.model import BibFile, Block, BlockKind, Entry, Field

from ..bibtex.nasty import bib_texts
from ..builders import category, paper, review

_KEPT = (BlockKind.STRING, BlockKind.PREAMBLE, BlockKind.COMMENT, BlockKind.BROKEN)
FAULTY = """\
% Papers about looms.
@string{joe = {Journal of <i>Engines</i>}}

@comment{jabref-meta: keep me}

% the first
@article{lovelace2024looms,
    title    = "Looms as Computers.",
    author   = {Lovelace, Ada and
                Wang 0001, Wei},
    journal  = joe,
    myfield  = {kept  as it is} ,
    year     = 2024,
    pages    = {1-10}
}
stray text
@misc{b, title = {B}, author = {B, B}, year = 2024, url = {http://arxiv.org/abs/2404.00001}}
"""


def mended(text: str, only: Sequence[str] = ()) -> tuple[str, tuple[Fixed, ...]]:
    """Return a .bib file as `--fix` leaves it, and what was fixed."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.bib")
        path.write_bytes(text.encode())
        fixed = fix(Path(folder), chosen=Chosen(frozenset(only)))
        return path.read_bytes().decode(), fixed


def test_only_what_is_mended_changes() -> None:
    after, fixed = mended(FAULTY)
    changed = [
        (old, new) for old, new in zip(FAULTY.split("\n"), after.split("\n"), strict=False) if old != new
    ]
    assert changed[0] == ('    title    = "Looms as Computers.",', "    title    = {Looms as Computers},")
    assert "@string{joe = {Journal of <i>Engines</i>}}" in after
    assert "    journal  = joe,\n    myfield  = {kept  as it is} ,\n    year     = 2024,\n" in after
    assert after.startswith("% Papers about looms.\n")
    assert "\n% the first\n@article" in after
    assert "\n@comment{jabref-meta: keep me}\n" in after
    assert "\nstray text\n" in after
    codes = ["title-dot", "namesake-number", "pages-form", "http-address", *["arxiv-without-eprint"] * 2]
    assert sorted(one.code for one in fixed) == sorted(codes)


def test_each_thing_that_was_fixed_is_told_with_its_place() -> None:
    _, fixed = mended(FAULTY, ["title-dot"])
    assert [str(one) for one in fixed] == [
        "a.bib:8:5: fixed: `title` “Looms as Computers.” → “Looms as Computers” "
        "[lovelace2024looms] (title-dot)"
    ]


def test_what_one_fix_brings_to_light_is_fixed_in_the_same_run() -> None:
    after, fixed = mended("@misc{a,\n  title = {Looms&lt;/i&gt;.&#8203;},\n}\n")
    assert "title = {Looms}," in after
    assert [one.code for one in fixed] == ["html-markup", "title-dot"]


def test_a_value_that_is_inherited_or_a_macro_is_left_alone() -> None:
    text = (
        "@string{t = {A Title.}}\n@misc{a, title = t}\n@inproceedings{b, title = {B}, crossref = {c}}\n"
        "@proceedings{c, title = {The <i>C</i>}}\n"
    )
    assert mended(text) == (text, ())


def test_what_is_accepted_with_a_reason_stays(tmp_path: Path) -> None:
    text = "@misc{a,\n  title = {A Title.},\n  bibloom-ignore = {title-dot: it belongs to it},\n}\n"
    (tmp_path / "a.bib").write_text(text)
    assert fix(tmp_path) == ()
    (tmp_path / "a.bib").write_text(text.replace(": it belongs to it", ""))
    assert [one.code for one in fix(tmp_path)] == ["title-dot"]


def test_an_ignored_code_is_not_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a,\n  title = {A Title.},\n  pages = {1-2},\n}\n")
    assert [one.code for one in fix(tmp_path, chosen=Chosen(ignored=frozenset(("title-dot",))))] == [
        "pages-form"
    ]


def test_newlines_encoding_and_mode_of_the_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("@misc{a,\r\n  title = {Über Webstühle.},\r\n}\r\n".encode("cp1252"))
    path.chmod(0o640)
    fix(tmp_path, chosen=Chosen(frozenset(("title-dot",))))
    assert path.read_bytes() == "@misc{a,\r\n  title = {Über Webstühle},\r\n}\r\n".encode("cp1252")
    assert path.stat().st_mode & 0o777 == 0o640


def test_files_without_a_fault_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a,\n  title = {Looms.},\n}\n")
    (tmp_path / "b.bib").write_text("@misc{b,\n  title = {B},\n}\n")
    before = (tmp_path / "b.bib").stat().st_mtime_ns
    assert fix(tmp_path)
    assert (tmp_path / "b.bib").stat().st_mtime_ns == before
    assert not list(tmp_path.glob("*.tmp"))


def test_of_two_entries_with_one_citekey_the_first_is_mended() -> None:
    after, _ = mended("@misc{a, title={One.}}\n@misc{a, title={Two.}}\n")
    assert after == "@misc{a, title={One}}\n@misc{a, title={Two.}}\n"


def test_of_two_files_with_one_citekey_the_second_keeps_its_entry(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, title={One.}}\n")
    (tmp_path / "b.bib").write_text("@misc{a, title={Two.}}\n")
    fix(tmp_path)
    assert (tmp_path / "a.bib").read_text() == "@misc{a, title={One}}\n"
    assert (tmp_path / "b.bib").read_text() == "@misc{a, title={Two.}}\n"


def test_a_fault_behind_a_fault_is_fixed_too() -> None:
    after, _ = mended("@misc{a, title = {A &amp;lt;i&amp;gt;B}}\n")
    assert after == "@misc{a, title = {A B}}\n"


def test_what_one_paper_changes_in_another_is_fixed_in_the_same_run() -> None:
    after, _ = mended("@misc{a, keywords = {A\u200bB}}\n@misc{b, keywords = {a b}}\n")
    assert after == "@misc{a, keywords = {AB}}\n@misc{b, keywords = {AB}}\n"


def test_a_field_that_is_there_twice_with_two_values_stays() -> None:
    text = "@misc{a, note = {One}, note = {Two}}\n"
    assert mended(text, ["duplicate-field"]) == (text, ())


def test_the_primary_category_stays_though_it_is_above_another() -> None:
    above = paper(
        "a", groups=("top", "below"), entry=Entry("misc", "a", (Field("groups", "", "top, below"),))
    )
    below = paper(
        "b", groups=("below", "top"), entry=Entry("misc", "b", (Field("groups", "", "below, top"),))
    )
    known = context(review([above, below], [category("top"), category("below", "top")]))
    fixes = [FIXES["group-above"](values_of(one), one, known) for one in (above, below)]
    assert fixes == [{}, {"groups": "below"}]


TEXTS = st.sampled_from((
    "Looms.", "A &amp; B", "<i>A</i>.", "LovÃ©lace", "A\u200bB", "{A} \\& B", "[PDF] A.", "A, B et al.",
    "A; B",
    "Wang 0001, Wei", "1-10", "pp. 3–4", "10.1000/1", "doi:10.1000/1", "https://doi.org/10.1000/1",
    "arXiv:2404.00001v2", "2404.00001", "http://arxiv.org/pdf/2404.00001", "https://e.org/?utm_source=x&a=1",
    "a, A, b", "Fine-Tuning", "fine tuning", "x, x", "a  b", "",
))  # fmt: skip
NAMES = st.sampled_from((
    "title", "author", "journal", "pages", "doi", "eprint", "url", "keywords", "groups", "note", "code",
    "Title",
))  # fmt: skip
FIELDS = st.lists(
    st.tuples(NAMES, TEXTS, st.sampled_from((", ", ",\n  ", " ", ",, ", ", % why\n "))), max_size=6
)


def written(number: int, fields: Sequence[tuple[str, str, str]]) -> str:
    """Return an entry with these fields, each followed by what stands behind it."""
    body = "".join(f"{name} = {{{value}}}{behind}" for name, value, behind in fields)
    return f"% about {number}\n@misc{{key{number},\n  {body}}}\n"


@given(st.lists(FIELDS, min_size=1, max_size=3))
@settings(max_examples=120, deadline=None)
def test_a_second_run_changes_nothing_and_nothing_is_lost(
    entries: list[list[tuple[str, str, str]]],
) -> None:
    text = "@string{s = {S}}\n" + "".join(written(number, fields) for number, fields in enumerate(entries))
    once, fixed = mended(text)
    assert mended(once) == (once, ())
    assert (once == text) == (not fixed)
    before, after = (read_bibs([("a.bib", one.encode())])[0][0] for one in (text, once))
    assert [entry.key for entry in after.entries] == [entry.key for entry in before.entries]
    assert _names(after) >= {name for name in _names(before) if name[1] in ("note", "code")}
    assert _others(after) == _others(before)


def _names(file: BibFile) -> set[tuple[str, str]]:
    return {
        (entry.key, field.name.lower()) for entry in file.entries for field in entry.fields if field.value
    }


def _others(file: BibFile) -> list[str]:
    """Return what is no entry, comments without the ones that stood in entries."""
    texts = [block.raw for block in file.blocks if block.entry is None]
    return [line for line in "\n".join(texts).split("\n") if line.strip() and "why" not in line]


@pytest.mark.parametrize("kind", [BlockKind.STRING, BlockKind.COMMENT])
def test_blocks_that_are_no_entries_stay(kind: BlockKind) -> None:
    before, after = (read_bibs([("a.bib", text.encode())])[0][0] for text in (FAULTY, mended(FAULTY)[0]))

    def blocks(file: BibFile) -> list[Block]:
        return [block for block in file.blocks if block.kind is kind]

    assert blocks(before) == blocks(after) != []


def test_the_flagship_has_nothing_left_to_fix() -> None:
    root = Path(__file__).parent.parent.parent
    assert [str(problem) for problem in check(root) if problem.severity == "error"] == []


@given(bib_texts())
@settings(max_examples=60, deadline=None)
def test_whatever_a_file_holds_a_second_run_changes_nothing(text: str) -> None:
    once, _ = mended(text)
    assert mended(once) == (once, ())
    before, after = (read_bibs([("a.bib", one.encode())])[0][0] for one in (text, once))
    assert [entry.key for entry in after.entries] == [entry.key for entry in before.entries]
    assert [block.kind for block in after.blocks if block.kind in _KEPT] == [
        block.kind for block in before.blocks if block.kind in _KEPT
    ]
