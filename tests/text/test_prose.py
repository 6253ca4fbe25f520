"""Prose from the sources formats and links, and does nothing else."""

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.prose import is_safe_address, lines, safe_prose, without_code

EXTENSIONS = ["attr_list", "md_in_html", "tables", "admonition", "pymdownx.superfences", "bibloom_citations"]
PIECES = [
    "<script>",
    "</script>",
    "<img src=x onerror=y>",
    "<",
    ">",
    "{: onclick=y}",
    "{",
    "}",
    "`",
    "``",
    "```\n",
    "\n",
]
PIECES += [
    "](javascript:y)",
    "[x]",
    "(",
    ")",
    "![a]",
    "[r]: javascript:y",
    "<javascript:y>",
    "<https://a.b>",
    "\\",
    "# ",
    "> ",
]
PIECES += [
    "    ",
    "*",
    "&lt;",
    "a",
    " ",
    "<!--",
    "-->",
    "<style>",
    "{ .c onclick=y }",
    "[a](<javascript:y>)",
    "java\tscript:",
]


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(markdown.markdown(safe_prose(text), extensions=EXTENSIONS), "html.parser")


PIECES += [
    "{{",
    "1. ",
    "java&#115;cript:y",
    "&Tab;javascript:y",
    "javascript&colon;y",
    "\x01javascript:y",
    "| a |",
    "```{{ .x onclick=y }\n",
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_runs_whatever_the_pieces(text: str) -> None:
    rendered = soup(text)
    assert not rendered.find_all(["script", "style", "iframe", "object"])
    for tag in rendered.find_all():
        assert not [name for name in tag.attrs if name.startswith("on")]
        for attribute in ("href", "src"):
            assert (
                not str(tag.get(attribute, "")).strip().lower().startswith(("javascript", "data", "vbscript"))
            )


@pytest.mark.parametrize(
    "text",
    [
        "Plain *words*, **strong** ones, and [@key2024].",
        "[A page](../guide.md) and [the web](https://example.org/a_(b)).",
        "<https://example.org> and <mailto:a@example.org>",
        "`a < b` in code, `{x}` and ``{: .x }`` too",
        "```\na <- 1\n```",
        "[A word](guide.md){ .badge }",
        "1. one\n2. two\n\n> quoted",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert safe_prose(text) == text


def test_signs_are_shown_as_they_stand() -> None:
    assert soup("less than <5 % of {all} sets").get_text() == "less than <5 % of {all} sets"
    assert soup("a < b, x <b> y").get_text() == "a < b, x <b> y"


def test_code_is_told_from_text() -> None:
    assert [code for _, code in lines("a\n```\nb\n```\nc\n~~~~\n~~~\n~~~~\nd")] == [
        *[False, True, True, True, False, True, True, True, False]
    ]
    assert without_code("a `b` c") == "a     c"


@pytest.mark.parametrize(
    "text",
    [
        "[click](java&#115;cript:alert(1))",
        "[click](&#106;avascript:alert(1))",
        "[click](javascript&colon;alert(1))",
        "[click](&Tab;javascript:alert(1))",
        "[click](\x01javascript:alert(1))",
        "1. [click]: javascript:alert(1)\n\n[click]",
        "*x*{{: onmouseover=alert(2) style=position:fixed;inset:0 }",
        "```{{ .x onclick=alert(1) }\ncode\n```",
        "# a {{ onclick=y }",
        "`a`{{ onclick=y }",
        "![a](x.png){{ onclick=y }",
    ],
)
def test_disguises_are_no_way_in(text: str) -> None:
    for tag in soup(text).find_all():
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
        assert "alert" not in str(tag.get("href", ""))


@pytest.mark.parametrize(
    "text",
    [
        "a ` b\n` <script>alert(1)</script> `",
        "```\n<script>alert(1)</script>",
        "- x `\n- <script>alert(1)</script> `",
        "~~~\n```\n~~~\n<script>alert(1)</script>\n```",
    ],
)
def test_what_only_looks_like_code_is_no_way_in(text: str) -> None:
    assert not soup(text).find_all("script")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[x](javascript:y)", "[x](javascript:y)"),
        ("![x](data:y)", "![x](data:y)"),
        ("[x][a]\n\n[a]: javascript:y", "[x][a] [a]: javascript:y"),
        ("[x\\](javascript:y)", "[x\\](javascript:y)"),
    ],
)
def test_an_address_that_runs_something_leaves_its_text_and_no_link(text: str, shown: str) -> None:
    rendered = soup(safe_prose(text))
    assert " ".join(rendered.get_text().split()) == shown
    assert rendered.find_all(["a", "img"]) == []


@pytest.mark.parametrize("address", ["\\\\example.org\\x", "\\example.org", "a\\b", "&#92;&#92;example.org"])
def test_a_backslash_is_a_slash_to_a_browser(address: str) -> None:
    assert not is_safe_address(address)
