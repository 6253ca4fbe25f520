import pytest
from hypothesis import given

from generator.bibtex import read_bib, to_papers
from generator.exports import biblatex, bibtex
from generator.model import Paper

from .strategies import reviews


def papers(source: str) -> tuple[Paper, ...]:
    file, _ = read_bib(source.encode(), "a.bib")
    return to_papers([file])[0]


def exported(source: str) -> str:
    return biblatex(papers(source))


def test_a_conference_paper() -> None:
    source = r"""@inproceedings{k, title = {{NeRF} by {\'E}tienne & Co},
      author = {M{\"u}ller, J{\"u}rgen and others}, booktitle = {Proc. of ICML}, year = 2020, month = jul,
      pages = {1-9}, address = {Wien}, eprint = {2001.00001}, archiveprefix = {arXiv}, primaryclass = {cs.LG},
      url = {https://arxiv.org/abs/2001.00001}, groups = {a}}"""
    assert exported(source) == (
        "@inproceedings{k,\n"
        "  title = {{NeRF} by Étienne \\& Co},\n"
        "  author = {Müller, Jürgen and others},\n"
        "  booktitle = {Proc. of ICML},\n"
        "  date = {2020-07},\n"
        "  pages = {1--9},\n"
        "  location = {Wien},\n"
        "  eprint = {2001.00001},\n"
        "  eprinttype = {arxiv},\n"
        "  eprintclass = {cs.LG},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("source", "entry_type", "fields"),
    [
        ("@misc{k, title={T}, eprint={2001.00001}}", "online", {"eprint", "eprinttype"}),
        ("@article{k, title={T}, journal={arXiv:2001.00001}}", "online", {"eprint", "eprinttype"}),
        ("@phdthesis{k, title={T}, school={S}}", "thesis", {"type", "institution"}),
        ("@mastersthesis{k, title={T}, school={S}, type={Diploma}}", "thesis", {"type", "institution"}),
        ("@techreport{k, title={T}, institution={I}, number=7}", "report", {"type", "institution", "number"}),
        ("@software{k, title={T}, version={1}}", "software", {"version"}),
        ("@dataset{k, title={T}, publisher={P}}", "dataset", {"publisher"}),
        ("@www{k, title={T}, url={https://a.b/}, howpublished={H}}", "online", {"url", "organization"}),
        ("@conference{k, title={T}, booktitle={B}}", "inproceedings", {"booktitle"}),
        ("@inbook{k, title={T}, publisher={P}, chapter=2}", "book", {"publisher", "chapter"}),
        ("@odd{k, title={T}, note={N}}", "misc", {"note"}),
        ("@article{k, title={T}, subtitle={S}, journal={J}, year={c. 1999}}", "article",
         {"subtitle", "journaltitle", "date"}),
    ],
)  # fmt: skip
def test_types_and_fields_are_biblatexs(source: str, entry_type: str, fields: set[str]) -> None:
    text = exported(source)
    assert text.startswith(f"@{entry_type}{{k,")
    names = {line.split(" = ")[0].strip() for line in text.splitlines()[1:-1]}
    assert names == fields | {"title"}


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = {2020}", "2020"),
        ("year = {2020}, month = {5}", "2020-05"),
        ("date = {2020-05-07}", "2020-05-07"),
        ("date = {2019-03/2019-04}, year = 2019", "2019-03/2019-04"),
        ("date = {2019?}", "2019?"),
        ("date = {spring 2019}, year = 2019", "2019"),
    ],
)
def test_dates(fields: str, date: str) -> None:
    assert f"  date = {{{date}}},\n" in exported(f"@misc{{k, title = {{T}}, {fields}}}")


def test_an_old_citekey_is_not_there_by_itself() -> None:
    assert "ids" not in exported("@misc{k, title = {T}, ids = {old}}")


SAME = (
    "title",
    "authors",
    "more_authors",
    "editors",
    "year",
    "venue",
    "pages",
    "doi",
    "arxiv",
    "primary_class",
)
SOURCES = (
    "@article{k, title={T of {NeRF}}, author={van Beethoven, Ludwig and {ACME, Inc.} and Davis, Jr., Sammy},"
    " journal={J}, year=2020, month=mar, volume=3, number={4}, pages={1--9}, doi={10.1000/182}}",
    "@misc{k, title={é & ß: 50% {\\'E}}, author={Łukasz, Żan and others}, eprint={2001.00001}, year=2020}",
    "@phdthesis{k, title={T}, author={de la Cruz, Ana}, school={ETH Zürich}, year=2019}",
    "@techreport{k, title={T}, author={Gogh, Vincent}, institution={I}, number={TR-7}, year=2019}",
    "@online{k, title={T}, author={A B}, url={https://example.org/a_b?c=%20d&e}, date={2021-02-03}}",
    "@inproceedings{k, title={T}, author={family=Gogh, given=Vincent, prefix=van}, booktitle={B}, year=2021,"
    " editor={Ed, Wo}}",
    "@book{k, title={T}, author={A, B, C, D}, publisher={P}, year=2001, series={S}}",
)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("write", [biblatex, bibtex])
def test_what_was_exported_reads_back_as_the_same_paper(source: str, write: object) -> None:
    (before,) = papers(source)
    (after,) = papers((biblatex if write is biblatex else bibtex)([before]))
    assert {name: getattr(after, name) for name in SAME} == {name: getattr(before, name) for name in SAME}
    assert after.url == before.url or before.arxiv


@given(reviews())
def test_every_export_reads_back(found: tuple[Paper, ...]) -> None:
    file, problems = read_bib(biblatex(found).encode(), "a.bib")
    # A value may hold what looks like an entry: that is told, and the value is read all the same.
    assert {problem.code for problem in problems} <= {"bad-citekey", "nested-entry"}
    assert len(file.entries) == len(found)


@given(reviews())
def test_exporting_an_export_changes_nothing(found: tuple[Paper, ...]) -> None:
    once = papers(biblatex(found))
    twice = papers(biblatex(once))
    assert [paper.title for paper in twice] == [paper.title for paper in once]
