"""What machines read of the flagship, field by field against the exports; other people's code parses both."""

import gzip
import io
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pybtex.database
import pytest
import rispy
from lxml import etree
from pylatexenc.latex2text import LatexNodes2Text

from ..sites import SITE_URL, HtmlPage, html_pages

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("flagship")]
COMPARED = 50
IN_LIST = 300
VENUES = {
    "article-journal": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_book_title",
}


class Exports:
    """The exports of a built site by citekey, as pybtex, rispy and json read them."""

    def __init__(self, site: Path) -> None:
        self.site = site

    @cached_property
    def bib(self) -> Mapping[str, Any]:
        text = (self.site / "bib" / "all.bib").read_text(encoding="utf-8")
        return dict(pybtex.database.parse_string(text, "bibtex").entries)

    @cached_property
    def ris(self) -> Mapping[str, Any]:
        text = (self.site / "bib" / "all.ris").read_text(encoding="utf-8")
        return {str(record["id"]): record for record in rispy.load(io.StringIO(text))}

    @cached_property
    def csl(self) -> Mapping[str, Any]:
        references = json.loads((self.site / "bib" / "all.json").read_text(encoding="utf-8"))
        return {reference["id"]: reference for reference in references}

    @cached_property
    def papers(self) -> Mapping[str, Any]:
        document = json.loads((self.site / "papers.json").read_text(encoding="utf-8"))
        return {paper["key"]: paper for paper in document["papers"]}


@pytest.fixture(scope="module")
def exports(flagship_site: Path) -> Exports:
    return Exports(flagship_site)


@pytest.fixture(scope="module")
def pages(flagship_site: Path) -> dict[str, HtmlPage]:
    return html_pages(flagship_site)


def chosen(exports: Exports) -> list[str]:
    """Return citekeys across all years and, of each type and with each field, at least one."""
    keys = list(exports.papers)
    some = dict.fromkeys(keys[:: len(keys) // COMPARED])
    seen: set[str] = set()
    for key, reference in exports.csl.items():
        features = {f"type {reference['type']}", *reference}
        if features - seen:
            some[key] = None
        seen |= features
    return list(some)


def plain(latex: str) -> str:
    return " ".join(LatexNodes2Text(math_mode="verbatim").latex_to_text(latex).split())


def tags(page: HtmlPage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.tree.xpath("//head/meta[@name]"):
        found.setdefault(meta.get("name"), []).append(meta.get("content"))
    return found


def one(found: Mapping[str, list[str]], name: str) -> str:
    (value,) = found.get(name, [""])
    return value


def csl_names(names: list[dict[str, str]]) -> list[str]:
    """Return CSL names as an index has them; `others` stands for those that are not named."""
    return [
        name.get("literal")
        or ", ".join(
            part
            for part in (
                " ".join(
                    name[part] for part in ("non-dropping-particle", "family", "suffix") if part in name
                ),
                name.get("given", ""),
            )
            if part
        )
        for name in names
        if name != {"literal": "others"}
    ]


def bib_names(entry: Any) -> list[str]:  # noqa: ANN401
    people = entry.persons.get("author", [])
    shown = []
    for person in people:
        last = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
        given = " ".join([*person.first_names, *person.middle_names])
        shown.append(plain(f"{last}, {given}" if given else last))
    return [name for name in shown if name != "others"]


def test_fifty_pages_say_what_the_exports_say(exports: Exports, pages: dict[str, HtmlPage]) -> None:
    keys = chosen(exports)
    assert len(keys) >= COMPARED
    for key in keys:
        page = pages[f"papers/{exports.papers[key]['slug']}/"]
        found = tags(page)
        compare_with_csl(found, exports.csl[key])
        compare_with_ris(found, exports.ris[key])
        compare_with_bib(found, exports.bib[key])
        compare_with_data(found, exports.papers[key])
        assert "citation_pdf_url" not in found
        assert not page.tree.xpath("//*[contains(@class, 'Z3988')]")
        assert not page.tree.xpath("//meta[@property='og:site_name']")


def compare_with_csl(found: Mapping[str, list[str]], reference: Mapping[str, Any]) -> None:
    assert one(found, "citation_title") == reference["title"]
    assert found.get("citation_author", []) == csl_names(reference.get("author", []))
    assert found.get("citation_editor", []) == csl_names(reference.get("editor", []))
    (date,) = reference["issued"]["date-parts"]
    month = f"{date[0]:04}/{date[1]:02}" if len(date) > 1 else ""
    assert one(found, "citation_publication_date") == f"{date[0]:04}"
    assert one(found, "citation_date") == month
    venue = VENUES.get(reference["type"])
    if venue:
        assert one(found, venue) == reference["container-title"]
    else:
        assert not {name for name in VENUES.values() if name in found}
        assert one(found, "citation_publisher") == reference.get("publisher", "")
    assert one(found, "citation_volume") == reference.get("volume", "")
    assert one(found, "citation_issue") == reference.get("issue", "")
    first, _, last = reference.get("page", "").partition("-")
    assert (one(found, "citation_firstpage"), one(found, "citation_lastpage")) == (first, last)
    assert one(found, "citation_doi") == reference.get("DOI", "")
    if "URL" in reference:
        assert one(found, "citation_public_url") == reference["URL"]


def compare_with_ris(found: Mapping[str, list[str]], record: Mapping[str, Any]) -> None:
    assert one(found, "citation_title") == (record.get("title") or record.get("primary_title"))
    assert found.get("citation_author", []) == record.get("authors", [])
    assert one(found, "citation_publication_date")[:4] == record["year"]
    in_venue = [one(found, name) for name in VENUES.values() if name in found]
    if in_venue:
        assert in_venue == [record.get("secondary_title") or record.get("journal_name")]
    assert one(found, "citation_volume") == record.get("volume", "")
    assert one(found, "citation_firstpage") == record.get("start_page", "")
    assert one(found, "citation_lastpage") == record.get("end_page", "")
    assert one(found, "citation_doi") == record.get("doi", "")
    assert one(found, "citation_public_url") in record.get("urls", [""])


def compare_with_bib(found: Mapping[str, list[str]], entry: Any) -> None:  # noqa: ANN401
    fields = entry.fields
    assert one(found, "citation_title") == plain(fields["title"])
    assert found.get("citation_author", []) == bib_names(entry)
    assert one(found, "citation_publication_date")[:4] == fields["year"]
    for tag, field in (("citation_journal_title", "journal"), ("citation_conference_title", "booktitle")):
        assert one(found, tag) == plain(fields.get(field, "")), field
    assert one(found, "citation_volume") == fields.get("volume", "")
    assert one(found, "citation_doi") == fields.get("doi", "")
    assert one(found, "citation_arxiv_id") == fields.get("eprint", "")
    if "url" in fields:
        assert one(found, "citation_public_url") == fields["url"]


def compare_with_data(found: Mapping[str, list[str]], paper: Mapping[str, Any]) -> None:
    assert one(found, "citation_title") == paper["title"]
    assert one(found, "citation_arxiv_id") == paper.get("arxiv", "")
    assert one(found, "citation_abstract_html_url") == paper["page"]
    assert paper["page"] == f"{SITE_URL}papers/{paper['slug']}/"


def script(page: HtmlPage) -> Any:  # noqa: ANN401
    (text,) = page.tree.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(text)


def test_papers_are_articles_of_the_same_title_authors_and_year(
    exports: Exports, pages: dict[str, HtmlPage]
) -> None:
    for key in chosen(exports):
        article, paper = script(pages[f"papers/{exports.papers[key]['slug']}/"]), exports.papers[key]
        assert article["@type"] == "ScholarlyArticle"
        assert article["@id"] == article["url"] == paper["page"]
        assert article["name"] == paper["title"]
        assert len(article.get("author", [])) == len(paper.get("authors", []))
        assert article["datePublished"][:4] == str(paper["year"])
        known = {entry["propertyID"]: entry["value"] for entry in article.get("identifier", [])}
        assert known == {name: paper[name] for name in ("doi", "arxiv") if name in paper}


def listing(pages: dict[str, HtmlPage]) -> dict[str, HtmlPage]:
    folders = ("categories/", "authors/", "venues/", "years/", "tags/")
    return {
        url: page
        for url, page in pages.items()
        if url.startswith(folders) and page.tree.xpath("//li[.//@data-key]")
    }


def test_lists_are_collections_that_count_their_papers(pages: dict[str, HtmlPage]) -> None:
    lists = listing(pages)
    assert len(lists) > 100
    for url, page in lists.items():
        collection = script(page)
        assert collection["@type"] == "CollectionPage", url
        assert collection["url"] == SITE_URL + url
        listed = set(page.tree.xpath("//*[@class='paper-list']//@data-key"))
        assert collection["mainEntity"]["numberOfItems"] == len(listed), url
        assert len(collection["hasPart"]) == min(10, len(listed))


def test_home_is_a_data_set_whose_files_are_there(flagship_site: Path, pages: dict[str, HtmlPage]) -> None:
    site, dataset = script(pages[""])["@graph"]
    assert (site["@type"], dataset["@type"]) == ("WebSite", "Dataset")
    assert dataset["distribution"]
    for download in dataset["distribution"]:
        file = flagship_site / download["contentUrl"].removeprefix(SITE_URL)
        assert download["contentSize"] == f"{file.stat().st_size} B"


def test_every_listed_paper_has_coins_that_say_what_the_exports_say(
    exports: Exports, pages: dict[str, HtmlPage]
) -> None:
    by_title = {reference["title"]: reference for reference in exports.csl.values()}
    seen: set[str] = set()
    for url, page in pages.items():
        spans = page.tree.xpath("//span[@class='Z3988']")
        assert len(spans) == min(IN_LIST, len(page.tree.xpath("//span[@class='venue'][@data-key]"))), url
        for span in spans:
            title = span.get("title")
            if title not in seen:
                seen.add(title)
                pairs = parse_qs(title, strict_parsing=True)
                reference = by_title[(pairs.get("rft.atitle") or pairs["rft.title"])[0]]
                authors = pairs.get("rft.au") or pairs.get("rft.creator", [])
                assert authors == csl_names(reference.get("author", []))
                assert pairs["rft.date"][0][:4] == str(reference["issued"]["date-parts"][0][0])
                venue = (pairs.get("rft.jtitle") or pairs.get("rft.btitle") or [""])[0]
                assert venue == reference.get("container-title", "")
    assert len(seen) == len(by_title)


def test_the_sitemap_has_each_page_that_may_be_found_once(
    flagship_site: Path, pages: dict[str, HtmlPage]
) -> None:
    content = (flagship_site / "sitemap.xml").read_bytes()
    tree = etree.fromstring(content)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [str(loc.text) for loc in tree.findall("s:url/s:loc", spaces)]
    hidden = "//meta[@name='robots' and contains(@content, 'noindex')] | //meta[@http-equiv='refresh']"
    shown = [SITE_URL + url for url, page in pages.items() if not page.tree.xpath(hidden)]
    assert sorted(found) == sorted(set(shown) - {f"{SITE_URL}404.html"})
    # The day of a build is not the day on which a page changed.
    assert b"lastmod" not in content
    packed = (flagship_site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == content
    assert packed[4:8] == bytes(4), "the clock got into the file"


def test_pages_name_their_bibtex(pages: dict[str, HtmlPage], flagship_site: Path) -> None:
    for url, page in pages.items():
        for link in page.tree.xpath("//head/link[@type='application/x-bibtex']"):
            assert link.get("rel").split() == ["alternate"]
            assert (flagship_site / url / link.get("href")).resolve().is_file(), url
