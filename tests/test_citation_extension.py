"""The Markdown extension, through Python-Markdown itself."""

import json
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from generator.citation_extension import MOST_COINS, CitationExtension

REFERENCES = {
    "dao2022": {
        "label": "Dao et al. 2022",
        "page": "papers/dao2022.md",
        "title": "Flash <b>",
        "text": "Tri Dao. NeurIPS 2022.",
        "tldr": 'Tiles "exact" attention.',
    },
    "li2015": {
        "label": "Li 2015",
        "page": "papers/li2015.md",
        "title": "Convergent",
        "text": "Yixuan Li. 2015.",
        "tldr": "",
    },
}


def render(text: str) -> BeautifulSoup:
    rendered = markdown.markdown(text, extensions=[CitationExtension(references=REFERENCES), "toc"])
    return BeautifulSoup(rendered, "html.parser")


def test_a_citation_links_to_the_paper_and_lists_it_at_the_end() -> None:
    soup = render("Fast [@dao2022; @li2015], and again [@dao2022].")
    assert soup.p is not None
    assert soup.p.get_text() == "Fast (Dao et al. 2022; Li 2015), and again (Dao et al. 2022)."
    links = [(a["href"], a.get_text()) for a in soup.select("a.citation")]
    assert links[0] == ("papers/dao2022.md", "Dao et al. 2022")
    listed = [li.get_text() for li in soup.select("ul.references li")]
    assert listed == ["Tri Dao. NeurIPS 2022. Flash <b>", "Yixuan Li. 2015. Convergent"]
    assert not soup.find_all("b")


def test_a_citation_carries_what_its_card_says() -> None:
    dao, li = render("[@dao2022; @li2015]").select("a.citation")
    about = {name: dao.get(name) for name in ("title", "data-by", "data-tldr")}
    assert about == {
        "title": "Flash <b>",
        "data-by": "Tri Dao. NeurIPS 2022.",
        "data-tldr": 'Tiles "exact" attention.',
    }
    assert li["data-by"] == "Yixuan Li. 2015."
    assert not li.has_attr("data-tldr")


def test_unknown_citations_and_code_stay_as_text() -> None:
    assert "[@nobody]" in render("[@nobody]").get_text()
    assert "(Li 2015; @nobody)" in render("[@li2015; @nobody]").get_text()
    assert "[@li2015]" in render("`[@li2015]`").get_text()
    assert "[@li2015]" in render("\\[@li2015]").get_text()


def test_hostile_names_stay_text() -> None:
    hostile = "<img src=x onerror=alert(1)> *a* [x](javascript:y)"
    reference = dict.fromkeys(("label", "title", "text", "tldr"), hostile) | {"page": "papers/a.md"}
    rendered = markdown.markdown("[@a; @<b>]", extensions=[CitationExtension(references={"a": reference})])
    soup = BeautifulSoup(rendered, "html.parser")
    assert {tag.name for tag in soup.find_all()} == {"p", "span", "a", "h2", "ul", "li"}
    assert soup.get_text().count(hostile) == 3
    assert soup.a is not None
    assert soup.a["data-tldr"] == soup.a["data-by"] == soup.a["title"] == hostile
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)


def test_without_citations_there_is_no_list() -> None:
    assert not render("Nothing.").select("#references")


def test_one_converter_used_twice_does_not_carry_references_over() -> None:
    converter = markdown.Markdown(extensions=[CitationExtension(references=REFERENCES)])
    assert "references" in converter.convert("[@li2015]")
    assert "references" not in converter.reset().convert("plain")


LISTED = '- [One](x.md)\n    <span class="venue" data-key="{}" data-added="2024-01-02">ICML</span>\n'


def test_each_paper_of_a_list_gets_its_coins() -> None:
    references = {"a_b:c": REFERENCES["li2015"] | {"coins": "ctx_ver=Z39.88-2004&rft.atitle=%3Cb%3E"}}
    text = LISTED.format("a&#95;b&#58;c") + LISTED.format("unknown")
    rendered = markdown.markdown(text, extensions=[CitationExtension(references=references)])
    (span,) = BeautifulSoup(rendered, "html.parser").select("span.Z3988")
    assert span["title"] == "ctx_ver=Z39.88-2004&rft.atitle=%3Cb%3E"
    assert span.get_text() == ""
    assert span.find_next_sibling("span", class_="venue") is not None


def test_a_long_list_has_coins_at_its_beginning_only() -> None:
    references = {"a": REFERENCES["li2015"] | {"coins": "ctx_ver=Z39.88-2004"}}
    text = LISTED.format("a") * (MOST_COINS + 5)
    rendered = markdown.markdown(text, extensions=[CitationExtension(references=references)])
    assert rendered.count("Z3988") == MOST_COINS


def test_references_come_from_the_file_that_the_build_leaves(tmp_path: Path) -> None:
    index = tmp_path / "references.json"
    index.write_text(json.dumps(REFERENCES))
    assert "Li 2015" in markdown.markdown("[@li2015]", extensions=[CitationExtension(index=str(index))])


def test_without_the_file_markdown_still_renders(tmp_path: Path) -> None:
    extension = CitationExtension(index=str(tmp_path / "none.json"))
    assert "[@li2015]" in markdown.markdown("[@li2015]", extensions=[extension])


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("[x](javascript&#58;y)", "<p><span>x</span></p>"),
        ("![x](vbscript&#58;y)", "<p><span>x</span></p>"),
        ("# x {#__config}", "<h1>x</h1>"),
        ("# x {#bb-open}", "<h1>x</h1>"),
    ],
)
def test_what_only_rendering_brings_to_light_is_plain_text(prose: str, shown: str) -> None:
    rendered = markdown.markdown(prose, extensions=["attr_list", CitationExtension()])
    assert rendered == shown
