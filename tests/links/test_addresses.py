"""Every name that a paper or a category has had leads to its page, and to no other."""

from generator.bibtex import read_bib, to_papers
from generator.links.addresses import category_addresses, paper_addresses
from generator.model import Paper

from ..builders import category


def papers(*entries: tuple[str, str]) -> tuple[Paper, ...]:
    """Return papers from pairs of citekey and `ids`."""
    text = "".join(f"@misc{{{key},\n  title = {{T}},\n  ids = {{{ids}}},\n}}\n" for key, ids in entries)
    return to_papers([read_bib(text.encode(), "a.bib")[0]])[0]


def addresses(*entries: tuple[str, str]) -> dict[str, str]:
    return {slug: address.paper.key for slug, address in paper_addresses(papers(*entries)).items()}


def test_old_citekeys_lead_to_the_paper() -> None:
    assert addresses(("new", "old, Older:2020"), ("b", "")) == {
        "new": "new",
        "old": "new",
        "older-2020": "new",
        "b": "b",
    }


def test_a_citekey_that_is_in_use_leads_to_its_own_paper() -> None:
    assert addresses(("new", "b"), ("b", "")) == {"new": "new", "b": "b"}


def test_an_old_citekey_keeps_the_address_that_it_had_beside_a_similar_one() -> None:
    before = {paper.key: paper.slug for paper in papers(("foo2020", ""), ("Foo2020", ""))}
    assert before["foo2020"] == "foo2020"
    assert before["Foo2020"] not in ("foo2020", "Foo2020")
    renamed = addresses(("foo2020", ""), ("bar2020", "Foo2020"))
    assert renamed[before["Foo2020"]] == "bar2020"
    assert renamed["foo2020"] == "foo2020"


def test_a_new_citekey_does_not_take_an_old_ones_address() -> None:
    before = {paper.key: paper.slug for paper in papers(("foo2020", ""))}
    after = addresses(("bar2020", "foo2020"), ("Foo2020", ""))
    assert after[before["foo2020"]] == "bar2020"
    assert sorted(after.values()) == ["Foo2020", "bar2020", "bar2020"]


def test_a_citekey_that_only_changes_its_case_stays_where_it_is() -> None:
    assert addresses(("foo2020", "Foo2020")) == {"foo2020": "foo2020"}


def test_old_slugs_lead_to_the_category() -> None:
    found = category_addresses([category("a", moved_from=("b", "Old Name")), category("b")])
    assert {slug: one.slug for slug, one in found.items()} == {"a": "a", "b": "b", "old-name": "a"}
