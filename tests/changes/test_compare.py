"""What differs between two states: each kind of change, and none where there is none."""

from dataclasses import replace

import pytest

from generator.changes import Changes, State, compare
from generator.changes.values import PaperChanges
from generator.errors import Place, Problem
from generator.model import Category, Config, Entry, Facet, Field, Note, Paper, Review

from ..builders import category, paper, review


def made(key: str, **fields: str) -> Paper:
    """Return a paper whose entry has these fields; `groups` and `ids` are read, too."""
    entry = Entry("misc", key, tuple(Field(name, f"{{{value}}}", value) for name, value in fields.items()))
    known = {name: fields[name] for name in ("title", "doi", "arxiv") if name in fields}
    groups = tuple(filter(None, fields.get("groups", "").split(", ")))
    aliases = tuple(filter(None, fields.get("ids", "").split(", ")))
    return paper(key, entry=entry, groups=groups, aliases=aliases, **known)


def between(before: Review, after: Review) -> Changes:
    return compare(State(before), State(after), "main")


def papers(before: list[Paper], after: list[Paper]) -> Changes:
    categories = [category("a"), category("b"), category("c")]
    return between(review(before, categories), review(after, categories))


def test_nothing_has_changed() -> None:
    same = State(review([made("x", groups="a")], [category("a")], [Note("x", "T")]), "Hello.", (PROBLEM,))
    changes = compare(same, same, "main")
    assert changes == Changes("main", 1, 1, problems=replace(changes.problems, unchanged=1))
    assert changes.problems.gained == changes.problems.lost == ()


def test_papers_come_and_go() -> None:
    changes = papers([made("x"), made("y")], [made("y"), made("z")])
    assert [one.key for one in changes.papers.added] == ["z"]
    assert [one.key for one in changes.papers.removed] == ["x"]
    assert (changes.papers_before, changes.papers_after) == (2, 2)
    assert changes.papers == PaperChanges(changes.papers.added, changes.papers.removed)


@pytest.mark.parametrize("kept", [True, False])
def test_a_renamed_paper_is_neither_new_nor_gone(kept: bool) -> None:
    after = made("new", title="Same", doi="10.1234/x", **({"ids": "old"} if kept else {}))
    changes = papers([made("old", title="Same", doi="10.1234/x")], [after])
    (renamed,) = changes.papers.renamed
    assert (renamed.before.key, renamed.after.key, renamed.kept) == ("old", "new", kept)
    assert changes.papers == PaperChanges(renamed=changes.papers.renamed)


def test_a_merged_paper_went_into_one_that_was_there() -> None:
    changes = papers([made("x"), made("y")], [made("y", ids="x")])
    (merged,) = changes.papers.merged
    assert (merged.before.key, merged.into.key, merged.kept) == ("x", "y", True)
    assert changes.papers == PaperChanges(merged=changes.papers.merged)


def test_two_papers_that_become_a_new_one() -> None:
    changes = papers([made("x"), made("y")], [made("z", ids="x, y")])
    assert [one.before.key for one in changes.papers.renamed] == ["x"]
    assert [one.before.key for one in changes.papers.merged] == ["y"]
    assert changes.papers.added == ()


def test_fields_are_edited_and_groups_are_moves() -> None:
    before = made("x", title="T", year="2023", note="old", groups="a, b")
    changes = papers([before], [made("x", title="T", year="2024", url="https://x.org", groups="b, c")])
    (edited,) = changes.papers.edited
    assert edited.name == "x"
    assert [(one.name, one.before, one.after) for one in edited.changes] == [
        ("year", "2023", "2024"),
        ("url", "", "https://x.org"),
        ("note", "old", ""),
    ]
    (moved,) = changes.papers.moved
    assert (moved.paper.key, moved.before, moved.after) == ("x", ("a", "b"), ("b", "c"))


def test_another_entry_type_is_an_edit() -> None:
    before, after = made("x"), made("x")
    changes = papers([before], [replace(after, entry=replace(after.entry, type="article"))])
    assert changes.papers.edited[0].changes[0].name == "entry type"


def test_the_order_of_fields_and_their_case_do_not_matter() -> None:
    assert papers([made("x", title="T", year="1")], [made("x", YEAR="1", Title="T")]).papers.edited == ()


def test_a_renamed_category_moves_no_paper() -> None:
    before = review([made("x", groups="old")], [category("old"), category("below", "old")])
    after = review(
        [made("x", groups="new")],
        [category("new", moved_from=("old",), scope="What is old."), category("below", "new")],
    )
    changes = between(before, after)
    assert changes.papers.moved == ()
    assert changes.categories.renamed == (("old", "new"),)
    assert changes.categories.added == changes.categories.removed == ()
    assert [edited.name for edited in changes.categories.edited] == ["new"]
    assert [change.name for change in changes.categories.edited[0].changes] == ["title"]


def test_categories_come_go_and_are_edited() -> None:
    old = category("b", narrative="One two three.", key_papers=("x",))
    new = replace(old, narrative="One three. Four five.", scope="Other.", parent="c", key_papers=())
    changes = between(review([], [category("a"), old]), review([], [new, category("c")])).categories
    assert [one.slug for one in changes.added] == ["c"]
    assert [one.slug for one in changes.removed] == ["a"]
    (edited,) = changes.edited
    assert [change.name for change in edited.changes] == ["parent", "scope", "key_papers"]
    (text,) = edited.prose
    assert (text.name, text.added, text.removed) == ("narrative", 2, 1)


def test_categories_that_nobody_wrote_are_not_told() -> None:
    def derived(slug: str) -> list[Category]:
        return [category(slug, curated=False)]

    changes = between(
        review([made("x", groups="p")], derived("p")), review([made("x", groups="q")], derived("q"))
    )
    assert changes.categories == Changes("").categories
    assert changes.papers.moved == ()


def test_notes_come_go_and_are_edited_and_follow_their_paper() -> None:
    before = review(
        [made("x"), made("y"), made("old")],
        notes=[Note("x", "T", ("1",), body="a b"), Note("y", "U"), Note("old", "V")],
    )
    after = review(
        [made("x"), made("y"), made("new", ids="old")],
        notes=[Note("x", "T2", ("1", "2"), ("y",), body="a c d"), Note("new", "V"), Note("z", "W")],
    )
    changes = between(before, after).notes
    assert (changes.added, changes.removed) == (("z",), ("y",))
    (edited,) = changes.edited
    assert [(one.name, one.before, one.after) for one in edited.changes] == [
        ("tldr", "T", "T2"),
        ("results", "1", "1 · 2"),
        ("builds_on", "", "y"),
    ]
    assert [(text.added, text.removed) for text in edited.prose] == [(2, 1)]


def test_settings_and_the_introduction() -> None:
    before = State(review(config=Config("A", facets=(Facet("kind", ("x",)),))), "Hello there.")
    after = State(review(config=Config("B", facets=(Facet("kind", ("x", "y")),))), "Hello you there.")
    changes = compare(before, after, "main")
    assert [(one.name, one.before, one.after) for one in changes.settings.changes] == [
        ("title", "A", "B"),
        ("facets.kind", "x", "x, y"),
    ]
    assert [(text.added, text.removed) for text in changes.introduction] == [(1, 0)]


PROBLEM = Problem("bad-year", "the year is none; see bib/a.bib:3", Place("bib/a.bib", 5), citekey="x")


def problems(before: list[Problem], after: list[Problem]) -> tuple[list[str], list[str], int]:
    empty = review()
    found = compare(State(empty, "", tuple(before)), State(empty, "", tuple(after)), "main").problems
    return [p.message for p in found.gained], [p.message for p in found.lost], found.unchanged


def test_problems_are_gained_and_lost() -> None:
    other = replace(PROBLEM, message="another")
    assert problems([PROBLEM], [other]) == (["another"], [PROBLEM.message], 0)


def test_a_problem_that_moved_with_its_entry_is_the_same() -> None:
    moved = replace(PROBLEM, message="the year is none; see bib/a.bib:30", place=Place("bib/b.bib", 50, 1))
    assert problems([PROBLEM], [moved]) == ([], [], 1)
    assert problems([replace(PROBLEM, citekey="")], [replace(moved, citekey="")])[2] == 0


def test_one_more_of_a_kind_is_one_more() -> None:
    assert problems([PROBLEM], [PROBLEM, PROBLEM]) == ([PROBLEM.message], [], 1)
