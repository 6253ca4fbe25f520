"""What the site's search finds for the queries of `queries.yml`, in a real browser.

The figure is the mean reciprocal rank: 1 where the first result is a right answer, 1/2 where the second is,
and so on to 0 where none of the first results is. `pytest -s` prints it with the queries that do worst.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from playwright.sync_api import sync_playwright

from ..browser.conftest import FLAGS, Mount
from ..browser.visit import Site, Visit
from ..browser.waiting import SECONDS
from ..chromium import ADVICE, chromium

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

KNOWN_AT_LEAST = 0.95
CONCEPTS_AT_LEAST = 0.75
DEPTH = 20  # results looked at
IN_DIALOG = ("flash attention 2", "kv cache compression", "2403.03507")
NOT_IN_REVIEW = ("arXiv:9912.99999", "10.9999/never.published", '"communication free diffusion galore"')

# The page's own module, so that what is measured is what readers see.
ASK = """async ([module, queries, depth]) => {
  const { find } = await import(module);
  const addresses = async (results) => Promise.all(results.map(async (result) => (await result.data()).url));
  const answers = {};
  for (const query of queries) answers[query] = await addresses((await find(query)).slice(0, depth));
  return answers;
}"""


@dataclass(frozen=True)
class Query:
    """What a reader types, and the answers that may come first: citekeys, or pages of the site."""

    text: str
    kind: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The addresses, below the site, that the module found for each query and that the dialog showed."""

    site: Site
    asked: Mapping[str, Sequence[str]]
    shown: Mapping[str, Sequence[str]]

    @cached_property
    def page_of(self) -> Mapping[str, str]:
        return {paper["key"]: self.site.page_of(paper) for paper in self.site.papers}

    def rank(self, query: Query) -> int:
        """Return the place of the first right answer, from 1, or 0."""
        right = {self.page_of.get(answer, answer) for answer in query.answers}
        return rank(self.asked[query.text], right)


def rank(found: Sequence[str], right: Iterable[str]) -> int:
    places = [place for place, address in enumerate(found, start=1) if address in set(right)]
    return places[0] if places else 0


def reciprocal(place: int) -> float:
    return 1 / place if place else 0.0


def read_queries(part: str) -> list[Query]:
    """Return the queries for `known` works or about `concepts`."""
    source: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text())
    kinds = source[part] if part == "known" else {"concept": source[part]}
    return [
        Query(text, kind, tuple(answers))
        for kind, queries in kinds.items()
        for text, answers in queries.items()
    ]


KNOWN, CONCEPTS = read_queries("known"), read_queries("concepts")


@pytest.fixture(scope="session")
def found(mount: Mount, flagship_site: Path) -> Found:
    """Ask everything in one visit, in a thread of its own, as Playwright starts only once in a thread."""
    site = Site(mount("searched", flagship_site), flagship_site)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask, site).result()


def ask(site: Site) -> Found:
    path = chromium()
    if path is None:
        pytest.fail(ADVICE, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=SECONDS * 1000)
        window = Visit(browser.new_page())
        window.page.set_default_timeout(SECONDS * 1000)
        window.page.goto(site.url)
        texts = [query.text for query in (*KNOWN, *CONCEPTS)] + list(NOT_IN_REVIEW)
        asked = window.page.evaluate(ASK, [f"{site.url}assets/find.js", texts, DEPTH])
        shown = {text: in_dialog(window, site, text) for text in IN_DIALOG}
        browser.close()
    return Found(site, {text: below(site, urls) for text, urls in asked.items()}, shown)


def in_dialog(window: Visit, site: Site, text: str) -> list[str]:
    window.page.goto(site.url)
    links = window.search(text)
    links.first.wait_for()
    return below(site, (str(link.evaluate("link => link.href")) for link in links.all()))


def below(site: Site, addresses: Iterable[str]) -> list[str]:
    """Return addresses relative to the site; the index has them from the host's root."""
    root = "/" + site.url.split("/", 3)[3]
    return [address.removeprefix(site.url).removeprefix(root).lstrip("/") for address in addresses]


def report(found: Found, queries: Sequence[Query], name: str) -> float:
    """Print the mean reciprocal rank and the queries whose first result is wrong; return the former."""
    ranks = {query: found.rank(query) for query in queries}
    score = mean(reciprocal(place) for place in ranks.values())
    print(f"\n{name}: mean reciprocal rank {score:.3f} of {len(queries)} queries")
    for query, place in sorted(ranks.items(), key=lambda pair: reciprocal(pair[1])):
        if place != 1:
            first = ", ".join(found.asked[query.text][:3]) or "nothing"
            print(f"  {place or 'not found':>9}  {query.text} ({query.kind}); instead {first}")
    return score


def test_known_works_come_first(found: Found) -> None:
    assert report(found, KNOWN, "known works") >= KNOWN_AT_LEAST


def test_papers_about_a_concept_come_early(found: Found) -> None:
    assert report(found, CONCEPTS, "concepts") >= CONCEPTS_AT_LEAST


@pytest.mark.parametrize("text", IN_DIALOG)
def test_the_dialog_shows_the_same_in_the_same_order(found: Found, text: str) -> None:
    assert found.shown[text]
    assert list(found.shown[text]) == list(found.asked[text][: len(found.shown[text])])


@pytest.mark.parametrize("text", NOT_IN_REVIEW)
def test_an_identifier_or_a_phrase_that_the_review_lacks_finds_nothing(found: Found, text: str) -> None:
    assert found.asked[text] == []


def test_every_answer_is_in_the_review(found: Found) -> None:
    answers = {answer for query in (*KNOWN, *CONCEPTS) for answer in query.answers}
    pages = {answer for answer in answers if "/" in answer}
    assert answers - pages <= set(found.page_of)
    assert [page for page in pages if not (found.site.folder / page / "index.html").is_file()] == []


def test_there_are_enough_queries_of_every_kind() -> None:
    assert len({query.text for query in (*KNOWN, *CONCEPTS)}) >= 64
    assert len(CONCEPTS) >= 20
    assert min(sum(query.kind == kind for query in KNOWN) for kind in {query.kind for query in KNOWN}) >= 4


def test_a_right_answer_counts_by_its_place() -> None:
    assert rank(["a", "b", "c"], ["c", "b"]) == 2
    assert rank(["a"], ["c"]) == 0
    assert [reciprocal(place) for place in (0, 1, 4)] == [0, 1, 0.25]
