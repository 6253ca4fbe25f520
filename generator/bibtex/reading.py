"""From bytes to files of entries: decode, scan, split, and resolve macros."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from ..digest import digest
from ..errors import Place, Problem, Severity
from ..model import BibFile, Block, BlockKind, Entry, Field
from ..results import Results
from .encoding import decode
from .parser import FieldSpan, SplitEntry, split_entry
from .scan import scan
from .values import (
    FIELD_NAME,
    LONGEST_MACRO_VALUE,
    STANDARD_MACROS,
    Expression,
    expand,
    missing_commas,
    parse_expression,
    resolve,
)


class ReadFile(NamedTuple):
    """A file, what is wrong with it, and all macros that are known after it."""

    file: BibFile
    problems: tuple[Problem, ...]
    macros: dict[str, str]


def read_bib(raw: bytes, path: str) -> tuple[BibFile, tuple[Problem, ...]]:
    """Return the file that these bytes are, and what is wrong with it.

    Nothing is lost: what cannot be read is a block of kind BROKEN and has a problem. `path` is for places
    only; no file is opened. Macros are those that the file defines and those of BibTeX's standard styles.
    """
    files, problems = read_bibs([(path, raw)])
    return files[0], problems


def read_bibs(
    sources: Iterable[tuple[str, bytes]], results: Results[ReadFile] | None = None
) -> tuple[tuple[BibFile, ...], tuple[Problem, ...]]:
    """Read many files, given as paths and bytes, in order; `results` are those that were read before.

    A `@string` of an earlier file is known to later ones. A citekey that was there before is reported, as a
    warning where only its case differs; the second entry stays in its file.
    """
    known: Results[ReadFile] = results or Results()
    macros: dict[str, str] = dict(STANDARD_MACROS)
    files: list[BibFile] = []
    problems: list[Problem] = []
    for path, raw in sources:
        read = known.get(digest((raw, path, macros)), partial(_read, raw, path, macros))
        file, found, macros = read
        files.append(file)
        problems.extend(found)
    return tuple(files), (*problems, *_duplicate_keys(files))


def read_text(
    text: str, path: str, macros: MutableMapping[str, str]
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a text with entries in them; the text's `@string`s are added to `macros`."""
    blocks, found = scan(text, path)
    problems = list(found)
    whole = _all_macros(blocks, macros) if any(block.kind is BlockKind.STRING for block in blocks) else {}
    lookup = ChainMap(macros, whole)
    read: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.STRING:
            block, reported = _read_string(block, path, lookup, macros)
            problems.extend(reported)
        elif block.kind is BlockKind.ENTRY:
            block, reported = read_entry(block, path, lookup)
            problems.extend(reported)
        read.append(block)
    return tuple(read), tuple(problems)


def _read(raw: bytes, path: str, known: Mapping[str, str]) -> ReadFile:
    macros = dict(known)
    decoded = decode(raw, path)
    blocks, problems = read_text(decoded.text, path, macros)
    file = BibFile(path, blocks, decoded.encoding, decoded.newline)
    return ReadFile(file, (*decoded.problems, *problems), macros)


def _all_macros(blocks: Iterable[Block], known: Mapping[str, str]) -> dict[str, str]:
    """Return every macro of a file, for entries that use one before its definition."""
    macros = dict(known)
    for block in blocks:
        if block.kind is BlockKind.STRING:
            _read_string(block, "", macros, macros)
    return macros


def _read_string(
    block: Block, path: str, known: Mapping[str, str], macros: MutableMapping[str, str]
) -> tuple[Block, tuple[Problem, ...]]:
    split = split_entry(_as_entry(block.raw))
    if isinstance(split, str) or len(split.fields) != 1 or split.extra_commas:
        reason = split if isinstance(split, str) else "it must hold one `name = value`"
        return _broken(block, path, reason)
    span = split.fields[0]
    raw = _as_entry(block.raw)[span.value_start : span.value_end]
    expression = parse_expression(raw)
    value, unknown = expand(expression, known)
    macros[span.name.lower()] = value
    place = Place(path, block.line)
    return block, tuple(_macro_problems(expression, value, unknown, place, ""))


def _as_entry(raw: str) -> str:
    """Give a `@string` an empty citekey, so that it is split as an entry is."""
    opener = (
        raw.find("{") if "{" in raw and ("(" not in raw or raw.find("{") < raw.find("(")) else raw.find("(")
    )
    return f"{raw[: opener + 1]}x,{raw[opener + 1 :]}"


def read_entry(block: Block, path: str, macros: Mapping[str, str]) -> tuple[Block, tuple[Problem, ...]]:
    """Return the block with its entry, or as a BROKEN one, and what is wrong with it."""
    split = split_entry(block.raw)
    if isinstance(split, str):
        return _broken(block, path, split)
    if not split.key:
        return _broken(block, path, "it has no citekey")
    place = Place(path, block.line, 1)
    problems: list[Problem] = []
    fields = tuple(_fields(block, split, macros, place, problems))
    entry = Entry(split.type, split.key, fields, place)
    problems.extend(_entry_problems(entry, split, block))
    return replace(block, entry=entry), tuple(problems)


def _broken(block: Block, path: str, reason: str) -> tuple[Block, tuple[Problem, ...]]:
    first = block.raw.partition("\n")[0].strip()[:60]
    problem = Problem(
        "broken-entry",
        f"`{first}` cannot be read: {reason}",
        Place(path, block.line, 1),
        "write `@type{citekey, name = {value}, …}`: a comma after every field, balanced braces and quotes",
    )
    return replace(block, kind=BlockKind.BROKEN), (problem,)


def raw_fields(raw: str, split: SplitEntry) -> Iterator[tuple[FieldSpan, Expression, bool]]:
    """Yield an entry's fields with their values as expressions; fields behind a missing comma stand alone.

    The last part tells that the comma before this field is missing.
    """
    for span in split.fields:
        expression = parse_expression(raw[span.value_start : span.value_end])
        hidden = list(missing_commas(expression.rest)) if "=" in expression.rest else []
        if not hidden:
            yield span, expression, False
            continue
        end = span.value_start + expression.end
        rest_start = raw.index(expression.rest, end)
        yield replace(span, value_end=end), parse_expression(raw[span.value_start : end]), False
        for number, (name, value, offset) in enumerate(hidden, 1):
            start = rest_start + offset
            value_start = raw.index(value, raw.index("=", start + len(name)) + 1)
            # What stands behind the last of them is leftover text, and reported as such.
            value_end = span.value_end if number == len(hidden) else value_start + len(value)
            found = FieldSpan(name, start, value_start, value_end)
            yield found, parse_expression(raw[value_start:value_end]), True


def _fields(
    block: Block, split: SplitEntry, macros: Mapping[str, str], place: Place, problems: list[Problem]
) -> Iterator[Field]:
    line, counted = block.line, 0
    for span, expression, repaired in raw_fields(block.raw, split):
        line += block.raw.count("\n", counted, span.start)
        counted = span.start
        value, unknown = resolve(expression, macros)
        column = _column(block.raw, span.start)
        where = replace(place, line=line, column=column)
        problems.extend(_macro_problems(expression, value, unknown, where, split.key))
        problems.extend(_field_problems(span, expression, repaired, where, split.key))
        yield Field(span.name, block.raw[span.value_start : span.value_end], value, line, column)


def _column(raw: str, position: int) -> int:
    """Return the column of a position in a block, 0 on its first line: a block may begin anywhere."""
    before = raw.rfind("\n", 0, position)
    return position - before if before >= 0 else 0


def _macro_problems(
    expression: Expression, value: str, unknown: tuple[str, ...], place: Place, key: str
) -> Iterator[Problem]:
    for name in unknown:
        message = f"`{name}` is used as a macro, but no `@string` defines it; its name stands in for it"
        hint = f"define it with `@string{{{name} = {{…}}}}`, or put the value in braces"
        yield Problem("unknown-macro", message, place, hint, key, Severity.WARNING)
    if expression.macros and len(value) >= LONGEST_MACRO_VALUE:
        message = f"the macros give a value of over {LONGEST_MACRO_VALUE} characters; the rest is left out"
        yield Problem("value-too-long", message, place, "write the value without macros", key)


def _field_problems(
    span: FieldSpan, expression: Expression, repaired: bool, place: Place, key: str
) -> Iterator[Problem]:
    if repaired:
        message = f"no comma stands before `{span.name}`; it is read as a field of its own"
        hint = "end the field before it with a comma"
        yield Problem("missing-comma", message, place, hint, key, Severity.WARNING)
    if not FIELD_NAME.fullmatch(span.name):
        message = f"`{span.name}` is no name for a field; it is kept here but not exported"
        yield Problem("bad-field-name", message, place, "write `name = {value}`, no blanks in the name", key)
    if not expression.terms:
        message, hint = f"`{span.name}` has no value", "give it one in braces, or delete the field"
        yield Problem("empty-value", message, place, hint, key, Severity.WARNING)
    elif expression.rest:
        message = f"`{expression.rest[:60]}` follows the value of `{span.name}` and is not read"
        hint = "put the whole value in one pair of braces"
        yield Problem("leftover-text", message, place, hint, key)


def _entry_problems(entry: Entry, split: SplitEntry, block: Block) -> Iterator[Problem]:
    if split.missing_comma:
        message, hint = "no comma follows the citekey; one is assumed", "put a comma after the citekey"
        yield Problem("missing-comma", message, entry.place, hint, entry.key, Severity.WARNING)
    if split.extra_commas:
        place = replace(
            entry.place, line=block.line + block.raw.count("\n", 0, split.extra_commas[0]), column=0
        )
        message = "no field stands between two commas; BibTeX itself stops there"
        yield Problem("extra-comma", message, place, "delete one of the commas", entry.key, Severity.WARNING)
    if len(entry.key.split()) > 1:
        message = f"the citekey `{entry.key}` contains white space, which BibTeX does not accept"
        yield Problem("bad-citekey", message, entry.place, "remove the white space", entry.key)
    for start, _ in split.comments:
        place = replace(entry.place, line=block.line + block.raw.count("\n", 0, start))
        message = "a `%` comment stands inside the entry; BibTeX itself stops there"
        hint = "move the comment above the entry; `bibloom format` does"
        yield Problem("comment-in-entry", message, place, hint, entry.key, Severity.WARNING)
    yield from _duplicate_fields(entry)


def _duplicate_fields(entry: Entry) -> Iterator[Problem]:
    seen: dict[str, Field] = {}
    for field in entry.fields:
        first = seen.setdefault(field.name.lower(), field)
        if first is not field:
            same = " with the same value" if first.value == field.value else ""
            message = f"`{field.name}` stands twice in the entry{same}; the one on line {first.line} counts"
            place = replace(entry.place, line=field.line, column=field.column)
            yield Problem(
                "duplicate-field", message, place, "delete one of the two", entry.key, Severity.WARNING
            )


def _duplicate_keys(files: Iterable[BibFile]) -> Iterator[Problem]:
    exact: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    for entry in (entry for file in files for entry in file.entries):
        first = exact.setdefault(entry.key, entry)
        similar = folded.setdefault(entry.key.lower(), entry)
        if first is not entry:
            message = f"the citekey `{entry.key}` was already used at {first.place}; the first entry counts"
            hint = "give one of the two entries another citekey, or delete it"
            yield Problem("duplicate-citekey", message, entry.place, hint, entry.key)
        elif similar is not entry:
            message = (
                f"the citekey `{entry.key}` differs only in case from `{similar.key}` at {similar.place}"
            )
            hint = "BibTeX does not tell them apart: rename one of the two"
            yield Problem("similar-citekey", message, entry.place, hint, entry.key, Severity.WARNING)
