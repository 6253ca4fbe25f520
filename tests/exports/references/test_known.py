"""Layouts that are kept are those that citeproc-py makes.

To accept a change that was meant, or to keep those of other shapes:
`BIBLOOM_REFRESH=1 pytest tests/exports/references/test_known.py`, then read the diff.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from generator.exports.references import STYLES
from generator.exports.references.known import Known, known, known_layout, known_month
from generator.exports.references.layout import Shape, layout_text, month_name, month_text
from generator.exports.references.variables import for_style, work
from generator.model import Paper
from generator.sources import read_sources

from .test_works import WORKS, paper

REPOSITORY = Path(__file__).parents[3]
FILE = REPOSITORY / "generator" / "exports" / "references" / "layouts.json"
FORMS = ("long", "short")


def common_papers() -> Iterator[Paper]:
    """Yield works of every kind, and the papers of the committed review and of the toy."""
    yield from (paper(one["bib"]) for one in WORKS)
    for root in (REPOSITORY, REPOSITORY / "tests" / "toy"):
        yield from read_sources(root).review.papers


def worked_out() -> Known:
    papers = [work(one) for one in common_papers()]
    layouts = {}
    for style in STYLES.values():
        shapes = {shape.described: shape for shape in (for_style(one, style).shape() for one in papers)}
        layouts[style.name] = {text: layout_text(style, shapes[text]) for text in sorted(shapes)}
    months = {
        style.name: {form: [month_text(style, month, form) for month in range(1, 13)] for form in FORMS}
        for style in STYLES.values()
    }
    return {"layouts": layouts, "months": months}


def test_what_is_kept_is_what_citeproc_makes() -> None:
    found = worked_out()
    if os.environ.get("BIBLOOM_REFRESH"):
        FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        known.cache_clear()
    assert known() == found


def test_shapes_that_differ_are_described_differently() -> None:
    base = Shape("book", frozenset(("title", "volume")))
    others = (
        Shape("chapter", base.texts),
        Shape("book", frozenset(("title", "issue"))),
        Shape("book", frozenset(("title",)), frozenset(("volume",))),
        Shape("book", base.texts, pages=True),
        Shape("book", base.texts, editors=1),
        Shape("book", base.texts, editors=2),
        Shape("book", base.texts, date=1),
        Shape("book", base.texts, date=2),
        Shape("book", base.texts, accessed=True),
    )
    assert len({shape.described for shape in (base, *others)}) == len(others) + 1


def test_what_is_not_kept_is_asked_for() -> None:
    shape = Shape("book", frozenset(("title", "version", "genre", "number")), date=2, accessed=True)
    for style in STYLES.values():
        assert known_layout(style.name, shape.described) == ""
        assert layout_text(style, shape)
    assert known_month("unknown", 1, "long") == ""
    assert month_name(STYLES["acm"], 1, "long") == known_month("acm", 1, "long") == "January"
