"""What services and snippets say, as an entry's fields."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bibtex import new_entry, read_bib, render_entry
from generator.curate.drafts import LARGEST_SNIPPET, Draft, draft_found, drafts_from_bibtex
from generator.found import FoundPaper
from generator.model import Name

ADA = Name("Lovelace", "Ada")


def one(text: str) -> Draft:
    drafts, problems = drafts_from_bibtex(text.encode(), "form.bib")
    assert [problem.code for problem in problems] == []
    assert len(drafts) == 1
    return drafts[0]


def test_a_preprint_is_named_by_its_eprint_alone() -> None:
    found = FoundPaper(
        "Looms for GPT & Co",
        (ADA, Name("Loom", "Guy", "Van den")),
        year=2024,
        month=1,
        arxiv="2401.01234",
        primary_class="cs.LG",
        doi="10.48550/arXiv.2401.01234",
        url="https://arxiv.org/pdf/2401.01234v2",
    )
    draft = draft_found(found)
    assert draft.type == "misc"
    assert dict(draft.fields) == {
        "title": r"Looms for {GPT} \& Co",
        "author": "Lovelace, Ada and Van den Loom, Guy",
        "year": "2024",
        "eprint": "2401.01234",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.LG",
        "url": "https://arxiv.org/abs/2401.01234",
    }


def test_a_published_preprint_cites_the_venue_and_keeps_the_eprint() -> None:
    found = FoundPaper(
        "Looms",
        (ADA,),
        "article",
        2025,
        3,
        "Journal of Engines & Looms",
        "12",
        "3",
        "17–29",
        "The Press",
        "10.1000/engines",
        "2401.01234",
        url="https://doi.org/10.1000/ENGINES",
    )
    assert dict(draft_found(found).fields) == {
        "title": "Looms",
        "author": "Lovelace, Ada",
        "journal": r"Journal of Engines \& Looms",
        "year": "2025",
        "month": "mar",
        "volume": "12",
        "number": "3",
        "pages": "17--29",
        "doi": "10.1000/engines",
        "eprint": "2401.01234",
        "archiveprefix": "arXiv",
    }


@pytest.mark.parametrize(
    ("kind", "venue", "expected"),
    [
        ("inproceedings", "SOE", {"booktitle": "SOE"}),
        ("incollection", "A Book", {"booktitle": "A Book", "publisher": "Press"}),
        ("book", "A Series", {"series": "A Series", "publisher": "Press"}),
        ("phdthesis", "", {"school": "Press"}),
        ("techreport", "", {"institution": "Press"}),
        ("article", "", {}),
        ("misc", "arXiv", {}),
    ],
)
def test_the_venue_is_in_the_field_of_the_type(kind: str, venue: str, expected: dict[str, str]) -> None:
    draft = draft_found(FoundPaper("Looms", type=kind, venue=venue, publisher="Press"))
    assert dict(draft.fields) == {"title": "Looms"} | expected
    assert draft.type == (kind if expected else "misc")


def test_what_would_need_an_escape_in_an_address_is_left_out() -> None:
    found = FoundPaper("Looms", doi="10.1000/a}b", url="https://example.org/{x}")
    assert dict(draft_found(found).fields) == {"title": "Looms"}


DBLP = r"""@article{DBLP:journals/corr/abs-2401-01234,
  author = {Ada Lovelace 0001 and Jos{\'{e}} M{\"{u}}ller}, title = {Loom{NET:} Weaving in {FP8}},
  journal = {CoRR}, volume = {abs/2401.01234}, year = {2024},
  url = {https://doi.org/10.48550/arXiv.2401.01234},
  doi = {10.48550/ARXIV.2401.01234}, eprinttype = {arXiv}, eprint = {2401.01234},
  timestamp = {Mon, 10 Feb 2025 08:20:38 +0100}, biburl = {https://dblp.org/x.bib}, bibsource = {dblp}}"""
SCHOLAR = """@article{lovelace2024loom, title={LoomNET: Weaving in FP8},
  author={Lovelace, Ada and M{\\"u}ller, Jos{\\'e}}, journal={arXiv preprint arXiv:2401.01234},
  year={2024}}"""
ARXIV = """@misc{lovelace2024loom, title={LoomNET: Weaving in FP8}, author={Ada Lovelace and José Müller},
  year={2024}, eprint={2401.01234}, archivePrefix={arXiv}, primaryClass={cs.LG},
  url={https://arxiv.org/abs/2401.01234v3}}"""


@pytest.mark.parametrize("text", [DBLP, SCHOLAR, ARXIV], ids=["DBLP", "Google Scholar", "arXiv"])
def test_one_preprint_however_it_is_exported(text: str) -> None:
    draft = one(text)
    fields = dict(draft.fields)
    assert (draft.type, draft.title, draft.year) == ("misc", "LoomNET: Weaving in FP8", 2024)
    assert fields.pop("title").replace("{", "").replace("}", "") == "LoomNET: Weaving in FP8"
    fields.pop("primaryclass", None)
    assert fields == {
        "author": "Lovelace, Ada and Müller, José",
        "year": "2024",
        "eprint": "2401.01234",
        "archiveprefix": "arXiv",
        "url": "https://arxiv.org/abs/2401.01234",
    }
    assert draft.left_out == ()


def test_macros_and_what_is_inherited_are_written_out() -> None:
    text = """@string{soe = "Symposium on Engines"}
@inproceedings{a, title = {{Looms}}, author = {Lovelace, Ada and others}, crossref = {p},
  pages = {1 - 9}, month = mar}
@proceedings{p, booktitle = soe, year = 2025, editor = {Babbage, Charles}}"""
    fields = dict(one(text).fields)
    assert fields["booktitle"] == "Symposium on Engines"
    assert (fields["title"], fields["author"]) == ("Looms", "Lovelace, Ada and others")
    assert (fields["editor"], fields["pages"], fields["month"]) == ("Babbage, Charles", "1--9", "mar")


def test_what_is_not_carried_over_is_named_and_the_abstract_only_read() -> None:
    draft = one(
        "@misc{a, title={Looms}, year=2024, abstract={Threads.}, file={/home/ada/x.pdf}, urldate={x}, "
        "groups={g}, keywords={k; l}}"
    )
    assert draft.left_out == ("abstract", "file", "urldate")
    assert (draft.abstract, draft.categories, draft.tags) == ("Threads.", ("g",), ("k", "l"))
    assert "abstract" not in draft.fields


def test_a_snippet_without_an_entry_and_one_too_long() -> None:
    drafts, problems = drafts_from_bibtex(b"please add my paper", "form")
    assert (drafts, [problem.code for problem in problems]) == ((), ["no-entry"])
    drafts, problems = drafts_from_bibtex(b"@misc{a, title={" + b"x" * LARGEST_SNIPPET + b"}}", "form")
    assert (drafts, [problem.code for problem in problems]) == ((), ["snippet-too-long"])


def test_an_author_of_commas_alone_is_no_author() -> None:
    drafts, problems = drafts_from_bibtex(b"@misc{a, title={Looms}, author={,,,,}}", "form")
    assert drafts[0].authors == ()
    assert "author" not in drafts[0].fields
    assert "bad-name" in {problem.code for problem in problems}


_TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(_TEXT, _TEXT, _TEXT, st.sampled_from(["article", "inproceedings", "misc", "book"]))
@settings(deadline=None, max_examples=150)
def test_whatever_a_service_says_the_entry_reads_back_as_one(
    title: str, venue: str, url: str, kind: str
) -> None:
    found = FoundPaper(
        title or "x", (Name(venue or "y"),), kind, venue=venue, pages=title, publisher=url, url=url, doi=url
    )
    draft = draft_found(found)
    text = render_entry(new_entry(draft.type, "key", draft.fields))
    file, problems = read_bib(text.encode(), "x.bib")
    assert [problem.code for problem in problems] == []
    assert [entry.key for entry in file.entries] == ["key"]
    assert {each.name: each.value for each in file.entries[0].fields}.keys() <= draft.fields.keys()


@given(
    st.text(max_size=80) | st.builds(lambda a, b: f"@misc{{k, title={{{a}}}, author={{{b}}}}}", _TEXT, _TEXT)
)
@settings(deadline=None, max_examples=150)
def test_no_snippet_breaks_out_of_its_entry(text: str) -> None:
    drafts, _ = drafts_from_bibtex(text.encode("utf-8", "replace"), "form")
    for draft in drafts:
        assert all(
            value.isprintable() or "\u200c" in value or "\u200d" in value for value in draft.fields.values()
        )
