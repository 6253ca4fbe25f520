"""Sections become categories: slugs of their own, parents first, and those of the review used again."""

from generator.curate.outline import plan_categories
from generator.readers.category import read_category
from generator.readers.reference import Section

from ..builders import category

SECTIONS = (
    Section("Targets"),
    Section("Other", "Half a sentence. And more [@x] <b>", 0),
    Section("Models", "", None),
    Section("Other", "", 2),
    Section("Other", "", 2),
    Section("..", "x " * 300, 0),
)


def test_each_section_has_a_category_and_equal_ones_share_it() -> None:
    planned = plan_categories(SECTIONS, ())
    assert planned.slugs[:5] == ("targets", "other", "models", "models-other", "models-other")
    assert set(planned.files) == set(planned.slugs)
    read = {slug: read_category(text, f"{slug}.md", slug)[0] for slug, text in planned.files.items()}
    assert all(found is not None for found in read.values())
    other = read["other"]
    assert other
    assert (other.title, other.parent, other.scope) == ("Other", "targets", "Half a sentence.")
    assert "<b>" not in other.narrative
    assert "[@x]" not in other.narrative
    assert "what the imported source lists" in planned.files["models"].lower()
    long = read[planned.slugs[5]]
    assert long
    assert len(long.scope) < 250


def test_categories_of_the_review_are_used_again() -> None:
    known = [category("weaving", title="Targets"), category("models")]
    planned = plan_categories(SECTIONS, known)
    assert planned.slugs[:3] == ("weaving", "other", "models")
    assert {"weaving", "models"}.isdisjoint(planned.files)
