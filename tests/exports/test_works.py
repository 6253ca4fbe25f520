"""Never half a preprint and half a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bibtex import read_bib, to_papers
from generator.exports import biblatex, bibtex, csl_json, ris
from generator.exports.record import record
from generator.exports.works import PREPRINT, cited_doi, work_type
from generator.model import Paper
from generator.sources import read_sources
from generator.text.latex import to_unicode

from ..sites import REPOSITORY

EPRINT = "eprint = {2001.00001}, archiveprefix = {arXiv}"


def paper(source: str) -> Paper:
    file, _ = read_bib(source.encode(), "a.bib")
    return to_papers([file])[0][0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"@misc{{k, {EPRINT}}}", PREPRINT),
        (f"@article{{k, {EPRINT}}}", PREPRINT),
        ("@article{k, journal = {arXiv preprint arXiv:2001.00001}}", PREPRINT),
        ("@article{k, journal = {CoRR}, volume = {abs/2001.00001}}", PREPRINT),
        (f"@inproceedings{{k, {EPRINT}}}", PREPRINT),
        (f"@unpublished{{k, note = {{arXiv}}, {EPRINT}}}", PREPRINT),
        (f"@odd{{k, {EPRINT}}}", PREPRINT),
        (f"@misc{{k, booktitle = {{ICML}}, {EPRINT}}}", "inproceedings"),
        (f"@online{{k, journal = {{J}}, {EPRINT}}}", "article"),
        (f"@article{{k, booktitle = {{ICML}}, {EPRINT}}}", "inproceedings"),
        ("@inproceedings{k, journal = {J}}", "article"),
        (f"@article{{k, journal = {{J}}, {EPRINT}}}", "article"),
        (f"@phdthesis{{k, {EPRINT}}}", "thesis"),
        (f"@misc{{k, howpublished = {{Blog}}, {EPRINT}}}", "misc"),
        ("@article{k, title = {T}}", "article"),
        ("@odd{k, title = {T}}", "odd"),
    ],
)
def test_what_a_paper_is(source: str, expected: str) -> None:
    assert work_type(paper(source)) == expected


def test_a_published_paper_leaves_the_preprints_marks_behind() -> None:
    source = """@misc{k, title = {T}, author = {A, B}, booktitle = {ICML},
      journal = {arXiv preprint arXiv:2001.00001}, volume = {abs/2001.00001}, publisher = {arXiv},
      doi = {10.48550/arXiv.2001.00001}, year = 2020,
      eprint = {2001.00001}, eprinttype = {arxiv}}"""
    assert bibtex([paper(source)]) == (
        "@inproceedings{k,\n  title = {T},\n  author = {A, B},\n  booktitle = {ICML},\n  year = {2020},\n"
        "  eprint = {2001.00001},\n  archivePrefix = {arXiv},\n}\n"
    )
    for text in (biblatex([paper(source)]), ris([paper(source)]), csl_json([paper(source)])):
        assert "10.48550" not in text
        assert "ICML" in text
        assert "2001.00001" in text


def test_a_preprint_is_one_throughout() -> None:
    source = (
        "@article{k, title = {T}, author = {A, B}, journal = {CoRR}, volume = {abs/2001.00001}, year = 2020}"
    )
    assert bibtex([paper(source)]) == (
        "@misc{k,\n  title = {T},\n  author = {A, B},\n  year = {2020},\n  eprint = {2001.00001},\n"
        "  archivePrefix = {arXiv},\n  url = {https://arxiv.org/abs/2001.00001},\n}\n"
    )
    assert "journal" not in biblatex([paper(source)])
    assert '"type": "article"' in csl_json([paper(source)])


def check(one: Paper) -> None:
    """Check that the record cites the venue where one is known, else the preprint, and its identifier."""
    known = record(one)
    fields = known.fields
    if one.arxiv.strip():
        assert fields["eprint"] == one.arxiv
    if known.type == PREPRINT:
        assert not one.venue
        assert not {"journaltitle", "booktitle"} & fields.keys()
    elif one.venue:
        assert one.venue in {to_unicode(value) for value in fields.values()}
        assert not cited_doi(one).lower().startswith("10.48550/arxiv")


def test_all_papers_of_the_review_are_whole() -> None:
    papers = read_sources(REPOSITORY).review.papers
    for one in papers:
        check(one)
        assert work_type(one) in (PREPRINT, "article", "inproceedings", "misc")
        assert (work_type(one) == PREPRINT) == (not one.venue and bool(one.arxiv))


VALUES = (
    *(
        "arXiv",
        "CoRR",
        "arXiv preprint arXiv:2001.00001",
        "ICML",
        "Journal of {X}",
        "abs/2001.00001",
        "2001.00001",
    ),
    *(
        "10.48550/arXiv.2001.00001",
        "10.1000/182",
        "https://arxiv.org/abs/2001.00001",
        "https://a.b/c",
        "12",
        "{",
        "",
    ),
)
FIELDS = (
    *(
        "journal",
        "journaltitle",
        "booktitle",
        "howpublished",
        "publisher",
        "series",
        "volume",
        "number",
        "eprint",
    ),
    *("archiveprefix", "doi", "url", "note", "institution", "school", "year"),
)
TYPES = (
    "article",
    "inproceedings",
    "misc",
    "online",
    "unpublished",
    "phdthesis",
    "book",
    "techreport",
    "odd",
)
entries = st.builds(
    lambda kind, fields: f"@{kind}{{k, {''.join(f'{name} = {{{value}}}, ' for name, value in fields)}}}",
    st.sampled_from(TYPES),
    st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(VALUES)), max_size=6),
)


@given(entries)
def test_any_entry_is_whole(source: str) -> None:
    file, _ = read_bib(source.encode(), "a.bib")
    for one in to_papers([file])[0]:
        check(one)
