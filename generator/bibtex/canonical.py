"""The canonical form of a .bib file, and the promise that it loses nothing.

Entries are written as `render` has it and sorted by citekey, a blank line between them. `@string` and
`@preamble` come first, unless an entry before one uses the macro. Everything else that is no entry
(`@comment`, broken blocks, text standing alone) stays where it is, and the entries between two of those are
sorted among themselves. Comments directly above an entry move with it; comments inside an entry move above
it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import BibFile, Block, BlockKind, Entry, Field
from .encoding import ENCODING_LINE
from .layout import merged, order, parents, split_text
from .parser import split_entry
from .render import canonical_raw, in_canonical_order, render_entry
from .scan import scan
from .values import fold, parse_expression

_FIRST = (BlockKind.STRING, BlockKind.PREAMBLE)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block with the comments above it and the text that ends its line."""

    kind: BlockKind
    body: str
    comment: str = ""
    trailing: str = ""
    entry: Entry | None = None

    @property
    def text(self) -> str:
        return f"{self.comment}{self.body}{' ' if self.trailing else ''}{self.trailing}\n"


def format_file(file: BibFile) -> BibFile:
    """Return the file in canonical form; twice is the same as once.

    The result is UTF-8 without byte order mark, with the file's newlines; a `% Encoding:` line that says
    otherwise goes. An entry that would not read back with the same values stays as written, and so does a
    whole file whose blocks would not.
    """
    units = list(_units(file.blocks))
    units = _sorted(_strings_first(units), parents(file.entries))
    blocks = tuple(_blocks(units, file.path))
    if not _same_blocks(blocks):
        return file
    return replace(file, blocks=blocks, encoding="utf-8")


def format_entries(file: BibFile, keys: Collection[str]) -> BibFile:
    """Return the file with these entries alone in canonical form, in their places; comments in them go above.

    An entry that would not read back with the same values stays as written. Places stay those of the text as
    it was read.
    """
    blocks: list[Block] = []
    for block in file.blocks:
        if block.entry is None or block.entry.key not in keys:
            blocks.append(block)
            continue
        unit = _unit(block, "")
        starts_line = not blocks or blocks[-1].raw.endswith("\n")
        if unit.comment:
            blocks.append(
                Block(BlockKind.TEXT, unit.comment if starts_line else f"\n{unit.comment}", block.line)
            )
        entry = replace(unit.entry, place=block.entry.place) if unit.entry else block.entry
        blocks.append(replace(block, raw=unit.body, entry=entry))
    changed = merged(blocks)
    return replace(file, blocks=changed) if _same_blocks(changed) else file


def _units(blocks: Sequence[Block]) -> Iterator[_Unit]:
    waiting: _Unit | None = None
    text = ""
    for block in (*blocks, None):
        if block is not None and block.kind is BlockKind.TEXT:
            text += block.raw
            continue
        inline = waiting is not None and waiting.kind is not BlockKind.BROKEN
        parts = split_text(text, after_block=inline)
        if waiting is not None:
            yield replace(waiting, trailing=parts.trailing.strip() if inline else "")
        free = parts.free if block is not None else parts.free + parts.attached
        free = _without_stale_encoding(free).strip("\n").rstrip()
        if free.strip():
            yield _Unit(BlockKind.TEXT, free)
        waiting = _unit(block, parts.attached) if block is not None else None
        text = ""


def _without_stale_encoding(text: str) -> str:
    match = ENCODING_LINE.search(text)
    if match is None or match[1].lower().replace("-", "").replace("_", "") == "utf8":
        return text
    return text[: match.start()] + text[match.end() :]


def _unit(block: Block, attached: str) -> _Unit:
    comment = "".join(f"{line.strip()}\n" for line in attached.split("\n") if line.strip())
    if block.entry is None:
        return _Unit(block.kind, block.raw.strip(), comment)
    rendered = _rendered(block.entry, block.raw)
    if rendered is None:
        return _Unit(block.kind, block.raw, comment, entry=block.entry)
    body, entry = rendered
    return _Unit(block.kind, body, comment + _inner_comments(block.raw), entry=entry)


def _inner_comments(raw: str) -> str:
    split = split_entry(raw) if "%" in raw else ""
    comments = () if isinstance(split, str) else split.comments
    return "".join(f"{raw[start:end].strip()}\n" for start, end in comments)


def _rendered(entry: Entry, raw: str) -> tuple[str, Entry] | None:
    """Return the canonical text and the entry it is, or None if it does not say the same."""
    fields = tuple(
        Field(field.name.lower(), canonical_raw(field), field.value)
        for field in in_canonical_order(entry.fields)
    )
    text = render_entry(entry).rstrip("\n")
    if text == raw:
        return text, replace(entry, fields=fields)
    split = split_entry(text)
    if isinstance(split, str) or (split.type, split.key) != (entry.type, entry.key):
        return None
    written = [(span.name, text[span.value_start : span.value_end]) for span in split.fields]
    if written != [(field.name, field.raw) for field in fields] or split.comments:
        return None
    if not all(
        _says_the_same(old, new) for old, new in zip(in_canonical_order(entry.fields), fields, strict=True)
    ):
        return None
    return text, replace(entry, fields=fields)


def _says_the_same(old: Field, new: Field) -> bool:
    written = parse_expression(new.raw)
    if written.rest or not written.terms:
        return False
    if written.is_text:
        # What follows a value is not part of it, but it is somebody's text.
        return fold(written.terms[0].text) == old.value and not parse_expression(old.raw).rest
    return [(term.kind, fold(term.text)) for term in written.terms] == [
        (term.kind, fold(term.text)) for term in parse_expression(old.raw).terms
    ]


def _strings_first(units: list[_Unit]) -> list[_Unit]:
    # Text behind a broken block would become part of it if what separates them moved away.
    if any(unit.kind is BlockKind.BROKEN for unit in units):
        return units
    start = next((index for index, unit in enumerate(units) if unit.kind is not BlockKind.TEXT), len(units))
    moving, staying = [], []
    used: set[str] = set()
    for unit in units[start:]:
        if unit.kind in _FIRST and not _defines(unit).intersection(used):
            moving.append(unit)
        else:
            staying.append(unit)
        used |= _uses(unit) | (_defines(unit) if unit.kind in _FIRST else set())
    return [*units[:start], *moving, *staying]


def _defines(unit: _Unit) -> set[str]:
    if unit.kind is not BlockKind.STRING:
        return set()
    head = unit.body.partition("=")[0]
    return {head.replace("(", "{").partition("{")[2].strip().lower()}


def _uses(unit: _Unit) -> set[str]:
    fields = unit.entry.fields if unit.entry else ()
    return {
        name.lower()
        for field in fields
        if field.raw[:1] != "{"
        for name in parse_expression(field.raw).macros
    }


def _sorted(units: list[_Unit], referenced: frozenset[str]) -> list[_Unit]:
    found: list[_Unit] = []
    run: list[tuple[tuple[bool, str, str], _Unit]] = []

    def close() -> None:
        found.extend(unit for _, unit in sorted(run, key=lambda pair: pair[0]))
        run.clear()

    for unit in units:
        if unit.entry is not None:
            run.append((order(unit.entry, referenced), unit))
        else:
            close()
            found.append(unit)
    close()
    return found


def _blocks(units: Iterable[_Unit], path: str) -> Iterator[Block]:
    """Yield the blocks of the canonical text, with the lines that they have there."""
    line, between, previous = 1, "", None
    for unit in units:
        if previous is not None:
            tight = previous.kind is unit.kind is BlockKind.STRING and not unit.comment
            between += "" if tight else "\n"
        between += unit.comment
        if unit.kind is BlockKind.TEXT:
            between += unit.text
        else:
            if between:
                yield Block(BlockKind.TEXT, between, line)
                line += between.count("\n")
            yield Block(unit.kind, unit.body, line, _placed(unit, path, line))
            line += unit.body.count("\n")
            between = unit.text[len(unit.comment) + len(unit.body) :]
        previous = unit
    if between:
        yield Block(BlockKind.TEXT, between, line)


def _placed(unit: _Unit, path: str, line: int) -> Entry | None:
    if unit.entry is None:
        return None
    fields = tuple(replace(field, line=line + number) for number, field in enumerate(unit.entry.fields, 1))
    return replace(unit.entry, fields=fields, place=replace(unit.entry.place, file=path, line=line, column=1))


def _same_blocks(blocks: tuple[Block, ...]) -> bool:
    """Tell whether the text reads back as these blocks."""
    found = scan("".join(block.raw for block in blocks), "")[0]
    return _loose(found) == _loose(blocks)


def _loose(blocks: Iterable[Block]) -> list[tuple[BlockKind, str]]:
    """Return kinds and texts; a broken block also owns the white space up to the next one."""
    stripped = ((block.kind, block.raw.strip()) for block in blocks)
    return [(kind, raw) for kind, raw in stripped if raw]
