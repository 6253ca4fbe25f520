"""The smallest edit to a .bib file: only the lines that must change do.

Places and lines in the result stay those of the text as it was read, because that is what problems point at;
read the encoded file again for new ones.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import BibFile, Block, BlockKind, Entry, Field
from .layout import is_sorted, merged, order, parents, split_text
from .parser import FieldSpan, SplitEntry, split_entry, without_comments
from .reading import raw_fields
from .render import new_field, render_entry
from .scan import OPENER
from .values import FIELD_NAME, STANDARD_MACROS, fold, parse_expression, resolve

_KEY = re.compile(r'[^\s{}"#%,=\\]+')
_TYPE = re.compile(r"\w[\w-]*")

Changes = Mapping[str, str | None]


def find(files: Iterable[BibFile], key: str) -> tuple[BibFile, Entry] | None:
    """Return the first file and entry with this citekey, or None."""
    for file in files:
        for entry in file.entries:
            if entry.key == key:
                return file, entry
    return None


def set_fields(
    file: BibFile,
    key: str,
    fields: Changes,
    type: str | None = None,  # noqa: A002
    key_to: str | None = None,
) -> BibFile:
    """Return the file with the fields of one entry changed, added, or removed (None).

    Values are resolved, LaTeX-safe text as for `new_entry`; a field that has the value already is left as it
    is written. `type` and `key_to` change the entry's type and citekey. Comments and layout stay.

    Raises KeyError when no entry has the citekey, ValueError for a value, name or citekey that BibTeX cannot
    hold.
    """
    index = _index(file, key)
    block = _edited(file.blocks[index], fields, type, key_to)
    return replace(file, blocks=(*file.blocks[:index], block, *file.blocks[index + 1 :]))


def edit_entries(file: BibFile, changes: Mapping[str, Changes]) -> BibFile:
    """Return the file with the fields of many entries changed, in one pass; see `set_fields`."""
    pending = dict(changes)
    blocks = []
    for block in file.blocks:
        fields = pending.pop(block.entry.key, None) if block.entry else None
        blocks.append(_edited(block, fields, None, None) if fields else block)
    if pending:
        raise KeyError(next(iter(pending)))
    return replace(file, blocks=tuple(blocks))


def without_fields(
    file: BibFile, keys: Collection[str], superfluous: Callable[[Field, Sequence[Field]], bool]
) -> BibFile:
    """Return the file without some fields of these entries; comments, layout and everything else stay.

    `superfluous` is asked for each field, with those before it in its entry.
    """
    blocks = (
        _without_some(block, superfluous) if block.entry is not None and block.entry.key in keys else block
        for block in file.blocks
    )
    return replace(file, blocks=tuple(blocks))


def _without_some(block: Block, superfluous: Callable[[Field, Sequence[Field]], bool]) -> Block:
    fields = block.entry.fields if block.entry else ()
    for index, field in enumerate(fields):
        if superfluous(field, fields[:index]):
            span = list(raw_fields(block.raw, _split(block.raw)))[index][0]
            rest = _read_again(replace(block, raw=_without(block.raw, span)))
            return _without_some(rest, superfluous)
    return block


def edit_raw(file: BibFile, keys: Collection[str], edited: Callable[[Field], str]) -> BibFile:
    """Return the file with values of these entries written otherwise, where they stay the same values.

    `edited` returns the raw value for a field; one that would read back as another value is left out.
    """
    blocks = (
        _with_raw(block, edited) if block.entry is not None and block.entry.key in keys else block
        for block in file.blocks
    )
    return replace(file, blocks=tuple(blocks))


def _with_raw(block: Block, edited: Callable[[Field], str]) -> Block:
    raw = block.raw
    spans = [span for span, _, _ in raw_fields(raw, _split(raw))]
    # From the last one on, so that the places of those before it stay.
    for span, field in reversed(list(zip(spans, block.entry.fields if block.entry else (), strict=True))):
        new = edited(field)
        if new != field.raw and resolve(parse_expression(new), STANDARD_MACROS) == resolve(
            parse_expression(field.raw), STANDARD_MACROS
        ):
            raw = raw[: span.value_start] + new + raw[span.value_end :]
    return block if raw == block.raw else _read_again(replace(block, raw=raw))


def add_entry(file: BibFile, entry: Entry) -> BibFile:
    """Return the file with the entry added in canonical form, in its place if the file is sorted."""
    added = Block(BlockKind.ENTRY, render_entry(entry).rstrip("\n"), 0, entry)
    index = _insertion(file, entry)
    if index == len(file.blocks):
        text = file.text
        gap = "" if not text.strip() or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        blocks = (*file.blocks, _text(gap), added, _text("\n"))
    else:
        before = file.blocks[index - 1] if index and file.blocks[index - 1].kind is BlockKind.TEXT else None
        parts = split_text(before.raw if before else "", after_block=index > 1)
        head = file.blocks[: index - 1] if before else file.blocks[:index]
        above = _text(parts.trailing + parts.free)
        blocks = (*head, above, added, _text("\n\n" + parts.attached), *file.blocks[index:])
    return replace(file, blocks=merged(blocks))


def add_entries(file: BibFile, entries: Iterable[Entry]) -> BibFile:
    """Return the file with all these entries added, as `add_entry` adds each; an empty file in one pass."""
    added = tuple(entries)
    if file.text.strip():
        for entry in added:
            file = add_entry(file, entry)
        return file
    referenced = parents(added)
    blocks: list[Block] = []
    for entry in sorted(added, key=lambda entry: order(entry, referenced)):
        text = render_entry(entry).rstrip("\n")
        blocks += [_text("\n\n"), Block(BlockKind.ENTRY, text, 0, entry)]
    return replace(file, blocks=(*blocks[1:], _text("\n"))) if blocks else file


def remove_entry(file: BibFile, key: str) -> BibFile:
    """Return the file without the first entry of this citekey, and without the blank lines that followed it.

    Comments stay. Raises KeyError when no entry has the citekey.
    """
    index = _index(file, key)
    before, after = file.blocks[:index], file.blocks[index + 1 :]
    above = before[-1].raw if before else "\n"
    if after and after[0].kind is BlockKind.TEXT and split_text(above, after_block=False).attached == "":
        blank = re.match(r"\s*\n|\s*$", after[0].raw)
        after = (replace(after[0], raw=after[0].raw[blank.end() if blank else 0 :]), *after[1:])
    return replace(file, blocks=merged((*before, *after)))


def _text(raw: str) -> Block:
    return Block(BlockKind.TEXT, raw, 0)


def _index(file: BibFile, key: str) -> int:
    for index, block in enumerate(file.blocks):
        if block.entry is not None and block.entry.key == key:
            return index
    raise KeyError(key)


def _insertion(file: BibFile, entry: Entry) -> int:
    entries = file.entries
    if is_sorted(entries):
        referenced = parents((*entries, entry))
        wanted = order(entry, referenced)
        for index, block in enumerate(file.blocks):
            if block.entry is not None and order(block.entry, referenced) > wanted:
                return index if _has_only_comments(file.blocks[:index]) else len(file.blocks)
    return len(file.blocks)


def _has_only_comments(before: tuple[Block, ...]) -> bool:
    """Tell whether an entry can follow; stray text there may be the rest of a damaged one."""
    text = before[-1].raw if before and before[-1].kind is BlockKind.TEXT else ""
    return all(not line.strip() or line.lstrip().startswith("%") for line in text.splitlines())


def _edited(block: Block, fields: Changes, type: str | None, key_to: str | None) -> Block:  # noqa: A002
    raw = block.raw
    for name, value in fields.items():
        if not FIELD_NAME.fullmatch(name):
            raise ValueError(f"not a field name: {name}")
        raw = _with_field(raw, name, value)
    if type is not None:
        raw = _with_type(raw, type)
    if key_to is not None:
        raw = _with_key(raw, key_to)
    return block if raw == block.raw else _read_again(replace(block, raw=raw))


def _split(raw: str) -> SplitEntry:
    split = split_entry(raw)
    if isinstance(split, str):
        raise ValueError(f"the entry cannot be read: {split}")
    return split


def _with_type(raw: str, type: str) -> str:  # noqa: A002
    opener = OPENER.match(raw)
    if opener is None or not _TYPE.fullmatch(type):
        raise ValueError(f"not an entry type: {type}")
    return f"@{type}{raw[opener.end(1) :]}" if opener[1].lower() != type.lower() else raw


def _with_key(raw: str, key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a citekey: {key}")
    split = _split(raw)
    return raw[: split.key_start] + key + raw[split.key_end :]


def _with_field(raw: str, name: str, value: str | None) -> str:
    if value is None:
        while (span := _found(raw, name)) is not None:
            raw = _without(raw, span)
        return raw
    field = new_field(name, value)
    span = _found(raw, name)
    if span is None:
        return _with_added(raw, field)
    expression = parse_expression(raw[span.value_start : span.value_end])
    if not expression.rest and not expression.macros and resolve(expression, {})[0] == field.value:
        return raw
    return raw[: span.value_start] + field.raw + raw[span.value_end :]


def _found(raw: str, name: str) -> FieldSpan | None:
    spans = (span for span, _, _ in raw_fields(raw, _split(raw)))
    return next((span for span in spans if span.name.lower() == name.lower()), None)


def _skip_blank(text: str, position: int) -> int:
    while text[position : position + 1].isspace():
        position += 1
    return position


def _without(raw: str, span: FieldSpan) -> str:
    split = _split(raw)
    bare = without_comments(raw, split.comments)
    spans = list(raw_fields(raw, split))
    at = next(index for index, (found, _, _) in enumerate(spans) if found.start == span.start)
    if spans[at][2]:
        # No comma stands before it, so the one behind it must stay for its neighbour.
        return raw[: spans[at - 1][0].value_end] + raw[span.value_end :]
    start, end = span.start, span.value_end
    comma = _skip_blank(bare, end)
    if bare[comma : comma + 1] == ",":
        end = comma + 1
        if "\n" in bare[span.value_end : comma]:
            end = _skip_blank(bare, end)
    line = raw.rfind("\n", 0, start) + 1
    rest = raw.find("\n", end)
    if not raw[line:start].strip() and rest >= 0 and not raw[end:rest].strip():
        return raw[:line] + raw[rest + 1 :]
    while raw[end : end + 1] in (" ", "\t"):
        end += 1
    return raw[:start] + raw[end:]


def _with_added(raw: str, field: Field) -> str:
    split = _split(raw)
    spans = [span for span, _, _ in raw_fields(raw, split)]
    bare = without_comments(raw, split.comments)
    if not spans:
        return _with_first(raw, bare, split, field)
    last = spans[-1]
    comma = _skip_blank(bare, last.value_end)
    has_comma = bare[comma : comma + 1] == ","
    end = comma + 1 if has_comma else last.value_end
    written = f"{field.name}{_separator(raw, last, field.name)}{field.raw}{',' if has_comma else ''}"
    head = raw[:end] if has_comma else f"{raw[:end]},"
    line = raw.rfind("\n", 0, last.start) + 1
    if raw[line : last.start].strip():
        return f"{head} {written}{raw[end:]}"
    newline = raw.find("\n", end)
    # A comment behind the last field stays on its line.
    stop = newline if newline >= 0 and not bare[end:newline].strip() else end
    return f"{head}{raw[end:stop]}\n{raw[line : last.start]}{written}{raw[stop:]}"


def _separator(raw: str, last: FieldSpan, name: str) -> str:
    """Return what stands between name and value, aligned as in the last field."""
    between = raw[last.start + len(last.name) : last.value_start]
    before, _, after = between.partition("=")
    if "\n" in between:
        return " = "
    if len(before) > 1:
        before = " " * max(1, len(last.name) + len(before) - len(name))
    return f"{before}={after}"


def _with_first(raw: str, bare: str, split: SplitEntry, field: Field) -> str:
    end = split.key_end
    comma = _skip_blank(bare, end)
    rest = comma + 1 if bare[comma : comma + 1] == "," else comma
    return f"{raw[:end]},\n  {field.name} = {field.raw},\n{raw[rest:].lstrip()}"


def _read_again(block: Block) -> Block:
    """Return the block with its entry as it now stands; old values keep what their macros gave."""
    old = block.entry or Entry("", "")
    known = {(field.name, field.raw): field for field in old.fields}
    split = _split(block.raw)
    fields = []
    for span, expression, _ in raw_fields(block.raw, split):
        raw = block.raw[span.value_start : span.value_end]
        line = block.line + block.raw.count("\n", 0, span.start)
        value = resolve(expression, STANDARD_MACROS)[0]
        fields.append(known.get((span.name, raw)) or Field(span.name, raw, fold(value), line))
    return replace(block, entry=Entry(split.type, split.key, tuple(fields), old.place))
