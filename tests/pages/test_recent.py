"""The page of recent additions."""

import re
from datetime import date

from generator.links.citations import CrossLinks
from generator.model import Config, Paper
from generator.pages.markup import PaperLists
from generator.pages.recent import recent_page
from generator.pages.view import make_view

from ..builders import paper, review


def text(*papers: Paper, recent: int = 50) -> str:
    view = make_view(review(papers, config=Config(recent=recent)), CrossLinks({}, ()), {}, {})
    return recent_page(view, PaperLists(view)).text


def test_papers_stand_below_their_month_and_day() -> None:
    days = [date(2026, 2, 8), date(2026, 2, 7), date(2025, 2, 7), date(2025, 2, 7)]
    page = text(*(paper(f"p{n}", added=day) for n, day in enumerate(days)), paper("undated"))
    lines = re.findall(r"^(?:#{2,3} .*|- \[.*?\])", page, re.MULTILINE)
    assert lines == [
        *("## February 2026", "### 8 February", r"- [Title of p0]", "### 7 February", "- [Title of p1]"),
        *("## February 2025", "### 7 February", "- [Title of p2]", "- [Title of p3]"),
    ]
    assert "undated" not in page


def test_it_says_how_many_more_there_are() -> None:
    papers = [paper(f"p{n}", added=date(2026, 1, 1)) for n in range(1200)]
    assert "1,150 more papers joined" in text(*papers)
    assert "1 more paper joined" in text(*papers[:2], recent=1)
    assert "joined before" not in text(*papers[:2])


def test_it_is_there_with_nothing_to_show() -> None:
    page = text(paper("undated"))
    assert "# Recently added" in page
    assert "feed.xml" not in page
