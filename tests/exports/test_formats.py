"""The files of the site, the shards and the command agree; a review's own fields leave when asked for."""

import json
from zlib import crc32

import pytest
from hypothesis import given

from generator.exports import all_texts, export, shards
from generator.exports.formats import FORMATS, NAMES
from generator.exports.shards import AVERAGE
from generator.model import Entry, Field, Note, Paper, Review

from ..builders import paper, review
from .strategies import reviews


def entry(**values: str) -> Entry:
    return Entry("misc", "k", tuple(Field(name, f"{{{value}}}", value) for name, value in values.items()))


def files(made: Review) -> dict[str, dict[str, object]]:
    return {path: json.loads(text) for path, text in shards(made, all_texts(made))}


def assembled(made: Review, name: str, keys: list[str]) -> str:
    """Put a file together as a browser does."""
    found = files(made)
    index: dict[str, object] = found["exports/index.json"]
    (form,) = [form for form in index["formats"] if form["name"] == name]  # type: ignore[attr-defined]
    texts = [found[f"exports/{index['shards'][key]}.json"][key][name] for key in keys]  # type: ignore[index]
    return str(form["head"]) + str(form["between"]).join(texts) + str(form["tail"])


@pytest.mark.parametrize("name", FORMATS)
def test_shards_give_what_the_command_writes(name: str) -> None:
    papers = [paper(f"k{number}", keywords=("x",)) for number in range(3 * AVERAGE)]
    made = review(papers)
    chosen = [papers[70], papers[3], papers[50]]
    assert assembled(made, name, [one.key for one in chosen]) == export(made, chosen, name)


@given(reviews())
def test_shards_hold_any_paper_once(papers: tuple[Paper, ...]) -> None:
    made = review(papers)
    found = files(made)
    index = found.pop("exports/index.json")
    assert index["shards"].keys() == {one.key for one in papers}  # type: ignore[attr-defined]
    assert sorted(key for shard in found.values() for key in shard) == sorted(one.key for one in papers)


def test_a_new_paper_changes_one_shard() -> None:
    papers = [paper(f"k{number}") for number in range(100)]
    before, after = files(review(papers)), files(review([*papers, paper("new")]))
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"exports/index.json", f"exports/{crc32(b'new') % 4}.json"}


def test_shards_stay_small() -> None:
    for count in (1, AVERAGE, AVERAGE + 1, 1000):
        made = review([paper(f"k{number}") for number in range(count)])
        found = files(made)
        assert len(found) - 1 <= max(1, 2 * count / AVERAGE)
        assert max(len(shard) for path, shard in found.items() if "index" not in path) <= 2 * AVERAGE


def test_the_index_knows_old_citekeys() -> None:
    made = review([paper("new", aliases=("old",))])
    assert files(made)["exports/index.json"]["old"] == {"old": "new"}


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_stands_once_and_none_is_fine(name: str) -> None:
    made = review([paper("a"), paper("b")])
    one, two = made.papers
    assert export(made, [one, two, one], name) == export(made, [one, two], name)
    assert export(made, [], name) is not None


OURS = Paper(
    *("k", "k", "misc", "T"),
    keywords=("secret-tag",),
    abstract="Secret abstract",
    entry=entry(
        title="T", keywords="secret-tag", abstract="Secret abstract", timestamp="2020-01-01", ids="older"
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_all_fields_come_when_asked_for(name: str) -> None:
    made = review([OURS], notes=[Note("k", "Secret tldr", ("Secret result",), (), "Secret note")])
    without, whole = export(made, [OURS], name), export(made, [OURS], name, all_fields=True)
    for secret in ("Secret abstract", "Secret tldr", "Secret result", "Secret note"):
        assert secret not in without
        assert secret in whole
    assert "secret-tag" in whole
    assert ("secret-tag" in without) == (name == "jabref")


def test_biblatex_finds_a_paper_by_its_old_citekeys() -> None:
    made = review([paper("new", aliases=("old",))])
    assert "  ids = {old},\n" in export(made, made.papers, "biblatex")
    assert "ids" not in export(made, made.papers, "bibtex")
