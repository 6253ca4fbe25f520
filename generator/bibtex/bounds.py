"""Bounds on what a review may hold: what is beyond them stays in its file, reported instead of read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..errors import Place, Problem
from ..model import BibFile, Block, BlockKind, Config, Entry

_BRACE = re.compile(r"[{}]")


def within_bounds(
    files: Iterable[BibFile], bounds: Config
) -> tuple[tuple[BibFile, ...], tuple[Problem, ...]]:
    """Return the files with every entry beyond `longest_field`, `deepest_braces` or `most_entries` unread.

    Such an entry's block is one of kind BROKEN with all of its text, so writing the file writes it as it was.
    """
    kept: list[BibFile] = []
    problems: list[Problem] = []
    room = bounds.most_entries
    for file in files:
        checked, found = _without_excess(file, bounds)
        within, left_out = _first_entries(checked, room)
        room -= len(within.entries)
        problems += found
        problems += [_too_many(left_out, bounds, file.path)] if left_out else []
        kept.append(within)
    return tuple(kept), tuple(problems)


def _without_excess(file: BibFile, bounds: Config) -> tuple[BibFile, list[Problem]]:
    problems: list[Problem] = []
    blocks: list[Block] = []
    for block in file.blocks:
        found = next(_excess(block, bounds), None) if _may_exceed(block, bounds) else None
        problems += [found] if found else []
        blocks.append(_unread(block) if found else block)
    return (replace(file, blocks=tuple(blocks)), problems) if problems else (file, problems)


def _may_exceed(block: Block, bounds: Config) -> bool:
    """Tell cheaply whether the entry is worth a look: hardly any is."""
    return block.entry is not None and (
        len(block.raw) > bounds.longest_field or block.raw.count("{") > bounds.deepest_braces
    )


def _excess(block: Block, bounds: Config) -> Iterator[Problem]:
    entry = block.entry
    for field in entry.fields if entry else ():
        place = Place(entry.place.file if entry else "", field.line, field.column)
        length, key = len(field.raw), entry.key if entry else ""
        if length > bounds.longest_field:
            message = (
                f"`{field.name}` has {length:,} characters, more than {bounds.longest_field:,}; "
                "the entry is kept but not read"
            )
            hint = "shorten the field, or set a larger `longest_field` in review.yml"
            yield Problem("field-too-long", message, place, hint, key)
        depth = _depth(field.raw)
        if depth > bounds.deepest_braces:
            message = (
                f"`{field.name}` has {depth:,} braces within each other, more than "
                f"{bounds.deepest_braces:,}; the entry is kept but not read"
            )
            hint = "remove braces, or set a larger `deepest_braces` in review.yml"
            yield Problem("nested-too-deeply", message, place, hint, key)


def _depth(text: str) -> int:
    depth = deepest = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _first_entries(file: BibFile, room: int) -> tuple[BibFile, tuple[Entry, ...]]:
    """Return the file with so many entries, and those that are left out."""
    left_out = file.entries[room:]
    if not left_out:
        return file, ()
    gone = {id(entry) for entry in left_out}
    blocks = (_unread(block) if id(block.entry) in gone else block for block in file.blocks)
    return replace(file, blocks=tuple(blocks)), left_out


def _too_many(left_out: tuple[Entry, ...], bounds: Config, path: str) -> Problem:
    first = left_out[0]
    message = (
        f"the review has more than {bounds.most_entries:,} entries; {len(left_out):,} of this file, "
        f"from `{first.key[:60]}` on, are kept but not read"
    )
    hint = "divide the review, or set a larger `most_entries` in review.yml"
    return Problem("too-many-entries", message, replace(first.place, file=path), hint, first.key)


def _unread(block: Block) -> Block:
    return replace(block, kind=BlockKind.BROKEN, entry=None)
