"""Lists that are too long for a page, and lists that have files in fewer formats."""

from collections.abc import Mapping
from typing import Any

import yaml

from generator.exports import all_texts, every_text, list_files
from generator.links.citations import CrossLinks
from generator.model import LIST_FORMATS, Config, Review
from generator.pages import make_view, render_pages

from ..builders import category, paper, review


def made(**settings: Any) -> Review:  # noqa: ANN401
    papers = [
        paper(f"k{n}", year=2024 if n else None, venue="A & B", groups=("looms",), keywords=("vision",))
        for n in range(4)
    ]
    return review(papers, [category("looms", key_papers=("k3",))], config=Config(**settings))


def pages(known: Review) -> Mapping[str, str]:
    view = make_view(known, CrossLinks({}, ()), {}, all_texts(known))
    return {page.path: page.text for page in render_pages(view)}


def front(page: str) -> dict[str, Any]:
    return yaml.safe_load(page.split("---\n")[1])["bibloom"]  # type: ignore[no-any-return]


def test_a_long_list_shows_its_newest_and_leads_to_all() -> None:
    found = pages(made(longest_list=2))
    venue = found["venues/a-b.md"]
    assert [key in venue for key in ("papers/k0.md", "papers/k1.md", "papers/k2.md")] == [True, True, False]
    assert "newest 2 of 4 papers are listed; [Explore](../explore.md?venue=A+%26+B)" in venue
    assert "[Explore](../explore.md?tag=vision)" in found["tags/vision.md"]
    assert "newest 2 of 3 papers are listed; [Explore](../explore.md?year=2024)" in found["years/2024.md"]
    assert "[Explore](../explore.md?category=looms)" in found["categories/looms.md"]
    assert "explore.md" not in found["years/undated.md"]


def test_what_a_script_would_make_of_a_part_of_the_papers_is_not_offered() -> None:
    whole, part = pages(made())["tags/vision.md"], pages(made(longest_list=2))["tags/vision.md"]
    assert 'value="ris"' in whole
    assert "downloads" in front(whole)["scripts"]
    assert 'value="ris"' not in part
    assert "scripts" not in front(part)
    assert "(../bib/tags/vision.bib)" in whole
    assert "(../bib/tags/vision.bib)" in part


def test_the_papers_without_a_year_are_somewhere_in_explore() -> None:
    papers = [paper(f"k{n}") for n in range(3)]
    assert (
        "[Explore](../explore.md) has"
        in pages(review(papers, config=Config(longest_list=2)))["years/undated.md"]
    )


def test_a_list_has_the_files_that_its_page_links_to() -> None:
    for formats in (LIST_FORMATS, ("bibtex",), ("ris", "csv"), ()):
        known = made(list_formats=formats)
        found, (texts, grouped) = pages(known), every_text(known)
        for path in ("categories/looms", "years/2024", "tags/vision"):
            files = {name for name, _ in list_files(known, path, known.papers, texts, grouped)}
            linked = {line.split(")")[0] for line in found[f"{path}.md"].split("](../")[1:]}
            assert {one for one in linked if one.startswith("bib/")} == files
            told = [
                address.removeprefix("../../")
                for _, address, _ in front(found[f"{path}.md"]).get("alternate", [])
            ]
            assert told == [name for name in files if name == f"bib/{path}.bib"]


def test_without_files_a_script_makes_them() -> None:
    page = pages(made(list_formats=()))["categories/looms.md"]
    assert '<span class="other-formats" hidden><button' in page
    assert front(page)["scripts"] == ["new", "downloads"]


def test_a_paper_shows_its_entry_in_the_formats_of_the_settings() -> None:
    page = pages(made(entry_formats=("ris", "bibtex")))["papers/k1.md"]
    assert page.index('<pre class="ris">') < page.index('<pre class="bibtex">')
    assert '<pre class="csl-json">' not in page
    none = pages(made(entry_formats=()))["papers/k1.md"]
    assert "cite-box" not in none
    assert "(k1/k1.bib)" in none
