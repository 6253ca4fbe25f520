"""The page of pictures: numbers are the papers', links lead to pages, and what makes no sense is left out."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from generator.links.citations import CrossLinks
from generator.links.comparison import Comparison
from generator.model import Category, Config, Facet, Note, Paper, Review
from generator.pages.trends import trends_page
from generator.pages.view import View, make_view

from ..builders import category, paper, review

HOSTILE = '</figure></svg><script>window.pwned = 1</script> " onclick="x \' [@key] `x` --8<-- {{ 7*7 }}'
FACETS = (Facet("modality", ("language", "vision")), Facet("kind", ("method", "study", "system")))
WORDS = ("loom", "thread", "shuttle", "warp", "weft", "spindle", "bobbin", "heddle", "reed", "treadle")
TREE = (category("systems"), category("memory", "systems"), category("theory"))


def made(
    papers: Sequence[Paper],
    categories: Sequence[Category] = TREE,
    notes: Sequence[Note] = (),
    facets: tuple[Facet, ...] = FACETS,
) -> Review:
    return review(papers, categories, notes, Config(facets=facets))


def view_of(of: Review) -> View:
    return make_view(of, CrossLinks({}, ()), {}, {}, alike=Comparison(of))


def tree(of: Review) -> html.HtmlElement:
    """Return the figures of the page, which Markdown leaves as they are, as a browser reads them."""
    figures = [line for line in trends_page(view_of(of)).text.split("\n") if line.startswith("<figure")]
    return html.fragment_fromstring("".join(figures), create_parent="div")


def forty() -> Review:
    papers = [
        paper(
            f"p{n:02}",
            title=f"{WORDS[n % 10]} {WORDS[(n // 3) % 10]} and {WORDS[(n * 7) % 10]}",
            year=2015 + n % 9 if n else None,
            groups=(("systems", "memory", "theory")[n % 3], "theory") if n % 5 else ("memory",),
            keywords=(("language", "vision")[n % 2], ("method", "study")[n % 4 == 0]),
        )
        for n in range(40)
    ]
    return made(papers, notes=[Note("p07", builds_on=("p01", "p03")), Note("p09", builds_on=("p07",))])


def numbers(figure: html.HtmlElement, kind: str = "chart-table") -> dict[str, list[int]]:
    """Return the rows of a figure's first table of a class: counts by the row's name, empty ones 0."""
    table = figure.xpath(f".//table[@class='{kind}']")[0]
    return {
        row.xpath("string(th)"): [int(cell.text_content() or 0) for cell in row.findall("td")]
        for row in table.iterfind("tbody/tr")
    }


def test_columns_and_table_have_each_dated_paper_once() -> None:
    of = forty()
    (figure,) = tree(of).xpath("//figure[contains(@class, 'chart-years')]")
    rows = numbers(figure)
    by_year = Counter(p.year for p in of.papers if p.year)
    assert rows.pop("Papers") == [by_year[year] for year in range(2015, 2024)]
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == [
        by_year[year] for year in range(2015, 2024)
    ]
    bars = Counter[str]()
    for title in figure.xpath(".//rect/title"):
        name, _, count = title.text.partition(", ")[2].rpartition(": ")
        bars[name] += int(count)
    assert bars == {name: sum(counts) for name, counts in rows.items()}
    assert "39 papers" in figure.findtext("figcaption")
    assert "1 paper without a year is not shown" in figure.findtext("figcaption")


def test_shaded_categories_count_as_their_pages_do() -> None:
    of = forty()
    (figure,) = tree(of).xpath("//figure[contains(@class, 'chart-categories')]")
    dated = {c.title: sum(1 for p in of.under(c.slug) if p.year) for c in of.categories}
    assert {name: sum(counts) for name, counts in numbers(figure, "shaded").items()} == {
        name: dated[name] for name in ("Systems", "Theory")
    }
    (full,) = figure.xpath(".//details//table")
    names = [(row.get("class"), row.xpath("string(th)")) for row in full.iterfind("tbody/tr")]
    assert names == [(None, "Systems"), ("depth1", "Memory"), (None, "Theory")]


def test_a_cell_leads_to_the_papers_it_counts() -> None:
    of = forty()
    for cell in tree(of).xpath("//table[@class='shaded']//td/a[starts-with(@href, '../explore/')]"):
        asked = parse_qs(urlsplit(cell.get("href")).query)
        found = set(of.papers)
        if "category" in asked:
            found &= set(of.under(asked["category"][0]))
            found = {p for p in found if str(p.year) in asked["year"]}
        found = {p for p in found if set(asked.get("tag", ())) <= set(p.keywords)}
        assert len(found) == int(cell.text_content().replace(",", "")), asked


def test_every_paper_is_a_point_of_its_colour() -> None:
    of = forty()
    (figure,) = tree(of).xpath("//figure[contains(@class, 'chart-map')]")
    points = figure.xpath(".//svg//g[@role='group']/a")
    lone = re.search(r"(\d+) papers? like no other", figure.findtext("figcaption"))
    assert len(points) == len(of.papers) - (int(lone[1]) if lone else 0)
    assert {point.get("href") for point in points} <= {f"../papers/{p.slug}/" for p in of.papers}
    sizes = {
        group.get("aria-label"): len(group.findall("a")) for group in figure.xpath(".//svg/g[@role='group']")
    }
    assert {name: sum(counts) for name, counts in numbers(figure, "shaded").items()} == sizes


def test_the_lineage_is_what_the_notes_say() -> None:
    (figure,) = tree(forty()).xpath("//figure[contains(@class, 'chart-lineage')]")
    assert len(figure.xpath(".//svg/a")) == 4
    table = figure.xpath(".//table")[0]
    said = {
        row.xpath("string(th/a/@href)"): [a.get("href") for a in row.xpath("td//a")]
        for row in table.iterfind("tbody/tr")
    }
    assert said == {
        "../papers/p07/": ["../papers/p01/", "../papers/p03/"],
        "../papers/p09/": ["../papers/p07/"],
    }


def test_facets_are_counted_against_each_other() -> None:
    of = forty()
    (figure,) = tree(of).xpath("//figure[contains(@class, 'chart-facets')]")
    expected = {
        m: [sum({m, k} <= set(p.keywords) for p in of.papers) for k in ("method", "study")]
        for m in ("language", "vision")
    }
    assert numbers(figure, "shaded") == expected


EMPTY = [
    pytest.param(made([]), id="nothing"),
    pytest.param(made([paper("a", year=2020)]), id="one paper"),
    pytest.param(made([paper("a"), paper("b")], categories=()), id="no years, no categories"),
]


@pytest.mark.parametrize("of", EMPTY)
def test_pictures_that_make_no_sense_are_left_out(of: Review) -> None:
    text = trends_page(view_of(of)).text
    assert "<figure" not in text
    assert "## " not in text
    assert "nothing to draw yet" in text


def test_one_category_has_no_legend_and_no_table_of_categories() -> None:
    papers = [paper(f"p{n}", year=2020 + n % 2, groups=("theory",)) for n in range(5)]
    page = tree(made(papers, TREE[2:], facets=()))
    assert [figure.get("class") for figure in page] == ["chart chart-years"]
    assert not page.xpath("//ul")
    assert numbers(page[0]) == {"Papers": [3, 2]}


def test_hostile_names_are_text() -> None:
    hostile = Category('"><script>', HOSTILE)
    papers = [
        paper(
            f"p{n}",
            slug=f"p{n}",
            title=f"{HOSTILE} {WORDS[n % 10]} {WORDS[n // 3]}",
            year=2020 + n % 3,
            groups=(hostile.slug if n % 2 else "theory",),
            keywords=(HOSTILE, "<b>") if n % 2 else ("vision", "<b>"),
        )
        for n in range(20)
    ]
    facets = (Facet("<img src=x>", (HOSTILE, "vision")), Facet("b", ("<b>", "c")))
    papers[0] = paper("p0", title=HOSTILE, year=2020, groups=("theory",), keywords=("c",))
    notes = [Note("p1", builds_on=("p0",))]
    of = made(papers, [hostile, TREE[2]], notes, facets)
    page = tree(of)
    kinds = [str(figure.get("class")).split("-")[-1] for figure in page]
    assert kinds == ["years", "categories", "map", "lineage", "facets"]
    tags = {element.tag for element in page.iter()}
    assert not tags & {"script", "img", "b", "style", "iframe", "object"}
    for element in page.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
    assert all(re.match(r"(\.\./)?[#a-z]", str(link.get("href"))) for link in page.iter("a"))
    shown = " ".join(HOSTILE.split())
    assert page.xpath("//ul[@class='chart-legend']/li")[0].text_content().startswith(shown)


def test_links_of_pictures_lead_to_pages_that_there_are() -> None:
    of = forty()
    view = view_of(of)
    there = {f"papers/{p.slug}/" for p in of.papers} | {f"categories/{c.slug}/" for c in of.categories}
    there |= {f"years/{g.slug}/" for g in view.years.values()} | {
        f"tags/{g.slug}/" for g in view.tags.values()
    }
    for link in tree(of).iter("a"):
        path = urlsplit(str(link.get("href"))).path
        assert not path or path == "../explore/" or path.removeprefix("../") in there, link.get("href")
