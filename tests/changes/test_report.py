"""The three reports: everything is in them, and what they quote does nothing."""

import json
import re

import markdown
import pytest
from bs4 import BeautifulSoup

from generator.changes import REPORTS, Changes, State, compare
from generator.changes.report import MOST_ROWS
from generator.errors import Place, Problem
from generator.model import Config, Note, Paper

from ..builders import category, paper, review
from .test_compare import made

BEFORE = State(
    review(
        [
            made("gone"),
            made("old", title="Same"),
            made("merged", doi="10.1234/x"),
            made("into", groups="a"),
            made("kept", year="2023"),
        ],
        [category("a"), category("was", narrative="One two."), category("dropped")],
        [Note("kept", "T"), Note("gone", "U")],
        Config("A"),
    ),
    "Hello.",
    (Problem("bad-year", "the year is none", Place("bib/a.bib", 5), citekey="kept"),),
)
AFTER = State(
    review(
        [
            made("new", title="Same", ids="old"),
            made("into", doi="10.1234/x", groups="a, b"),
            made("kept", year="2024"),
            paper("added", title="Looms", year=2024, groups=("a",)),
        ],
        [category("a", scope="Other."), category("b"), category("is", moved_from=("was",), narrative="One.")],
        [Note("kept", "T2"), Note("added", "V")],
        Config("B"),
    ),
    "Hello you.",
    (Problem("bad-doi", "the DOI is none", Place("bib/b.bib", 7, 1), citekey="into"),),
)
CHANGES = compare(BEFORE, AFTER, "main (abc1234)")

TEXT = """\
4 papers, 1 fewer than at main (abc1234)

Papers added: 1
  added: Looms (2024) in a

Papers removed: 1
  gone: Title of gone

Citekeys changed: 1
  old: is now new and stands in its ids

Papers merged: 1
  merged: is now part of into and does not stand in its ids: it is lost

Papers moved: 1
  into: a → a, b

Entries edited: 2
  into
      doi added: 10.1234/x
  kept
      year 2023 → 2024

Categories added: 1
  b: B

Categories removed: 1
  dropped: Dropped

Categories renamed: 1
  was: now is

Categories edited: 2
  a
      scope What is a. → Other.
  is
      title Was → Is
      scope What is was. → What is is.
      narrative 0 words added, 1 removed

Notes added: 1
  added

Notes removed: 1
  gone

Notes edited: 1
  kept
      tldr T → T2

Introduction edited: 1
  introduction: 1 word added, 0 removed

Settings changed: 1
  title: A → B

New problems: 1
  bib/b.bib:7:1: error, the DOI is none (bad-doi)

Problems mended: 1
  bib/a.bib:5: error, the year is none (bad-year)
"""


def test_text() -> None:
    assert REPORTS["text"](CHANGES) == TEXT


def test_markdown_says_the_same() -> None:
    html = BeautifulSoup(markdown.markdown(REPORTS["markdown"](CHANGES)), "html.parser")
    shown = re.sub(r"[\s:()]+", " ", html.get_text()).split()
    assert shown == re.sub(r"[\s:()]+", " ", TEXT).split()
    assert len(html.find_all("h3")) == TEXT.count("\n\n")


def test_json_has_it_all() -> None:
    document = json.loads(REPORTS["json"](CHANGES))
    assert (document["revision"], document["papers_before"], document["papers_after"]) == (
        "main (abc1234)",
        5,
        4,
    )
    assert document["papers"] == {
        "added": ["added"],
        "removed": ["gone"],
        "renamed": [{"from": "old", "to": "new", "kept": True}],
        "merged": [{"from": "merged", "to": "into", "kept": False}],
        "moved": [{"key": "into", "from": ["a"], "to": ["a", "b"]}],
        "edited": [
            {"key": "into", "fields": [{"name": "doi", "from": "", "to": "10.1234/x"}], "texts": []},
            {"key": "kept", "fields": [{"name": "year", "from": "2023", "to": "2024"}], "texts": []},
        ],
    }
    assert document["categories"]["renamed"] == [{"from": "was", "to": "is"}]
    assert document["categories"]["edited"][1]["texts"] == [{"name": "narrative", "added": 0, "removed": 1}]
    assert document["notes"]["added"] == ["added"]
    assert document["introduction"] == [{"added": 1, "removed": 0}]
    assert document["settings"] == [{"name": "title", "from": "A", "to": "B"}]
    (gained,) = document["problems"]["gained"]
    assert (gained["code"], gained["file"], gained["line"], gained["citekey"]) == (
        "bad-doi",
        "bib/b.bib",
        7,
        "into",
    )
    assert document["problems"]["unchanged"] == 0


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_changed_is_said(form: str) -> None:
    same = State(review([paper("a")]))
    assert "1 paper; nothing in the review has changed since main" in REPORTS[form](
        compare(same, same, "main")
    )


HOSTILE = (
    "\x1b[31m@everyone #1 <img src=x onerror=alert(1)> `code` ``` [x](javascript:y) "
    "https://evil.example\n# H | *a*"
)


def hostile_paper(key: str) -> Paper:
    return paper(key, title=HOSTILE, groups=(HOSTILE,))


def test_what_is_quoted_does_nothing() -> None:
    before = State(review([made("x", note="N")]))
    after = State(
        review([made("x", note=HOSTILE), hostile_paper(f"@user`{HOSTILE}")], [category("c", title=HOSTILE)]),
        "",
        (Problem("bad-year", HOSTILE, Place(HOSTILE, 1)),),
    )
    changes = compare(before, after, "main")
    text = REPORTS["markdown"](changes)
    html = BeautifulSoup(markdown.markdown(text), "html.parser")
    assert {tag.name for tag in html.find_all()} <= {"p", "strong", "h3", "ul", "li", "code"}
    outside = html.find_all(string=lambda found: found.parent.name != "code")
    assert not [found for found in outside if "@" in found or "evil" in found or "#" in found]
    assert "\x1b" not in text
    assert "\x1b" not in REPORTS["text"](changes)
    assert json.loads(REPORTS["json"](changes))["papers"]["added"] == [f"@user`{HOSTILE}"]


def test_a_first_import_does_not_flood_the_summary() -> None:
    many = State(review([hostile_paper(f"k{number}") for number in range(MOST_ROWS + 20)]))
    text = REPORTS["markdown"](compare(State(review()), many, "main"))
    assert "- and 20 more\n" in text
    assert text.count("\n- `k") == MOST_ROWS
    assert len(text.encode()) < 1_000_000


def test_an_empty_comparison_is_a_value() -> None:
    assert Changes("x") == Changes("x")
