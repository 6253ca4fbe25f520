"""Papers that are one, papers that only look it, and papers of the review that a new one equals."""

from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.links.duplicates import Pair, PairKind, duplicates, duplicates_of
from generator.model import Config, Name, NotDuplicate, Paper

from ..builders import paper, review

AUTHORS = (Name("Lovelace", "Ada"), Name("Hopper", "Grace"), Name("Berg", "Anna"))
TITLE = "Sparse Looms: Weaving Cloth with Fewer Threads"
ONE = paper("lovelace2024sparse", title=TITLE, authors=AUTHORS, year=2024, venue="Looms", doi="10.1/LOOM")


def other(**values: object) -> Paper:
    """Return a second record of the paper, without venue and identifiers, that differs in these values."""
    return paper("ada2024", **({"title": TITLE, "authors": AUTHORS, "year": 2024} | values))


def found(*papers: Paper) -> Pair | None:
    pairs = duplicates(review(papers))
    assert len(pairs) <= 1
    return pairs[0] if pairs else None


def kind(changed: Paper, origin: Paper = ONE) -> str:
    pair = found(origin, changed)
    return str(pair.kind) if pair else ""


@pytest.mark.parametrize(
    "title",
    [
        "Sparse looms: weaving cloth with fewer threads.",
        "Sparse Looms - Weaving Cloth with Fewer Threads",
        "Sparse Looms: Weaving Cloht with Fewer Threads",
        "Sparse Looms: Weaving the Cloth with Fewer Thread",
        "Sparse Looms",
        "Weaving Cloth with Fewer Threads",
        "Sparse Looms: Weaving Good Cloth with Fewer Threads",
    ],
)
def test_one_title_in_other_words(title: str) -> None:
    assert kind(other(title=title, venue="Looms")) == "same"
    assert kind(other(title=title)) == "preprint-of"


@pytest.mark.parametrize(
    "title",
    [
        "Sparse Looms 2: Weaving Cloth with Fewer Threads",
        "Sparse Looms: Weaving Cloth with Fewer Threads, Part II",
        "Sparse Looms+: Weaving Cloth with Fewer Threads",
        "Knitting Needles at Work",
    ],
)
def test_another_paper_of_the_same_team(title: str) -> None:
    assert kind(other(title=title)) == ""


@pytest.mark.parametrize(
    "title",
    [
        "Sparse Looms: Weaving Cloth with Cheaper Needles",
        "Sparse Looms: Knitting Cloth with Fewer Threads",
        "Dense Looms: Weaving Cloth with Fewer Threads",
        "Erratum: Sparse Looms: Weaving Cloth with Fewer Threads",
    ],
)
def test_a_title_with_other_words_is_for_a_person_to_judge(title: str) -> None:
    assert kind(other(title=title, venue="Looms")) in ("suspicious", "")
    assert kind(other(title=title, authors=(Name("Noether", "Emmy"),))) == ""


def test_a_name_with_another_letter_is_another_name() -> None:
    origin = paper("a", title="LoRA: Low-Rank Adaptation of Looms", authors=AUTHORS, year=2022)
    for name in ("QLoRA", "DoRA", "LoRA+"):
        title = f"{name}: Low-Rank Adaptation of Looms"
        assert kind(other(title=title, year=2022), origin) in ("suspicious", "")
    assert kind(other(title="LORA: Low Rank Adaptation of Looms", year=2022), origin) == "same"


@pytest.mark.parametrize(
    "words", [("Supervised", "Unsupervised"), ("Synchronous", "Asynchronous"), ("Implicit", "Explicit")]
)
def test_opposites_are_no_typing_errors(words: tuple[str, str]) -> None:
    one, another = (f"{word} Weaving of Cloth on Sparse Looms" for word in words)
    origin = paper("a", title=one, authors=AUTHORS, year=2022)
    assert kind(other(title=another, year=2022), origin) in ("suspicious", "")


@pytest.mark.parametrize(
    "authors",
    [
        (Name("Lovelace", "A."), Name("Hopper", "G."), Name("Berg", "A.")),
        (Name("Ada", "Lovelace"), Name("Grace", "Hopper"), Name("Anna", "Berg")),
        (Name("Ada", "L."), Name("Grace", "H."), Name("Anna", "B.")),
        (Name("Lovelace", "Ada"),),
        (Name("Lovelase", "Ada"), Name("Hopper", "Grace")),
        (Name("Hopper", "Grace"), Name("Lovelace", "Ada"), Name("Berg", "Anna")),
    ],
)
def test_authors_as_others_write_them(authors: tuple[Name, ...]) -> None:
    assert kind(other(authors=authors)) == "preprint-of"


def test_the_same_title_by_others() -> None:
    pair = found(ONE, other(authors=(Name("Noether", "Emmy"),)))
    assert pair
    assert (pair.kind, pair.against) == (PairKind.SUSPICIOUS, ("other authors",))
    namesake = other(authors=(Name("Lovelace", "Zoe"), Name("Noether", "Emmy")))
    assert kind(namesake) == "suspicious"


def test_a_long_title_is_enough_where_nobody_is_named() -> None:
    assert kind(other(authors=())) == "preprint-of"
    short = paper("a", title="Looms", authors=AUTHORS)
    assert kind(other(title="Looms", authors=()), short) == "suspicious"


def test_identifiers_decide() -> None:
    assert kind(other(title="Cloth and How to Weave It", doi="10.1/loom")) == "preprint-of"
    preprint = paper("a", title="Threads", authors=AUTHORS, arxiv="2401.00001")
    published = paper("b", title="Cloth", authors=AUTHORS, arxiv="2401.00001", venue="Looms")
    pair = found(published, preprint)
    assert pair
    assert (pair.kind, pair.first, pair.second) == (PairKind.PREPRINT_OF, preprint, published)
    assert pair.reasons == ("same arXiv identifier 2401.00001", "same authors")
    from_datacite = paper("c", title="Threads", doi="10.48550/arXiv.2401.00001v2")
    assert kind(from_datacite, preprint) == "same"


def test_an_identifier_may_stand_in_the_wrong_entry() -> None:
    stranger = other(title="Knitting", authors=(Name("Noether", "Emmy"),), doi="10.1/loom")
    pair = found(ONE, stranger)
    assert pair
    assert pair.kind is PairKind.SUSPICIOUS
    assert "one may have the other's identifier" in pair.against[0]


def test_two_parts_under_one_identifier_are_suspicious() -> None:
    one = paper("a", title="Weaving on Sparse Looms, Part I", authors=AUTHORS, doi="10.1/x")
    two = paper("b", title="Weaving on Sparse Looms, Part II", authors=AUTHORS, doi="10.1/x")
    assert kind(one, two) == "suspicious"


def test_different_identifiers_speak_against() -> None:
    assert kind(other(doi="10.1/other")) == "suspicious"
    assert kind(other(doi="10.1/other", title=TITLE.replace("Fewer", "Cheaper"))) == ""
    posted = other(doi="10.1101/2024.01.01", venue="bioRxiv")
    assert kind(posted) == "preprint-of"


def test_years() -> None:
    assert kind(other(year=2022)) == "preprint-of"
    assert kind(other(year=None)) == "preprint-of"
    assert kind(other(year=2018)) == "suspicious"
    assert kind(other(year=2022, venue="Workshop")) == "suspicious"


def test_what_somebody_looked_at_is_left_out() -> None:
    papers = (ONE, other())
    decided = Config(not_duplicates=(NotDuplicate("ada2024", "lovelace2024sparse"),))
    assert duplicates(review(papers, config=decided)) == ()
    assert duplicates_of(papers[1], review(papers, config=decided)) == ()
    renamed = paper("new", title=TITLE, authors=AUTHORS, year=2024, aliases=("ada2024",))
    assert duplicates(review((ONE, renamed), config=decided)) == ()


def test_a_new_paper_is_compared_with_those_of_the_review() -> None:
    known = review((ONE, paper("x", title="Needles"), paper("y", title="Thimbles")))
    new = other(title="Sparse Looms")
    (pair,) = duplicates_of(new, known)
    assert (pair.first, pair.other(new)) == (new, ONE)
    assert duplicates_of(ONE, known) == ()
    (again,) = duplicates_of(paper(ONE.key, title=TITLE, authors=AUTHORS, year=2024, venue="L"), known)
    assert again.kind is PairKind.SAME
    only_preprint = review((other(),))
    (upgrade,) = duplicates_of(ONE, only_preprint)
    assert (upgrade.kind, upgrade.second) == (PairKind.PREPRINT_OF, ONE)


def test_the_order_of_the_papers_does_not_matter() -> None:
    papers = [ONE, other(), paper("z", title="Looms", authors=AUTHORS), paper("w", title="Looms!")]
    pairs = duplicates(review(papers))
    for seed in range(5):
        Random(seed).shuffle(papers)  # noqa: S311  # an order, no secret
        assert duplicates(review(papers)) == pairs


def test_a_crowd_is_not_compared_each_with_each() -> None:
    crowd = [paper(f"k{n}", title=f"Looms and {n} other threads", authors=AUTHORS) for n in range(1500)]
    copy = paper("copy", title="Looms and 700 other threads", authors=AUTHORS)
    (pair,) = duplicates(review([*crowd, copy]))
    assert {pair.first.key, pair.second.key} == {"k700", "copy"}


# Few letters and words, so that what is made is often alike; names may be empty, or there twice.
WORDS = "looms of weaving weavnig unsupervised supervised LoRA 2 II : ? - erratum".split()  # noqa: SIM905
TITLES = st.text("abcdefgh -:{}$+2I", min_size=1, max_size=40) | st.lists(
    st.sampled_from(WORDS), min_size=1, max_size=6
).map(" ".join)
PARTS = st.text("abc", max_size=6) | st.sampled_from(["hopper", "hoppfr", "grace", "g.", "."])
PAPERS = st.fixed_dictionaries({
    "title": TITLES,
    "alt_titles": st.lists(TITLES, max_size=1).map(tuple),
    "authors": st.lists(st.builds(Name, PARTS, PARTS), max_size=4),
    "year": st.sampled_from([None, 2020, 2021, 2024]),
    "venue": st.sampled_from(["", "Looms"]),
    "doi": st.sampled_from(["", "10.1/x", "10.1101/2024.01.01"]),
    "arxiv": st.sampled_from(["", "2401.00001", "2401.00002"]),
})  # fmt: skip
NOBODY, A = Name("", ""), Name("a", "")


@given(PAPERS, PAPERS)
@example({"title": "2", "authors": [NOBODY, NOBODY, NOBODY]}, {"title": "2", "authors": [NOBODY, A, A]})
@example({"title": "2", "authors": [A, A, A]}, {"title": "2", "authors": [A, Name("b"), Name("c")]})
@example({"title": "weaving of looms"}, {"title": "weaving looms of"})
@example(
    {"title": "looms", "alt_titles": ("weaving of cloth on looms",)}, {"title": "weaving of cloth on looms"}
)
@example({"title": ": looms"}, {"title": "looms"})
def test_any_two_records_can_be_compared_in_either_order(here: dict[str, Any], there: dict[str, Any]) -> None:
    one, two = paper("a", **here), paper("b", **there)
    assert duplicates(review((one, two))) == duplicates(review((two, one)))
    assert all({pair.first, pair.second} == {one, two} for pair in duplicates(review((one, two))))


def test_one_author_named_often_is_one() -> None:
    ada, emmy = Name("Lovelace", "Ada"), Name("Noether", "Emmy")
    short = paper("a", title="Looms", authors=AUTHORS)
    assert kind(other(title="Looms", authors=(ada, ada, ada)), short) == "suspicious"
    assert kind(other(authors=(Name("Hopper", "Grace"), ada, Name("Berg", "Anna"), emmy))) == "preprint-of"


@pytest.mark.parametrize("blank", [Name("", ""), Name("{}", "~"), Name(".", "")])
def test_a_name_without_letters_is_nobodys(blank: Name) -> None:
    """It neither makes the authors of two papers the same nor keeps them from being the same."""
    short = paper("a", title="Looms", authors=(blank, blank))
    pair = found(short, other(title="Looms", authors=(blank, blank)))
    assert pair
    assert (pair.kind, pair.against) == (PairKind.SUSPICIOUS, ("one of the two names no authors",))
    assert kind(other(authors=(blank, *AUTHORS))) == "preprint-of"
