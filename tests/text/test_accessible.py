"""Tables and permalinks, through Python-Markdown itself."""

from xml.etree import ElementTree

import markdown
from bs4 import BeautifulSoup
from markdown import Markdown
from markdown.extensions import Extension

from generator.text.accessible import Permalinks, TableFrames

TABLE = "| a | b |\n|---|--:|\n| 1 | 2 |\n"


class Accessible(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.treeprocessors.register(TableFrames(md), "frames", 6)
        md.treeprocessors.register(Permalinks(md), "permalinks", 4)


def render(text: str) -> BeautifulSoup:
    extensions: list[str | Extension] = [Accessible(), "tables", "toc", "md_in_html", "attr_list"]
    configs = {"toc": {"permalink": True}}
    rendered = markdown.markdown(text, extensions=extensions, extension_configs=configs)
    return BeautifulSoup(rendered, "html.parser")


def names(text: str) -> list[str]:
    return [
        str(frame["aria-label"]) for frame in render(text).select(".table-frame[role=group][tabindex='0']")
    ]


def test_a_table_stands_in_a_frame_that_has_the_heading_above_it_for_a_name() -> None:
    text = f"{TABLE}\n# One\n\n{TABLE}\n## Two `x` & *y*\n\nText.\n\n{TABLE}\n\n{TABLE}"
    assert names(text) == ["Table", "Table: One", "Table: Two x & y", "Table: Two x & y"]


def test_what_stands_around_a_table_stays_there() -> None:
    soup = render(f"Before.\n\n{TABLE}\nAfter.")
    assert [tag.name for tag in soup.find_all(recursive=False)] == ["p", "div", "p"]
    assert [cell.get_text() for cell in soup.select(".table-frame > table td")] == ["1", "2"]


def test_a_table_inside_html_has_its_frame_too() -> None:
    soup = render(f'# One\n\n<div class="facts" markdown>\n\n{TABLE}\n\n</div>')
    assert len(soup.select(".facts > .table-frame > table")) == 1


def test_raw_html_in_a_heading_is_no_part_of_the_name() -> None:
    assert names(f"# A <i>b</i> c\n\n{TABLE}") == ["Table: A b c"]


def test_a_tables_own_classes_stay() -> None:
    root = ElementTree.fromstring('<div><table class="wide" /></div>')  # noqa: S314  # our own
    TableFrames().run(root)
    assert [table.get("class") for table in root.iter("table")] == ["wide framed"]


def test_permalinks_are_read_out_as_what_they_are() -> None:
    assert [link["aria-label"] for link in render("# One\n\n## Two").select(".headerlink")] == [
        "Permanent link",
        "Permanent link",
    ]
