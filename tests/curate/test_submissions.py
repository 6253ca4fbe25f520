"""What a form asks for, and the corrections that can be made from one."""

from generator.bibtex import read_bibs, to_papers
from generator.curate.submissions import AddForm, CorrectForm, plan_correction, read_submission
from generator.model import BibFile, Review
from generator.readers.forms import ADD, CORRECT

from ..builders import category
from ..readers.test_forms import rendered

BIB = """\
% A comment that stays.
@misc{ada2024looms,
  title  = {Looms},
  author = {Lovelace, Ada},
  year   = {2023},
  groups = {weaving, looms},
  ids    = {ada2023looms},
}
"""


def sources() -> tuple[tuple[BibFile, ...], Review]:
    files, _ = read_bibs([("bib/2024.bib", BIB.encode())])
    papers, _ = to_papers(files)
    return files, Review(
        papers=papers, categories=(category("weaving"), category("looms"), category("frames"))
    )


def corrected(**values: str) -> tuple[str, list[str]]:
    """Return the file after a correction, empty for none, and the codes of problems."""
    form, problems = read_submission(rendered(CORRECT, **values))
    assert isinstance(form, CorrectForm)
    assert problems == ()
    correction = plan_correction(*sources(), form)
    assert (correction.after is None) == (not correction.edits)
    return correction.edits.get("bib/2024.bib", b"").decode(), [
        problem.code for problem in correction.problems
    ]


def test_a_form_to_add() -> None:
    asked, problems = read_submission(
        rendered(
            ADD,
            address=" 10.1/x ",
            category="– Looms (looms)",
            further="Weaving (weaving), Looms (looms)",
        )
    )
    assert (asked, problems) == (AddForm("10.1/x", "", ("looms", "weaving"), ""), ())


def test_a_form_with_neither_address_nor_entry() -> None:
    _, problems = read_submission(rendered(ADD, reason="because"))
    assert [problem.code for problem in problems] == ["form-empty"]


def test_a_field_is_mended_and_nothing_else_changes() -> None:
    text, codes = corrected(citekey="ada2024looms", field="year", value="2024")
    assert codes == []
    assert text == BIB.replace("{2023}", "{2024}")


def test_a_paper_is_found_by_its_page_and_by_an_old_citekey() -> None:
    for about in ("https://example.org/r/papers/ada2024looms/", "ada2023looms", "ADA2024looms"):
        assert "{2024}" in corrected(citekey=about, field="year", value="2024")[0], about


def test_plain_text_becomes_latex_and_latex_stays() -> None:
    assert (
        r"title  = {Looms \& Frames}"
        in corrected(citekey="ada2024looms", field="title", value="Looms & Frames")[0]
    )
    assert (
        r"title  = {The {Loom} \& I}"
        in corrected(citekey="ada2024looms", field="title", value=r"The {Loom} \& I")[0]
    )
    assert "url = {https://example.org/a_b%20c}" in " ".join(
        corrected(citekey="ada2024looms", field="url", value="https://example.org/a_b%20c")[0].split()
    )


def test_another_primary_category_takes_the_place_of_the_first() -> None:
    assert "groups = {frames, looms}" in corrected(citekey="ada2024looms", category="frames")[0]
    assert "groups = {looms, weaving}" in corrected(citekey="ada2024looms", category="/categories/looms/")[0]


def test_words_alone_change_nothing() -> None:
    assert corrected(citekey="ada2024looms", right="The year, I think.") == ("", [])


def test_what_cannot_be_written() -> None:
    assert corrected(citekey="nobody", field="year", value="1") == ("", ["form-citekey"])
    assert corrected(citekey="ada2024looms", category="../../etc") == ("", ["unknown-category"])
    assert corrected(citekey="ada2024looms", category="loom") == ("", ["unknown-category"])
    assert corrected(citekey="ada2024looms", field="title", value="}, ids = {x") == ("", ["form-value"])


def test_fields_that_steer_the_review_cannot_be_mended() -> None:
    for field in ("ids", "bibloom-ignore", "crossref", "groups"):
        assert corrected(citekey="ada2024looms", field=field, value="x") == ("", [])
