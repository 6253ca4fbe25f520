"""What an answer to an issue form says, and that nothing it quotes is Markdown."""

from generator.bibtex import new_entry
from generator.curate.adding import Addition, Submission
from generator.curate.answers import LONGEST_BLOCK, LONGEST_LINE, answer_to_addition, answer_to_nothing
from generator.curate.drafts import Draft
from generator.curate.present import Duplicate
from generator.errors import Place, Problem, Severity
from generator.links.suggest import Suggestion

ENTRY = new_entry("misc", "ada2024looms", {"title": "Looms ``` and more", "year": "2024"})


def addition(**values: object) -> Addition:
    given: dict[str, object] = {"key": "ada2024looms", "entry": ENTRY, "path": "bib/2024.bib"}
    return Addition(Submission(Draft("misc"), ("looms",)), **(given | values))  # type: ignore[arg-type]


def test_the_record_and_where_it_goes() -> None:
    text = answer_to_addition(addition(), (), ())
    assert text.startswith(
        "This adds `ada2024looms` into `looms`, in `bib/2024.bib`:\n\n````bibtex\n@misc{ada2024looms,"
    )
    assert "**Checks:** no new problem." in text
    assert text.endswith("a pull request with this change is opened.\n")


def test_duplicates_with_what_speaks_for_them() -> None:
    known = (
        Duplicate("a2023old", Place("bib/2023.bib", 3), "same DOI 10.1000/x", True, True),
        Duplicate("c2023third", Place("bib/2023.bib", 9), "titles differ @in spelling", False),
    )
    warning = Problem("similar-title", "it may be c2023third", severity=Severity.WARNING)
    text = answer_to_addition(addition(duplicates=known, problems=(warning,)), (), ())
    rows = [line for line in text.split("\n") if line.startswith("- ")]
    assert rows == [
        "- `a2023old` at `bib/2023.bib:3`: `same DOI 10.1000/x`; it is this paper",
        "- `c2023third` at `bib/2023.bib:9`: `titles differ @in spelling`; please look at it",
    ]


def test_suggestions_with_their_words() -> None:
    text = answer_to_addition(
        addition(
            suggestions=(Suggestion("looms", 0.4321, ("warp", "weft")),),
            tags=(Suggestion("vision", 0.1, ()),),
        ),
        ("arXiv did not answer",),
        (),
    )
    assert "**Suggested categories:**\n\n- `looms` (0.43, for `warp`, `weft`)" in text
    assert "**Suggested tags:**\n\n- `vision` (0.10)" in text
    assert "**From the source:**\n\n- `arXiv did not answer`" in text


def test_problems_errors_first_and_each_once() -> None:
    warning = Problem("missing-year", "no year", severity=Severity.WARNING)
    error = Problem("unknown-category", "unknown category “x” @everyone", hint="did you mean “y”?")
    text = answer_to_addition(addition(key="", entry=None, problems=(warning, error)), (), (warning,))
    assert text.startswith("Nothing would be added.")
    assert (
        "**Checks:**\n\n- error: `unknown category “x” @everyone` (`unknown-category`). "
        "To do: `did you mean “y”?`\n"
        "- warning: `no year` (`missing-year`)\n"
    ) in text
    assert "approved" not in text


def test_long_texts_are_cut() -> None:
    long = new_entry("misc", "x", {"title": "x" * 60_000})
    problems = [Problem(f"c{number}", "y" * 60_000) for number in range(200)]
    text = answer_to_addition(addition(entry=long, problems=tuple(problems)), (), ())
    assert len(text) < 65_536
    assert "x" * LONGEST_BLOCK not in text
    assert "y" * (LONGEST_LINE + 1) not in text
    assert "- and 170 more" in text
    assert len(answer_to_nothing(problems)) < 65_536
