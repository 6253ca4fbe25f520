from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.bibtex import count_at_types, read_bib
from generator.bibtex.scan import scan
from generator.model import BlockKind

from .nasty import bib_texts

INNER = ("nested-entry", "commented-out-entry")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("just text", ["text"]),
        ("@misc{a}", ["entry"]),
        ('@misc\n{a, b = {c}}@misc(d, e = "f)")', ["entry", "entry"]),
        ("@a-b{c}\n@STRING{x = 1}\n@Preamble{1}\n", ["entry", "text", "string", "text", "preamble", "text"]),
        ("@comment{a @misc{b} \n@misc{c}}@misc{d}", ["comment", "entry"]),
        ("@comment{never\n@misc{c}", ["broken", "entry"]),
        ("@misc{a, b = {c\n@misc{d}", ["broken", "entry"]),
        ("@misc{a, b = {c\n% d\n@misc{d}", ["broken", "text", "entry"]),
        ("@ misc{a}\n  @\nmisc{b}\n@ string(c = 1)", ["entry", "text", "entry", "text", "string"]),
        ("mail me @ home {x} or @\nwork {y}", ["text"]),
        ("@misc{a, b = {c\n@ misc{d}", ["broken", "entry"]),
        ("@misc{a, b = {c\n@ ICML (oral)}}", ["entry"]),
        ("mail me@x (now) @ {x} @{y}", ["text"]),
    ],
)
def test_blocks(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in scan(text, "")[0]] == kinds


def test_lines() -> None:
    blocks, problems = scan("\n\n@misc{a,\n}\n  @misc{b, x = {@misc{c}\n", "x.bib")
    assert [block.line for block in blocks] == [1, 3, 4, 5]
    assert [(p.code, str(p.place)) for p in problems] == [
        ("unclosed-entry", "x.bib:5:3"),
        ("nested-entry", "x.bib:5:17"),
    ]


@given(bib_texts())
@example("@misc{a, b = {c \\} d}, e = 1}")
@example("%@misc{a,\n}\n} @misc(b)")
@settings(deadline=None)
def test_every_type_is_accounted_for(text: str) -> None:
    file, problems = read_bib(text.encode(), "x.bib")
    kinds = Counter(block.kind for block in file.blocks)
    codes = Counter(problem.code for problem in problems)
    seen = (BlockKind.ENTRY, BlockKind.STRING, BlockKind.PREAMBLE, BlockKind.COMMENT, BlockKind.BROKEN)
    assert count_at_types(file.text) == sum(kinds[kind] for kind in seen) + sum(codes[code] for code in INNER)
    assert kinds[BlockKind.BROKEN] == codes["unclosed-entry"] + codes["broken-entry"]
    assert kinds[BlockKind.ENTRY] == len(file.entries)


@given(bib_texts() | st.text())
@settings(deadline=None)
def test_blocks_joined_are_the_file(text: str) -> None:
    blocks, _ = scan(text, "")
    assert "".join(block.raw for block in blocks) == text
    assert all(
        block.line == 1 + text.count("\n", 0, start)
        for block, start in zip(blocks, _starts(blocks), strict=True)
    )


def _starts(blocks: tuple[object, ...]) -> list[int]:
    starts, position = [], 0
    for block in blocks:
        starts.append(position)
        position += len(getattr(block, "raw"))  # noqa: B009
    return starts
