from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bibtex import read_bib
from generator.curate import Conflict, enrich
from generator.curate.filling import record_of
from generator.errors import Place, Severity
from generator.model import BibFile, Fact

FACT = Fact(
    "Toys",
    authors=("Ada Toy",),
    year=2024,
    arxiv="2301.00001",
    venue="ToyConf 2024",
    entry_type="inproceedings",
    source="a list",
)


def _file(text: str, path: str = "bib/2024.bib") -> BibFile:
    file, problems = read_bib(text.encode(), path)
    assert problems == ()
    return file


def test_what_is_missing_is_filled_and_nothing_else_is_touched() -> None:
    file = _file(
        "% mine\n@misc{key,\n  TITLE = {{TOYS}},\n  groups = {a, b},\n}\n\n@misc{other, title={Tops}}\n"
    )
    done = enrich([file], [FACT, Fact("Unknown")])
    assert done.files[0].text == (
        "% mine\n@inproceedings{key,\n  TITLE = {{TOYS}},\n  groups = {a, b},\n"
        "  booktitle = {ToyConf},\n  year = {2024},\n  author = {Toy, Ada},\n"
        "  url = {https://arxiv.org/abs/2301.00001},\n  eprint = {2301.00001},\n  archiveprefix = {arXiv},\n"
        "}\n\n@misc{other, title={Tops}}\n"
    )
    assert [one.field for one in done.filled] == [
        "booktitle",
        "year",
        "author",
        "url",
        "eprint",
        "archiveprefix",
        "type",
    ]
    assert {(one.key, one.source) for one in done.filled} == {("key", "a list")}
    assert [fact.title for fact in done.unmatched] == ["Unknown"]
    assert (done.conflicts, done.problems) == ((), ())


def test_a_contradiction_is_reported_with_its_line_and_stays() -> None:
    file = _file("@inproceedings{key,\n  title = {Toys},\n  year = {2023},\n}\n")
    done = enrich([file], [FACT])
    assert done.conflicts == (Conflict(Place("bib/2024.bib", 3), "key", "year", "2023", "2024", "a list"),)
    problem = done.problems[0]
    assert (problem.code, problem.severity, problem.citekey) == ("fact-conflict", Severity.WARNING, "key")
    assert "year: here “2023”, there “2024” (from a list)" in problem.message
    assert "year = {2023}" in done.files[0].text
    assert "booktitle" not in done.files[0].text


def test_an_entry_is_found_by_its_alttitle() -> None:
    done = enrich([_file("@misc{key,\n  title = {Tops},\n  alttitle = {Toys},\n}\n")], [FACT])
    assert done.unmatched == ()
    assert [one.field for one in done.filled][:2] == ["booktitle", "year"]
    assert done.conflicts == ()


def test_two_facts_on_one_paper_fill_each_other() -> None:
    second = Fact("Toys", doi="10.1000/1", year=2023, source="another list")
    done = enrich([_file("@misc{key,\n  title = {Toys},\n}\n")], [FACT, second])
    assert "doi = {10.1000/1}" in done.files[0].text
    assert [(conflict.field, conflict.source) for conflict in done.conflicts] == [("year", "another list")]


def test_a_year_that_becomes_known_moves_the_entry() -> None:
    done = enrich([_file("@misc{key,\n  title = {Toys},\n}\n", "bib/undated.bib")], [FACT])
    assert [(file.path, len(file.entries)) for file in done.files] == [
        ("bib/2024.bib", 1),
        ("bib/undated.bib", 0),
    ]
    assert done.files[0].entries[0].key == "key"


def test_notes_for_people_and_cut_names_are_reported() -> None:
    fact = Fact("Toys", authors=("Ada T",), note="one list differs", place=Place("facts.jsonl", 7))
    done = enrich([_file("@misc{key,\n  title = {Toys},\n}\n")], [fact])
    assert [(problem.code, problem.place) for problem in done.problems] == [
        ("fact-note", Place("facts.jsonl", 7)),
        ("fact-author", Place("facts.jsonl", 7)),
    ]


def test_a_repeated_key_is_filled_once() -> None:
    file = _file("@misc{key,\n  title = {Toys},\n}\n")
    twice = BibFile(file.path, (*file.blocks, *file.blocks))
    assert enrich([twice], [FACT]).files[0].text.count("booktitle") == 1


_VALUES = {
    "author": st.sampled_from(["Toy, Ada", "Toy, A.", "Top, Bob", "Toy, Ada and others"]),
    "year": st.sampled_from(["2024", "2023", "in press"]),
    "date": st.sampled_from(["2024-01", "2022"]),
    "booktitle": st.sampled_from(["ToyConf", "{TOYCONF}", "TopConf"]),
    "eprint": st.sampled_from(["2301.00001", "arXiv:2301.00001v2", "x"]),
    "alttitle": st.sampled_from(["Tops", "Tops and also Balls", "x"]),
    "doi": st.sampled_from(["10.1000/1", "nonsense"]),
}
_FACTS = st.builds(
    Fact,
    title=st.sampled_from(["Toys", "Tops"]),
    matched_title=st.sampled_from(["", "Toys!", "Balls"]),
    authors=st.sampled_from([(), ("Ada Toy",), ("A B N/A", "01.AI")]),
    year=st.sampled_from([None, 2023, 2024]),
    arxiv=st.sampled_from(["", "2301.00001"]),
    doi=st.sampled_from(["", "10.1000/1", "10.48550/arXiv.2301.00001"]),
    venue=st.sampled_from(["", "ToyConf 2024", "Toy Letters 3(4)", "50% Toys & {Tops"]),
    entry_type=st.sampled_from(["misc", "inproceedings", "article"]),
    note=st.sampled_from(["", "published as 'Tops'", "published as 'Balls & {'", "other"]),
)


@given(
    st.sampled_from(["misc", "article", "inproceedings"]),
    st.sampled_from(["Toys", "{TOPS}", "Something else"]),
    st.fixed_dictionaries({}, optional=_VALUES),
    st.lists(_FACTS, max_size=3),
)
@settings(deadline=None)
def test_a_second_run_changes_nothing_and_no_run_overwrites(
    kind: str, title: str, fields: dict[str, str], facts: list[Fact]
) -> None:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in {"title": title, **fields}.items())
    file = _file(f"@{kind}{{key,\n{body}}}\n", "bib/library.bib")
    first = enrich([file], facts)
    second = enrich(first.files, facts)
    assert second.files == first.files
    assert second.filled == ()
    # A conflict stays until a person settles it; one of titles ends when a later fact knows the
    # published one.
    assert {one.field for one in second.conflicts} >= {one.field for one in first.conflicts} - {"title"}
    record = record_of(first.files[0].entries[0])
    kept = {name: record.fields[name] for name in fields if name != "alttitle"}
    assert kept == {name: value for name, value in fields.items() if name != "alttitle"}
    assert fields.get("alttitle", "") in record.fields.get("alttitle", "")
    read_again, problems = read_bib(first.files[0].text.encode(), "bib/library.bib")
    assert problems == ()
    assert record_of(read_again.entries[0]) == record
