"""Reading CSL-JSON, which Zotero, Pandoc and citation processors write.

https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from ..errors import Place, Problem, Severity
from ..model import Name
from .reference import MONTHS, Collected, Reference, untitled, with_particle

_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "paper-conference": "inproceedings", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "book": "book", "thesis": "phdthesis", "report": "techreport", "manuscript": "unpublished",
    "dataset": "dataset", "software": "software", "patent": "patent", "pamphlet": "booklet",
    "webpage": "online",
}  # fmt: skip
_CONTAINERS = {
    "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "book": "series",
}  # fmt: skip
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
_PLAIN = {
    "volume": "volume", "number": "number", "issue": "number", "edition": "edition",
    "event-place": "address", "publisher-place": "address",
    "collection-title": "series", "version": "version", "DOI": "doi", "URL": "url", "ISBN": "isbn",
    "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid", "abstract": "abstract", "keyword": "keywords",
    "annote": "annote",
}  # fmt: skip
# What is read in its own way, and what says nothing about the paper.
_KNOWN = frozenset(
    """id type title author editor issued page container-title publisher note genre citation-key citekey
    accessed language source categories journalAbbreviation container-title-short title-short shortTitle
    archive archive_location system_id original-date submitted event event-title""".split()  # noqa: SIM905
)
_ARXIV = re.compile(
    r"arxiv\s*:\s*(\d{4}\.\d{4,5}|[a-z][a-z-]*(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_HINT = "export the file again as CSL-JSON"

_Record = Mapping[str, object]


def read_csl_json(text: str, path: str) -> Collected:
    """Return the references of a CSL-JSON file in its order, and what could not be read."""
    problems: list[Problem] = []
    references: list[Reference] = []
    left: dict[str, tuple[int, int]] = {}
    for line, value in _values(text, path, problems):
        if not isinstance(value, dict):
            problems.append(Problem("import-json", "this is no reference", Place(path, line), _HINT))
            continue
        reference = _reference(value, Place(path, line))
        if reference.title:
            references.append(reference)
        else:
            problems.append(untitled(path, line))
        for name in value.keys() - _KNOWN - _PLAIN.keys():
            left[name] = (left.get(name, (line, 0))[0], left.get(name, (line, 0))[1] + 1)
    problems += [_left(name, *where, path) for name, where in sorted(left.items(), key=lambda pair: pair[1])]
    return Collected(tuple(references), (), tuple(problems))


def _left(name: str, line: int, count: int, path: str) -> Problem:
    message = f"“{name}” is not read, in {count:,} reference{'s' if count > 1 else ''}"
    return Problem(
        "import-field", message, Place(path, line), "add what matters by hand", severity=Severity.INFO
    )


def _values(text: str, path: str, problems: list[Problem]) -> Iterator[tuple[int, object]]:
    """Yield the array's elements with their lines, as far as it is JSON; a lone reference counts, too."""
    decoder = json.JSONDecoder()
    text = text.removeprefix("\ufeff")
    at = _skip(text, 0)
    inside = text[at : at + 1] == "["
    line, counted = 1, 0
    at = _skip(text, at + 1) if inside else at
    while at < len(text) and text[at] != "]":
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            where = getattr(error, "pos", at)
            message = f"the file is not JSON from here on: {getattr(error, 'msg', 'nested too deeply')}"
            problems.append(
                Problem("import-json", message, Place(path, text.count("\n", 0, where) + 1), _HINT)
            )
            return
        line, counted = line + text.count("\n", counted, at), at
        yield line, value
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at : at + 1] == "," else at
    if inside and at >= len(text):
        message = "the file ends inside its list: what followed is lost"
        problems.append(Problem("import-json", message, Place(path, text.count("\n") + 1), _HINT))


def _skip(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _reference(record: _Record, place: Place) -> Reference:
    kind = _text(record.get("type"))
    entry_type = _TYPES.get(kind, "misc")
    authors, more = _people(record.get("author"))
    fields = dict(_fields(record, entry_type))
    return Reference(
        type=_by_genre(entry_type, _text(record.get("genre"))),
        title=_text(record.get("title")),
        authors=authors,
        more_authors=more,
        editors=_people(record.get("editor"))[0],
        fields={name: value for name, value in fields.items() if value},
        key=_text(record.get("citation-key") or record.get("citekey") or record.get("id")),
        place=place,
    )


def _by_genre(entry_type: str, genre: str) -> str:
    return "mastersthesis" if entry_type == "phdthesis" and "master" in genre.lower() else entry_type


def _fields(record: _Record, entry_type: str) -> Iterator[tuple[str, str]]:
    yield from ((name, _text(record[variable])) for variable, name in _PLAIN.items() if variable in record)
    year, month = _date(record.get("issued"))
    yield "year", year
    yield "month", month
    container, publisher = _text(record.get("container-title")), _text(record.get("publisher"))
    if container:
        yield _CONTAINERS.get(entry_type, "howpublished"), container
    number = _text(record.get("number"))
    in_number = _ARXIV.fullmatch(number)
    if in_number:
        yield "number", ""
        publisher = "" if publisher.lower() == "arxiv" else publisher
    yield _PUBLISHERS.get(entry_type, "publisher"), publisher
    yield "pages", re.sub(r"(?:(?<!\s)\s++)?[-–]++\s*", "--", _text(record.get("page")))
    yield from _arxiv(record, in_number)
    accessed = _parts(record.get("accessed"))
    yield "urldate", "-".join(f"{part:02}" for part in accessed) if len(accessed) == 3 else ""


def _arxiv(record: _Record, in_number: re.Match[str] | None) -> Iterator[tuple[str, str]]:
    """Yield the identifier of the preprint, from where Zotero and our own export write it, and the note."""
    note = _text(record.get("note"))
    match = in_number or _ARXIV.search(note)
    if match:
        yield "eprint", match[1]
        yield "archiveprefix", "arXiv"
    rest = _ARXIV.sub("", note).strip(" ;\n") if not in_number else note
    yield "note", rest


def _text(value: object) -> str:
    """Return a text or number as one line, without the markup that CSL allows in titles."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value)
    return " ".join(unescape(_MARKUP.sub("", value)).split()) if isinstance(value, str) else ""


def _people(value: object) -> tuple[tuple[Name, ...], bool]:
    found = [_name(person) for person in value if isinstance(person, dict)] if isinstance(value, list) else []
    names = tuple(name for name in found if name.full)
    cut = bool(names) and names[-1] == Name("others", literal=True)
    return names[:-1] if cut else names, cut


def _name(person: _Record) -> Name:
    literal = _text(person.get("literal"))
    if literal:
        return Name(literal, literal=True)
    particles = (_text(person.get(name)) for name in ("dropping-particle", "non-dropping-particle"))
    family = " ".join(part for part in (*particles, _text(person.get("family"))) if part)
    given, suffix = _text(person.get("given")), _text(person.get("suffix"))
    return with_particle(family, given, suffix) if family else Name(given)


def _date(value: object) -> tuple[str, str]:
    parts = _parts(value)
    if parts:
        month = MONTHS[parts[1] - 1] if len(parts) > 1 and 1 <= parts[1] <= 12 else ""
        return f"{parts[0]:04}", month
    raw = value.get("raw") or value.get("literal") if isinstance(value, dict) else value
    match = re.search(r"\d{4}", _text(raw))
    return (match[0], "") if match else ("", "")


def _parts(value: object) -> list[int]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [_text(part) for part in first]
    return [int(part) for part in numbers if part.isascii() and part.isdigit()][:3]
