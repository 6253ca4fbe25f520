from datetime import date

from generator.bibtex import format_file, read_bib, to_papers
from generator.curate import import_papers
from generator.errors import Place
from generator.model import Fact, ListedPaper, Name

ADDED = date(2026, 1, 2)
TOYS = ListedPaper(
    "Toys & {Tops}",
    "About 5% of toys.",
    code="https://github.com/a/b_c",
    project="https://toys.example.org/~a",
    author_count=2,
    submitted="2023-05-06",
    place=Place("a.txt", 3),
)
BARE = ListedPaper("A Bare Toy", "Nothing known.", place=Place("a.txt", 5))
FACT = Fact(
    "Toys & {Tops}",
    authors=("Ada Toy", "Bob de Top", "Eve Ball"),
    year=2024,
    arxiv="2305.00001",
    venue="ToyConf 2024",
    entry_type="inproceedings",
    place=Place("facts.jsonl", 1),
)


def test_a_listed_paper_with_a_fact_becomes_a_canonical_entry() -> None:
    done = import_papers((), [TOYS], [FACT], added=ADDED)
    assert done.added == ("toy2024toys",)
    (file,) = done.files
    assert (file.path, format_file(file).text) == ("bib/2024.bib", file.text)
    assert file.text == (
        "@inproceedings{toy2024toys,\n"
        "  title = {Toys \\& \\textbraceleft{}Tops\\textbraceright{}},\n"
        "  author = {Toy, Ada and de Top, Bob and Ball, Eve},\n"
        "  booktitle = {ToyConf},\n"
        "  year = {2024},\n"
        "  eprint = {2305.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2305.00001},\n"
        "  code = {https://github.com/a/b_c},\n"
        "  project = {https://toys.example.org/~a},\n"
        "  submitted = {2023-05-06},\n"
        "  timestamp = {2026-01-02},\n"
        "}\n"
    )
    (paper,), problems = to_papers(done.files)
    assert problems == ()
    assert (paper.title, paper.code, paper.project) == (TOYS.title, TOYS.code, TOYS.project)
    assert (paper.authors[1], paper.submitted, paper.added) == (Name("Top", "Bob", "de"), "2023-05-06", ADDED)


def test_the_listings_author_count_is_compared() -> None:
    done = import_papers((), [TOYS], [FACT], added=ADDED)
    assert [(problem.code, problem.place.line) for problem in done.problems] == [("author-count", 1)]


def test_without_a_fact_nothing_is_invented() -> None:
    done = import_papers((), [BARE, TOYS], added=ADDED, folder="review")
    assert [(file.path, [entry.key for entry in file.entries]) for file in done.files] == [
        ("review/2023.bib", ["toys2023tops"]),
        ("review/undated.bib", ["baretoy"]),
    ]
    assert [field.name for field in done.files[1].entries[0].fields] == ["title", "timestamp"]


def test_a_year_that_the_listing_leaves_open_stays_open() -> None:
    listed = ListedPaper("Toys", "Abstract", submitted="XXXX-11-19", organisation="Toy & Co")
    (file,) = import_papers((), [listed], added=ADDED).files
    assert file.path == "bib/undated.bib"
    assert file.entries[0].get("submitted") == "XXXX-11-19"
    assert file.entries[0].get("organization") == r"Toy \& Co"


def test_abstracts_are_written_on_request_only() -> None:
    (file,) = import_papers((), [TOYS], added=ADDED, abstracts=True).files
    assert file.entries[0].get("abstract") == r"About 5\% of toys."


def test_what_is_there_is_not_added_again() -> None:
    by_title = b"@misc{mine1,\n  title = {{A} bare toy},\n}\n"
    by_arxiv = b"@misc{mine2,\n  title = {Renamed},\n  url = {https://arxiv.org/abs/2305.00001v2},\n}\n"
    file, _ = read_bib(by_title + b"\n" + by_arxiv, "bib/library.bib")
    done = import_papers([file], [TOYS, BARE], [FACT], added=ADDED)
    assert done.added == ()
    assert [(paper.title, key) for paper, key in done.present] == [
        (TOYS.title, "mine2"),
        (BARE.title, "mine1"),
    ]
    assert done.files == (file,)


def test_importing_twice_adds_nothing() -> None:
    once = import_papers((), [TOYS, BARE], [FACT], added=ADDED)
    twice = import_papers(once.files, [BARE, TOYS], [FACT], added=date(2027, 1, 1))
    assert (twice.files, twice.added, len(twice.present)) == (once.files, (), 2)


def test_keys_avoid_those_taken_now_and_formerly() -> None:
    file, _ = read_bib(b"@misc{x,\n  title = {X},\n  ids = {a, Toy2024Toys},\n}\n", "bib/library.bib")
    done = import_papers([file], [TOYS], [FACT], added=ADDED)
    assert done.added == ("toy2024toysb",)


def test_a_published_title_is_cited_and_makes_the_key() -> None:
    fact = Fact("A Bare Toy", year=2020, note="published as 'Toys: A Theory'", authors=("Ada Toy",))
    done = import_papers((), [BARE], [fact], added=ADDED)
    assert done.added == ("toy2020toys",)
    (paper,), _ = to_papers(done.files)
    assert (paper.title, paper.alt_titles) == ("Toys: A Theory", ("A Bare Toy",))


def test_facts_that_contradict_each_other_are_reported() -> None:
    second = Fact("Toys & {Tops}", year=2020, place=Place("facts.jsonl", 2))
    done = import_papers((), [TOYS], [FACT, second], added=ADDED)
    assert done.added == ("toy2024toys",)
    assert ("fact-conflict", 2) in [(problem.code, problem.place.line) for problem in done.problems]


def test_hostile_identifiers_are_left_out_and_reported() -> None:
    fact = Fact(
        "A Bare Toy", doi="10.1000/}{@misc{x", arxiv="2305.00001}", url="javascript:alert(1)", venue="a}{b"
    )
    done = import_papers((), [BARE], [fact], added=ADDED)
    (paper,), problems = to_papers(done.files)
    assert problems == ()
    assert (paper.doi, paper.arxiv, paper.url) == ("", "", "")
    assert [problem.code for problem in done.problems] == ["fact-identifier"] * 3


def test_merged_records_are_reported() -> None:
    done = import_papers((), [TOYS, BARE, TOYS], added=ADDED)
    assert len(done.added) == 2
    assert [merge.title for merge in done.merges] == [TOYS.title]
