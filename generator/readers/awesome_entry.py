"""What a point of an awesome list says of a paper: title, authors, venue, year, links, in whichever order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from ..model import Name
from .awesome_links import EMPHASIS, SERVICE, TAG, Link, arxiv_of, plain_text, without_links
from .reference import inverted_name, with_particle

_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.])((?:19[5-9]|20[0-4])\d)(?![\d.]*\d)")
_DATE = re.compile(r"^\W{0,3}(?:20\d\d|19\d\d)[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?\W{1,3}")
_VENUE = re.compile(
    r"(?P<venue>[A-Z][A-Za-z&/+. -]{1,60}?)[\s,]*(?:['’]\s?(?P<short>\d\d)|(?P<year>(?:19[5-9]|20[0-4])\d))"
    r"(?:\s*[A-Z][\w -]{0,30})?"
)
_PREPRINT = re.compile(r"(?:arxiv|preprint|corr|biorxiv|medrxiv|techreport|blog|github)\b.*", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(【（]([^\[\]()【】（）]{2,80})[\])】）]")
_LABEL = re.compile(
    r"^\W*(authors?|by|venue|conference|published(?: in)?|journal|year|date|title|arxiv|tl;?dr|keywords?|"
    r"summary|key contributions?|notes?)\s*[:：]\s*\**\s*",
    re.IGNORECASE,
)
_LEADING_LINK = re.compile(r"[^\w\x00]*\x00\d+\x00[^\w\x00\[(]*")
_INVERTED = re.compile(r"[^\W\d_][\w'’ -]{1,30}, (?:[^\W\d_](?:\.|(?=\s*$))[ -]?){1,4}")
_MOST_AUTHORS = 60
_NOTHING = frozenset(("nan", "n/a", "none", "tbd", "-"))
_KNOWN_VENUES = frozenset(
    """AAAI ACL AISTATS ASPLOS BMVC CHI COLING COLM COLT CVPR CoRL DAC ECCV EMNLP EuroSys FAccT HPCA ICASSP
    ICCAD ICCV ICLR ICML ICRA IJCAI IJCV INTERSPEECH IROS ISCA JMLR KDD MICCAI MICRO MLSys NAACL NIPS NSDI
    NeurIPS OSDI PLDI PPoPP RSS SIGGRAPH SIGIR SIGMOD SOSP TACL TIP TMLR TNNLS TPAMI UAI VLDB WACV WSDM
    WWW""".split()  # noqa: SIM905
)
_DAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?"
    r"(?:\d{1,2}, )?(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{10,300})[”\"]")
_ET_AL = re.compile(
    r"(?:(?<!\s)\s++)?(?:,\s*+)?(?:and\s+others|et\.?\s*al\.?|\.\.\.|…)[\s.]{0,20}$", re.IGNORECASE
)
# White space before a mark is looked at where it begins only: from its middle the same mark is found again.
_BEHIND_TITLE = re.compile(r"(?<!\s)\s++[-–—|]\s+|(?:(?<!\s)\s++)?,\s++(?=(?:19|20)\d\d\b)")
_PIECES = re.compile(
    r"(?<!\s)\s++[-–—|/]++\s+|(?:(?<!\s)\s++)?\|\s*|(?<=[a-zà-ÿ)\]*]{2})\.\s+"
    r"|(?:(?<!\s)\s++)?;\s++(?=[A-Z]{3})"
)
_SMALL = frozenset("van von de der den del di da la le el al bin ten ter dos du".split())  # noqa: SIM905
_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?(?:,\s*+and\s+|,|;|&|\band\b)\s*")


@dataclass
class Point:
    """What was found in a point's text; `rest` is what nobody understood."""

    links: list[Link]
    title: str = ""
    authors: tuple[Name, ...] = ()
    more_authors: bool = False
    venue: str = ""
    year: str = ""
    rest: list[str] = field(default_factory=list)

    @property
    def is_paper(self) -> bool:
        """Tell whether this is a paper: it links to one, or has two of authors, venue and year."""
        told = (bool(self.authors), bool(self.venue), bool(self.year))
        return bool(self.title) and (any(link.is_paper for link in self.links) or sum(told) > 1)


def read_point(text: str) -> Point:
    """Return what a point says of a paper."""
    plain, links = without_links(text)
    point = Point(links)
    parts = [part for part in (_clean(line) for line in _BREAK.split(plain)) if part]
    parts = _without_title(point, parts)
    for part in parts:
        _read_part(point, part)
    if not point.year:
        point.year = next((_year_of_arxiv(identifier) for identifier in [arxiv_of(links)] if identifier), "")
    return point


def _clean(line: str) -> str:
    return " ".join(unescape(TAG.sub("", line)).replace("`", "").split())


def _without_title(point: Point, parts: list[str]) -> list[str]:
    """Find the title: a link's label, else what is bold, quoted, or first; return the parts without it."""
    for find in (_linked_title, _bold_title, _quoted_title, _first_title):
        for at, part in enumerate(parts[:3]):
            found = find(point, part)
            if found:
                title, rest = found
                point.title = title.strip(' .,;:-–—|*_"“”[]')
                return [*parts[:at], rest, *parts[at + 1 :]]
    return parts


def _linked_title(point: Point, part: str) -> tuple[str, str] | None:
    for match in re.finditer(r"\x00(\d+)\x00", part):
        link = point.links[int(match[1])]
        if not link.is_service and len(link.label) > 8 and " " in link.label and not _is_venue(link.label):
            return link.label, f"{part[: match.start()]} {part[match.end() :]}"
    return None


def _bold_title(point: Point, part: str) -> tuple[str, str] | None:
    for match in re.finditer(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1", part):
        title = plain_text(_links_out(match[2]))
        tag = title.startswith("[") and title.endswith("]")
        if len(title) > 8 and " " in title and not (tag or _is_venue(title) or _LABEL.match(title)):
            return title, f"{part[: match.start()]} {_links_in(match[2])} {part[match.end() :]}"
    return None


def _quoted_title(point: Point, part: str) -> tuple[str, str] | None:
    match = _QUOTED.search(part)
    return (plain_text(match[1]), f"{part[: match.start()]} {part[match.end() :]}") if match else None


def _first_title(point: Point, part: str) -> tuple[str, str] | None:
    """Take what stands first, up to a full stop, a bracket, a link, or a dash with blanks around it."""
    text = _leading_tags(part)
    head = part[: len(part) - len(text)]
    match = re.match(r"(?:[^.\x00\[(【（*|]|\.(?=\S)|\*(?=\w)|(?<=\w)\()+", text)
    if match is None:
        return None
    title = _BEHIND_TITLE.split(match[0], maxsplit=1)[0]
    title = _without_people(title)
    if len(title.split()) < 2:
        return None
    return plain_text(title), f"{head} {text[len(title) :]}"


def _without_people(title: str) -> str:
    """Return the title without a list of authors behind its last commas: `Title, Ada Lovelace et al`."""
    parts = title.split(", ")
    for at in range(max(1, len(parts) - _MOST_AUTHORS), len(parts)):
        people, more = _names_in(", ".join(parts[at:]))
        if _look_like_people(people, more) and (more or all(len(person.split()) > 1 for person in people)):
            return ", ".join(parts[:at])
    return title


def _names_in(text: str) -> tuple[list[str], bool]:
    """Return the parts of a list of names, and whether it ends in `et al.`."""
    text = re.sub(r"[*†‡§¹²³⁴]+|\(\d+\)", "", text).strip(" .,;")
    inverted = _INVERTED.findall(text)
    if inverted and not re.sub(r"[\s,;&.]|\band\b", "", _INVERTED.sub("", _ET_AL.sub("", text))):
        return [" ".join(reversed(name.split(", "))).strip() for name in inverted], bool(_ET_AL.search(text))
    parts = [part.strip(" .") for part in _SEPARATOR.split(_ET_AL.sub("", text))]
    return [part for part in parts if part], bool(_ET_AL.search(text))


def _leading_tags(part: str) -> str:
    """Return the part without dates and bracketed tags in front: `[NeurIPS 2020]`, `2021/05`."""
    text = part
    while True:
        match = (
            _LEADING_LINK.match(text)
            or _DATE.match(text)
            or re.match(r"\W{0,4}[\[(【]([^\[\]()【】\x00]{2,60})[\])】]\W{0,4}", text)
        )
        if match is None:
            return text.lstrip(" -–—:.|")
        text = text[match.end() :]


def _links_out(text: str) -> str:
    return re.sub(r"\x00\d+\x00", " ", text)


def _links_in(text: str) -> str:
    return " ".join(re.findall(r"\x00\d+\x00", text))


def _read_part(point: Point, part: str) -> None:
    """Read venue, year and authors out of a line, and keep what is left."""
    part = _links_out(part)
    day = _DATE.match(part)
    if day:
        _take_year(point, day[0])
        part = part[day.end() :]
    label = _LABEL.match(plain_text(part))
    if label and _read_labelled(point, label[1].lower(), plain_text(part)[label.end() :]):
        return
    alone = re.fullmatch(r"\W*(\*|_)([^*_]+)\1\W*", part)
    if (
        alone
        and _looks_like_person(alone[2])
        and len(alone[2].split()) > 1
        and _take_authors(point, alone[2], True)
    ):
        return
    part = _take_bracketed(point, part)
    for piece in _pieces(part):
        _read_piece(point, piece)


def _read_labelled(point: Point, label: str, value: str) -> bool:
    if label.startswith(("author", "by")):
        return _take_authors(point, value, sure=True)
    if label.startswith(("venue", "conference", "journal", "published")):
        return _take_venue(point, value) or _as_venue(point, value)
    if label in ("year", "date"):
        return _take_year(point, value)
    return label == "arxiv"


def _as_venue(point: Point, value: str) -> bool:
    if _PREPRINT.fullmatch(value.strip()):
        _take_year(point, value)
        return True
    venue = value.strip(" .,;")
    point.venue = point.venue or (venue if venue.lower() not in _NOTHING else "")
    return True


def _take_bracketed(point: Point, part: str) -> str:
    def read(match: re.Match[str]) -> str:
        inner = plain_text(match[1])
        if _take_venue(point, inner) or (_DAY.fullmatch(inner) and _take_year(point, inner)):
            return " | "
        halves = re.split(r",\s*(?=(?:19|20)\d\d$)", inner)
        if len(halves) == 2 and _take_year(point, halves[1]):
            return f" | {halves[0]} | "
        return match[0]

    return _BRACKETED.sub(read, part)


def _pieces(part: str) -> Iterator[str]:
    """Yield the stretches of a line: what is emphasised, and what dashes, bars and full stops separate."""
    end = 0
    for match in EMPHASIS.finditer(part):
        yield from _split(part[end : match.start()])
        yield match[2]
        end = match.end()
    yield from _split(part[end:])


def _split(text: str) -> list[str]:
    pieces = _PIECES.split(f" {text} ")
    return [piece for piece in pieces if piece.strip()]


def _read_piece(point: Point, piece: str) -> None:
    text = plain_text(piece).strip(" .,;:|-–—[]()*_/·•")
    if not re.search(r"\w", text):
        return
    if _take_venue(point, text) or _take_authors(point, text):
        return
    if _DAY.fullmatch(text) and _take_year(point, text):
        return
    # `A. Lovelace, G. Hopper, NeurIPS 2020`
    head, comma, tail = text.rpartition(", ")
    if comma and _take_venue(point, tail):
        _read_piece(point, head)
    elif not SERVICE.fullmatch(text):
        point.rest.append(text)


def _is_venue(text: str) -> bool:
    return bool(_VENUE.fullmatch(plain_text(text).strip(" .,;:[]()")))


def _take_venue(point: Point, text: str) -> bool:
    text = text.strip(" .,;:[]()")
    if text in _KNOWN_VENUES and not point.venue:
        point.venue = text
        return True
    match = _VENUE.fullmatch(text)
    if match is None or point.venue:
        return False
    if _ET_AL.search(match["venue"]):
        point.year = point.year or match["year"] or ""
        return _take_authors(point, match["venue"], sure=True)
    year = match["year"] or f"20{match['short']}"
    venue = match["venue"].strip(" .,-/")
    if len(venue) > 40 and not re.search(
        r"\b(?:Conference|Journal|Transactions|Proceedings|Workshop|Symposium)\b", venue
    ):
        return False
    point.year = point.year or year
    if not _PREPRINT.fullmatch(venue):
        point.venue = venue
    return True


def _take_year(point: Point, text: str) -> bool:
    match = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
    if match is None:
        return False
    point.year = point.year or match[1]
    return True


def _take_authors(point: Point, text: str, sure: bool = False) -> bool:
    """Take a list of names; a single name only where something says that it is one."""
    parts, more = _names_in(text)
    if point.authors or not parts or not (sure or _look_like_people(parts, more)):
        return False
    point.authors, point.more_authors = tuple(_person(part) for part in parts), more
    return True


def _look_like_people(parts: Sequence[str], more: bool) -> bool:
    if len(parts) < 2 and not more:
        return False
    whole = sum(len(part.split()) > 1 for part in parts)
    return all(_looks_like_person(part) for part in parts) and (whole * 2 >= len(parts) or more)


def _looks_like_person(text: str) -> bool:
    words = text.split()
    if len(words) == 1:
        return text[:1].isupper() and text.isalpha()
    return len(words) <= 5 and all(
        (word[:1].isupper() and not any(char.isdigit() for char in word)) or word.lower() in _SMALL
        for word in words
    )


def _person(text: str) -> Name:
    words = text.split()
    if len(words) < 2:
        return with_particle(text)
    start = next((n for n in range(1, len(words) - 1) if words[n][:1].islower()), len(words) - 1)
    return inverted_name(f"{' '.join(words[start:])}, {' '.join(words[:start])}")


def _year_of_arxiv(identifier: str) -> str:
    """Return the year in which the identifier was given: YYMM since April 2007, `archive/YYMMNNN` before."""
    digits = identifier.rpartition("/")[2][:2]
    return f"19{digits}" if int(digits) > 90 else f"20{digits}"
