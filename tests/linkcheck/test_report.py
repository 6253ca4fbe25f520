"""The text of the rolling issue."""

from datetime import date

from generator.errors import Place
from generator.linkcheck import Failure, Linked, chosen, links, links_report, read_history
from generator.model import Note

from ..builders import category, paper, review

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 9)
DEAD = Failure(
    "https://example.org/a`b", FIRST, LAST, 3, "status 404 @everyone", "https://web.archive.org/web/1/a"
)
WATCHED = Failure("https://example.org/b", LAST, LAST, 1, "no answer in time")
LINKED = (Linked(DEAD.url, "ada2024", Place("bib/2024.bib", 7)),)


def test_dead_and_watched() -> None:
    text = links_report({WATCHED.url: WATCHED, DEAD.url: DEAD}, LINKED, 40, 65_536)
    assert "40 links were asked for; 1 are dead." in text
    assert (
        "### Dead (1)\n\n- [ ] `` https://example.org/a`b `` of `ada2024` at `bib/2024.bib:7`: "
        "since 2026-03-02, `status 404 @everyone`; [an archived copy](https://web.archive.org/web/1/a)\n"
    ) in text
    assert (
        "### Failed lately (1)\n\n- `https://example.org/b`: once since 2026-03-09, `no answer in time`\n"
        in text
    )
    assert read_history(text, {DEAD.url, WATCHED.url}) == {DEAD.url: DEAD, WATCHED.url: WATCHED}


def test_a_text_that_fits_keeps_the_dead_ones() -> None:
    many = {f"{WATCHED.url}{n}": Failure(f"{WATCHED.url}{n}", LAST, LAST, 1, "x" * 100) for n in range(1_000)}
    text = links_report(many | {DEAD.url: DEAD}, LINKED, 1_001, 65_536)
    assert len(text) <= 65_536
    assert DEAD.url in read_history(text, {DEAD.url})


def test_an_archived_copy_that_is_no_address_is_no_link() -> None:
    text = links_report(
        {DEAD.url: Failure(DEAD.url, FIRST, LAST, 3, "x", "javascript:alert(1)")}, (), 1, 65_536
    )
    assert "javascript" not in text.partition("<!--")[0]


def test_the_links_of_a_review_each_once() -> None:
    papers = [
        paper("a", url="https://example.org/1", code="https://code.example/1", doi="10.1000/x"),
        paper("b", url="https://example.org/1", project="javascript:alert(1)"),
        paper("c", url="https://arxiv.org/abs/2401.00001"),
    ]
    found = links(
        review(
            papers,
            [category("k", narrative="See [it](https://example.org/2) and `code`.")],
            [Note("a", body="<https://example.org/3> [not](relative.md)")],
        )
    )
    assert [(one.url, one.name) for one in found] == [
        ("https://example.org/1", "a"),
        ("https://code.example/1", "a"),
        ("https://doi.org/10.1000/x", "a"),
        ("https://example.org/3", "a"),
        ("https://example.org/2", "k"),
    ]


def test_of_a_host_only_so_many_are_asked_for_others_another_day() -> None:
    linked = [Linked(f"https://a.example/{number}", "a", Place()) for number in range(20)]
    linked.append(Linked("https://b.example/", "b", Place()))
    failing = {"https://a.example/19"}
    days = [chosen(linked, failing, date(2026, 3, day), 5) for day in range(1, 31)]
    assert all(len(asked) == 6 for asked in days)
    assert all(failing | {"https://b.example/"} <= {one.url for one in asked} for asked in days)
    assert len({one.url for asked in days for one in asked}) == 21
    assert chosen(linked, failing, date(2026, 3, 1), 5) == days[0]
    assert set(chosen(linked, (), date(2026, 3, 1), 500)) == set(linked)
