"""A reference's text: a layout with its gaps filled, and the seams between the two mended."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model import Paper
from ...text.escape import clean
from ...text.latex import escape, to_unicode
from .layout import Gap, layout, month_name
from .marks import without_last_marks
from .people import people
from .styles import Style
from .titles import headline_case, sentence_case
from .variables import Work, for_style

_BEGINS_WITH_STOP = re.compile("^([\x11-\x14]*)([.,])")
# A full stop that belongs to the title, unlike the one of `etc.`
_ENDS_TITLE = re.compile(r"(?<=\w{4})\.$")
# The names that babel and biblatex have for it, and those of its countries.
_ENGLISH = ("en", "american", "australian", "british", "canadian", "newzealand", "ukenglish", "usenglish")
_DOUBLE = re.compile(r'"([^"]*)"')
_INSIDE_QUOTES = str.maketrans("“”", "‘’")


def reference_text(paper: Paper, known: Work, style: Style) -> str:
    """Return the paper's reference in this style, with marks; empty without people and title."""
    sent = for_style(known, style)
    if not (known.authors or known.editors or "title" in known.texts):
        return ""
    values = _values(paper, sent, style)
    written: list[str] = []
    last = ""
    for part in layout(style, sent.shape()):
        text = _value(part, values, style) if isinstance(part, Gap) else _after(last, part)
        written.append(text)
        # An address may end in anything.
        is_address = isinstance(part, Gap) and part.name in ("DOI", "URL")
        last = "" if is_address else without_last_marks(text)[-1:] or last
    return "".join(written)


def _after(last: str, literal: str) -> str:
    """Return the style's text without a full stop or comma that what stands before makes superfluous."""
    match = _BEGINS_WITH_STOP.match(literal)
    if match and last and last in (".?!…" if match[2] == "." else "?!"):
        return match[1] + literal[match.end() :]
    return literal


def _value(gap: Gap, values: dict[str, str], style: Style) -> str:
    if gap.name in ("month", "accessed-month"):
        return month_name(style, int(values[gap.name]), gap.form)
    text = values[gap.name]
    if gap.form == "ordinal":
        return text + _ordinal_ending(int(text))
    return _DOUBLE.sub(r"‘\1’", text).translate(_INSIDE_QUOTES) if gap.quoted else text


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _values(paper: Paper, sent: Work, style: Style) -> dict[str, str]:
    values = dict(sent.texts)
    if "title" in values:
        values["title"] = _ENDS_TITLE.sub("", _title(paper, sent, style))
    if style.short_pages and "page" in values:
        values["page"] = _abbreviated(values["page"])
    if sent.led_by_editors:
        label = style.labels[len(sent.editors) > 1]
        values["author"] = people(sent.editors, style.lead) + label
    else:
        values["author"] = people(sent.authors, style.lead, more=sent.more)
        values["editor"] = people(sent.editors, style.inner)
    values |= _date("", sent.issued) | _date("accessed-", sent.accessed)
    return values


def _date(prefix: str, parts: tuple[int, ...]) -> dict[str, str]:
    return {f"{prefix}{name}": str(part) for name, part in zip(("year", "month", "day"), parts, strict=False)}


def _title(paper: Paper, sent: Work, style: Style) -> str:
    capitals = "headline" if sent.type in style.books else style.capitals
    if capitals == "as given" or not _is_english(paper):
        return sent.texts["title"]
    return _cased(_source(paper), capitals)


@lru_cache(maxsize=1 << 14)
def _cased(title: str, capitals: str) -> str:
    return clean(headline_case(title) if capitals == "headline" else sentence_case(title))


def _source(paper: Paper) -> str:
    """Return the title as LaTeX."""
    written = paper.entry.get("title")
    return written if to_unicode(written) == paper.title else escape(paper.title)


def _is_english(paper: Paper) -> bool:
    language = paper.entry.get("langid") or paper.entry.get("language")
    return not language or language.lower().startswith(_ENGLISH)


def _abbreviated(pages: str) -> str:
    """Return a range of pages as CMOS (chapter 9) abbreviates it: 71–72, 100–104, 101–8, 321–28, 1087–89."""
    first, _, last = pages.partition("–")
    numbers = first.isdecimal() and last.isdecimal() and len(first) == len(last) > 2
    if not numbers or first.endswith("00"):
        return pages
    kept = len(last) - (1 if first[-2] == "0" else 2)
    while not first.startswith(last[:kept]):
        kept -= 1
    return f"{first}–{last[kept:]}"
