"""The references on a paper's page, as the engine's Markdown makes HTML of them."""

from typing import Any

from lxml import html
from markdown import markdown

from generator.exports import all_texts
from generator.exports.references import STYLES, references
from generator.links.citations import CrossLinks
from generator.model import CITATION_STYLES, Config, Name, Paper
from generator.pages.cards import Cards
from generator.pages.paper import paper_page
from generator.pages.references import reference_block
from generator.pages.shown import Showing
from generator.pages.view import View, make_view

from ..builders import paper, review

EXTENSIONS = ["attr_list", "md_in_html", "def_list", "tables", "admonition", "pymdownx.superfences"]
NASTY = (
    "<script>alert(1)</script>",
    "</dd></dl><b>out</b>",
    "<!-- a comment",
    "&lt;b&gt; &amp; {{ config }}",
    "*a* _b_ `c` [d](e) [@f] ![g](h) ~~i~~ {: .j } ***",
    "# heading",
    "    indented",
    "\n\nparagraphs\n\n- and lists",
    "\x11italics\x12 \u202eturned",
)


def view(found: Paper, **settings: Any) -> View:  # noqa: ANN401
    return make_view(
        review([found], config=Config(**settings)), CrossLinks({}, ()), {}, all_texts(review([found]))
    )


def shown(block: str) -> html.HtmlElement:
    wrapped = f'<div class="cite no-search" markdown>\n\n{block}\n\n</div>\n\n## Next'
    return html.fragment_fromstring(markdown(wrapped, extensions=EXTENSIONS), create_parent="div")


def written(found: Paper, shown_in: View) -> str:
    return paper_page(Showing(shown_in).shown(found), Cards()).text


def test_each_style_has_its_row() -> None:
    found = paper(
        title="A Title", authors=(Name("Dao", "Tri"),), year=2022, type="article", venue="J", volume="7"
    )
    tree = shown(reference_block(found, CITATION_STYLES))
    assert [title.text for title in tree.iter("dt")] == ["APA", "IEEE", "Chicago", "ACM", "Nature"]
    texts = [row.text_content() for row in tree.iter("dd")]
    assert texts == [reference.text for reference in references(found, STYLES)]
    assert [element.text for element in tree.iter("em")].count("J") == len(STYLES)
    assert [element.text for element in tree.iter("strong")] == ["7"]


def test_nothing_in_a_field_becomes_an_element() -> None:
    for text in NASTY:
        found = paper(
            title=f"x {text} y",
            authors=(Name(f"Dao {text} z", "Tri"),),
            year=2022,
            type="article",
            venue=text,
        )
        tree = shown(reference_block(found, CITATION_STYLES))
        (formatted,) = tree.iter("dl")
        assert {element.tag for element in formatted.iter()} <= {"dl", "div", "dt", "dd", "em"}, text
        texts = [row.text_content() for row in formatted.iter("dd")]
        assert texts == [reference.text for reference in references(found, STYLES)], text
        assert [heading.text for heading in tree.iter("h2")] == ["Next"], text


def test_the_settings_choose_styles_and_their_order() -> None:
    found = paper(title="A Title")
    tree = shown(reference_block(found, ("nature", "apa")))
    assert [title.text for title in tree.iter("dt")] == ["Nature", "APA"]


def test_a_page_without_references_loads_nothing_for_them() -> None:
    found = paper(title="A Title")
    text = written(found, view(found))
    assert '"references"' in text
    assert 'class="formatted"' in text
    without = written(found, view(found, citation_styles=()))
    assert "references" not in without
    assert "formatted" not in without
