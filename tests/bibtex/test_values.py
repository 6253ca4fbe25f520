import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bibtex.values import (
    LONGEST_MACRO_VALUE,
    STANDARD_MACROS,
    expand,
    is_balanced,
    missing_commas,
    parse_expression,
    resolve,
)


@pytest.mark.parametrize(
    ("raw", "value", "rest"),
    [
        ("{a  b\n c}", "a b c", ""),
        ('"a {"} b"', 'a {"} b', ""),
        ("2020", "2020", ""),
        ("jan", "January", ""),
        ('"a" # {b} # me#1', "abMe1", ""),
        ("{a} b", "a", "b"),
        ("{a}\n  x = {b}", "a", "x = {b}"),
        ("{a \\} b}", "a \\} b", ""),
        ("{C:\\\\}", "C:\\\\", ""),
        ('"G\\"odel"', 'G\\"odel', ""),
        ("", "", ""),
        ("{never", "", "{never"),
        ("# {a}", "", "# {a}"),
        ("{a} #", "a", "#"),
    ],
)
def test_expressions(raw: str, value: str, rest: str) -> None:
    expression = parse_expression(raw)
    assert resolve(expression, {**STANDARD_MACROS, "me": "Me"}) == (value, ())
    assert expression.rest == rest


def test_blanks_at_the_ends_of_a_macro_count() -> None:
    assert expand(parse_expression('" Proceedings\n of the "'), {}) == (" Proceedings of the ", ())
    assert expand(parse_expression('" "'), {}) == (" ", ())
    assert expand(parse_expression("{}"), {}) == ("", ())
    assert resolve(parse_expression('p # "ICML "'), {"p": " of the "}) == ("of the ICML", ())


def test_unknown_macros_stand_for_themselves() -> None:
    assert resolve(parse_expression("a # B # {c}"), {"b": "x"}) == ("axc", ("a",))


def test_macros_cannot_grow_without_end() -> None:
    value, _ = resolve(parse_expression("m # m"), {"m": "x" * LONGEST_MACRO_VALUE})
    assert len(value) == LONGEST_MACRO_VALUE
    assert len(resolve(parse_expression("{" + "x" * 50_000 + "}"), {})[0]) == 50_000


def test_missing_commas() -> None:
    assert list(missing_commas("a = {b} c=1 d = x # {y} junk")) == [
        ("a", "{b}", 0),
        ("c", "1", 8),
        ("d", "x # {y}", 12),
    ]
    assert list(missing_commas("just words")) == []


@pytest.mark.parametrize(
    ("text", "balanced"), [("", True), ("{a{b}}", True), ("}{", False), ("{", False), ("\\{", False)]
)
def test_is_balanced(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced


@given(st.text(st.sampled_from('{}"#\\ ab,=1\n')))
def test_an_expression_explains_its_text(raw: str) -> None:
    expression = parse_expression(raw)
    assert raw[expression.end :].strip() == expression.rest
    assert bool(expression.terms) or expression.end == 0
