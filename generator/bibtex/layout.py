"""Where comments belong, and the order of entries: shared by edits and the canonical form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..model import Block, BlockKind, Entry
from .encoding import ENCODING_LINE


@dataclass(frozen=True, slots=True)
class Text:
    """Text between blocks: the end of a line, what stands alone, and the comment on the next block."""

    trailing: str
    free: str
    attached: str


def split_text(raw: str, *, after_block: bool) -> Text:
    """Split the text before a block.

    Comment lines (`%`) directly above the block, with no blank line between, belong to it, except JabRef's
    `% Encoding:` line, which belongs to the file. The three parts, joined, are the text.
    """
    first = raw.find("\n") if after_block else 0
    head = len(raw) if first < 0 else first
    start = len(raw)
    if raw.endswith("\n"):
        while (line := raw.rfind("\n", 0, start - 1) + 1) >= head and _is_comment(raw[line:start]):
            start = line
            if line == 0:
                break
    return Text(raw[:head], raw[head:start], raw[start:])


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("%") and not ENCODING_LINE.match(line)


def parents(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the lower-case citekeys that any entry names in `crossref`."""
    return frozenset(entry.get("crossref").strip().lower() for entry in entries) - {""}


def order(entry: Entry, referenced: frozenset[str]) -> tuple[bool, str, str]:
    """Return the entry's sort key: by citekey, but parents last: BibTeX wants them after children."""
    return entry.key.lower() in referenced, entry.key.lower(), entry.key


def is_sorted(entries: Sequence[Entry]) -> bool:
    """Tell whether the entries stand in canonical order."""
    referenced = parents(entries)
    keys = [order(entry, referenced) for entry in entries]
    return all(a <= b for a, b in pairwise(keys))


def merged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with neighbouring texts joined and empty ones gone."""
    found: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.TEXT and found and found[-1].kind is BlockKind.TEXT:
            found[-1] = replace(found[-1], raw=found[-1].raw + block.raw)
        elif block.raw:
            found.append(block)
    return tuple(found)
