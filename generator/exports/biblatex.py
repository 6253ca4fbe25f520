"""Papers as biblatex, for `biber`: biblatex's own types and fields (manual, sections 2 and 3), in UTF-8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ..bibtex.identifiers import arxiv_in_url
from ..model import Note, Paper
from ..text.capitals import protected
from ..text.latex_dialects import unicode_latex
from .bibtex_entries import address, by_export_key, entry_text, with_dashes
from .record import NAMES, VERBATIM, Record, note_of, record
from .works import KNOWN, PREPRINT

_TITLES = frozenset(("title", "subtitle"))
_TYPES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}
# EDTF as biblatex reads it: a date, or two with a slash (section 2.3.8).
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]?"
_DATE = re.compile(rf"{_DAY}(?:/(?:{_DAY})?)?|/{_DAY}")


def biblatex(papers: Iterable[Paper]) -> str:
    """Return the papers as biblatex entries, in the order given, each citekey once, as `bibtex` does."""
    return "\n".join(biblatex_entries(papers).values())


def biblatex_entries(papers: Iterable[Paper], notes: Mapping[str, Note] | None = None) -> Mapping[str, str]:
    """Return each paper's entry by its citekey, in order; see `bibtex_entries`."""
    return {
        paper.key: _entry(key, paper, record(paper, note_of(paper, notes)))
        for key, paper in by_export_key(papers).items()
    }


def _entry(key: str, paper: Paper, known: Record) -> str:
    entry_type = _entry_type(known)
    dated = {"year", "month", "date"}
    fields = {name: value for name, value in known.fields.items() if name not in dated}
    fields |= _date(paper, known)
    if arxiv_in_url(fields.get("url", "")) == paper.arxiv and paper.arxiv:
        # biblatex prints the identifier as a link, so the address would stand there twice.
        del fields["url"]
    if entry_type == "online" and "howpublished" in fields:
        fields.setdefault("organization", fields.pop("howpublished"))
    if entry_type in ("thesis", "report") and "type" not in fields:
        fields["type"] = _TYPES.get(
            paper.type.lower(), "phdthesis" if entry_type == "thesis" else "techreport"
        )
    return entry_text(entry_type, key, {name: _value(name, value) for name, value in fields.items() if value})


def _entry_type(known: Record) -> str:
    if known.type == PREPRINT:
        return "online"
    if known.type == "inbook" and "booktitle" not in known.fields:
        return "book"
    return known.type if known.type in KNOWN else "misc"


def _value(name: str, value: str) -> str:
    if name in VERBATIM:
        return unicodedata.normalize("NFC", address(value))
    if name in _TITLES:
        return protected(unicode_latex(value))
    if name == "eprinttype":
        return value.lower()
    return unicode_latex(with_dashes(value) if name == "pages" else value, names=name in NAMES)


def _date(paper: Paper, known: Record) -> dict[str, str]:
    written = known.fields.get("date", "")
    if _DATE.fullmatch(written):
        return {"date": written}
    if paper.year is None:
        return {}
    month = f"-{paper.month:02}" if paper.month in range(1, 13) and paper.month else ""
    return {"date": f"{paper.year:04}{month}"}
