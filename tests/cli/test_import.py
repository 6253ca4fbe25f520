"""`bibloom import` of what other programs and reviews wrote: nothing is lost, what is not read is told."""

import json
import os
from pathlib import Path

import pytest

from generator.model import Paper, Review
from generator.sources import read_sources

from .migrations import (
    SAYS_WHO_IS_AUTHOR,
    STYLES,
    WITHOUT_AUTHORS,
    Topic,
    awesome,
    bibtex,
    latex,
    papers,
    topics,
    walk,
)
from .test_commands import run

GOLDEN = Path(__file__).parent / "imported"
REPOSITORY = Path(__file__).parent.parent.parent


def imported(root: Path, *names: str, code: int = 0) -> str:
    result = run(root, "import", *(str(root / name) for name in names), "--added", "2026-03-01")
    assert result.exit_code == code, result.output
    return result.output.replace(f"{root}{os.sep}", "")


def review(root: Path) -> Review:
    sources = read_sources(root)
    assert [str(problem) for problem in sources.problems if problem.severity == "error"] == []
    return sources.review


@pytest.mark.parametrize("name", ["endnote.ris", "pubmed.nbib", "zotero.json"])
def test_files_of_reference_managers(tmp_path: Path, name: str) -> None:
    """Compare entries and report with those on record; `BIBLOOM_REFRESH=1` writes them anew."""
    (tmp_path / "bib").mkdir()
    (tmp_path / name).write_bytes((GOLDEN / name).read_bytes())
    report = imported(tmp_path, name, code=1)
    entries = "\n".join(path.read_text() for path in sorted((tmp_path / "bib").glob("*.bib")))
    for expected, text in (((GOLDEN / f"{name}.bib"), entries), ((GOLDEN / f"{name}.txt"), report)):
        if os.environ.get("BIBLOOM_REFRESH"):
            expected.write_text(text)
        assert text == expected.read_text()


def test_a_second_import_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "x.ris").write_bytes((GOLDEN / "endnote.ris").read_bytes())
    imported(tmp_path, "x.ris", code=1)
    before = {path: path.read_bytes() for path in tmp_path.glob("bib/*")}
    assert "3 read, 0 added, 3 already there" in imported(tmp_path, "x.ris", code=1)
    assert {path: path.read_bytes() for path in tmp_path.glob("bib/*")} == before


def test_a_file_without_a_telling_name_is_known_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "a.txt").write_bytes((GOLDEN / "endnote.ris").read_bytes())
    (tmp_path / "b.txt").write_bytes((GOLDEN / "pubmed.nbib").read_bytes())
    assert "5 read, 5 added" in imported(tmp_path, "a.txt", "b.txt", code=1)


def test_abstracts_are_written_on_request_only(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "x.ris").write_bytes((GOLDEN / "endnote.ris").read_bytes())
    run(tmp_path, "import", str(tmp_path / "x.ris"), "--with-abstracts")
    assert "abstract = {An abstract that its authors wrote.}" in (tmp_path / "bib" / "2021.bib").read_text()


def same(one: Paper, other: Paper) -> bool:
    names = [[(name.last, name.given) for name in paper.authors] for paper in (one, other)]
    parts = ("key", "title", "year", "month", "venue", "doi", "arxiv", "volume")
    return names[0] == names[1] and all(getattr(one, part) == getattr(other, part) for part in parts)


@pytest.mark.parametrize(("form", "name"), [("ris", "x.ris"), ("csl-json", "x.json")])
def test_what_bibloom_exports_comes_back(tmp_path: Path, form: str, name: str) -> None:
    known = read_sources(REPOSITORY).review.papers[::12]
    keys = [paper.key for paper in known]
    result = run(REPOSITORY, "export", "--format", form, "--output", str(tmp_path / name), *keys)
    assert result.exit_code == 0
    (tmp_path / "bib").mkdir()
    imported(tmp_path, name)
    back = review(tmp_path).by_key
    assert len(back) == len(known) > 50
    assert [paper.key for paper in known if not same(paper, back[paper.key])] == []


COUNT = 100
PAPERS, TREE = papers(COUNT), topics(COUNT)


def titles(found: Review, slug: str) -> list[str]:
    """Return the titles on the way from the top to a category."""
    category = found.category[slug]
    return [*(titles(found, category.parent) if category.parent else []), category.title]


def expected_ways(tree: list[Topic], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Topic]:
    ways: dict[tuple[str, ...], Topic] = {}
    for topic in tree:
        way = (*above, topic.title.replace("$", ""))
        ways |= {way: topic, **expected_ways(topic.below, way)}
    return ways


def assert_everything_is_there(found: Review) -> None:
    ways = expected_ways(TREE)
    slugs = {tuple(titles(found, category.slug)): category.slug for category in found.categories}
    assert slugs.keys() == ways.keys()
    assert all(found.category[slug].scope for slug in slugs.values())
    by_arxiv = {paper.arxiv: paper for paper in found.papers}
    assert len(found.papers) == len(by_arxiv) == COUNT
    for way, topic in ways.items():
        for number in topic.papers:
            paper = by_arxiv[PAPERS[number].arxiv]
            assert slugs[way] in paper.groups
            assert (paper.title, paper.year) == (PAPERS[number].title, PAPERS[number].year)
    assert sum(len(paper.groups) for paper in found.papers) == sum(len(topic.papers) for topic in walk(TREE))


def test_a_living_review_in_latex_keeps_every_paper_and_category(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "review.tex").write_text(latex(PAPERS, TREE))
    (tmp_path / "review.bib").write_text(bibtex(PAPERS))
    report = imported(tmp_path, "review.tex", "review.bib")
    assert "100 read, 100 added, 15 new categories" in report
    found = review(tmp_path)
    assert_everything_is_there(found)
    assert {paper.key for paper in found.papers} == {paper.key for paper in PAPERS}
    assert {paper.venue for paper in found.papers} == {"Journal of Looms"}
    assert all(paper.month == int(paper.key.rpartition("x")[2]) % 12 + 1 for paper in found.papers)
    assert "month = {3}" in (tmp_path / "bib" / "2017.bib").read_text()
    assert run(tmp_path, "check").exit_code == 0


def test_an_awesome_list_keeps_every_paper_and_category(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "README.md").write_text(awesome(PAPERS, TREE))
    report = imported(tmp_path, "README.md")
    assert "100 added, 10 merged, 15 new categories" in report
    found = review(tmp_path)
    assert_everything_is_there(found)
    by_arxiv = {paper.arxiv: paper for paper in found.papers}
    for paper in PAPERS:
        now = by_arxiv[paper.arxiv]
        assert now.venue == paper.venue
        names = [name.full for name in now.authors]
        style = paper.number % len(STYLES)
        if style == WITHOUT_AUTHORS:
            assert names == []
        elif len(paper.authors) == 1 and style not in SAYS_WHO_IS_AUTHOR:
            # Nothing tells a lone name from any other two words: it is kept for a person to see.
            assert (names, now.entry.get("annote")) == ([], paper.authors[0])
        else:
            assert names == list(paper.authors)
    assert "is kept in annote" in report
    assert run(tmp_path, "check").exit_code == 0


def test_what_a_document_cites_and_no_entry_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "a.tex").write_text("\\begin{itemize}\n\\item Looms~\\cite{here,gone}\n\\end{itemize}\n")
    (tmp_path / "a.bib").write_text(
        "@misc{here, title={A}}\n@misc{loose, title={B}}\n@misc{broken, title={C}\n"
    )
    report = imported(tmp_path, "a.tex", "a.bib", code=1)
    assert "a.tex:2: error: no entry has the citekey “gone”" in report
    assert "1 entries are cited in no category: loose" in report
    assert "unclosed" in report
    assert set(read_sources(tmp_path).review.by_key) == {"here", "loose"}


def test_citekeys_that_are_in_use_are_changed_and_told(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib" / "2020.bib").write_text("@misc{ada, title={Looms}, year={2020}, ids={old}}\n")
    (tmp_path / "a.bib").write_text(
        "@misc{ada, title={Needles}}\n@misc{OLD, title={Threads}}\n@misc{new, title={Looms}}\n"
    )
    report = imported(tmp_path, "a.bib")
    assert "“ada” is another paper's citekey; this one is imported as “adab”" in report
    assert "3 read, 2 added, 1 already there" in report
    assert set(review(tmp_path).by_key) == {"ada", "old", "adab", "OLDb"}


def test_categories_of_the_review_are_used_again(tmp_path: Path) -> None:
    (tmp_path / "bib" / "categories").mkdir(parents=True)
    mine = tmp_path / "bib" / "categories" / "weaving.md"
    mine.write_text("---\ntitle: Looms\nscope: Ours.\n---\nOur text.\n")
    (tmp_path / "list.md").write_text(
        "# A list\n## Looms\n- [A Paper on Looms](https://arxiv.org/abs/2401.00001)\n## New ones\n"
        "- [Another Paper on Looms](https://arxiv.org/abs/2401.00002)\n- [A tool](https://github.com/x/y)\n"
    )
    report = imported(tmp_path, "list.md")
    assert "list.md:6: warning: this is not understood as a paper: “A tool”" in report
    found = review(tmp_path)
    assert {category.slug for category in found.categories} == {"weaving", "new-ones"}
    assert {paper.title: paper.groups for paper in found.papers} == {
        "A Paper on Looms": ("weaving",),
        "Another Paper on Looms": ("new-ones",),
    }
    assert mine.read_text().endswith("Our text.\n")


def test_hostile_titles_stay_texts(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    title = "Looms <script>alert(1)</script> }} @misc{evil, title={x}} \\input{/etc/passwd} ${{ x }}"
    (tmp_path / "x.json").write_text(json.dumps([{"id": "../../evil", "type": "book", "title": title}]))
    (tmp_path / "x.md").write_text(
        "# L\n## ../../evil: [x](javascript:a) {{ y }}\n- [Some Paper Title](https://arxiv.org/abs/2401.00001)\n"
    )
    imported(tmp_path, "x.json", "x.md")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")) == [
        "bib/categories/evil-x-y.md",
        "x.md",
    ]
    found = review(tmp_path)
    assert len(found.papers) == 2
    assert {paper.title for paper in found.papers} == {title, "Some Paper Title"}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "README.md").write_text(awesome(PAPERS, TREE))
    assert "100 added" in run(tmp_path, "import", str(tmp_path / "README.md"), "--dry-run").output
    assert list((tmp_path / "bib").iterdir()) == []
