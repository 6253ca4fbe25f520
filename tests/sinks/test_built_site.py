"""What a build writes of the payloads, read by programs that know the formats."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from lxml import html
from pybtex.database.input.bibtex import Parser

from generator.text.escape import clean
from generator.text.latex import to_unicode

from ..feeds import texts, valid
from ..sites import html_pages
from .review import on_pages, shown

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("sinks")]

TITLES = sorted(shown())


def test_every_title_is_in_the_data(sinks_site: Path) -> None:
    papers = json.loads((sinks_site / "papers.json").read_text(encoding="utf-8"))["papers"]
    assert sorted(paper["title"] for paper in papers) == TITLES
    assert {paper["tldr"] for paper in papers} == {clean(text) for text in on_pages()}
    for paper in papers:
        for name in ("url", "code", "project"):
            assert re.match(r"https?://|mailto:|$", paper.get(name, ""), re.IGNORECASE)


def test_csv(sinks_site: Path) -> None:
    text = (sinks_site / "bib" / "all.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(text, newline=""))
    assert sorted(row[head.index("title")].removeprefix("'") for row in rows) == sorted(
        title.removeprefix("'") for title in TITLES
    )
    for row in rows:
        assert len(row) == len(head)
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


def test_ris(sinks_site: Path) -> None:
    text = (sinks_site / "bib" / "all.ris").read_text(encoding="utf-8")
    records = rispy.loads(text)
    assert sorted(record["title"].strip() for record in records) == TITLES
    assert [record for record in records if not re.fullmatch(r"p\d+", record["id"])] == []
    assert not any("file_attachments1" in record or "unknown_tag" in record for record in records)


@pytest.mark.parametrize("name", ["all.bib", "all.jabref.bib", "all.biblatex.bib"])
def test_bibtex(sinks_site: Path, name: str) -> None:
    text = (sinks_site / "bib" / name).read_text(encoding="utf-8")
    library = parse_string(text)
    assert [library.failed_blocks, library.strings, library.preambles] == [[], [], []]
    found = sorted(clean(to_unicode(entry["title"])) for entry in library.entries)
    # The classic dialect is in ASCII, and has something like it for the rest.
    exact = [title for title in TITLES if title.isascii() or name == "all.biblatex.bib"]
    assert not Counter(exact) - Counter(found)
    assert len(found) == len(TITLES) == len(Parser().parse_string(text).entries)
    assert not any(field.key == "pwned" for entry in library.entries for field in entry.fields)


def test_csl_json(sinks_site: Path) -> None:
    records = json.loads((sinks_site / "bib" / "all.json").read_text(encoding="utf-8"))
    assert sorted(record["title"] for record in records) == TITLES


def test_feeds(sinks_site: Path) -> None:
    feeds = sorted(sinks_site.rglob("feed.xml"))
    assert len(feeds) == 11
    for path in feeds:
        feed = valid(path.read_bytes())
        assert set(texts(feed, "atom:entry/atom:title")) <= set(TITLES)
        addresses = [*texts(feed, "//atom:link/@href"), *texts(feed, "//atom:id/text()")]
        assert [address for address in addresses if not re.match(r"https?:|mailto:|tag:|urn:", address)] == []


def test_front_matter(sinks_site: Path) -> None:
    docs = sinks_site.parent / "docs"
    titles = set()
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if path.name != "hand.md":
            front = yaml.safe_load(text[4:].split("\n---\n", 1)[0])
            assert set(front) <= {"title", "description", "hide", "bibloom"}, path
            titles.add(front["title"])
    assert titles >= set(TITLES)


def test_data_in_scripts(sinks_site: Path) -> None:
    names = set()
    for page in html_pages(sinks_site).values():
        for script in page.tree.iter("script"):
            if script.get("type") == "application/ld+json":
                known = json.loads(script.text or "")
                names |= {known.get("name")}
                addresses = [known.get("url"), known.get("@id"), *known.get("sameAs", [])]
                assert not [one for one in addresses if one and not re.match(r"https?://|mailto:", one)]
    assert names >= set(TITLES)


def test_addresses_are_of_the_web_and_of_mail_or_stay_here(sinks_site: Path) -> None:
    schemes = set()
    for page in html_pages(sinks_site).values():
        for link in page.links():
            known = re.match(r"\s*([a-z][a-z0-9+.-]*):", link, re.IGNORECASE)
            schemes.add(known[1].lower() if known else "")
    assert schemes == {"", "http", "https", "mailto"}


def test_pictures_have_no_element_of_theirs(sinks_site: Path) -> None:
    tree = html.document_fromstring((sinks_site / "trends" / "index.html").read_bytes())
    pictures = tree.xpath("//article//figure")
    assert len(pictures) > 1
    names = {element.tag for picture in pictures for element in picture.iter()}
    assert names.isdisjoint({"script", "pwned", "foreignobject", "use", "image", "animate", "set", "style"})
    assert any("</svg><pwned>" in text for text in tree.xpath("//article//text()"))
