"""The one module that knows bibtexparser: it splits an entry into fields, writes an entry, and splits names.

The parser reads one block at a time, as `scan` found it. Characters that it would take for structure and
BibTeX does not (an escaped brace, a quotation mark inside braces, `@`, a comment) are masked first, character
for character, so that its answers can be located in the block and values are cut from the block itself.
"""

import logging
import re
from dataclasses import dataclass
from functools import lru_cache

from bibtexparser.library import Library
from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateFieldKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as ParsedEntry
from bibtexparser.model import Field as ParsedField
from bibtexparser.splitter import Splitter
from bibtexparser.writer import BibtexFormat, write

from .scan import OPENER, Inside, close

# What it has to say comes back as a value; without this its warnings would also go to the terminal.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MASK = "\ufffc"
_COMMAS = re.compile(r",\s*+,")
_COMMAND = re.compile(r"\\(?![{}])")
# An escaped one is no mark: the backslash before one that counts has been masked.
_MARK = re.compile(r'\\[{}"]|[{}",]')


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A field within its block: offsets of the name and of the raw value."""

    name: str
    start: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class SplitEntry:
    """An entry's parts, with offsets into the block; `missing_comma` tells that none followed the citekey.

    `extra_commas` are the offsets of commas that follow another one with nothing between. White space and
    comments within a citekey are one blank in `key`.
    """

    type: str
    key: str
    key_start: int
    key_end: int
    fields: tuple[FieldSpan, ...]
    comments: tuple[tuple[int, int], ...] = ()
    missing_comma: bool = False
    extra_commas: tuple[int, ...] = ()


def split_entry(raw: str) -> SplitEntry | str:
    """Return the parts of an entry block, or the reason why it has none."""
    opener = OPENER.match(raw)
    inside = close(raw, opener) if opener else None
    if opener is None or inside is None:
        return "it is never closed"
    masked = _masked(raw, inside)
    comma = _missing_comma(masked, opener.end())
    if comma:
        masked = f"{masked[:comma]},{masked[comma + 1 :]}"
    extra = _extra_commas(masked, opener.end())
    masked = without_comments(masked, tuple((position, position + 1) for position in extra))
    # The parser knows neither a newline nor a hyphen between `@` and the delimiter.
    masked = f"@{'x' * (opener.end() - 2)}{opener[2]}{masked[opener.end() :]}"
    parsed = _parse(masked)
    if isinstance(parsed, str):
        return parsed
    key_start = opener.end() + masked[opener.end() :].find(parsed.key) if parsed.key else opener.end()
    key_end = key_start + len(parsed.key)
    fields = _locate(masked, key_end, parsed.fields)
    key = " ".join(without_comments(raw, inside.comments)[key_start:key_end].split())
    return SplitEntry(opener[1].lower(), key, key_start, key_end, fields, inside.comments, bool(comma), extra)


def without_comments(raw: str, comments: tuple[tuple[int, int], ...]) -> str:
    """Return the block with its comments, or other stretches, blanked, character for character."""
    if not comments:
        return raw
    chars = list(raw)
    for start, end in comments:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _masked(raw: str, inside: Inside) -> str:
    if not inside.literal and not inside.comments:
        return raw[: inside.end]
    chars = list(raw[: inside.end])
    for position in inside.literal:
        chars[position] = _MASK
    for start, end in inside.comments:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _missing_comma(masked: str, start: int) -> int:
    """Return the white space after a citekey that a field name follows at once, or 0."""
    equals = masked.find("=", start)
    head = masked[start:equals] if equals > 0 else ""
    words = head.split()
    if len(words) != 2 or any(mark in head for mark in ',{}"'):
        return 0
    return start + head.index(words[0]) + len(words[0])


def _extra_commas(masked: str, start: int) -> tuple[int, ...]:
    """Return the commas between fields that follow another comma with only white space between."""
    if not _COMMAS.search(masked, start):
        return ()
    extra: list[int] = []
    depth, quoted, previous = 0, False, -1
    for mark in _MARK.finditer(masked, start):
        if mark[0] == '"':
            quoted = not quoted
        elif mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif mark[0] == "," and depth == 0 and not quoted:
            if previous >= 0 and not masked[previous + 1 : mark.start()].strip():
                extra.append(mark.start())
            previous = mark.start()
    return tuple(extra)


def _parse(masked: str) -> ParsedEntry | str:
    blocks = Splitter(masked).split().blocks
    block = blocks[0] if blocks else None
    if isinstance(block, DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if isinstance(block, ParsedEntry) and len(blocks) == 1:
        return block
    if isinstance(block, ParsingFailedBlock):
        return str(getattr(block.error, "abort_reason", block.error)).replace("\n", " ")
    return "text follows where the entry ends"


def _locate(masked: str, position: int, fields: list[ParsedField]) -> tuple[FieldSpan, ...]:
    """Find the fields' offsets: they follow each other with nothing but blanks, `=` and `,` between."""
    spans = []
    for field in fields:
        start = masked.index(field.key, position) if field.key else masked.index("=", position)
        equals = masked.index("=", start + len(field.key))
        value = masked.index(field.value, equals + 1) if field.value else equals + 1
        position = value + len(field.value)
        spans.append(FieldSpan(field.key, start, value, position))
    return tuple(spans)


def write_entry(type: str, key: str, fields: list[tuple[str, str]]) -> str:  # noqa: A002
    """Return an entry as text: a field on each line, two blanks before it, a comma after it."""
    style = BibtexFormat()  # type: ignore[no-untyped-call]
    style.indent = "  "
    style.trailing_comma = True
    return write(Library([ParsedEntry(type, key, [ParsedField(*field) for field in fields])]), style)


def split_names(value: str) -> list[str]:
    """Return the names in a field's value, split at `and` outside braces."""
    if "\\" not in value or _MASK in value:
        return list(split_multiple_persons_names(value))
    # It loses a command that begins a name, as in `A and \'Emile`.
    names = split_multiple_persons_names(_COMMAND.sub(_MASK, value))
    return [name.replace(_MASK, "\\") for name in names]


@lru_cache(maxsize=1 << 16)
def name_parts(name: str) -> tuple[str, str, str, str] | None:
    """Return a name's given, particle, family and suffix parts, or None if it has too many commas."""
    try:
        parts: NameParts = parse_single_name_into_parts(name, strict=True)
    except InvalidNameError:
        return None
    return " ".join(parts.first), " ".join(parts.von), " ".join(parts.last), " ".join(parts.jr)
