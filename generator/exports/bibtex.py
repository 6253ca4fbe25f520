"""Papers as classic BibTeX, for `bibtex` and every style: BibTeX's own types and fields, in ASCII.

biblatex's types and fields are written under the classic names; what BibTeX has no name for stays, and styles
ignore it. Field names follow arXiv's export (https://info.arxiv.org/help/hypertex/bibstyles/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote

from ..bibtex.values import MONTHS
from ..model import Note, Paper
from ..text.capitals import protected
from ..text.latex import escape
from ..text.latex_dialects import ascii_latex, unicode_latex
from .bibtex_entries import address, by_export_key, entry_text, with_dashes
from .record import NAMES, VERBATIM, Record, note_of, record

_CLASSIC = {
    "journaltitle": "journal",
    "location": "address",
    "eprinttype": "archivePrefix",
    "eprintclass": "primaryClass",
    "annotation": "annote",
}
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
# btxdoc, section 3.1; what is not here is `misc`.
_TYPES = {
    **{name: name for name in ("article", "book", "booklet", "inbook", "incollection", "inproceedings")},
    **{name: name for name in ("manual", "misc", "proceedings", "unpublished")},
    "report": "techreport",
    "mvbook": "book",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "collection": "book",
    "mvcollection": "book",
    "suppcollection": "incollection",
    "reference": "book",
    "mvreference": "book",
    "inreference": "incollection",
    "suppperiodical": "article",
    "mvproceedings": "proceedings",
}
# biblatex's keys for a `type` (biblatex manual, section 4.9.2.13), where the classic type does not say it.
_TYPE_KEYS = {"mathesis": "", "phdthesis": "", "techreport": "", "bathesis": "Bachelor's thesis",
              "candthesis": "Candidate thesis", "resreport": "Research report"}  # fmt: skip
_MONTH_NAMES = {name[:3]: (name, name[:3], name[:4]) for name in map(str.lower, MONTHS)}
# What plain.bst sorts and labels by; where all of it is missing, `key` takes its place.
_SORTED_BY = {
    "book": ("author", "editor"),
    "inbook": ("author", "editor"),
    "manual": ("author", "organization"),
    "proceedings": ("editor", "organization"),
}
_KEY_WORDS = 4
_ASCII = "".join(map(chr, range(33, 127)))


def bibtex(papers: Iterable[Paper]) -> str:
    """Return the papers as BibTeX entries, in the order given, each citekey once.

    A citekey that BibTeX cannot read is changed, see `by_export_key`; `bibtex_problems` reports it.
    """
    return "\n".join(bibtex_entries(papers).values())


def bibtex_entries(
    papers: Iterable[Paper], notes: Mapping[str, Note] | None = None, *, grouped: bool = False
) -> Mapping[str, str]:
    """Return each paper's entry by its citekey, in order: joined by newlines, any of them are an export.

    With `notes`, the entries have those fields too that stay at home otherwise, and the papers' notes;
    `grouped` ones have their categories and keywords.
    """
    return {
        paper.key: _entry(key, paper, record(paper, note_of(paper, notes), grouped=grouped))
        for key, paper in by_export_key(papers).items()
    }


def _entry(key: str, paper: Paper, known: Record) -> str:
    entry_type = _entry_type(known, paper.type.lower())
    fields = {name: value for name, value in known.fields.items() if name != "date"} | _date(paper, known)
    for title, subtitle in _SUBTITLES.items():
        if subtitle in fields and title in fields:
            fields[title] = _with_subtitle(fields[title], fields.pop(subtitle))
    if entry_type in ("phdthesis", "mastersthesis", "techreport") and fields.get("type") in _TYPE_KEYS:
        fields["type"] = _TYPE_KEYS[fields["type"]]
    if fields.keys().isdisjoint(("key", *_SORTED_BY.get(entry_type, ("author",)))):
        # In braces, or natbib reads a year out of `(a)` and ends the label at `]`.
        words = escape(" ".join(paper.title.split()[:_KEY_WORDS]))
        fields["key"] = f"{{{words}}}" if words else ""
    written = {_name(name, entry_type): _value(name, value) for name, value in fields.items() if value}
    return entry_text(entry_type, key, written)


def _entry_type(known: Record, written: str) -> str:
    fields = known.fields
    if known.type == "thesis":
        masters = written == "mastersthesis" or "ma" in fields.get("type", "").lower()[:2]
        return "mastersthesis" if masters else "phdthesis"
    if known.type == "unpublished" and "note" not in fields:
        return "misc"
    found = _TYPES.get(known.type, "misc")
    # biblatex's `inbook` names its book; BibTeX's is the book.
    return "incollection" if found == "inbook" and "booktitle" in fields else found


def _name(name: str, entry_type: str) -> str:
    if name == "institution" and entry_type in ("phdthesis", "mastersthesis"):
        return "school"
    return _CLASSIC.get(name, name)


# JabRef's entries have the fields of the others, and papers share venues and years.
@lru_cache(maxsize=1 << 14)
def _value(name: str, value: str) -> str:
    if name in VERBATIM:
        return quote(address(value), safe=_ASCII)
    if name == "month":
        return value
    if name == "title":
        return ascii_latex(protected(unicode_latex(value)))
    return ascii_latex(with_dashes(value) if name == "pages" else value, names=name in NAMES)


def _with_subtitle(title: str, subtitle: str) -> str:
    return f"{title}{' ' if title.rstrip('}')[-1:] in ('.', ':', '?', '!') else ': '}{subtitle}"


def _date(paper: Paper, known: Record) -> dict[str, str]:
    year = known.fields.get("year") or ("" if paper.year is None else str(paper.year))
    month = known.fields.get("month", "")
    if paper.month in range(1, 13) and paper.month:
        month = _month(month, paper.month)
    return {"year": year, "month": month}


def _month(written: str, month: int) -> str:
    # `10~Oct` and the like say more than the month, and stay.
    plain = written.strip(" .").lower()
    macro = MONTHS[month - 1][:3].lower()
    return macro if not plain or plain.isdecimal() or plain in _MONTH_NAMES[macro] else ascii_latex(written)
