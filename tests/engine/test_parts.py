"""Sharing the pages of a site out to processes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import parts
from generator.engine.parts import AnchorLink, PageReport, Part, Report, split

PATHS = st.text("abc/.", min_size=1, max_size=8)


@given(
    st.dictionaries(PATHS, st.integers(0, 10**6), max_size=40), st.lists(PATHS, max_size=5), st.integers(1, 9)
)
def test_every_page_is_in_one_part_and_every_file_in_the_first(
    pages: dict[str, int], files: list[str], processes: int
) -> None:
    shares = split(pages, files, processes, Path("reports"))
    assert sorted(path for part in shares for path in part.pages) == sorted(pages)
    assert [part.first for part in shares] == [True] + [False] * (len(shares) - 1)
    assert shares[0].files == tuple(files)
    assert not any(part.files for part in shares[1:])
    assert len({part.report for part in shares}) == len(shares)
    assert len(shares) <= processes


def test_the_parts_cost_about_the_same() -> None:
    pages = {f"{n}.md": 100 * n for n in range(1000)}
    costs = [sum(pages[path] for path in part.pages) for part in split(pages, [], 4, Path())]
    assert len(costs) == 4
    assert max(costs) - min(costs) < 0.01 * sum(costs)


def test_little_work_is_not_shared_and_much_is_done_in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(split({"a.md": 1000, "b.md": 1000}, [], 8, Path())) == 1
    assert len(split({}, [], 8, Path())) == 1
    # A process can hold only so much at a time.
    monkeypatch.setattr(parts, "MOST", 10_000)
    assert len(split({f"{n}.md": 1000 for n in range(100)}, [], 2, Path())) == 40


def test_parts_and_reports_survive_their_files() -> None:
    part = Part(("a.md", "ü/“b”.md"), ("c.bib",), True, "reports/0.json")
    assert Part.from_json(part.to_json()) == part
    pages = {
        "a.md": PageReport(
            "a/index.html", "https://example.org/a/", (AnchorLink("b.md", "x", "b.md#x", False),)
        )
    }
    report = Report("", pages, {"c.bib": "c.bib"}, ("a.md", "b.md"), "[]", ("/theme",), True)
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(Report(refused="no").to_json()).refused == "no"
