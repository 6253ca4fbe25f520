"""Escaped text reads back as itself, through the very renderers that it passes on its way to a reader."""

import html
import json
import re
from urllib.parse import quote, urlsplit

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text import escape

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.betterem",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
    "bibloom_citations",
]
SYNTAX = st.text(alphabet="ab 1.)(-+*_`[]{}<>#!?:=~^|&;\\/\"'@$%\n\t", max_size=40)
PAYLOADS = (
    "<script>alert(1)</script>",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "{: onclick=alert(1)}",
    "{ .class #id onclick=alert(1) }",
    '--8<-- "/etc/passwd"',
    "{{ config }} {% include 'x' %}",
    '" onmouseover="alert(1)',
    "![x](https://example.org/x.png)",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; AT&amp;T",
    "!!! note",
    "??? danger",
    "[^1]: a footnote",
    "*[HTML]: abbreviation",
    "[@key] and [@a; @b]",
    "3. third",
    "```\ncode\n```",
    "a | b\n--|--",
    "\\",
)


def rendered_text(source: str, around: str = "{}") -> str:
    rendered = markdown.markdown(around.format(source), extensions=EXTENSIONS)
    return " ".join(BeautifulSoup(rendered, "html.parser").get_text().split())


@given(st.one_of(st.text(max_size=60), SYNTAX))
@example("a" * 3 + "\u202e")
def test_markdown_renders_as_the_text_itself(text: str) -> None:
    escaped = escape.markdown(text)
    assert "\n" not in escaped
    assert rendered_text(escaped) == " ".join(escape.clean(text).split())


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "# {}", "- {}", "- [{}](x.md)", '<span class="a">{}</span>', "*{}*"]
)
def test_payloads_are_inert_wherever_inline_text_stands(payload: str, around: str) -> None:
    source = around.replace("{}", "\0").format().replace("\0", escape.markdown(payload))
    soup = BeautifulSoup(markdown.markdown(source, extensions=EXTENSIONS), "html.parser")
    assert " ".join(soup.get_text().split()) == escape.clean(payload)
    allowed = {"p", "h1", "ul", "li", "a", "span", "em"}
    assert {tag.name for tag in soup.find_all()} <= allowed
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)
    assert [a["href"] for a in soup.find_all("a")] == (["x.md"] if "x.md" in around else [])


@given(st.text())
def test_html_text_reads_back(text: str) -> None:
    assert html.unescape(escape.html_text(text)) == escape.clean(text)
    assert not re.search(r"[<>\"']", escape.html_text(text))


@given(st.dictionaries(st.sampled_from(["title", "description", "kind"]), st.text() | st.lists(st.text())))
def test_front_matter_reads_back(values: dict[str, object]) -> None:
    block = escape.front_matter(values)
    assert block.startswith("---\n")
    assert block.endswith("\n---\n") or block == "---\n\n---\n"
    loaded = yaml.safe_load(block.split("---\n", 1)[1].rsplit("\n---\n", 1)[0]) or {}
    assert loaded == values
    assert "\n---\n" not in block[4:-4]


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_script_json_is_inert_in_a_script_element(value: object) -> None:
    text = escape.script_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:x",
        "java\nscript:x",
        "data:text/html,x",
        "//host/x",
        "x",
        "http://",
        "http://[x",
    ],
)
def test_other_urls_than_web_and_mail_do_not_pass(bad: str) -> None:
    assert escape.url(bad) == ""
    assert escape.link("label", bad) == "label"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_url_cannot_leave_its_place(path: str) -> None:
    safe = escape.url(f"https://example.org/{path}")
    assert not set(safe) & set(" <>\"'()[]{}`\\|^\n")


@given(st.from_regex(escape._PLAIN_URL, fullmatch=True))
def test_what_passes_as_it_is_has_a_host_and_nothing_to_encode(address: str) -> None:
    assert urlsplit(address).netloc
    assert quote(address, safe=escape._URL_SAFE) == address == escape.url(address)


def test_urls_stay_as_they_are_where_they_are_well_formed() -> None:
    for url in ("https://example.org/a%20b?c=d&e=f#g", "mailto:a@example.org", "http://example.org:8080/~x/"):
        assert escape.url(url) == url


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("10.1126/science.adi8474", "https://doi.org/10.1126/science.adi8474"),
        (
            "10.1002/(SICI)1097<1::AID>3.0.CO;2-#",
            "https://doi.org/10.1002/%28SICI%291097%3C1::AID%3E3.0.CO;2-%23",
        ),
        ("not a doi", ""),
        ("10.1/ x", ""),
        ("", ""),
    ],
)
def test_dois_become_addresses(doi: str, url: str) -> None:
    assert escape.doi_url(doi) == url


@pytest.mark.parametrize("identifier", ["2205.14135", "2205.14135v2", "math/0211159", "math.GT/0309136v1"])
def test_arxiv_identifiers_of_both_kinds(identifier: str) -> None:
    assert escape.arxiv_url(identifier) == f"https://arxiv.org/abs/{identifier}"


def test_other_texts_are_no_arxiv_identifier() -> None:
    assert escape.arxiv_url("2205.14135/../x") == ""


@given(st.text(alphabet="`a\n"))
def test_a_fence_is_longer_than_any_run_inside(text: str) -> None:
    assert escape.fence(text) not in text
    assert len(escape.fence(text)) >= 3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_in_an_attribute_of_a_tag_inside_markdown(payload: str) -> None:
    check_attribute(payload)


@given(SYNTAX)
def test_any_text_in_an_attribute_of_a_tag_inside_markdown(text: str) -> None:
    check_attribute(text)


def check_attribute(text: str) -> None:
    source = f'before <span data-key="{escape.attribute(text)}">inside</span> after'
    rendered = BeautifulSoup(markdown.markdown(source, extensions=EXTENSIONS), "html.parser")
    assert [element.name for element in rendered.find_all()] == ["p", "span"]
    assert rendered.span is not None
    assert rendered.span.attrs == {"data-key": escape.clean(text)}
    assert rendered.get_text().strip() == "before inside after"


@given(SYNTAX | st.text(max_size=40))
@example("``` ` ``")
@example("`")
@example("@everyone <b>[x](javascript:y)</b>")
def test_code_is_shown_as_it_is_and_is_nothing_but_code(text: str) -> None:
    rendered = markdown.markdown(f"before {escape.code(text)} after")
    soup = BeautifulSoup(rendered, "html.parser")
    shown = escape.clean(text)
    assert [tag.name for tag in soup.find_all()] == (["p", "code"] if shown else ["p"])
    assert [tag.get_text() for tag in soup.find_all("code")] == ([shown] if shown else [])


@given(st.text())
def test_a_property_of_a_workflow_command_ends_nowhere(text: str) -> None:
    written = escape.workflow_property(text)
    assert not set(written) & set("\r\n:,")
    assert len(written.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a [link](1) b", r"a \[link\](1) b"),
        ("a \\ [link](1)", r"a \\ \[link\](1)"),
        ("[01.AI] and a \\ stay", "[01.AI] and a \\ stay"),
        ("one\r\ntwo\x00\u202e", "one\ntwo "),
    ],
)
def test_a_message_of_sarif_holds_no_link(text: str, written: str) -> None:
    assert escape.sarif_text(text) == written
