"""What keeps a change from being merged."""

from collections.abc import Sequence

from generator.bibtex import read_bib, to_papers
from generator.changes import State, compare, gate
from generator.changes.gate import LARGE_CHANGE, MANY_LINKS, NOT_SPAM
from generator.errors import Problem
from generator.model import Note, Paper, Review

from ..builders import category, paper, review


def papers(count: int, **values: str) -> list[Paper]:
    return [paper(f"k{number}", title=f"Paper number {number}", **values) for number in range(count)]


def gated(before: Review, after: Review, *labels: str, problems: Sequence[Problem] = ()) -> list[str]:
    changes = compare(State(before), State(after, problems=tuple(problems)), "main")
    return [problem.code for problem in gate(changes, before, after, labels)]


def test_a_change_like_any_other_passes() -> None:
    before = review(papers(20))
    assert gated(before, before) == []
    assert gated(before, review([*papers(20), paper("new")])) == []


def test_papers_may_not_fall_and_no_label_helps() -> None:
    assert gated(review(papers(3)), review(papers(2)), LARGE_CHANGE, NOT_SPAM) == [
        "gate-fewer-papers",
        "gate-lost-citekey",
    ]


def test_one_lost_among_more_that_are_new_is_told() -> None:
    after = review([*papers(2), paper("x", title="X"), paper("y", title="Y")])
    assert gated(review(papers(3)), after) == ["gate-lost-citekey"]


def test_a_merged_paper_is_not_lost() -> None:
    merged = paper("k0", title="Paper number 0", aliases=("k1",))
    assert gated(review(papers(2)), review([merged])) == []


def test_an_old_citekey_may_not_vanish_either() -> None:
    before = review([paper("k0", aliases=("old",))])
    assert gated(before, review([paper("k0")])) == ["gate-lost-citekey"]


def test_growth_needs_a_label() -> None:
    before = review(papers(200))
    assert gated(before, review(papers(220))) == []
    assert gated(before, review(papers(221))) == ["gate-growth"]
    assert gated(before, review(papers(221)), LARGE_CHANGE) == []


def test_a_small_review_may_grow_and_a_new_one_begin() -> None:
    assert gated(review(papers(3)), review(papers(13))) == []
    assert gated(review(papers(3)), review(papers(14))) == ["gate-growth"]
    assert gated(review(), review(papers(100))) == []


def linked(host: str, count: int) -> Review:
    return review(
        [*papers(count, url=f"https://www.{host}/page"), paper("other", url="https://known.example/x")]
    )


def test_many_links_to_an_unknown_host_need_a_label() -> None:
    before = review([paper("other", url="https://known.example/x"), *papers(MANY_LINKS)])
    assert gated(before, linked("new.example", MANY_LINKS)) == ["gate-spam"]
    assert gated(before, linked("new.example", MANY_LINKS), NOT_SPAM) == []
    assert gated(before, linked("new.example", MANY_LINKS - 1), NOT_SPAM) == [
        "gate-fewer-papers",
        "gate-lost-citekey",
    ]
    assert gated(before, linked("known.example", MANY_LINKS)) == []


def test_links_in_notes_and_narratives_count() -> None:
    text = "[a](https://new.example/1) <https://new.example/2> https://new.example/3"
    key = "k0"
    assert gated(review(papers(1)), review(papers(1), notes=[Note(key, body=text)])) == ["gate-spam"]
    with_narrative = review(papers(1), [category("c", narrative=text)])
    assert gated(review(papers(1), [category("c")]), with_narrative) == ["gate-spam"]


def test_an_address_that_is_none_is_no_host() -> None:
    assert (
        gated(review(papers(1)), review(papers(1), notes=[Note("k0", body="http://[ http://[ http://[x")]))
        == []
    )


def test_what_checks_call_spam_needs_a_label() -> None:
    found = [Problem("spam-words", "buy now"), Problem("missing-year", "no year")]
    same = review(papers(1))
    assert gated(same, same, problems=found) == ["gate-spam"]
    assert gated(same, same, NOT_SPAM, problems=found) == []


def test_the_order_of_entries_does_not_matter() -> None:
    file, _ = read_bib(b"@misc{a, title={One}, ids={b}}\n@misc{c, title={Three}}\n", "bib/x.bib")
    read, _ = to_papers((file,))
    assert gated(review(read), review(read[::-1])) == []
