"""What is beyond a bound is told and kept, and what is within it is read."""

import pytest

from generator.bibtex import encode, format_file, read_bib, read_bibs, to_papers, within_bounds
from generator.model import Config

GOOD = "@misc{good, title = {Good}}\n"


def within(text: str, bounds: Config | None = None) -> tuple[list[str], list[tuple[str, int, str]]]:
    """Return the citekeys that are read, and each problem's code, line and citekey; the text stays."""
    file, _ = read_bib(text.encode(), "x.bib")
    (bounded,), problems = within_bounds([file], bounds or Config())
    assert encode(bounded) == text.encode()
    assert {entry.key for entry in format_file(bounded).entries} == {entry.key for entry in bounded.entries}
    keys = [paper.key for paper in to_papers([bounded])[0]]
    return keys, [(problem.code, problem.place.line, problem.citekey) for problem in problems]


@pytest.mark.parametrize(("length", "fits"), [(98, True), (99, False)])
def test_a_field_is_as_long_as_it_may_be(length: int, fits: bool) -> None:
    text = f"{GOOD}@misc{{long,\n  title = {{L}},\n  note = {{{'x' * length}}}}}\n{GOOD.replace('good', 'b')}"
    keys, problems = within(text, Config(longest_field=100))
    assert keys == (["good", "long", "b"] if fits else ["good", "b"])
    assert problems == ([] if fits else [("field-too-long", 4, "long")])


@pytest.mark.parametrize(("depth", "fits"), [(5, True), (6, False), (1000, False)])
def test_braces_are_as_deep_as_they_may_be(depth: int, fits: bool) -> None:
    # Many braces beside each other are none within each other.
    flat, deep = "{a} " * 50, "{" * depth + "}" * depth
    text = f"{GOOD}@misc{{deep,\n  title = {{{flat}}},\n  note = {deep}}}\n"
    keys, problems = within(text, Config(deepest_braces=5))
    assert keys == (["good", "deep"] if fits else ["good"])
    assert problems == ([] if fits else [("nested-too-deeply", 4, "deep")])


def test_entries_beyond_the_bound_are_told_once_a_file() -> None:
    two = "@misc{x1, title={A}}\n@misc{x2, title={B}}\n"
    sources = [(f"{name}.bib", two.replace("x", name).encode()) for name in "abc"]
    files, _ = read_bibs(sources)
    bounded, problems = within_bounds(files, Config(most_entries=3))
    assert [entry.key for file in bounded for entry in file.entries] == ["a1", "a2", "b1"]
    assert [str(p.place) for p in problems] == ["b.bib:2:1", "c.bib:1:1"]
    assert [encode(file) for file in bounded] == [raw for _, raw in sources]


def test_the_defaults_are_far_from_what_there_is() -> None:
    authors = " and ".join(f"Lovelace, Augusta Ada {number}" for number in range(5000))
    text = f"@article{{many,\n  title = {{Many}},\n  author = {{{authors}}}}}\n"
    assert within(text) == (["many"], [])


def test_files_within_the_bounds_are_the_same_files() -> None:
    files, _ = read_bibs([("x.bib", GOOD.encode())])
    assert within_bounds(files, Config()) == (files, ())
