import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bibtex import encode, read_bib, read_bibs, to_papers

from .nasty import bib_texts


@given(bib_texts())
@settings(deadline=None)
def test_bytes_come_back(text: str) -> None:
    raw = text.encode()
    file, _ = read_bib(raw, "x.bib")
    assert encode(file) == raw


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=50)
def test_any_bytes_are_read(raw: bytes) -> None:
    file, _ = read_bib(raw, "x.bib")
    papers, _ = to_papers([file])
    assert len(papers) <= len(file.entries)
    assert read_bib(encode(file), "x.bib")[0].text == file.text


@given(bib_texts())
@settings(deadline=None)
def test_nasty_files_give_papers(text: str) -> None:
    file, _ = read_bib(text.encode(), "x.bib")
    papers, problems = to_papers([file])
    assert {paper.key for paper in papers} <= {entry.key for entry in file.entries}
    assert all(problem.place.file == "x.bib" and problem.place.line > 0 for problem in problems)


@pytest.mark.parametrize(
    "raw",
    [
        "@misc{a, title = {é}}\r\n".encode("latin-1"),
        "\ufeff@misc{a, title = {é}}\n".encode(),
        "\ufeff@misc{a, title = {é}}\n".encode("utf-16-le"),
        b"@misc{a,\r  title = {x}\r}\r",
        b"@misc{a,\r\n  title = {x}\n}\r\n",
        "% Encoding: GBK\n@misc{a, title = {深度}}\n".encode("gbk"),
        b"",
    ],
)
def test_every_encoding_is_kept(raw: bytes) -> None:
    assert encode(read_bib(raw, "x.bib")[0]) == raw


def test_a_codec_that_is_no_text_encoding_is_not_used() -> None:
    file, _ = read_bib(b"% Encoding: rot13\n@misc{a, title = {\xe9}}\n", "x.bib")
    assert file.entries[0].get("title") == "é"


def test_strings_and_citekeys_across_files() -> None:
    files, problems = read_bibs(
        [
            ("a.bib", b"@string{v = {Venue}}\n@misc{k, note = v}"),
            ("b.bib", b"@misc{k, note = v}\n@misc{K, note = V}"),
        ]
    )
    assert [entry.get("note") for file in files for entry in file.entries] == ["Venue", "Venue", "Venue"]
    assert [(p.code, str(p.place)) for p in problems] == [
        ("duplicate-citekey", "b.bib:1:1"),
        ("similar-citekey", "b.bib:2:1"),
    ]


def test_inheritance_across_files() -> None:
    files, _ = read_bibs(
        [
            ("a.bib", b"@inproceedings{k, title = {T}, crossref = {p}}"),
            ("b.bib", b"@proceedings{p, title = {P}, year = 2020, doi = {10.1/x}}"),
        ]
    )
    (paper,), problems = to_papers(files)
    assert (paper.venue, paper.year, paper.doi, problems) == ("P", 2020, "", ())
    assert paper.entry.get("booktitle") == "P"


def test_a_long_chain_of_parents_ends() -> None:
    entries = "".join(f"@misc{{k{n}, f{n} = {{x}}, xdata = {{k{n + 1}}}}}\n" for n in range(50))
    _, problems = to_papers([read_bib(entries.encode(), "x.bib")[0]])
    assert {problem.code for problem in problems} == {"inheritance-depth", "unknown-crossref"}


def test_exported_entries_stand_alone() -> None:
    file, _ = read_bib(
        b"@string{v = {Venue}}\n"
        b'@article{k, journal = v, month = jan, year = 2020, Year = 2021, title = "x" # { y}}',
        "x.bib",
    )
    (paper,), _ = to_papers([file])
    assert [(f.name, f.raw) for f in paper.entry.fields] == [
        ("journal", "{Venue}"),
        ("month", "jan"),
        ("year", "2020"),
        ("title", '"x" # { y}'),
    ]


@pytest.mark.parametrize(
    "piece", ["{", "}", '"', "@misc{a, ", "@misc(", "@comment{", "% @a{ ", "\\", "#",
     "@a{b,x={c}\ny={d}", "@string{a=a#a}", "\n@a{", " "]
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    # A quadratic step would take minutes here.
    file, _ = read_bib((piece * 20_000).encode(), "x.bib")
    to_papers([file])
    value = f"@misc{{a, title = {{{piece * 20_000}}}, year = 2020}}\n"
    to_papers([read_bib(value.encode(), "x.bib")[0]])
