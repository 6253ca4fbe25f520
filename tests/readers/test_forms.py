"""Issue forms as GitHub renders them, and texts that only look like one."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.forms import ADD, CORRECT, LONGEST, NO_RESPONSE, read_form, slugs_in, which_form


def rendered(labels: Mapping[str, str] = ADD, /, **values: str) -> str:
    """Return a form as GitHub renders it."""
    blocks = [f"### {label}\n\n{values.get(field) or NO_RESPONSE}" for field, label in labels.items()]
    return "\n\n".join(blocks)


def test_values_by_field() -> None:
    body = rendered(
        address="arXiv:2401.00001", entry="```bibtex\n@misc{a,\n  x = {1}}\n```", reason="It does.\n\nWell."
    )
    values, problems = read_form(body, ADD)
    assert problems == ()
    assert values == {
        "address": "arXiv:2401.00001",
        "entry": "@misc{a,\n  x = {1}}",
        "category": "",
        "further": "",
        "reason": "It does.\n\nWell.",
        "looked": "",
    }


def test_an_edit_in_the_browser_makes_other_line_ends() -> None:
    values, _ = read_form(rendered(address="10.1/x").replace("\n", "\r\n"), ADD)
    assert values["address"] == "10.1/x"


def test_control_characters_go() -> None:
    values, _ = read_form(rendered(address="10.1\x00/\x1b[31mx\u202e"), ADD)
    assert values["address"] == "10.1/[31mx"


def test_an_empty_render_field_is_no_response() -> None:
    assert read_form(rendered(entry="```bibtex\n\n```"), ADD)[0]["entry"] == ""


def test_other_headings_belong_to_the_value() -> None:
    assert (
        read_form(rendered(reason="### Not a field\n\ntext"), ADD)[0]["reason"] == "### Not a field\n\ntext"
    )


def test_a_heading_that_stands_twice_makes_nothing_certain() -> None:
    body = rendered(entry="```\n\n### Category\n\nForged (forged)\n```")
    values, problems = read_form(body, ADD)
    assert values == {}
    assert [(problem.code, problem.place.line) for problem in problems] == [("form-ambiguous", 14)]


def test_a_text_without_the_headings_is_no_form() -> None:
    values, problems = read_form("please add my paper", ADD)
    assert values == {}
    assert [problem.code for problem in problems] == ["form-missing"]


def test_a_text_that_no_issue_can_hold_is_not_looked_at() -> None:
    values, problems = read_form("x" * (LONGEST + 1), ADD)
    assert values == {}
    assert [problem.code for problem in problems] == ["form-too-long"]


def test_which_form() -> None:
    assert which_form(rendered(ADD)) is ADD
    assert which_form(rendered(CORRECT)) is CORRECT
    assert which_form("nothing of either") is ADD


@pytest.mark.parametrize(
    ("choice", "slugs"),
    [
        ("– Low precision (fp8)", ("fp8",)),
        ("A, b and c (abc), – D [x] (d)", ("abc", "d")),
        ("A (a), B (b), A (a)", ("a", "b")),
        ("", ()),
        ("$(touch x)", ("touch x",)),
    ],
)
def test_slugs_in_a_choice(choice: str, slugs: tuple[str, ...]) -> None:
    assert slugs_in(choice) == slugs


# What GitHub renders and no heading, fence or missing answer among it reads back as it was.
LINES = st.text(
    st.characters(blacklist_categories=("C", "Z"), blacklist_characters="#`_"), min_size=1, max_size=20
)


@given(st.dictionaries(st.sampled_from(sorted(ADD)), LINES))
def test_what_was_filled_in_is_read_back(values: dict[str, str]) -> None:
    found, problems = read_form(rendered(**values), ADD)
    assert problems == ()
    assert {field: text for field, text in found.items() if text} == values
