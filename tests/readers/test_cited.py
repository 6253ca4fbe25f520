"""What a document cites: golden cases, and text that no document is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.cited import Cited, read_cited

from ..cited.golden import CASES, Case, cases, outcome

NAMES = st.sampled_from(["main.aux", "main.bcf", "main.tex", "main.bib", "main.txt", ""])
# Whatever the readers have a meaning for, in any order.
PIECES = st.sampled_from(
    [
        *("\\", "{", "}", "[", "]", "(", ")", "<", ">", "%", "\n", " ", ",", "*", "#", "@", "a", "é", "\x00"),
        *("\\cite", "\\cites", "\\citep*", "\\volcite", "\\verb", "\\verb|", "\\lstinline", "\\url{", "\\\\"),
        *("\\begin{verbatim}", "\\end{verbatim}", "\\end{document}", "\\input{main}", "\\import"),
        *("\\citation{", "\n\\citation{a,b}", "\n\\@input{main.aux}", "\n\\abx@aux@cite{0}{", "\n@misc{k,"),
        *("<?xml", "<bcf:citekey>", "</bcf:citekey>", "<!DOCTYPE", "]]>", "&", "\ud800"),
    ]
)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_document_cites_what_it_cites(case: Case) -> None:
    assert outcome(case) == case.expected


def test_every_kind_of_file_is_among_the_cases() -> None:
    suffixes = {path.suffix for path in CASES.rglob("main*")}
    assert suffixes == {".aux", ".bcf", ".tex", ".bib", ".txt", ""}


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), NAMES)
def test_any_text_has_an_answer(text: str, name: str) -> None:
    cited = read_cited(text, name, lambda path: text if path.count("/") < 3 else None)
    assert len(set(cited.keys)) == len(cited.keys)
    assert all(key == key.strip() and key for key in cited.keys)


KEYS = st.text(alphabet="abcXYZ0189:/._+-éü", min_size=1, max_size=12)


COMMANDS = st.sampled_from(["cite", "parencite*", "textcites", "citep[see][3]", "nocite"])


@given(st.lists(KEYS, unique=True), COMMANDS)
def test_what_is_written_is_read_again(keys: list[str], command: str) -> None:
    written = f"Text \\{command}{{{', '.join(keys)}}} more [text] % \\cite{{commented}}\n"
    assert read_cited(written, "main.tex") == Cited(tuple(keys))
    aux = "\\relax\n" + "".join(f"\\citation{{{key}}}\n" for key in keys)
    assert read_cited(aux, "main.aux") == Cited(tuple(keys))
    xml = "".join(f"<b:citekey>{key}</b:citekey>" for key in keys)
    bcf = f'<b:x xmlns:b="https://sourceforge.net/projects/biblatex">{xml}</b:x>'
    assert read_cited(bcf, "main.bcf") == Cited(tuple(keys))


@pytest.mark.parametrize(
    "piece",
    [
        *("\\cite", "\\cite[", "\\cites[", "\\cites(", "\\cite{", "\\cites{a}", "{", "[", "\\url{"),
        *(
            "\\verb|",
            "\\begin{verbatim}",
            "\\verb\\",
            "\\lstinline[",
            "\\lstinline{",
            "%",
            " ",
            "\\input{",
            "citecite",
        ),
        *("\\citation{", "@misc{", "@", "<", "&", "\n\n", "\t \n", "\\\\", "\\" + "cite" * 10),
    ],
)
@pytest.mark.parametrize("end", ["", "]{a}{b}", "\n"])
def test_a_long_file_of_one_thing_ends(piece: str, end: str) -> None:
    """A hundred thousand characters: what is not linear in them does not come back from here."""
    text = piece * (100_000 // len(piece)) + end * 10_000
    for name in ("main.aux", "main.bcf", "main.tex", "main.bib", "main.txt", ""):
        read_cited(text, name)


def test_the_expectations_say_something() -> None:
    found = [json.loads((CASES / case.name / "expected.json").read_text()) for case in cases()]
    assert sum(len(answer["keys"]) for answer in found) > 100
    assert sum(answer["broken"] for answer in found) == 2
