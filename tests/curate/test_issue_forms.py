"""The drop-downs of the issue forms."""

import yaml

from generator.curate.issue_forms import BEGIN, END, category_labels, has_categories, with_categories
from generator.readers.forms import slugs_in

from ..builders import category, review

FORM = f"""\
body:
  - type: dropdown
    attributes:
      # kept
      {BEGIN}
      options:
        - "old"
      {END}
"""
REVIEW = review(
    categories=[
        category("numerics", title="Numerics"),
        category("fp8", "numerics", title="Low precision, (all) of it"),
        category("data", title='"]}\n- evil: ${{ x }}'),
    ]
)


def options(form: str) -> list[str]:
    found: list[str] = yaml.safe_load(form)["body"][0]["attributes"]["options"]
    return found


def test_options_follow_the_tree_and_read_back_as_slugs() -> None:
    labels = options(with_categories(FORM, REVIEW))
    assert labels == list(category_labels(REVIEW))
    assert labels[:2] == ["Numerics (numerics)", "– Low precision, [all] of it (fp8)"]
    assert slugs_in(", ".join(labels)) == ("numerics", "fp8", "data")


def test_nothing_else_changes_and_a_second_time_nothing_does() -> None:
    once = with_categories(FORM, REVIEW)
    assert "      # kept\n" in once
    assert with_categories(once, REVIEW) == once


def test_a_form_without_a_place_for_them_stays() -> None:
    assert has_categories(FORM)
    assert not has_categories("body: []\n")
    assert with_categories("body: []\n", REVIEW) == "body: []\n"


def test_parents_in_a_circle_are_below_nothing() -> None:
    looped = review(categories=[category("a", "b"), category("b", "a"), category("c")])
    assert list(category_labels(looped)) == ["C (c)"]
