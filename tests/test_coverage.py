"""Counts of what a review holds."""

from generator.coverage import coverage
from generator.model import Config, Facet, Note

from .builders import category, paper, review


def test_papers_count_once_under_each_category_and_primary_ones_apart() -> None:
    papers = [paper("a", groups=("x", "y")), paper("b", groups=("y",)), paper("c")]
    tree = [category("top"), category("x", "top"), category("y", "top", narrative="Words.")]
    counts = coverage(review(papers, tree))
    assert counts.categories == (("top", 0, 2, 2), ("x", 1, 1, 1), ("y", 1, 1, 2))
    assert counts.with_narrative == 1


def test_notes_results_lineage_and_facets() -> None:
    papers = [paper("a", keywords=("vision",)), paper("b", keywords=("vision", "method")), paper("c")]
    # The note that comes with a new paper says nothing yet.
    notes = [
        Note("c"),
        Note("a", results=("2×",), builds_on=("b",)),
        Note("b", tldr="B."),
        Note("gone", results=("1",)),
    ]
    config = Config(facets=(Facet("modality", ("vision", "speech")),))
    counts = coverage(review(papers, notes=notes, config=config))
    assert (counts.notes, counts.with_results, counts.lineage) == (2, 1, 1)
    assert counts.facets == {"modality": {"vision": 2, "speech": 0}}
