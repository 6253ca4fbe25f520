"""Awesome lists: papers in the ways that people write them, and every line accounted for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Name
from generator.readers.awesome import read_awesome
from generator.readers.reference import Reference

LINK = "https://arxiv.org/abs/2401.01234"
TITLE = "Sparse Looms: Weaving with Fewer Threads"
ADA, GRACE = Name("Lovelace", "Ada"), Name("Hopper", "Grace")


def only(text: str) -> Reference:
    collected = read_awesome(text, "README.md")
    (reference,) = collected.references
    return reference


@pytest.mark.parametrize(
    "line",
    [
        f"- [{TITLE}]({LINK}), Ada Lovelace and Grace Hopper, ICML 2024",
        f"* **{TITLE}**. *Ada Lovelace, Grace Hopper*. ICML'24. [[pdf]]({LINK})",
        f"1. [ICML 2024] {TITLE} [[Paper]({LINK})] [[Code](https://x.y)] <br> Ada Lovelace, Grace Hopper",
        f"- (ICML 2024) “{TITLE}” — Ada Lovelace & Grace Hopper [[link]]({LINK})",
        f"- [[Paper]]({LINK}) {TITLE}. Ada Lovelace, Grace Hopper. *ICML 2024*.",
        f"- <b>{TITLE}</b><br/><i>Ada Lovelace</i>, Grace Hopper<br/>ICML 2024 <a href='{LINK}'>paper</a>",
        f"- **{TITLE}** ![stars](https://img.shields.io/x)\n  - Authors: Ada Lovelace, Grace Hopper\n"
        f"  - Venue: ICML 2024\n  - Link: {LINK}",
        f"**{TITLE}** \\\n*Ada Lovelace, Grace Hopper* \\\nICML 2024. [[Paper]({LINK})] \\\n12 Sep 2024",
        f"- `2024.01` [{TITLE}]({LINK}) Lovelace, A., & Hopper, G. (2024). ICML.",
    ],
)
def test_one_paper_in_many_ways(line: str) -> None:
    reference = only(f"# List\n\n## Looms\n\n{line}\n")
    assert (reference.title, reference.fields["year"], reference.fields["booktitle"]) == (
        TITLE,
        "2024",
        "ICML",
    )
    assert (reference.fields["eprint"], reference.fields["url"]) == ("2401.01234", LINK)
    assert [(name.family, name.given[0]) for name in reference.authors] == [
        ("Lovelace", "A"),
        ("Hopper", "G"),
    ]
    assert reference.sections == (0,)
    assert "annote" not in reference.fields


def test_rows_of_a_table() -> None:
    table = (
        "| Title | Authors | Venue | Date | Code |\n|:--|--|--|:-:|--|\n"
        f"| [{TITLE}]({LINK}) | Ada Lovelace, Grace Hopper | ICML | 2024-05 | [x](https://github.com/x/y) |\n"
    )
    reference = only(f"# L\n## A\n{table}")
    assert (reference.title, reference.authors) == (TITLE, (ADA, GRACE))
    assert dict(reference.fields) == {
        "year": "2024",
        "booktitle": "ICML",
        "eprint": "2401.01234",
        "archiveprefix": "arXiv",
        "url": LINK,
        "code": "https://github.com/x/y",
    }


def test_points_over_points_are_sections() -> None:
    collected = read_awesome(
        f"# L\n## A\n- Threads\n  - [{TITLE}]({LINK})\n- [{TITLE} Again]({LINK})\n", "x.md"
    )
    assert [(section.title, section.parent) for section in collected.sections] == [
        ("A", None),
        ("Threads", 0),
    ]
    assert [reference.sections for reference in collected.references] == [(1,), (0,)]


def test_comments_code_and_contents_are_no_papers() -> None:
    text = (
        f"# L\n<!-- - [{TITLE}]({LINK}) -->\n## Contents\n- [A](#a)\n## A\nAbout it.\n"
        f"```\n- [{TITLE}]({LINK})\n```\n- [A tool for looms](https://example.org/tool)\n- [B](#b)\n"
    )
    collected = read_awesome(text, "x.md")
    assert collected.references == ()
    assert [section.text for section in collected.sections] == ["About it."]
    told = [(problem.code, problem.place.line) for problem in collected.problems]
    assert told == [("import-line", 3), ("import-line", 7), ("import-not-paper", 10), ("import-layout", 1)]


def test_mathematics_in_titles_is_left_alone() -> None:
    collected = read_awesome("# L\n## Looms in $x\\in\\mathbb{R}$ \\& more\n", "x.md")
    assert [section.title for section in collected.sections] == ["Looms in $x\\in\\mathbb{R}$ & more"]


def test_what_else_is_said_is_kept() -> None:
    reference = only(f"# L\n## A\n- [{TITLE}]({LINK}) - a classic, read it first\n")
    assert reference.fields["annote"] == "a classic, read it first"
    assert reference.authors == ()


@pytest.mark.parametrize(
    "repeated", ["[", "*a ", "![](", "Aa Bb, ", "<a href='", "- ", "\\cite{", "aa and ", "`", "_("]
)
def test_long_lines_do_not_take_long(repeated: str) -> None:
    # Patterns that try every way to read a line would not come back from these.
    read_awesome(f"# L\n## A\n- {TITLE} {repeated * 1200}\n", "x.md")


PIECES = st.sampled_from((
    "# A\n", "## B\n", "- ", "  - ", "[t u v](", LINK, ")", "**", "|a|b|\n", "|-|-|\n", "\n", "<!--", "-->",
    "```\n",
))  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=16))
def test_any_text_can_be_read(pieces: list[str]) -> None:
    collected = read_awesome("".join(pieces), "x.md")
    assert all(reference.title for reference in collected.references)
    assert all(number < len(collected.sections) for each in collected.references for number in each.sections)
