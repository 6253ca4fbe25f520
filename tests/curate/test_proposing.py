"""What services add to entries: filled, proposed, or left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bibtex import read_bib, to_papers
from generator.curate.filling import record_of
from generator.curate.proposing import DIFFERS, OTHER_PAPER, PUBLISHED, Enriched, enrich_found, wanted_of
from generator.errors import Place
from generator.found import FoundPaper
from generator.model import BibFile, Name

from ..builders import paper, review

ADA, GUY = Name("Lovelace", "Ada"), Name("Loom", "Guy", "Van den")
PREPRINT = FoundPaper(
    "Looms that Learn",
    (ADA, GUY),
    year=2024,
    month=1,
    arxiv="2401.01234",
    primary_class="cs.LG",
    url="https://arxiv.org/abs/2401.01234",
    source="arXiv",
)
ARTICLE = FoundPaper(
    "Looms that learn",
    (ADA, GUY),
    "article",
    2025,
    3,
    "Journal of Engines",
    "12",
    "3",
    "17-29",
    "Press",
    "10.1000/17",
    "2401.01234",
    "cs.LG",
    source="Crossref and arXiv",
)


def run(text: str, found: FoundPaper, *, path: str = "bib/2024.bib", upgrade: bool = False) -> Enriched:
    file, problems = read_bib(text.encode(), path)
    assert problems == ()
    there = review(to_papers([file])[0])
    return enrich_found([file], there, {"k": found}, {"k"} if upgrade else ())


def entry(kind: str, **fields: str) -> str:
    values = {"title": "Looms that Learn", **fields}
    return f"@{kind}{{k, " + ", ".join(f"{name}={{{value}}}" for name, value in values.items()) + "}\n"


def texts(done: Enriched) -> dict[str, str]:
    return {file.path: file.text for file in done.files}


def test_what_is_missing_is_filled_and_the_rest_untouched() -> None:
    text = "% mine\n@misc{k,\n  TITLE = {{LOOMS} that learn},\n  mine = {x},\n}\n\n@misc{other, title={x}}\n"
    done = run(text, PREPRINT)
    assert texts(done)["bib/2024.bib"] == (
        "% mine\n@misc{k,\n  TITLE = {{LOOMS} that learn},\n  mine = {x},\n"
        "  author = {Lovelace, Ada and Van den Loom, Guy},\n  eprint = {2401.01234},\n"
        "  archiveprefix = {arXiv},\n  primaryclass = {cs.LG},\n  year = {2024},\n"
        "  url = {https://arxiv.org/abs/2401.01234},\n}\n\n@misc{other, title={x}}\n"
    )
    assert {one.source for one in done.filled} == {"arXiv"}
    assert done.proposals == ()


def test_a_paper_that_lacks_nothing_stays() -> None:
    text = entry(
        "misc",
        author="A. Lovelace and Guy Van den Loom",
        year="2024",
        eprint="2401.01234",
        url="https://x.example",
    )
    done = run(text, PREPRINT)
    assert (texts(done)["bib/2024.bib"], done.filled, done.proposals) == (text, (), ())


PREPRINT_ENTRY = """@misc{k,
  title = {Looms that Learn},
  author = {Lovelace, Ada and Van den Loom, Guy},
  year = {2024},
  doi = {10.48550/arXiv.2401.01234},
  eprint = {2401.01234},
  url = {https://arxiv.org/abs/2401.01234},
}
"""


def test_a_publication_is_proposed() -> None:
    done = run(PREPRINT_ENTRY, ARTICLE)
    assert texts(done)["bib/2024.bib"] == PREPRINT_ENTRY
    assert done.filled == ()
    (proposal,) = done.proposals
    assert (proposal.kind, proposal.place, proposal.source) == (
        PUBLISHED,
        Place("bib/2024.bib", 1, 1),
        "Crossref and arXiv",
    )
    assert {name: (each.here, each.there) for name, each in proposal.changes.items()} == {
        "type": ("misc", "article"),
        "journal": ("", "Journal of Engines"),
        "year": ("2024", "2025"),
        "volume": ("", "12"),
        "number": ("", "3"),
        "pages": ("", "17--29"),
        "doi": ("10.48550/arXiv.2401.01234", "10.1000/17"),
    }


def test_an_upgrade_is_written_into_the_file_of_its_year() -> None:
    done = run(PREPRINT_ENTRY, ARTICLE, upgrade=True)
    assert texts(done)["bib/2024.bib"].strip() == ""
    assert (
        texts(done)["bib/2025.bib"]
        == """@article{k,
  title = {Looms that Learn},
  author = {Lovelace, Ada and Van den Loom, Guy},
  journal = {Journal of Engines},
  year = {2025},
  volume = {12},
  number = {3},
  pages = {17--29},
  doi = {10.1000/17},
  eprint = {2401.01234},
  url = {https://arxiv.org/abs/2401.01234},
}
"""
    )
    again = enrich_found(done.files, review(to_papers(done.files)[0]), {"k": ARTICLE}, {"k"})
    assert (again.files, again.filled, again.proposals) == (done.files, (), ())


def test_an_upgrade_stays_in_a_file_that_is_not_of_a_year() -> None:
    assert list(texts(run(PREPRINT_ENTRY, ARTICLE, path="bib/library.bib", upgrade=True))) == [
        "bib/library.bib"
    ]


def test_what_only_said_preprint_goes_with_an_upgrade() -> None:
    text = entry(
        "article",
        author="Lovelace, Ada",
        journal="CoRR",
        volume="abs/2401.01234",
        date="2024-01",
        eprint="2401.01234",
    )
    published = FoundPaper(
        "Looms that learn", (ADA,), "inproceedings", 2025, venue="SOE", pages="1-9", volume="7", source="DBLP"
    )
    done = run(text, published, path="bib/library.bib", upgrade=True)
    record = record_of(read_bib(done.files[0].text.encode(), "x")[0].entries[0])
    assert record.type == "inproceedings"
    assert dict(record.fields) == {
        "title": "Looms that Learn",
        "author": "Lovelace, Ada",
        "date": "2025",
        "eprint": "2401.01234",
        "booktitle": "SOE",
        "pages": "1--9",
    }


def test_a_published_paper_gets_its_venue_and_doi_where_the_year_agrees() -> None:
    text = entry(
        "article",
        author="Lovelace, Ada and Van den Loom, G.",
        year="2025",
        eprint="2401.01234",
        archiveprefix="arXiv",
    )
    done = run(text, ARTICLE)
    # It names no journal, so it may still be the preprint.
    assert [proposal.kind for proposal in done.proposals] == [PUBLISHED]
    text = text.replace("year=", "journal={Journal of Engines}, year=")
    assert {one.field: one.value for one in run(text, ARTICLE).filled} == {
        "doi": "10.1000/17",
        "volume": "12",
        "number": "3",
        "pages": "17--29",
    }
    text = entry("inproceedings", author="Lovelace, Ada", year="2025")
    venue = FoundPaper("Looms that Learn", (ADA,), "inproceedings", 2025, venue="SOE", doi="10.1000/1")
    assert {one.field for one in run(text, venue).filled} == {"booktitle", "doi"}


def test_what_contradicts_is_proposed_and_stays() -> None:
    text = entry(
        "article",
        author="Lovelace, Ada and Loom, X.",
        journal="Journal of Engines",
        year="2023",
        doi="10.1000/18",
    )
    done = run(text, ARTICLE)
    assert "year={2023}, doi={10.1000/18}" in done.files[0].text
    (proposal,) = done.proposals
    assert proposal.kind == DIFFERS
    assert {"author", "year"} <= proposal.changes.keys()
    text = text.replace("2023", "2025")
    assert {"author", "doi"} == run(text, ARTICLE).proposals[0].changes.keys()


def test_a_service_with_fewer_authors_proves_nothing() -> None:
    text = entry(
        "misc",
        author="Lovelace, Ada and Loom, Guy and Hopper, Grace",
        year="2024",
        eprint="2401.01234",
        url="https://x.example",
    )
    assert run(text, PREPRINT).proposals == ()


def test_an_identifier_of_another_paper_is_told_and_nothing_taken() -> None:
    text = "@misc{k, title={Steam Engines of the North}, author={Watt, James}, eprint={2401.01234}}\n"
    done = run(text, PREPRINT)
    assert texts(done)["bib/2024.bib"] == text
    assert [(each.kind, each.changes["title"].there) for each in done.proposals] == [
        (OTHER_PAPER, "Looms that Learn")
    ]


def test_a_venue_is_written_as_in_the_rest_of_the_review() -> None:
    file, _ = read_bib(b"@inproceedings{k, title={Looms}, author={Lovelace, Ada}, year=2025}\n", "bib/x.bib")
    there = review([*to_papers([file])[0], paper("other", venue="SOE")])
    found = FoundPaper("Looms", (ADA,), "inproceedings", 2025, venue="Symposium on Engines (SOE)")
    done = enrich_found([file], there, {"k": found})
    assert [one.value for one in done.filled] == ["SOE"]


def test_what_is_inherited_is_not_missing() -> None:
    text = entry("inproceedings", author="Lovelace, Ada", crossref="p")
    text += "@proceedings{p, title={SOE}, year=2025}\n"
    found = FoundPaper("Looms that Learn", (ADA,), "inproceedings", 2025, venue="Symposium")
    assert run(text, found).filled == ()


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("@misc{k, title={T}}", ("authors", "year", "identifier", "publication")),
        ("@article{k, title={T}, author={A}, year=2024, doi={10.1000/1}}", ("venue",)),
        ("@inproceedings{k, title={T}, author={A}, year=2024, eprint={2401.01234}}", ("venue",)),
        ("@article{k, title={T}, author={A}, year=2024, doi={10.1000/1}, journal={J}}", ()),
        ("@article{k, title={T}, author={A}, year=1, journal={CoRR}, eprint={2401.01234}}", ("publication",)),
        ("@book{k, title={T}, editor={A}, date={2024-01}, doi={10.1000/1}}", ()),
    ],
)  # fmt: skip
def test_what_an_entry_lacks(text: str, lacks: tuple[str, ...]) -> None:
    assert wanted_of(read_bib(text.encode(), "x")[0].entries[0]).lacks == lacks


_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "author": st.sampled_from(["Lovelace, Ada", "Lovelace, Ada and Loom, Guy", "Hopper, Grace"]),
        "year": st.sampled_from(["2024", "2025", "in press"]),
        "date": st.sampled_from(["2024-01", "2026"]),
        "journal": st.sampled_from(["CoRR", "Journal of Engines", "Other"]),
        "booktitle": st.sampled_from(["SOE", "Other"]),
        "doi": st.sampled_from(["10.1000/17", "10.48550/arXiv.2401.01234", "nonsense"]),
        "eprint": st.sampled_from(["2401.01234v2", "2401.99999", "x"]),
        "volume": st.sampled_from(["12", "abs/2401.01234"]),
        "url": st.sampled_from(["https://arxiv.org/abs/2401.01234", "https://x.example"]),
    },
)


@given(
    st.sampled_from(["misc", "article", "inproceedings", "book"]),
    st.sampled_from(["Looms that Learn", "Looms That {Learn}!", "Something else"]),
    _FIELDS,
    st.sampled_from([PREPRINT, ARTICLE]),
    st.sampled_from(["bib/2024.bib", "bib/undated.bib", "bib/library.bib"]),
)
@settings(deadline=None, max_examples=200)
def test_nothing_that_is_there_is_overwritten_and_a_second_run_fills_nothing(
    kind: str, title: str, fields: dict[str, str], found: FoundPaper, path: str
) -> None:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in {"title": title, **fields}.items())
    file = read_bib(f"@{kind}{{k,\n{body}}}\n".encode(), path)[0]
    first = enrich_found([file], review(to_papers([file])[0]), {"k": found})
    record = _record(first.files)
    assert {name: record[name] for name in fields} == fields
    again = tuple(read_bib(each.text.encode(), each.path)[0] for each in first.files)
    second = enrich_found(again, review(to_papers(again)[0]), {"k": found})
    assert second.filled == ()
    assert [each.text for each in second.files] == [each.text for each in first.files]


def _record(files: tuple[BibFile, ...]) -> dict[str, str]:
    (entry,) = (entry for file in files for entry in file.entries)
    return dict(record_of(entry).fields)
