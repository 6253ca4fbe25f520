"""The benchmarks' tables and chart against the results they are made of, and what measures them."""

import ast
import importlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import results as kept
from benchmarks.aims import aims
from benchmarks.chart import LINES, chart
from benchmarks.processes import Cost
from benchmarks.report import CHART, PAGE, README, filled
from benchmarks.results import STEPS, Measured, Peer, Results
from benchmarks.review import make_review
from benchmarks.run import edit_field, edit_title
from benchmarks.stages import STAGES, WATCHED, Stopwatch
from generator.build import check
from generator.sources import read_sources

from .sites import REPOSITORY

RESULTS = kept.read()


@pytest.mark.parametrize("path", [README, PAGE], ids=lambda path: path.name)
def test_the_tables_are_those_of_the_results(path: Path) -> None:
    assert filled(path.read_text(encoding="utf-8"), RESULTS) == path.read_text(encoding="utf-8")


def test_the_chart_is_that_of_the_results() -> None:
    assert chart(RESULTS) == CHART.read_text(encoding="utf-8")


def test_results_are_kept_as_they_were(tmp_path: Path) -> None:
    kept.write(RESULTS, tmp_path / "results.json")
    assert kept.read(tmp_path / "results.json") == RESULTS
    assert kept.read(tmp_path / "none.json") == {}


def cost(seconds: float, together: float = 100.0) -> Cost:
    return Cost(seconds, seconds, together, together)


def measured(papers: int, **more: object) -> Measured:
    steps = {step: cost(papers / 1000) for step in STEPS} | {"mkdocs": cost(papers / 100)}
    stages = {stage: cost(papers / 1000) for stage in STAGES}
    return replace(Measured({"cores": "2"}, steps, stages), **more)  # type: ignore[arg-type]


def missed(results: Results) -> set[str]:
    return {aim.text for aim in aims(results) if not aim.met}


def test_aims_that_are_met_and_missed() -> None:
    small, large = measured(1000), measured(10_000)
    edited = {
        "build-field": cost(1.5),
        "build-title": cost(2.5),
        "site-field": cost(3),
        "site-title": cost(9),
    }
    results = {1000: small, 10_000: replace(large, steps={**large.steps, **edited})}
    assert missed(results) == {
        "10,000 papers, one title changed: `bibloom build` within 2 s",
        "10,000 papers, one title changed: the site 3 times as fast as cold",
    }
    slow = replace(small, steps={**small.steps, "build": cost(2.6)})
    assert missed({1000: slow}) == {"1,000 papers: generating costs at most a quarter of what MkDocs does"}
    heavy = replace(large, steps={"site": cost(89, 1501)})
    assert missed({10_000: heavy}) == {"10,000 papers: the whole site within 90 s and 1,500 MB"}


def test_a_stage_that_grows_faster_than_the_review_misses_its_aim() -> None:
    large = measured(10_000)
    squared = {1000: measured(1000), 10_000: replace(large, stages={**large.stages, "link": cost(100)})}
    assert "10,000 papers: “link” grows no faster than the review" in missed(squared)
    assert not {aim for aim in missed(squared) if "“pages”" in aim}


def test_the_chart_shows_every_line_with_its_figures() -> None:
    drawn = ElementTree.fromstring(chart({617: measured(617), 10_000: measured(10_000)}))  # noqa: S314
    told = [title.text or "" for title in drawn.iter("{http://www.w3.org/2000/svg}title")]
    assert {f"{name}: 10,000 papers, 10.0 s" for step, name in LINES.items() if step != "mkdocs"} < set(told)
    assert len(told) == 1 + 2 * len(LINES)


def test_a_peer_that_is_left_out_has_a_line_that_says_why() -> None:
    peers = (Peer("reading", "bibloom", cost(2)), Peer("reading", "other", left_out="it is not there"))
    text = filled("<!-- measured: peers -->\n<!-- end -->", {617: measured(617, peers=peers)})
    assert "| bibloom | 2.0 | 2.0 | 100 | 1.00 |" in text
    assert "other is left out: it is not there." in text


def test_every_watched_function_is_there_and_called() -> None:
    for modules in WATCHED.values():
        for module, names in modules.items():
            source = ast.parse(Path(importlib.import_module(module.__name__).__file__ or "").read_text())
            called = {node.func.id for node in ast.walk(source) if _names_a_function(node)}  # type: ignore[attr-defined]
            assert set(names) <= called


def _names_a_function(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def test_a_stopwatch_charges_each_stage_for_itself() -> None:
    stopwatch = Stopwatch(last=(0.0, 0.0))

    def inner() -> list[int]:
        return [1]

    watched = stopwatch.watched("link", inner)
    steps = stopwatch.watched("pages", lambda: (one for one in watched()))()
    assert list(steps) == [1]
    assert stopwatch.running == ["rest"]
    assert all(stopwatch.seconds[stage] > 0 for stage in ("rest", "pages", "link"))
    assert stopwatch.seconds["write"] == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the folders of two reviews that were made alike."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("first", "second")}
    for folder in folders.values():
        make_review(REPOSITORY, folder, 1300)
    return folders


def test_a_larger_review_is_the_same_every_time_and_sound(made: Mapping[str, Path]) -> None:
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in made.values()
    )
    assert first == second
    assert {problem.code for problem in check(made["first"]) if problem.severity != "info"} <= {"same-arxiv"}


def test_a_larger_review_is_varied(made: Mapping[str, Path]) -> None:
    review = read_sources(made["first"]).review
    counts = Counter(name.full for paper in review.papers for name in paper.authors)
    assert len(review.papers) == 1300
    assert 0.5 < sum(count == 1 for count in counts.values()) / len(counts) < 0.8
    assert max(counts.values()) > 10
    assert 0.6 < len(review.notes) / len(review.papers) < 0.9
    assert max(len(review.in_category.get(one.slug, ())) for one in review.categories) <= 100


def test_edits_change_one_entry(made: Mapping[str, Path]) -> None:
    before = {paper.key: paper for paper in read_sources(made["first"]).review.papers}
    edit_field(made["first"], 2)
    edit_title(made["first"], 3)
    after = read_sources(made["first"]).review.papers
    changed = [paper for paper in after if paper.title != before[paper.key].title]
    assert len(changed) == 1
    assert changed[0].title.startswith("Revisited: ")
    assert [paper.pages for paper in after if paper.pages != before[paper.key].pages] == ["2–4711"]
