import re
from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string as parse_bibtex
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from generator.bibtex import read_bib, to_papers
from generator.errors import Place, Severity
from generator.exports import bibtex, bibtex_problems
from generator.exports.bibtex_syntax import braced, braces_balance, names_readable, safe_key
from generator.exports.record import LEFT_OUT
from generator.model import Entry, Field, Name, Paper

from .strategies import reviews, texts


def entry(kind: str = "misc", key: str = "k", **values: str) -> Entry:
    return Entry(kind, key, tuple(Field(n, f"{{{v}}}", v) for n, v in values.items()), Place("a.bib", 3))


def paper(source: Entry, **known: object) -> Paper:
    start = Paper(source.key, "slug", source.type, source.get("title"), entry=source)
    return replace(start, **known)  # type: ignore[arg-type]


def read(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Read with both parsers, which must agree, and return type and fields by citekey.

    The field `key`, which entries without authors get, is left out; it has a test of its own.
    """
    library = parse_bibtex(text)
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    ours = {e.key: (e.entry_type, {f.key: f.value for f in e.fields}) for e in library.entries}
    theirs = parse_string(text, "bibtex").entries
    assert list(ours) == list(theirs)
    for key, (kind, fields) in ours.items():
        assert theirs[key].type == kind
        others = {n: v for n, v in theirs[key].fields.items() if n != "month"}
        assert {n: " ".join(v.split()) for n, v in others.items()} == {
            n: " ".join(v.split()) for n, v in fields.items() if n not in ("author", "editor", "month")
        }
        assert {n for n in ("author", "editor") if n in fields} == set(theirs[key].persons)
    return {key: (kind, {n: v for n, v in f.items() if n != "key"}) for key, (kind, f) in ours.items()}


def test_an_entry_without_authors_gets_a_key_to_sort_by() -> None:
    found = bibtex([paper(entry(title=r"How 50\% of Papers End"), title="How 50% of Papers End")])
    assert "  key = {{How 50\\% of Papers}},\n" in found
    assert "  key = {" not in bibtex([paper(entry(title="T", author="A, B"), authors=(Name("A", "B"),))])
    assert "  key = {own},\n" in bibtex([paper(entry(title="T", Key="own"))])


def test_whole_entry_reads_as_it_should() -> None:
    source = entry(
        "inproceedings",
        "dao2022flashattention",
        groups="attention",
        booktitle="Advances in Neural Information Processing Systems",
        author="Dao, Tri and Fu, Daniel Y.",
        title="{FlashAttention}: Fast and Memory-Efficient Exact Attention",
        year="2022",
        month="December",
        annex="kept",
        **{"bdsk-url-1": "x"},
    )
    assert bibtex([paper(source, year=2022, month=12)]) == (
        "@inproceedings{dao2022flashattention,\n"
        "  title = {{FlashAttention}: Fast and Memory-Efficient Exact Attention},\n"
        "  author = {Dao, Tri and Fu, Daniel Y.},\n"
        "  booktitle = {Advances in Neural Information Processing Systems},\n"
        "  year = {2022},\n"
        "  month = dec,\n"
        "  annex = {kept},\n"
        "}\n"
    )


def test_inherited_fields_are_written_out_and_the_parent_is_dropped() -> None:
    source = entry("inproceedings", title="T", author="A, B", crossref="proc")
    known = {"venue": "Proc. of X & Y", "year": 2020, "publisher": "ACM", "editors": (Name("Ed", "Wo"),)}
    _, fields = read(bibtex([paper(source, **known)]))["k"]
    assert fields == {
        "title": "T",
        "author": "A, B",
        "editor": "Ed, Wo",
        "booktitle": r"Proc. of X \& Y",
        "year": "2020",
        "publisher": "ACM",
    }


def test_biblatex_fields_get_their_bibtex_names() -> None:
    source = entry("article", title="T", author="A", journaltitle="J", date="2021-05-01", location="Rome")
    text = bibtex([paper(source, venue="J", year=2021, month=5)])
    assert text == (
        "@article{k,\n  title = {T},\n  author = {A},\n  journal = {J},\n  year = {2021},\n  month = may,\n"
        "  address = {Rome},\n}\n"
    )


def test_an_entry_that_does_not_inherit_gets_no_field_it_lacks() -> None:
    source = entry("misc", title="T")
    _, fields = read(bibtex([paper(source, doi="10.1/x", publisher="P", venue="V")]))["k"]
    assert fields == {"title": "T"}


def test_paper_without_an_entry_is_written_from_what_is_known() -> None:
    made = Paper(
        "k",
        "k",
        "article",
        "50% of GPT",
        authors=(Name("Beethoven", "Ludwig", "van"), Name("ACME, Inc.", literal=True)),
        more_authors=True,
        year=2020,
        venue="J",
        pages="1–10",
        arxiv="2001.00001",
        url="https://example.org/a_b?c={d}",
        entry=Entry("", ""),
    )
    _, fields = read(bibtex([made]))["k"]
    assert fields == {
        "title": r"50\% of {GPT}",
        "author": "van Beethoven, Ludwig and {ACME, Inc.} and others",
        "journal": "J",
        "year": "2020",
        "pages": "1--10",
        "eprint": "2001.00001",
        "archivePrefix": "arXiv",
        "url": "https://example.org/a_b?c=%7Bd%7D",
    }


@pytest.mark.parametrize("written", ["10", "october", "Oct.", "", "October"])
def test_month_is_a_macro(written: str) -> None:
    assert "  month = oct,\n" in bibtex([paper(entry(title="T", month=written), month=10)])


def test_month_with_a_day_stays() -> None:
    assert "  month = {10~October},\n" in bibtex([paper(entry(month="10~October"), month=10)])


@pytest.mark.parametrize("value", ["A, B, C, D", "family=Oz, given=Amos"])
def test_names_that_bibtex_cannot_read_are_written_anew(value: str) -> None:
    text = bibtex([paper(entry(title="T", author=value), authors=(Name("Oz", "Amos"),))])
    assert "  author = {Oz, Amos},\n" in text


def test_a_name_that_only_biblatex_can_write_is_put_in_bibtex_form() -> None:
    text = bibtex([Paper("k", "k", "misc", "T", authors=(Name("Gogh", "Vincent", "Van"),))])
    assert "family=" not in text
    assert str(parse_string(text, "bibtex").entries["k"].persons["author"][0]) == "{Van Gogh}, {Vincent}"


def test_nothing_of_the_review_leaves_with_the_export() -> None:
    source = Entry("misc", "k", tuple(Field(name, "{x}", "x") for name in sorted(LEFT_OUT)))
    _, fields = read(bibtex([paper(source)]))["k"]
    assert fields == {}


def test_remarks_of_jabrefs_users_stay_at_home() -> None:
    source = entry(title="T", author="A", **{"comment-john": "reject this {", "Comment-Jane": "me too"})
    assert bibtex([paper(source)]) == "@misc{k,\n  title = {T},\n  author = {A},\n}\n"
    assert bibtex_problems([paper(source)]) == ()


@pytest.mark.parametrize(
    "source",
    [
        "@book{k, title = {T}, xdata = {x}} @xdata{x, publisher = {P}}",
        "@book{k, title = {T}, series = {S}, xdata = {x}} @xdata{x, location = {L}}",
        "@article{k, title = {T}, booktitle = {B}}",
        "@article{k, title = {T}, publisher = {P}}",
        "@inproceedings{k, title = {T}, organization = {O}}",
        "@techreport{k, title = {T}, publisher = {P}}",
    ],
)
def test_a_venue_that_stands_in_another_field_is_not_written_again(source: str) -> None:
    file, _ = read_bib(source.encode(), "a.bib")
    papers, _ = to_papers([file])
    (written,) = papers
    assert written.venue
    names = {"address" if field.name == "location" else field.name for field in written.entry.fields}
    assert read(bibtex(papers))["k"][1].keys() == names - {"xdata"}


@pytest.mark.parametrize(
    ("source", "twin"),
    [
        ("@article{k, title = {T}, journaltitle = {V}, publisher = {P}}", "journal"),
        ("@phdthesis{k, title = {T}, institution = {V}}", "school"),
    ],
)
def test_a_venue_under_biblatexs_name_gets_its_twin(source: str, twin: str) -> None:
    file, _ = read_bib(source.encode(), "a.bib")
    assert read(bibtex(to_papers([file])[0]))["k"][1][twin] == "V"


def test_order_is_kept_and_a_paper_stands_once() -> None:
    first, second = paper(entry(key="b")), paper(entry(key="a"))
    assert list(read(bibtex([first, second, first]))) == ["b", "a"]
    assert bibtex([]) == ""


@pytest.mark.parametrize(
    "key", ["Araz:2026img", "conf/nips/X17", "Müller2024a", "Name.2020", "漢字2020", "A+B_c"]
)
def test_citekeys_stand_as_they_are(key: str) -> None:
    assert list(read(bibtex([paper(entry(key=key))]))) == [key]
    assert bibtex_problems([paper(entry(key=key))]) == ()


@pytest.mark.parametrize("key", ["", *(f"a{sign}b" for sign in " \t\n,{}\"#%\\()=~@'\x00\u200b")])
def test_impossible_citekeys_are_replaced_and_reported(key: str) -> None:
    (exported,) = read(bibtex([paper(entry(key=key))]))
    assert exported != key
    (problem,) = bibtex_problems([paper(entry(key=key))])
    assert (problem.code, problem.citekey, problem.severity) == ("export-citekey", key, Severity.WARNING)
    assert exported in problem.hint
    assert problem.place == Place("a.bib", 3)


def test_a_replaced_citekey_does_not_take_another_ones_place() -> None:
    blank, taken = paper(entry(key="a b", note="1")), paper(entry(key="a_20_b", note="2"))
    found = read(bibtex([blank, taken]))
    assert {key: fields["note"] for key, (_, fields) in found.items()} == {"a_20_b_": "1", "a_20_b": "2"}


def test_citekeys_that_differ_in_case_are_reported() -> None:
    papers = [paper(entry(key="foo")), paper(entry(key="Foo"))]
    assert [problem.code for problem in bibtex_problems(papers)] == ["export-citekey-case"]
    assert "@misc{foo," in bibtex(papers)
    assert "@misc{Foo," in bibtex(papers)


@pytest.mark.parametrize("kind", ["comment", "String", "in-proceedings", "a b", "x{y,"])
def test_types_that_open_no_entry_become_misc(kind: str) -> None:
    assert read(bibtex([paper(entry(kind))]))["k"][0] == "misc"
    assert [problem.code for problem in bibtex_problems([paper(entry(kind))])] == ["export-entry-type"]


def test_field_names_and_braces_that_cannot_stand_are_reported() -> None:
    source = entry(title="a } b", **{"1x": "lost", "no te": "lost", "abstract": "}"})
    assert read(bibtex([paper(source)]))["k"][1] == {"title": "a  b"}
    codes = [problem.code for problem in bibtex_problems([paper(source)])]
    assert codes == ["export-braces", "export-field-name", "export-field-name"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a {b} c", "{a {b} c}"),
        (r"\{b\}", r"{\{b\}}"),
        (r"a \{ b", r"{a \textbraceleft{} b}"),
        (r"{a\\}", r"{{a\\ }}"),
        ("a } b { c", "{a  b  c}"),
        ("a\\", "{a\\ }"),
        ("@article{x,", "{@articlex,}"),
        ("two\nlines", "{two lines}"),
    ],
)
def test_values_end_where_they_should(value: str, expected: str) -> None:
    assert braced(value) == expected


@given(texts)
def test_braced_values_balance_for_every_reader(value: str) -> None:
    assert braces_balance(braced(value))
    assert not braced(value).endswith("\\}")


@given(st.text())
def test_safe_keys_are_stable(key: str) -> None:
    assert safe_key(safe_key(key)) == safe_key(key)
    assert not re.search(r"[\s,{}\"#%\\()=~@']", safe_key(key))


@pytest.mark.parametrize(
    ("names", "readable"),
    [("A, B and C", True), ("{A, B, C, D}", True), ("A, B, C, D", False), ("A and ", False), ("", False)],
)
def test_names_readable(names: str, readable: bool) -> None:
    assert names_readable(names) is readable


@given(reviews())
def test_every_export_reads_back(papers: tuple[Paper, ...]) -> None:
    found = read(bibtex(papers))
    assert len(found) == len(papers)
    renamed = {problem.citekey for problem in bibtex_problems(papers) if problem.code == "export-citekey"}
    assert {p.key for p in papers} - renamed == found.keys() & ({p.key for p in papers} - renamed)
    for made, (_, fields) in zip(papers, found.values(), strict=True):
        assert LEFT_OUT.isdisjoint(fields)
        people = [f for f in ("author", "editor") if f in fields]
        assert people == [f for f, names in (("author", made.authors), ("editor", made.editors)) if names]


SOURCE = rb"""
@string{nips = "Advances in " # "Neural Information Processing Systems"}
@proceedings{P, title = nips, editor = {Ed, Wo}, year = 2020, publisher = {Curran}}
@xdata{X, location = {Online}}
@inproceedings{Araz:2026img, title = {On {\'E}tale \{sets\}}, author = {de la Cruz, Jr., Ana and others},
  pages = {1--9}, month = 5 # "~May", crossref = {P}, xdata = {X}, groups = {a}, note = "see " # {100\%}}
@ARTICLE(b, title = "Quotes {"}inside{"}", journaltitle = {J}, date = {2019-03/2019-04}, Title = {again})
"""


def test_wild_bibtex_leaves_as_bibtex_that_compiles_alone() -> None:
    file, _ = read_bib(SOURCE, "a.bib")
    papers, _ = to_papers([file])
    text = bibtex(papers)
    found = read(text)
    assert found.keys() == {"Araz:2026img", "b"}
    assert found["Araz:2026img"] == (
        "inproceedings",
        {
            "title": r"On {\'E}tale \{sets\}",
            "author": "de la Cruz, Jr., Ana and others",
            "editor": "Ed, Wo",
            "booktitle": "Advances in Neural Information Processing Systems",
            "year": "2020",
            "month": "5~May",
            "pages": "1--9",
            "publisher": "Curran",
            "address": "Online",
            "note": r"see 100\%",
        },
    )
    kind, fields = found["b"]
    assert (kind, fields["journal"], fields["year"]) == ("article", "J", "2019")
    assert "date" not in fields
    assert "  month = mar,\n" in text
    assert bibtex_problems(papers) == ()
