r"""Papers as BibTeX that compiles on its own.

Macros and concatenations are resolved, inherited fields are written out, `crossref` and `xdata` are dropped.
What only the review needs (groups, keywords, notes to the curators) stays at home; every other field is kept.
Fields of biblatex get their BibTeX twins beside them (`journaltitle` and `journal`): both engines can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..bibtex import format_name
from ..bibtex.render import in_canonical_order
from ..bibtex.values import MONTHS
from ..errors import Problem, Severity
from ..model import Field, Name, Paper
from ..text.escape import url
from ..text.latex import escape, protect
from .bibtex_syntax import braced, braces_balance, field_name, names_readable, safe_key, safe_type
from .kinds import kind

# Fields of this review, of JabRef, Mendeley and BibDesk about their copy of the entry, not about the work;
# and references to other entries, which the export may not hold.
_LEFT_OUT = """
    groups keywords abstract timestamp submitted code project ids alttitle bibloom-ignore crossref xdata
    related relatedtype relatedstring relatedoptions file localfile owner username comment review
    ranking priority readstatus relevance qualityassured printed creationdate modificationdate date-added
    date-modified added-at interhash intrahash mendeley-tags mendeley-groups __markedentry
"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
# JabRef keeps each user's remarks in a field `comment-<user>`.
LEFT_OUT_FROM = ("bdsk-", "comment-")

# Whatever a paper's venue may have been read from: with one of these, a further field would be invented.
_VENUES = (
    *("journal", "journaltitle", "booktitle", "howpublished", "series"),
    *("school", "institution", "organization", "publisher"),
)

# BibTeX's names of venues, and biblatex's names of the same.
_TWINS = {"journal": "journaltitle", "school": "institution"}

_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_MONTH_NAMES = {name[:3]: (name, name[:3], name[:4]) for name in map(str.lower, MONTHS)}


def bibtex(papers: Iterable[Paper]) -> str:
    """Return the papers as BibTeX entries, in the order given, each citekey once.

    Citekeys stand as they are. One that BibTeX cannot read has its impossible characters replaced by their
    hexadecimal numbers (`a b` becomes `a_20_b`); `bibtex_problems` reports it.
    """
    return "\n".join(bibtex_entries(papers).values())


def bibtex_entries(papers: Iterable[Paper]) -> Mapping[str, str]:
    """Return each paper's entry by its citekey, in order: joined by newlines, any of them are an export."""
    return {paper.key: _entry(key, paper) for key, paper in _by_export_key(papers).items()}


def bibtex_problems(papers: Iterable[Paper]) -> tuple[Problem, ...]:
    """Return what the export had to change: citekeys, entry types, field names and braces, as warnings.

    Citekeys that differ in case alone are exported as they are, but BibTeX takes them for one: also reported.
    """
    keys = _by_export_key(papers)
    problems = [problem for key, paper in keys.items() for problem in _changes(key, paper)]
    return (*problems, *_same_but_for_case(keys))


def _by_export_key(papers: Iterable[Paper]) -> Mapping[str, Paper]:
    unique: dict[str, Paper] = {}
    for paper in papers:
        unique.setdefault(paper.key, paper)
    in_order = tuple(unique.values())
    keys: dict[str, Paper] = {paper.key: paper for paper in in_order if safe_key(paper.key) == paper.key}
    renamed: dict[str, str] = {}
    for paper in in_order:
        if paper.key not in keys:
            key = _free(safe_key(paper.key), keys)
            keys[key] = paper
            renamed[paper.key] = key
    return {key: keys[key] for key in (renamed.get(paper.key, paper.key) for paper in in_order)}


def _free(key: str, taken: Mapping[str, Paper]) -> str:
    # `_` is itself allowed in citekeys, so the replacement may be another paper's key.
    while key in taken:
        key += "_"
    return key


def _entry(key: str, paper: Paper) -> str:
    fields = tuple(Field(name, value, value) for name, value in _fields(paper).items())
    lines = (f"  {f.name} = {_value(f.name, f.value)},\n" for f in in_canonical_order(fields))
    return f"@{safe_type(paper.entry.type or paper.type)}{{{key},\n{''.join(lines)}}}\n"


def _value(name: str, value: str) -> str:
    is_month = name == "month" and value.lower() in _MONTHS
    return value.lower() if is_month else braced(value)


def _fields(paper: Paper) -> Mapping[str, str]:
    """Return the entry's fields by lower-case name, those the paper knows from elsewhere added."""
    fields: dict[str, str] = {}
    for field in paper.entry.fields:
        name = field_name(field.name)
        if name and not _left_out(name) and field.value.strip():
            fields.setdefault(name, field.value)
    for name, known in _known(paper):
        if known:
            fields.setdefault(name, known())
    for name, people in (("author", paper.authors), ("editor", paper.editors)):
        if people and not names_readable(fields.get(name, "")):
            fields[name] = _names(people, more=name == "author" and paper.more_authors)
    if paper.month in range(1, 13) and paper.month:
        fields = {**fields, "month": _month(fields.get("month", ""), paper.month)}
    return fields


def _left_out(name: str) -> bool:
    return name in LEFT_OUT or name.startswith(LEFT_OUT_FROM)


def _known(paper: Paper) -> Iterator[tuple[str, Callable[[], str] | None]]:
    """Yield fields that the entry may lack and how to write them: under BibTeX's names, or inherited ones."""
    yield "title", _text(paper.title, protect)
    yield "year", _text("" if paper.year is None else str(paper.year))
    if _lacks_venue(paper):
        yield kind(paper).venue, _text(paper.venue)
    if paper.entry.fields and not _inherits(paper):
        return
    for name, text in (("volume", paper.volume), ("number", paper.number), ("pages", paper.pages)):
        yield name, _text(text, _dashes if name == "pages" else escape)
    yield "publisher", _text(paper.publisher)
    yield "eprint", _text(paper.arxiv, _verbatim)
    yield "archiveprefix", _text("arXiv" if paper.arxiv else "")
    yield "primaryclass", _text(paper.primary_class if paper.arxiv else "")
    yield "doi", _text(paper.doi, _verbatim)
    yield "url", _text(url(paper.url), _verbatim)


def _lacks_venue(paper: Paper) -> bool:
    """Tell whether the venue is in no field yet, or only under biblatex's name for the same field."""
    where = kind(paper).venue
    written = {name for name in _VENUES if paper.entry.get(name).strip()}
    if written:
        return _TWINS.get(where) in written
    return where != "howpublished" or not paper.entry.fields or _inherits(paper)


def _text(text: str, write: Callable[[str], str] = escape) -> Callable[[], str] | None:
    return (lambda: write(text)) if text.strip() else None


def _inherits(paper: Paper) -> bool:
    return bool(paper.entry.get("crossref") or paper.entry.get("xdata"))


def _month(written: str, month: int) -> str:
    # `10~Oct` and the like say more than the month, and stay.
    plain = written.strip(" .").lower()
    macro = _MONTHS[month - 1]
    return macro if not plain or plain.isdecimal() or plain in _MONTH_NAMES[macro] else written


def _names(names: tuple[Name, ...], *, more: bool) -> str:
    return " and ".join([*map(_name, names), *(["others"] if more else [])])


def _name(name: Name) -> str:
    """Return the name as BibTeX itself reads it, without biblatex's `family=`."""
    written = format_name(name)
    if names_readable(written):
        return written
    parts = (name.last, name.suffix, name.given)
    return ", ".join(f"{{{escape(part)}}}" for part in parts if part)


def _dashes(pages: str) -> str:
    return escape(pages.replace("–", "-").replace("--", "-")).replace("-", "--")


def _verbatim(address: str) -> str:
    # LaTeX reads identifiers and addresses as they are; only what would end the value may not stand in them.
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _changes(key: str, paper: Paper) -> Iterator[Problem]:
    entry = paper.entry
    if key != paper.key:
        hint = f"rename the paper and keep the old citekey in `ids`; until then it is exported as {key}"
        yield _warning("export-citekey", "BibTeX cannot read this citekey", paper, hint)
    if safe_type(entry.type) != entry.type.lower():
        hint = "use one of the types that BibTeX or biblatex define, in plain letters"
        yield _warning("export-entry-type", "this entry type is exported as @misc", paper, hint)
    for field in entry.fields:
        if not field_name(field.name) and field.value.strip():
            hint = "start the field's name with a letter, and use letters, digits, `-` and `_` only"
            yield _warning("export-field-name", f"the field “{field.name}” cannot be exported", paper, hint)
        elif not braces_balance(field.value) and not _left_out(field.name.lower()):
            hint = r"close every brace; for a brace to be seen write \textbraceleft{} or \textbraceright{}"
            message = f"the braces of “{field.name}” do not balance, so the export changes them"
            yield _warning("export-braces", message, paper, hint)


def _same_but_for_case(keys: Mapping[str, Paper]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for key, paper in keys.items():
        other = first.setdefault(key.lower(), key)
        if other != key:
            hint = "rename one of the two and keep its old citekey in `ids`"
            message = f"BibTeX takes this citekey and “{other}” for the same"
            yield _warning("export-citekey-case", message, paper, hint)


def _warning(code: str, message: str, paper: Paper, hint: str) -> Problem:
    return Problem(code, message, paper.place, hint, paper.key, Severity.WARNING)
