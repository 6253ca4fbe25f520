"""Numbers that a stranger's run hands over."""

import dataclasses
import json

import pytest

from generator.changes import State, compare
from generator.changes.preview import (
    LARGEST_FILE,
    Preview,
    PreviewError,
    preview,
    preview_comment,
    read_preview,
    write_preview,
)

from ..builders import paper, review

FOUND = Preview(12, 617, 618, 1, 0, 2, 3, 1, 0)


def test_numbers_of_a_change() -> None:
    changes = compare(State(review([paper("a")])), State(review([paper("a"), paper("b", title="B")])), "main")
    assert preview(changes, 7) == Preview(7, 1, 2, 1, 0, 0, 0, 0, 0)


def test_they_read_back() -> None:
    assert read_preview(write_preview(FOUND).encode()) == FOUND


def changed(**values: object) -> bytes:
    return json.dumps(dataclasses.asdict(FOUND) | values).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"12",
        b"[]",
        b"{}",
        b"\x00\xff",
        b"[" * 1_999,
        write_preview(FOUND).encode() + b" " * LARGEST_FILE,
        changed(number=0),
        changed(number=-1),
        changed(number="12"),
        changed(number=12.0),
        changed(number=True),
        changed(number="12 --repo other/repository"),
        changed(added="@everyone"),
        changed(papers_after=10**9),
        changed(more=1),
        changed(number=None),
        write_preview(FOUND).replace("12", "NaN").encode(),
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(PreviewError):
        read_preview(content)


def test_the_comment() -> None:
    text = preview_comment(FOUND, "https://code.example.net/team/review/actions/runs/5")
    assert text.startswith(
        "**618 papers**, 1 more: 1 added, 2 moved, 3 edited. New problems: 1; mended: 0.\n"
    )
    assert "[this run](https://code.example.net/team/review/actions/runs/5)" in text
    assert preview_comment(
        dataclasses.replace(FOUND, papers_after=617, added=0, moved=0, edited=0), "x"
    ).startswith("**617 papers**, as many as before. ")
