import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Place
from generator.model import Fact
from generator.readers.facts import read_facts

WHOLE = {
    "title": "Toys in S$^{2}$  Space",
    "matched_title": "Toys in S² Space",
    "authors": ["Ada Toy", "Bob  Top"],
    "year": 2024,
    "arxiv": "2401.00001",
    "doi": "10.1000/toy",
    "venue": "ToyConf 2024",
    "url": "https://example.org/toy",
    "entry_type": "InProceedings",
    "source": "list",
    "also": ["other list"],
    "note": "a note",
    "match": "exact",
}


def test_a_whole_fact() -> None:
    facts, problems = read_facts("\ufeff\n" + json.dumps(WHOLE) + "\r\n", "facts.jsonl")
    assert problems == ()
    assert facts == (
        Fact(
            title="Toys in S² Space",
            matched_title="Toys in S² Space",
            authors=("Ada Toy", "Bob Top"),
            year=2024,
            arxiv="2401.00001",
            doi="10.1000/toy",
            venue="ToyConf 2024",
            url="https://example.org/toy",
            entry_type="inproceedings",
            source="list",
            also=("other list",),
            note="a note",
            match="exact",
            place=Place("facts.jsonl", 2),
        ),
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "fact-json"),
        ("[" * 100_000, "fact-json"),
        ("[]", "fact-json"),
        ("NaN", "fact-json"),
        ("{}", "fact-title"),
        ('{"title": ""}', "fact-title"),
        ('{"title": null}', "fact-title"),
        ('{"title": 5}', "fact-type"),
        ("9" * 5000, "fact-json"),
    ],
)
def test_a_bad_line_takes_no_good_one_down(line: str, code: str) -> None:
    facts, problems = read_facts(f'{line}\n{{"title": "Good"}}\n', "facts.jsonl")
    assert [fact.title for fact in facts] == ["Good"]
    assert problems[0].code == code
    assert all(problem.place == Place("facts.jsonl", 1) for problem in problems)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "2024"),
        ("year", True),
        ("year", 24),
        ("authors", "Ada"),
        ("authors", [1]),
        ("doi", []),
        ("note", {}),
    ],
)
def test_a_wrong_type_leaves_the_field_out(name: str, value: object) -> None:
    facts, problems = read_facts(json.dumps({"title": "Good", name: value}), "facts.jsonl")
    assert facts == (Fact("Good", place=Place("facts.jsonl", 1)),)
    assert [(problem.code, name in problem.message) for problem in problems] == [("fact-type", True)]


def test_an_unknown_field_is_named_with_the_nearest_known_one() -> None:
    facts, problems = read_facts('{"title": "Good", "author": ["Ada"]}', "facts.jsonl")
    assert len(facts) == 1
    assert problems[0].code == "fact-field"
    assert "authors" in problems[0].hint


@given(st.text(max_size=100), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_text_is_read_without_an_exception(text: str, value: object) -> None:
    read_facts(text, "any")
    facts, problems = read_facts(json.dumps({"title": "T", "authors": value, "year": value}), "any")
    assert len(facts) == 1
    assert all(problem.code == "fact-type" for problem in problems)
