"""Whoever cites by an old citekey still gets the paper, from BibTeX and from biblatex."""

from generator.exports.bibtex import bibtex, bibtex_entries
from generator.exports.old_keys import at_old_addresses, under_old_keys, with_ids
from generator.model import Entry, Field, Paper

from ..builders import paper, review


def made(key: str, *old: str) -> Paper:
    title = Field("title", "{On Looms}", "On Looms")
    return paper(key, aliases=old, entry=Entry("misc", key, (title,)))


def keys(papers: tuple[Paper, ...]) -> list[str]:
    return [one.key for one in papers]


def test_each_old_citekey_is_an_entry_of_its_own_behind_the_present_one() -> None:
    of = review([made("b", "a", "z"), made("c")])
    copies = under_old_keys(of.papers, of)
    assert keys(copies) == ["b", "a", "z", "c"]
    entries = bibtex_entries(copies)
    assert entries["a"] == entries["b"].replace("{b,", "{a,")
    assert "On Looms" in entries["a"]


def test_a_citekey_that_means_another_paper_is_not_given_away() -> None:
    of = review([made("b", "c", "x"), made("c", "x")])
    assert keys(under_old_keys(of.papers[:1], of)) == ["b", "x"]
    assert keys(under_old_keys(of.papers[1:], of)) == ["c"]


def test_what_bibtex_takes_for_the_same_or_cannot_read_is_left_out() -> None:
    of = review([made("foo", "Foo", "FOO", "a b", "bar", "Bar")])
    assert keys(under_old_keys(of.papers, of)) == ["foo", "bar"]


def test_biblatex_gets_the_old_citekeys_in_ids() -> None:
    of = review([made("b", "a", "z"), made("c")])
    texts = with_ids(bibtex_entries(of.papers), of)
    assert texts["b"].endswith("  ids = {a, z},\n}\n")
    assert texts["c"] == bibtex(of.papers[1:])


def test_an_old_address_has_the_paper_under_the_citekey_of_that_address() -> None:
    of = review([made("b", "Old:1"), made("c")])
    ((slug, old),) = at_old_addresses(of)
    assert slug == "old-1"
    assert bibtex([old]).startswith("@misc{Old:1,\n")
