"""Two records of one paper as one."""

from generator.found import FoundPaper, with_preprint, with_publication
from generator.model import Name

ADA, GRACE = Name("Lovelace", "Ada"), Name("Hopper", "Grace")
PREPRINT = FoundPaper(
    "Looms", (ADA, GRACE), year=2024, arxiv="2401.01234", primary_class="cs.LG", abstract="A.", source="arXiv"
)
WORK = FoundPaper("Looms!", (ADA,), "article", 2025, venue="Engines", doi="10.1000/1", url="x", source="DBLP")


def test_a_publication_has_what_only_its_preprint_knows() -> None:
    both = with_publication(PREPRINT, WORK)
    assert (both.title, both.type, both.year, both.venue) == ("Looms!", "article", 2025, "Engines")
    assert (both.arxiv, both.primary_class, both.abstract) == ("2401.01234", "cs.LG", "A.")
    assert both.authors == (ADA, GRACE)
    assert (both.doi, both.url, both.source) == ("10.1000/1", "", "DBLP and arXiv")


def test_a_work_that_names_no_venue_says_nothing() -> None:
    assert with_publication(PREPRINT, FoundPaper("Looms", type="article", doi="10.1000/1")) is PREPRINT
    assert with_publication(PREPRINT, FoundPaper("Looms", venue="arXiv")) is PREPRINT


def test_a_work_gets_the_identifier_of_its_preprint() -> None:
    assert with_preprint(WORK, "2401.01234", "OpenAlex").source == "DBLP and OpenAlex"
    assert with_preprint(WORK, "", "OpenAlex") is WORK
