from datetime import date

from generator.bibtex import read_bib, to_papers
from generator.exports import biblatex, bibtex
from generator.exports.self_citation import as_of, category_as_paper, review_as_paper
from generator.model import Config, Review

from ..builders import category, paper, review

CONFIG = Config(
    "Looms: a review", site_url="https://example.org/r/", authors=("The loom team", "Ada Lovelace")
)


def made(config: Config = CONFIG) -> Review:
    papers = (
        paper("a", added=date(2024, 5, 2), groups=("hand",)),
        paper("b", added=date(2025, 1, 3)),
        paper("c"),
    )
    return review(papers, [category("hand", title="Hand looms")], config=config)


def test_the_review_as_of_its_newest_addition() -> None:
    assert as_of(made().papers) == date(2025, 1, 3)
    assert bibtex([review_as_paper(made())]) == (
        "@misc{looms-a-review2025,\n"
        "  title = {Looms: a review},\n"
        "  author = {{The loom team} and Lovelace, Ada},\n"
        "  year = {2025},\n"
        "  month = jan,\n"
        "  howpublished = {Living literature review},\n"
        "  url = {https://example.org/r/},\n"
        "  note = {3 papers, as of 3 January 2025},\n"
        "}\n"
    )


def test_a_category_as_of_its_own_newest_paper() -> None:
    text = biblatex([category_as_paper(made().categories[0], made())])
    assert "  note = {1 paper, as of 2 May 2024},\n" in text
    assert "  date = {2024-05},\n" in text
    assert "  url = {https://example.org/r/categories/hand/},\n" in text
    assert "Part of Looms: a review" in text


def test_without_dates_and_settings_there_is_still_an_entry() -> None:
    bare = review([paper("a")], config=Config("Ünïcode & Co {x}"))
    file, problems = read_bib(bibtex([review_as_paper(bare)]).encode(), "a.bib")
    assert problems == ()
    (found,) = to_papers([file])[0]
    assert (found.title, found.year, found.url) == ("Ünïcode & Co {x}", None, "")
