"""What of a paper goes to which style: its CSL variables, or what the style's manual wants in their place.

The CSL files are written for what Zotero collects, and print some works short of what the manuals ask for.
Where another type or variable gives what the manual shows, the work is sent with that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ...model import Name, Paper
from ..csl import csl_variables
from ..kinds import clean_names, date_parts, kind, page_range
from .layout import NUMBERS, TEXTS, Shape
from .styles import Style

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EDITION = re.compile(r"(\d+)(?:st|nd|rd|th)?\.?")
# Journals that number articles instead of pages: `e0123456`, `052008`, `104567`.
_ARTICLE_NUMBER = re.compile(r"[A-Za-z]+\d+|0\d+|\d{5,}")


@dataclass(slots=True)
class Work:
    """A work as it is sent: its CSL type, its variables as plain text, its people and dates."""

    type: str
    texts: dict[str, str]
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    more: bool
    issued: tuple[int, ...]
    accessed: tuple[int, ...]

    @property
    def led_by_editors(self) -> bool:
        """Whether editors stand where authors would."""
        return bool(self.editors) and not self.authors

    def shape(self) -> Shape:
        """Return what its layout depends on."""
        numbers = frozenset(name for name in NUMBERS if _is_number(name, self.texts.get(name, "")))
        texts = {name for name in self.texts if name not in numbers}
        pages = _is_range(self.texts.get("page", ""))
        if pages:
            texts.discard("page")
        if self.authors or self.editors:
            texts.add("author")
        editors = 0 if self.led_by_editors else min(len(self.editors), 2)
        return Shape(
            self.type, frozenset(texts), numbers, pages, editors, len(self.issued), bool(self.accessed)
        )


def work(paper: Paper) -> Work:
    """Return what is known of the paper, in CSL's terms."""
    reference = csl_variables(paper)
    accessed = reference.get("accessed")
    texts = {name: text for name in TEXTS if isinstance(text := reference.get(name), str)}
    known = Work(
        kind(paper).csl,
        texts | _pages(paper),
        clean_names(paper.authors),
        clean_names(paper.editors),
        paper.more_authors,
        date_parts(paper),
        tuple(accessed["date-parts"][0]) if isinstance(accessed, dict) else (),
    )
    _prepare(known)
    return known


def for_style(known: Work, style: Style) -> Work:
    """Return what of it the style is sent."""
    sent = replace(known, texts=dict(known.texts))
    if "genre" in sent.texts:
        sent.texts["genre"] = style.terms.get(sent.texts["genre"], sent.texts["genre"])
    _SENT[style.name](sent)
    return sent


def _prepare(sent: Work) -> None:
    texts = sent.texts
    if "DOI" in texts:
        texts.pop("URL", None)
    if "edition" in texts:
        texts["edition"] = _edition(texts["edition"])
    if sent.type == "report" and "number" in texts:
        texts.setdefault("genre", "Technical Report")


def _pages(paper: Paper) -> dict[str, str]:
    first, last = page_range(paper.pages)
    return {"page": f"{first}–{last}" if last else first} if first else {}


def _edition(text: str) -> str:
    word = text.lower().removesuffix("edition").removesuffix("ed.").strip()
    number = _EDITION.fullmatch(word)
    return number[1] if number else str(_ORDINALS.index(word) + 1) if word in _ORDINALS else text


def _is_number(name: str, text: str) -> bool:
    # `IV` and `B12` are volumes, too; what has blanks is the volume's title.
    return text.isdecimal() or (name in ("volume", "issue") and bool(text) and " " not in text)


def _is_range(pages: str) -> bool:
    return "–" in pages or "," in pages


def _apa(sent: Work) -> None:
    if sent.type == "paper-conference":
        # APA 10.5: proceedings that are a book are cited like one, `In …`; the file wants editors for that.
        sent.type = "chapter"
    _number_the_article(sent)
    _published_by_its_author(sent)


def _number_the_article(sent: Work) -> None:
    """Send an article's number as such: `Article e0123456` in APA, `Art. no. e0123456` in IEEE."""
    if sent.type == "article-journal" and _ARTICLE_NUMBER.fullmatch(sent.texts.get("page", "")):
        sent.texts["number"] = sent.texts.pop("page")


def _ieee(sent: Work) -> None:
    _number_the_article(sent)
    # The file prints the series as a second `in …` with the volume again.
    sent.texts.pop("collection-title", None)
    if sent.type == "paper-conference":
        # `in Proc. …, Jun. 2016, pp. 770–778, doi: …`: neither publisher nor its place.
        _drop(sent, "publisher", "publisher-place")
    elif sent.type == "article" and "number" in sent.texts:
        # `2016, arXiv:1512.03385.` says where it is.
        _drop(sent, "publisher", "URL", "DOI")
    elif sent.type == "manuscript":
        sent.texts.setdefault("publisher", "unpublished")


def _chicago(sent: Work) -> None:
    if sent.type == "paper-conference":
        # CMOS, chapter 14: published proceedings are cited like books; the file takes them for a journal.
        sent.type = "chapter"
    _published_by_its_author(sent)


def _published_by_its_author(sent: Work) -> None:
    """Name the publisher of what has no author once: in the author's place (APA, chapter 9)."""
    publisher = {"software": "publisher", "webpage": "container-title"}.get(sent.type, "")
    if publisher in sent.texts and not (sent.authors or sent.editors):
        sent.authors = (Name(sent.texts.pop(publisher), literal=True),)


def _acm(sent: Work) -> None:
    if sent.type == "article" and "number" in sent.texts:
        # `arXiv:1701.00133. Retrieved from https://arxiv.org/abs/1701.00133`
        sent.texts["page"] = sent.texts["number"]
    elif sent.type == "report":
        # `Technical Report 123. Institution`, of which the file has the institution only.
        sent.type = "thesis"
        _join(sent, "genre", "genre", "number")


def _nature(sent: Work) -> None:
    if sent.type == "thesis":
        # `PhD thesis, Univ. of Toronto (2016)`
        sent.type = "manuscript"
        _join(sent, "page", "genre", "publisher", separator=", ")
    elif sent.type == "report":
        # `Technical Report 123 (Institution, 2016)`
        sent.type = "book"
        _join(sent, "page", "genre", "number")
    elif sent.type in ("document", "manuscript", "software") and "URL" in sent.texts:
        # References to websites: title, address and year.
        sent.type = "webpage"


_SENT: Mapping[str, Callable[[Work], None]] = {
    "apa": _apa,
    "ieee": _ieee,
    "chicago": _chicago,
    "acm": _acm,
    "nature": _nature,
}


def _drop(sent: Work, *names: str) -> None:
    for name in names:
        sent.texts.pop(name, None)


def _join(sent: Work, target: str, *names: str, separator: str = " ") -> None:
    """Put the texts of these variables into one."""
    joined = separator.join(text for name in names if (text := sent.texts.pop(name, "")))
    if joined:
        sent.texts[target] = joined
