"""Pages rendered without Python-Markdown are the pages that it renders."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from .python_markdown import TOY, by_bibloom, by_python_markdown, differing

HERE = Path(__file__).parent
FORMS = yaml.safe_load((HERE / "forms.yml").read_text(encoding="utf-8"))
# What the pages of the toy review hold beside the forms that are rendered here.
LEFT = {
    "cite.md": "a table",
    "compare.md": "HTML that stands alone",
    "curate.md": "links to the page's own headings",
    "index.md": "links in bold",
    "selection.md": "HTML that stands alone",
    "trends.md": "figures",
}
# Pieces that mean something to Markdown, to an extension of it, to HTML or to Python-Markdown's own marks.
PIECES = [
    *("*", "**", "_", "`", "``", "~~~", "```", "[", "]", "(", ")", "{", "}", "<", ">", "&", "\\", "!", "|"),
    *("{ .x }", "{ #x }", "{: .x }", "{  }", "&amp;", "&#42;", "&#x41;", "&copy", "\\*", "\\[", "\\a"),
    *("[a](b)", "[a](b){ .c }", "[a](b c)", '[a](b "c")', "[a][b]", "[a]: b", "[](b)", "[*a*](b)", "[^1]"),
    *("![a](b)", "[a](#b)", "[a](b&c)", "[a](b&amp;c)", "[a](javascript:b)", "[@dao2022]", "[@no]", "[@"),
    *("- ", "* ", "1. ", "1) ", "# ", "### ", "> ", ": a", "---", "===", "    ", "        - ", "| a | b |"),
    *("<b>", "</b>", "<br>", "<!-- a -->", "<div>", "<div markdown>", "</div>", "<p>", "</nav>", "<dl>"),
    *(
        "<span>",
        '<span class="a">',
        '<span id="a">',
        "</span>",
        "<button hidden>",
        "<a@b.c>",
        "<https://a.b/c>",
    ),
    *('<span class="venue" data-key="dao2022">', "<summary>a</summary>", "<label><input a> b</label>"),
    *(
        '<pre class="a"><code>',
        "</code></pre>",
        "<div><dt>a</dt><dd>b</dd></div>",
        "!!! note",
        "??? a",
        "[TOC]",
    ),
    *(
        "*a*",
        "**a**",
        "***a***",
        "`a`",
        "`a<b`",
        "\x02",
        "\x03",
        "\t",
        "\x0b",
        "\x85",
        "\u2028",
        "\xa0",
        "$a$",
    ),
    *("word", "Größe", "中", "2", "1.", "a/b", "C++", '"', "'", "—", "@me", "http://a.b"),
]


PAGES = {
    path: content.decode().split("\n---\n", 1)[1] for path, content in TOY.items() if path.endswith(".md")
}


@pytest.mark.parametrize("name", sorted(FORMS["rendered"]))
def test_a_form_is_rendered_as_python_markdown_does(name: str) -> None:
    text = FORMS["rendered"][name]
    rendered = by_bibloom(text)
    assert rendered is not None
    assert rendered.content == by_python_markdown(text)[0]
    assert differing(text) is None


@pytest.mark.parametrize("name", sorted(FORMS["refused"]))
def test_a_form_that_is_not_known_is_refused(name: str) -> None:
    assert by_bibloom(FORMS["refused"][name]) is None
    assert by_bibloom(f"# a\n\n{FORMS['refused'][name]}\n\nb") is None


def test_every_page_of_a_review_is_what_python_markdown_makes_of_it_and_few_are_left_to_it() -> None:
    assert {path: found for path, text in PAGES.items() if (found := differing(text))} == {}
    assert {path for path, text in PAGES.items() if by_bibloom(text) is None} == LEFT.keys()


@st.composite
def changed_pages(draw: st.DrawFn) -> str:
    """A few blocks of a generated page, in which something stands that does not belong there."""
    path = draw(st.sampled_from(sorted(PAGES.keys() - LEFT.keys())))
    blocks = PAGES[path].split("\n\n")
    first = draw(st.integers(0, len(blocks) - 1))
    text = "\n\n".join(blocks[first : first + draw(st.integers(1, 4))])
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from([*PIECES, "\n", "\n\n", ""]))
        text = text[:at] + piece + text[at + draw(st.sampled_from([0, 0, 1, 5])) :]
    return text


@st.composite
def small_pages(draw: st.DrawFn) -> str:
    """Blocks put together from pieces that mean something."""
    block = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5)
    ends = st.sampled_from(["\n", "\n\n", "\n\n- ", "\n    ", "\n\n## "])
    pairs = draw(st.lists(st.tuples(block, st.sampled_from(["", " "]), ends), min_size=1, max_size=4))
    return "".join(f"{between.join(pieces)}{end}" for pieces, between, end in pairs)


@given(changed_pages())
def test_a_changed_page_is_rendered_as_python_markdown_does_or_refused(text: str) -> None:
    assert differing(text) is None


@given(small_pages())
def test_a_small_page_is_rendered_as_python_markdown_does_or_refused(text: str) -> None:
    assert differing(text) is None
