"""What each service documents as its answer, read into one kind of record; and what is no such answer."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.found import FoundPaper
from generator.model import Name
from generator.services import arxiv, crossref, datacite, dblp, openalex, pages
from generator.services.errors import BadAnswerError
from generator.services.plain import LONGEST_ABSTRACT, without_markup

from .loopback import answer

LOVELACE = Name("Lovelace", "Ada")
LOOM = Name("Loom", "Guy", "Van den")


def test_arxiv() -> None:
    assert arxiv.parse(answer("arxiv.xml")) == (
        FoundPaper(
            title="Looms that Learn: Training with α Threads",
            authors=(LOVELACE, LOOM, Name("Töth", "Mária")),
            year=2024,
            month=1,
            arxiv="2401.01234",
            primary_class="cs.LG",
            published_doi="10.1000/engines.2025.17",
            submitted="2024-01-03",
            url="https://arxiv.org/abs/2401.01234",
            abstract="We weave large language models with fewer threads and say how many.",
            source="arXiv",
        ),
    )


def test_an_error_of_arxiv_is_no_paper() -> None:
    with pytest.raises(BadAnswerError, match="incorrect id format for 1234"):
        arxiv.parse(answer("arxiv-error.xml"))


def test_arxiv_says_that_it_is_busy_without_a_feed() -> None:
    assert arxiv.is_busy(b"Rate exceeded.")
    assert not arxiv.is_busy(answer("arxiv.xml"))


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]><feed xmlns="http://www.w3.org/2005/Atom"><title>&b;&c;</title></feed>'
)


BOMB = ENTITIES.replace(b'<!ENTITY c SYSTEM "file:///etc/passwd">', b"").replace(b"&c;", b"")


@pytest.mark.parametrize(
    "raw", [ENTITIES, BOMB, b"", b"<html></html>", b"<feed", b"\xff\xfe\x00", b"<a>" * 100_000]
)
def test_what_is_no_feed_is_refused(raw: bytes) -> None:
    with pytest.raises(BadAnswerError):
        arxiv.parse(raw)


def test_crossref() -> None:
    assert crossref.parse(answer("crossref.json")) == FoundPaper(
        title="Looms that Learn: Training with α Threads & Fewer",
        authors=(
            LOVELACE,
            LOOM,
            Name("Tóth", "Mária", suffix="Jr."),
            Name("The Weaving Collaboration", literal=True),
        ),
        type="article",
        year=2025,
        month=3,
        venue="Journal of Engines",
        volume="12",
        number="3",
        pages="17-29",
        publisher="The Engine Press",
        doi="10.1000/engines.2025.17",
        arxiv="2401.01234",
        url="https://engines.example/17",
        abstract="AbstractFewer threads.",
        source="Crossref",
    )


def test_a_search_of_crossref() -> None:
    other, weaving = crossref.parse_list(answer("crossref-list.json"))
    assert other.title == "Quite Another Thing"
    assert (weaving.title, weaving.type, weaving.year) == ("On Weaving: A Study", "inproceedings", 2020)
    assert weaving.venue == "2020 International Symposium on Threads (IST)"


def test_datacite_knows_preprints_and_what_became_of_them() -> None:
    found = datacite.parse(answer("datacite.json"))
    assert (found.title, found.arxiv, found.doi) == ("Looms that Learn", "2401.01234", "")
    assert (found.type, found.venue, found.published_doi) == ("misc", "", "10.1000/engines.2025.17")
    assert (found.year, found.month, found.submitted) == (2024, 1, "2024-01-03")
    assert [name.full for name in found.authors] == [
        "Ada Lovelace",
        "Guy Van den Loom",
        "The Weaving Collaboration",
    ]
    assert found.abstract == "Fewer threads."


def test_openalex() -> None:
    found = openalex.parse(answer("openalex.json"))
    assert (found.title, found.type, found.venue) == ("Looms that Learn", "article", "Journal of Engines")
    assert (found.doi, found.arxiv) == ("10.1000/engines.2025.17", "2401.01234")
    assert (found.volume, found.number, found.pages) == ("12", "3", "17-29")
    assert (found.year, found.month) == (2025, 3)
    assert found.abstract == "Fewer threads, fewer looms."


def test_dblp() -> None:
    paper, preprint = dblp.parse_list(answer("dblp.json"))
    assert (paper.title, paper.type, paper.venue) == ("Looms that Learn & Weave", "inproceedings", "SOE")
    assert (paper.year, paper.pages, paper.url) == (2025, "17-29", "https://proceedings.example/soe/17.html")
    assert [name.full for name in paper.authors] == ["Ada Lovelace", "Guy Van den Loom"]
    assert (preprint.type, preprint.venue, preprint.arxiv, preprint.doi) == ("misc", "", "2401.01234", "")
    assert [name.full for name in preprint.authors] == ["Ada Lovelace"]
    assert dblp.parse_list(answer("dblp-empty.json")) == ()


def test_words_that_mean_something_to_dblps_search_are_not_sent() -> None:
    assert "q=Looms%20that%20Learn%20A%20B&" in dblp.search_address("", "Looms-that|Learn$: A & B")


def test_the_acl_anthology() -> None:
    found = pages.parse(answer("acl.html"), "acl", "https://aclanthology.org/2024.looms-long.7/")
    assert (found.title, found.type, found.year, found.month) == (
        "Looms that Speak & Weave",
        "inproceedings",
        2024,
        8,
    )
    assert found.venue == "Proceedings of the 5th Workshop on Looms (Volume 1: Long Papers)"
    assert (found.doi, found.pages) == ("10.18653/v1/2024.looms-long.7", "70-81")
    assert found.url == "https://aclanthology.org/2024.looms-long.7/"


def test_pmlr() -> None:
    found = pages.parse(answer("pmlr.html"), "pmlr", "https://proceedings.mlr.press/v202/lovelace23a.html")
    assert (found.title, found.venue, found.year, found.pages) == (
        "Sparse Looms",
        "International Conference on Looms",
        2023,
        "1-20",
    )
    assert found.authors == (LOVELACE, Name("Trame", "Joséphine", "de la"))


@pytest.mark.parametrize(
    ("named", "kind", "venue", "year"),
    [
        ("ICLL 2024 poster", "inproceedings", "ICLL", 2024),
        ("ICLL 2024 notable top 5%", "inproceedings", "ICLL", 2024),
        ("ICLL 2025", "inproceedings", "ICLL", 2025),
        ("ICLL 2023 Workshop Threads", "inproceedings", "ICLL Workshop Threads", 2023),
        ("Accepted by TLR", "article", "TLR", 2023),
        ("Submitted to ICLL 2024", "misc", "", 2023),
        ("ICLL 2024 Conference Withdrawn Submission", "misc", "", 2023),
        ("", "misc", "", 2023),
    ],
)
def test_openreview_names_the_venue_in_its_data(named: str, kind: str, venue: str, year: int) -> None:
    raw = answer("openreview.html").replace(b"ICLL 2024 poster", named.encode())
    found = pages.parse(raw, "openreview", "https://openreview.net/forum?id=aBcD_12345")
    assert (found.type, found.venue, found.year) == (kind, venue, year)


def test_a_page_without_tags_is_no_paper() -> None:
    with pytest.raises(BadAnswerError, match="citation_title"):
        pages.parse(b"<title>Please verify that you are human</title>", "openreview", "")


PARSERS: tuple[Callable[[bytes], object], ...] = (
    crossref.parse,
    crossref.parse_list,
    datacite.parse,
    openalex.parse,
    openalex.parse_list,
    dblp.parse_list,
)
BAD = (
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"{}",
    b'{"message": 3}',
    b"[" * 100_000,
    b'{"message": {"title": [[1]]}}',
)


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: f"{parse.__module__}.{parse.__name__}")
@pytest.mark.parametrize("raw", BAD, ids=lambda raw: raw[:12].decode())
def test_what_is_no_answer_is_refused(parse: Callable[[bytes], object], raw: bytes) -> None:
    with pytest.raises(BadAnswerError):
        parse(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "author", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
_KEYS = st.sampled_from(
    [
        "title", "author", "container-title", "issued", "date-parts", "relation", "attributes", "titles",
        "creators", "types", "container", "dates", "authorships", "locations", "primary_location", "biblio",
        "info", "venue",
    ]
)  # fmt: skip


@given(st.sampled_from(PARSERS), st.dictionaries(_KEYS, _JSON, max_size=6))
@settings(max_examples=150, deadline=None)
def test_no_answer_makes_a_parser_fail_in_another_way(
    parse: Callable[[bytes], object], inside: dict[str, object]
) -> None:
    whole = {
        "message": {**inside, "items": [inside]},
        "data": {"attributes": inside},
        "results": [inside],
        **inside,
    }
    whole["result"] = {"hits": {"hit": [{"info": inside}]}}
    try:
        parse(json.dumps(whole).encode())
    except BadAnswerError:
        return


def test_direction_marks_and_controls_are_dropped() -> None:
    raw = answer("openalex.json").replace(
        b'"Looms that Learn"', b'"Looms\\u202e \\u0000that\\u001b[31m Learn"'
    )
    assert openalex.parse(raw).title == "Looms that[31m Learn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CO<sub>2</sub> &amp; more", "CO2 & more"),
        ("<jats:p xmlns:x='y'>Threads<br/> woven</jats:p>", "Threads woven"),
        ("where 3 < 5 and 7 > 6", "where 3 < 5 and 7 > 6"),
        ("a &amp;lt; b <!-- hidden -->", "a < b"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
    ],
)
def test_markup_goes_and_text_stays(text: str, expected: str) -> None:
    assert without_markup(text) == expected


def test_markup_that_is_never_closed_takes_no_time() -> None:
    # With html.parser each of these took more than a minute.
    assert without_markup("<a " * 100_000, LONGEST_ABSTRACT).startswith("<a <a")
    assert without_markup("<a/" * 100_000, LONGEST_ABSTRACT).startswith("<a/<a")
