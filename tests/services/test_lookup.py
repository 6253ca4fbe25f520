"""Which services are asked, and what their answers come to, against a loopback server."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.found import FoundPaper
from generator.replacing import write_file
from generator.services import Services, Wanted, connect, wanted
from generator.services.connect import ADDRESSES, addresses, cache_folder

from .loopback import FakeClock, Loopback, Reply, answer, environment

PREPRINT = Wanted("arxiv", "2401.01234")
WORK = Wanted("doi", "10.1000/engines.2025.17")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def services(server: Loopback, clock: FakeClock) -> Iterator[Services]:
    with connect(environment(server.address), clock=clock.clock) as found:
        yield found


def same_title(preprint: FoundPaper, other: FoundPaper) -> bool:
    return other.is_published and other.title.startswith(preprint.title[:16])


def test_a_preprint_that_names_its_publication_is_both(server: Loopback, services: Services) -> None:
    server.on("/arxiv/api/query?id_list=2401.01234", answer("arxiv.xml"))
    server.on("/crossref/works/10.1000/engines.2025.17", answer("crossref.json"))
    found = services.find(PREPRINT)
    paper = found.paper
    assert paper
    assert (paper.type, paper.venue, paper.year, paper.doi) == (
        "article",
        "Journal of Engines",
        2025,
        "10.1000/engines.2025.17",
    )
    assert (paper.arxiv, paper.primary_class, paper.source) == ("2401.01234", "cs.LG", "Crossref and arXiv")
    assert found.messages == ()


def test_without_one_dblp_is_asked_by_title(server: Loopback, services: Services) -> None:
    server.on("/arxiv/", answer("arxiv.xml").replace(b"<arxiv:doi>10.1000/engines.2025.17</arxiv:doi>", b""))
    server.on("/dblp/search/publ/api?q=Looms", answer("dblp.json"))
    paper = services.find(PREPRINT, same_title).paper
    assert paper
    assert (paper.venue, paper.year, paper.arxiv, paper.source) == (
        "SOE",
        2025,
        "2401.01234",
        "DBLP and arXiv",
    )
    assert len(paper.authors) == 3  # the preprint's: DBLP's answer has fewer
    assert services.find(PREPRINT, lambda *_: False).paper == services.find(PREPRINT).paper


def test_a_publication_that_is_not_known_leaves_the_preprint_and_is_told(
    server: Loopback, services: Services
) -> None:
    server.on("/arxiv/", answer("arxiv.xml"))
    found = services.find(PREPRINT)
    assert found.paper
    assert (found.paper.type, found.paper.doi, found.paper.venue) == ("misc", "", "")
    assert any("published as 10.1000/engines.2025.17, which is not known" in said for said in found.messages)


def test_a_publication_by_others_under_another_title_is_not_taken(
    server: Loopback, services: Services
) -> None:
    server.on("/arxiv/", answer("arxiv.xml"))
    other = b'{"message": {"title": ["Steam"], "type": "journal-article", "author": [{"family": "Watt"}]}}'
    server.on("/crossref/", other)
    found = services.find(PREPRINT)
    assert found.paper
    assert (found.paper.source, found.paper.venue) == ("arXiv", "")
    assert "published as 10.1000/engines.2025.17, which is another work, “Steam”" in found.messages[0]


def test_datacite_stands_in_for_arxiv(server: Loopback, services: Services) -> None:
    server.on("/arxiv/", Reply(b"", 503))
    server.on("/datacite/dois/10.48550/arXiv.2401.01234", answer("datacite.json"))
    server.on("/crossref/works/", answer("crossref.json"))
    found = services.find(PREPRINT)
    assert found.paper
    assert found.paper.source == "Crossref and DataCite"
    assert found.messages == ("arXiv: answers with status 503 (4 attempts)",)


def test_a_doi_is_asked_for_at_one_registry_after_the_other(server: Loopback, services: Services) -> None:
    server.on("/openalex/works/doi:", answer("openalex.json"))
    found = services.find(WORK)
    assert found.paper
    assert (found.paper.source, found.paper.arxiv) == ("OpenAlex", "2401.01234")
    assert [path.split("/")[1] for path in server.asked] == ["crossref", "datacite", "openalex"]


def test_a_work_gets_its_preprint_from_openalex(server: Loopback, services: Services) -> None:
    server.on("/crossref/", answer("crossref.json").replace(b"10.48550/arXiv.2401.01234", b"10.1000/x"))
    server.on("/openalex/", answer("openalex.json"))
    paper = services.find(WORK).paper
    assert paper
    assert (paper.arxiv, paper.source) == ("2401.01234", "Crossref and OpenAlex")


def test_the_doi_of_a_preprint_is_the_preprint(server: Loopback, services: Services) -> None:
    server.on("/arxiv/", answer("arxiv.xml"))
    assert services.by_doi("10.48550/arXiv.2401.01234").paper == services.find(PREPRINT).paper


@pytest.mark.parametrize(
    ("text", "path", "name", "url"),
    [
        ("https://aclanthology.org/2024.looms-long.7.pdf", "/acl/2024.looms-long.7/", "acl.html", "https://aclanthology.org/2024.looms-long.7/"),
        ("https://proceedings.mlr.press/v202/lovelace23a.html", "/pmlr/v202/lovelace23a.html", "pmlr.html", "https://proceedings.mlr.press/v202/lovelace23a.html"),
        ("https://openreview.net/pdf?id=aBcD_12345", "/openreview/forum?id=aBcD_12345", "openreview.html", "https://openreview.net/forum?id=aBcD_12345"),
    ],
)  # fmt: skip
def test_pages(server: Loopback, services: Services, text: str, path: str, name: str, url: str) -> None:
    server.on(path, answer(name))
    what = wanted(text)
    assert what
    found = services.find(what)
    assert found.paper
    assert found.paper.is_published
    assert found.paper.url == url


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"gone", 404),
        Reply(b"broken", 500),
        Reply(b"later", 429, {"Retry-After": "1"}),
        Reply(b"later", 429, {"Retry-After": "9999"}),
        Reply(b""),
        Reply(b"<html>not what was asked for</html>"),
        Reply(b'{"status": "ok", "message": null}'),
        Reply(b"", 302, {"Location": "file:///etc/passwd"}),
        Reply(b"x" * (9 * 1024 * 1024)),
    ],
    ids=["404", "500", "429", "429 for hours", "empty", "html", "null", "file", "large"],
)
@pytest.mark.parametrize("what", [PREPRINT, WORK, Wanted("acl", "2024.looms-long.7")], ids=str)
def test_without_an_answer_there_is_no_paper_and_every_service_says_why(
    server: Loopback, services: Services, reply: Reply, what: Wanted
) -> None:
    server.on("/", reply)
    found = services.find(what)
    assert found.paper is None
    assert found.messages
    assert all(
        any(message.startswith(name) for name in ADDRESSES) or str(what) in message
        for message in found.messages
    )


def test_a_title_is_looked_for_until_something_suits(server: Loopback, services: Services) -> None:
    server.on("/dblp/", answer("dblp-empty.json"))
    server.on("/crossref/works?query.bibliographic=On Weaving", answer("crossref-list.json"))
    found = services.by_title("On Weaving", lambda paper: paper.title.startswith("On Weaving"))
    assert found.paper
    assert (found.paper.doi, found.paper.source) == ("10.1000/weaving.9", "Crossref")
    assert services.by_title("On Weaving", lambda paper: False).paper is None
    assert server.count("/openalex/works?search=On Weaving") == 1


def test_many_preprints_are_asked_for_at_once(server: Loopback, services: Services, clock: FakeClock) -> None:
    server.on("/arxiv/", answer("arxiv.xml"))
    papers, messages = services.preprints([f"2401.{number:05}" for number in range(101)])
    assert server.count("/arxiv/") == 2
    assert clock.slept == [3.0]
    assert (set(papers), messages) == ({"2401.01234"}, ())


def test_the_services_are_told_who_asks(server: Loopback, clock: FakeClock) -> None:
    variables = environment(server.address) | {"BIBLOOM_OPENALEX_KEY": "s3cret"}
    with connect(variables, mailto="ada@example.org", clock=clock.clock) as services:
        services.find(WORK)
    assert {agent.partition("/")[0] for agent in server.agents} == {"bibloom"}
    assert all("(mailto:ada@example.org)" in agent for agent in server.agents)
    assert [path for path in server.asked if "s3cret" in path] == [
        "/openalex/works/doi:10.1000/engines.2025.17?api_key=s3cret"
    ]


def test_what_was_answered_is_not_asked_again(server: Loopback, clock: FakeClock, tmp_path: Path) -> None:
    server.on("/crossref/", answer("crossref.json"))
    variables = environment(server.address) | {"BIBLOOM_CACHE": str(tmp_path)}
    seen: list[FoundPaper | None] = []
    for _ in range(2):
        with connect(variables, write=write_file, clock=FakeClock(wall=time.time).clock) as services:
            seen.append(services.find(WORK).paper)
    assert server.count("/crossref/") == 1
    assert seen[0]
    assert seen[0] == seen[1]


def test_only_web_addresses_are_taken_from_the_environment() -> None:
    found = addresses({"BIBLOOM_ARXIV_URL": "file:///etc", "BIBLOOM_DBLP_URL": "http://localhost:1/"})
    assert (found["arXiv"], found["DBLP"]) == ("https://export.arxiv.org", "http://localhost:1")


def test_answers_are_kept_in_the_users_cache() -> None:
    assert cache_folder({}).parts[-2:] == ("bibloom", "answers")
