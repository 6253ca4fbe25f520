"""Citations in prose: found, resolved, and reported with their place where they lead nowhere."""

import pytest

from generator.errors import Place
from generator.links.citations import Mention, Text, find_citations, resolve

from ..builders import paper, review


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("As [@a] says", [("a", 1, 4)]),
        ("[@a; @b;@c]", [("a", 1, 1), ("b", 1, 1), ("c", 1, 1)]),
        ("x\n\ny [@Araz:2026img] [@conf/nips/X17]", [("Araz:2026img", 3, 3), ("conf/nips/X17", 3, 19)]),
        ("mail me@example.org [at] home", []),
        ("`[@a]` and ``x ` [@b]`` but [@c]", [("c", 1, 29)]),
        ("```\n[@a]\n```\n[@b]", [("b", 4, 1)]),
        ("~~~~\n[@a]\n~~~\n[@b]\n~~~~\n[@c]", [("c", 6, 1)]),
        ("[@]", []),
        ("[@a, p. 3]", []),
    ],
)
def test_where_citations_are(body: str, found: list[tuple[str, int, int]]) -> None:
    assert list(find_citations(body)) == found


def test_mentions_are_collected_once_per_page_and_not_for_the_own_page() -> None:
    texts = [
        Text("[@a] and [@a]", Place("bib/categories/c.md", 5), "categories/c.md", "C"),
        Text("[@a; @b]", Place("bib/notes/a.md", 9), "papers/a.md", "A", citekey="a"),
    ]
    links = resolve(review([paper("a"), paper("b")]), texts)
    assert links.mentions == {"a": (Mention("categories/c.md", "C"),), "b": (Mention("papers/a.md", "A"),)}
    assert links.problems == ()


def test_an_old_citekey_still_resolves() -> None:
    links = resolve(review([paper("new", aliases=("old",))]), [Text("[@old]", Place("f", 1), "p.md", "P")])
    assert links.mentions == {"new": (Mention("p.md", "P"),)}


def test_an_unknown_citekey_is_a_problem_with_its_place_and_a_suggestion() -> None:
    text = Text("one\ntwo [@dao2022flahs]", Place("bib/categories/c.md", 8), "categories/c.md", "C")
    (problem,) = resolve(review([paper("dao2022flash")]), [text]).problems
    assert problem.code == "unresolved-citation"
    assert problem.place == Place("bib/categories/c.md", 9, 5)
    assert "dao2022flash" in problem.hint
