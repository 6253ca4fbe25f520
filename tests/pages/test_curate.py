"""The curators' dashboard."""

from datetime import date

import pytest

from generator.errors import Place, Problem, Severity
from generator.links.citations import CrossLinks
from generator.model import Config, Note, Paper, Review
from generator.pages import curate
from generator.pages.curate import MOST_PER_CODE, MOST_PER_GAP, curate_page
from generator.pages.gaps import added_by_month, gaps, large_categories, stale_preprints
from generator.pages.view import make_view

from ..builders import category, paper, review

REPOSITORY = "https://code.example.net/team/review"


def page(found: Review, *problems: Problem) -> str:
    texts: dict[str, dict[str, str]] = {}
    return curate_page(make_view(found, CrossLinks({}, ()), {}, texts, problems=problems)).text


def problem(code: str = "missing-year", severity: Severity = Severity.WARNING, line: int = 3) -> Problem:
    return Problem(code, "the paper has *no* year", Place("bib/2024.bib", line, 1), "add it", "a`b", severity)


def test_problems_are_linked_to_their_lines_errors_first() -> None:
    text = page(
        review(config=Config(repo_url=REPOSITORY)),
        problem(),
        problem("unknown-tag", Severity.ERROR, 9),
        Problem("no-bib-file", "nothing here"),
    )
    headings = [line for line in text.split("\n") if line.startswith("### ")]
    assert headings == [
        "### no-bib-file (1 error)",
        "### unknown-tag (1 error)",
        "### missing-year (1 warning)",
    ]
    assert (
        f"[bib/2024.bib:3:1]({REPOSITORY}/blob/main/bib/2024.bib?plain=1#L3) (a\\`b): "
        "the paper has \\*no\\* year" in text
    )
    assert "- **2** [errors](#open-problems)\n- **1** [warning](#open-problems)" in text


def test_without_a_repository_there_are_no_links() -> None:
    text = page(review([paper("a")]), problem())
    assert "](http" not in text
    assert "- bib/2024.bib:3:1 (a" in text


def test_forms_are_linked() -> None:
    text = page(review(config=Config(repo_url=REPOSITORY)))
    assert f"[Suggest a paper]({REPOSITORY}/issues/new?template=add-a-paper.yml)" in text
    assert "No problem is open." in text


def test_many_problems_of_a_code_are_cut() -> None:
    text = page(review(), *(problem(line=line) for line in range(MOST_PER_CODE + 7)))
    assert text.count("the paper has") == MOST_PER_CODE
    assert "- and 7 more: run `bibloom check`" in text
    assert f"(57 warnings)" in text  # noqa: F541


def test_neither_search_engines_nor_the_search_have_it() -> None:
    assert 'bibloom: {"kind": "curate", "search": false, "robots": "noindex"}' in page(review())


def test_gaps() -> None:
    whole = paper("whole", authors=["A"], groups=("c",), venue="ICML")
    found = review(
        [whole, paper("bare"), paper("edited", editors=())],
        [category("c")],
        [Note("whole", "T"), Note("edited", body="B"), Note("bare", body="\n")],
    )
    assert {gap.slug: [one.key for one in gap.papers] for gap in gaps(found)} == {
        "without-authors": ["bare", "edited"],
        "without-category": ["bare", "edited"],
        "without-note": ["bare"],
    }
    text = page(found)
    assert "- **2** [without authors](#without-authors)" in text
    assert "## Without a note { #without-note }\n\n1 paper. Write one sentence" in text
    assert "- [Title of bare](papers/bare.md), bib/2022.bib:7" in text


def test_a_long_list_is_cut() -> None:
    text = page(review([paper(f"k{number}") for number in range(MOST_PER_GAP + 5)]))
    assert text.count("](papers/k") == 3 * MOST_PER_GAP
    assert text.count("- and 5 more") == 3


@pytest.mark.parametrize(
    ("values", "stale"),
    [
        ({"arxiv": "2401.00001"}, True),
        ({"arxiv": "2402.00001"}, False),
        ({"arxiv": "2401.00001", "venue": "ICML"}, False),
        ({"arxiv": "2401.00001", "doi": "10.1000/x"}, False),
        ({"arxiv": "2401.00001", "doi": "10.48550/arXiv.2401.00001"}, True),
        ({"arxiv": "cs/9901001"}, True),
        ({"arxiv": "hep-th/0101001"}, True),
        ({"year": 2001}, False),
    ],
)
def test_stale_preprints_are_older_than_two_years(values: dict[str, str], stale: bool) -> None:
    newest = paper("newest", year=2026, month=2)
    found = stale_preprints([newest, paper("old", **values)])
    assert [one.key for one in found] == (["old"] if stale else [])


def test_preprints_of_an_old_review_are_not_stale() -> None:
    assert stale_preprints([paper("a", arxiv="0701.0001"), paper("b", arxiv="0801.0001")]) == ()


def test_large_categories_count_their_own_papers() -> None:
    papers = [paper(f"k{number}", groups=("small",) if number % 2 else ("large",)) for number in range(82)]
    categories = [category("top"), category("large", "top"), category("small", "top")]
    found = review(papers, categories, config=Config(largest_category=40))
    assert [(one.slug, count) for one, count in large_categories(found)] == [("large", 41), ("small", 41)]
    text = page(found)
    assert '- [Large](categories/large.md) <span class="count">41</span>' in text
    assert "(categories/top.md)" not in text


def test_duplicates_to_decide_with_what_speaks_for_it() -> None:
    twins = [
        paper(key, title="Looms as Computers", authors=["Lovelace"], arxiv="2401.00001") for key in ("a", "b")
    ]
    text = page(review(twins, config=Config(repo_url=REPOSITORY)))
    assert "- **1** [duplicate to decide](#duplicates-to-decide)" in text
    line = next(line for line in text.split("\n") if "is the same paper as" in line)
    assert "[a](papers/a.md), [bib/2022.bib:7](" in line
    assert "[b](papers/b.md), [bib/2022.bib:7](" in line
    assert "2401.00001" in line


def test_a_large_review_leaves_comparing_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curate, "MOST_COMPARED", 1)
    twins = [paper(key, title="Looms as Computers", arxiv="2401.00001") for key in ("a", "b")]
    text = page(review(twins))
    assert "## Duplicates to decide\n\n`bibloom dedupe` compares the papers" in text
    assert "is the same paper as" not in text


def added(key: str, day: date | None) -> Paper:
    return paper(key, added=day)


def test_added_by_month() -> None:
    papers = [
        added("a", date(2026, 1, 3)),
        added("b", date(2025, 12, 1)),
        added("c", date(2026, 1, 9)),
        added("d", None),
    ]
    assert added_by_month(papers) == (("2026-01", 2), ("2025-12", 1))
