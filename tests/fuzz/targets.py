"""What must hold of every reader for every input: no exception, nothing lost without a word.

A target takes bytes and asserts. Hypothesis calls it in the suite, atheris in `make fuzz`; inputs that once
failed are in `cases/`, a file each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from generator.bibtex import encode, format_file, read_bib, to_papers
from generator.bibtex.names import parse_names
from generator.bibtex.scan import count_at_types
from generator.config import read_config
from generator.curate.drafts import drafts_from_bibtex
from generator.curate.submissions import read_submission
from generator.errors import Problem
from generator.exports import export
from generator.exports.formats import NAMES
from generator.model import BibFile, BlockKind, Review
from generator.readers.awesome import read_awesome
from generator.readers.category import read_category
from generator.readers.cited import read_cited
from generator.readers.csl_json import read_csl_json
from generator.readers.facts import read_facts
from generator.readers.forms import ADD, CORRECT, read_form
from generator.readers.frontmatter import read_front_matter
from generator.readers.listing import read_listing
from generator.readers.living_review import read_outline
from generator.readers.medline import read_medline
from generator.readers.notes import read_note
from generator.readers.ris import read_ris
from generator.text.latex import decode, escape, protect, to_unicode, verbatim
from generator.text.prose import safe_prose

Target = Callable[[bytes], None]
PATH = "x"
# The file is another one when it is written back, and this code told so when it was read.
_TOLD = frozenset(("mixed-encoding",))
_BROKEN = frozenset(("broken-entry", "unclosed-entry"))


def bibtex(data: bytes) -> None:
    """A .bib file: its blocks are its text, its bytes come back, and each `@type{` is accounted for."""
    file, problems = read_bib(data, PATH)
    codes = Counter(problem.code for problem in problems)
    assert codes.keys() & _TOLD or encode(file) == data
    kinds = Counter(block.kind for block in file.blocks)
    known = kinds[BlockKind.ENTRY] + kinds[BlockKind.STRING] + kinds[BlockKind.COMMENT]
    told = codes["nested-entry"] + codes["commented-out-entry"]
    assert known + kinds[BlockKind.PREAMBLE] + kinds[BlockKind.BROKEN] + told == count_at_types(file.text)
    # Repetitions are told once, so there may be fewer problems than blocks.
    assert bool(kinds[BlockKind.BROKEN]) == bool(codes.keys() & _BROKEN)
    _fields_are_accounted_for(file, problems)
    papers, _ = to_papers([file])
    assert {paper.key for paper in papers} <= {entry.key for entry in file.entries}


def exports(data: bytes) -> None:
    """What is made of a .bib file: every format takes every paper."""
    papers, _ = to_papers([read_bib(data, PATH)[0]])
    for form in NAMES:
        export(Review(papers=papers), papers, form)


def _fields_are_accounted_for(file: BibFile, problems: tuple[Problem, ...]) -> None:
    for entry in file.entries:
        for field in entry.fields:
            told = {problem.code for problem in problems if problem.place.line == field.line}
            assert field.value or not field.raw.strip(' {}"\t\n') or "#" in field.raw or told


def formatting(data: bytes) -> None:
    """The canonical form: made once it stays, and it has the same entries and comments."""
    file, _ = read_bib(data, PATH)
    formatted = format_file(file)
    assert format_file(formatted) == formatted
    keys = Counter(entry.key for entry in file.entries)
    again, _ = read_bib(encode(formatted), PATH)
    assert Counter(entry.key for entry in again.entries) == keys


def names(data: bytes) -> None:
    """A list of names: each has a part, and every letter of the list is in one of them or told."""
    value = data.decode("utf-8", "replace")
    found, more, problems = parse_names(value)
    assert all(name.given or name.family for name in found)
    assert found or more or problems or not to_unicode(value).strip(" ,;{}~\\")


def latex(data: bytes) -> None:
    """LaTeX and back: what is escaped is what is decoded, and decoding ends at once."""
    text = data.decode("utf-8", "replace")
    for value in (text, f"{{{text}}}", f"${text}$"):
        plain, _ = decode(value)
        assert plain == " ".join(plain.split())
        verbatim(value)
    protect(text)
    assert to_unicode(escape(text)) == " ".join(text.split())


def listing(data: bytes) -> None:
    """A saved page of papers: read, with a place for each problem."""
    text = data.decode("utf-8", "replace")
    papers, problems = read_listing(text, PATH, date(2026, 1, 2))
    assert all(paper.title for paper in papers)
    _have_places(problems)


def frontmatter(data: bytes) -> None:
    """Front matter, notes, categories and settings."""
    text = data.decode("utf-8", "replace")
    found = read_front_matter(text, PATH)
    assert found.problems or "\n".join(text.replace("\r\n", "\n").split("\n")).endswith(found.body)
    for fenced in (text, f"---\n{text}\n---\nBody.\n"):
        for value, problems in (read_note(fenced, PATH, "a"), read_category(fenced, PATH, "a")):
            assert value is not None or problems
            _have_places(problems)
    _have_places(read_config(text, PATH)[1])


def forms(data: bytes) -> None:
    """The text of an issue, which a form made or somebody else."""
    text = data.decode("utf-8", "replace")
    for labels in (ADD, CORRECT):
        values, problems = read_form(text, labels)
        assert values or problems
    asked, problems = read_submission(text)
    assert asked or problems
    drafts_from_bibtex(data, PATH)


def imported(data: bytes) -> None:
    """Files of other programs and of other reviews."""
    text = data.decode("utf-8", "replace")
    for read in (read_ris, read_medline, read_csl_json, read_awesome):
        _have_places(read(text, PATH).problems)
    _have_places(read_outline(text, PATH).problems)
    _have_places(read_facts(text, PATH)[1])
    for name in ("x.aux", "x.bcf", "x.tex", "x.bib", "x.txt"):
        read_cited(text, name)
    safe_prose(text)


def _have_places(problems: tuple[Problem, ...]) -> None:
    assert all(problem.place.file == PATH and problem.hint for problem in problems)


TARGETS: Mapping[str, Target] = {
    target.__name__: target
    for target in (bibtex, exports, formatting, names, latex, listing, frontmatter, forms, imported)
}
