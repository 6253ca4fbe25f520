"""Mends of single values: each takes a field's LaTeX value and returns it without one kind of fault.

A value without the fault comes back as it is, and what comes back has the fault no more. What cannot be told
for certain is left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.entities import html5

from ..bibtex.identifiers import ARXIV_ID
from ..text.latex import escape

_GROUP = re.compile(r"\{([^{}]*)\}")
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|al|inc|ltd|corp|co|jr|sr|vs|no|vol|pt|ed|st|dept|univ|approx)|\b\w|\.\w*\w)\.$",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"\\?&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAGS = "i|b|em|strong|span|u|tt|scp|inf|sub|sup|p|br|font|small|big|a|div|h[1-6]|mml:[a-z]+|jats:[a-z]+"
TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PLAIN_TAG = re.compile(r"</?(?:i|b|em|strong|span|u|tt|scp|small|big|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"(?:(?:(?<!\s)\s++)?</?(?:br|p|div)(?:\s[^<>]*+)?/?>)+\s*", re.IGNORECASE)
_SHIFTED = re.compile(r"<(su[bp])>([^<>$\\{}]{1,40})</\1>", re.IGNORECASE)
# Soft hyphen, zero-width space, word joiner, byte order mark, marks and overrides of direction, and controls.
# Joiners of letters (U+200C, U+200D) are part of Persian and of Indic scripts.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
# UTF-8 that was read as another encoding: its first byte became one of these, which says how many bytes
# follow, none of them ASCII.
_DAMAGE = re.compile(
    "[\u00c2-\u00df][^\x00-\x7f]|[\u00e0-\u00ef][^\x00-\x7f]{2}|[\u00f0-\u00f4][^\x00-\x7f]{3}"
)
_PAGES = re.compile(r"(?:pp?\.?\s*)?([A-Za-z]{0,2})(\d+)\s*(?:-+|[\u2010-\u2015])\s*([A-Za-z]{0,2})(\d+)")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi\s*:\s*)(?=10\.)", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(
    rf"(?:arxiv\s*:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/)({ARXIV_ID}(?:v\d+)?)(?:\.pdf)?",
    re.IGNORECASE,
)
_ARXIV_PDF = re.compile(
    rf"https?://(?:www\.|export\.)?arxiv\.org/pdf/({ARXIV_ID}(?:v\d+)?)(?:\.pdf)?", re.IGNORECASE
)
_OPENREVIEW_PDF = re.compile(r"https?://openreview\.net/pdf\?id=([\w-]+)")
_MOVED_HOSTS = (
    (re.compile(r"https?://dx\.doi\.org/", re.IGNORECASE), "https://doi.org/"),
    (
        re.compile(r"https?://(?:www\.)?aclweb\.org/anthology/(?!volumes/)", re.IGNORECASE),
        "https://aclanthology.org/",
    ),
    (
        re.compile(r"https?://(?:www\.)?aclanthology\.info/papers/", re.IGNORECASE),
        "https://aclanthology.org/",
    ),
)
# Hosts that answer to https, and send there whoever asks by http.
_SECURE = re.compile(
    r"http://((?:[\w-]+\.)*(?:arxiv\.org|doi\.org|github\.com|github\.io|gitlab\.com|openreview\.net|aclanthology\.org"
    r"|mlr\.press|acm\.org|ieee\.org|computer\.org|springer\.com|sciencedirect\.com|nature\.com|science\.org"
    r"|neurips\.cc|nips\.cc|thecvf\.com|huggingface\.co|wikipedia\.org|jmlr\.org|usenix\.org|semanticscholar\.org"
    r"|dblp\.org|nih\.gov|biorxiv\.org|medrxiv\.org|zenodo\.org|pmlr\.press|aaai\.org|ijcai\.org|mlsys\.org))(?=[/?#]|$)",
    re.IGNORECASE,
)  # fmt: skip
_TRACKER = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|vero_id|ref_src|spm)(?:=[^&#]*)?",
    re.IGNORECASE,
)
_DBLP_NUMBER = re.compile(r"(?<=[^\W\d_])\s+0\d{3}(?=\s*(?:,|$|\sand\s))")
_LABEL = re.compile(
    r"\[(?:PDF|HTML|DOC|BOOK|CITATION)\]\s*|\((?:PDF|HTML|DOC)\)\s+|\[[BC]\]\s+", re.IGNORECASE
)
_ET_AL = re.compile(r"(?<!\s)(?:\s++and|\s*+,)?\s++et\.?~?\s*+al\.?(?=\s*$)", re.IGNORECASE)

Mend = Callable[[str], str]


def without_final_dot(value: str) -> str:
    """Return a title without the full stop at its end; one of an abbreviation or an ellipsis stays."""
    group = _GROUP.fullmatch(value)
    if group is not None:
        return f"{{{without_final_dot(group[1])}}}"
    # A backslash before it makes an accent of it.
    if not value.endswith(".") or value.endswith(("..", "\\.", " .")) or _ABBREVIATION.search(value):
        return value
    return value[:-1]


def without_html(value: str) -> str:
    """Return the text with entities as characters, sub- and superscripts as LaTeX, no tags of emphasis."""
    if "&" in value:
        value = _ENTITY.sub(_character, value)
    if "<" in value:
        value = _SHIFTED.sub(_shifted, value)
        value = _PLAIN_TAG.sub("", _BREAK.sub(" ", value)).strip()
    return value


def _character(match: re.Match[str]) -> str:
    entity = match[0].removeprefix("\\")
    # `html.unescape` also reads what only begins like a name.
    text = html.unescape(entity) if entity[1] == "#" else html5.get(entity[1:], "")
    if text in ("", entity):
        return match[0]
    return " " if text.isspace() else escape(INVISIBLE.sub("", text))


def _shifted(match: re.Match[str]) -> str:
    return f"${'_' if match[1].lower() == 'sub' else '^'}{{{match[2]}}}$"


def without_invisible(value: str) -> str:
    """Return the text without characters that nobody sees."""
    return value if value.isascii() and value.isprintable() else INVISIBLE.sub("", value)


def with_right_encoding(value: str) -> str:
    """Return the text as it was before its UTF-8 was read as another encoding (`Ã©` for `é`)."""
    if value.isascii() or not _DAMAGE.search(value):
        return value
    # Importing it costs more than looking at a whole review, and most reviews need it never.
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, explain=False)
    return fix_encoding(value, config)


def bare_doi(value: str) -> str:
    """Return a DOI without resolver or `doi:` before it (DOI Handbook, section 2.2)."""
    return _DOI_PREFIX.sub("", value, count=1) if _DOI_PREFIX.match(value) else value


def bare_arxiv(value: str) -> str:
    """Return an arXiv identifier without `arXiv:` or an address before it; its version stays."""
    match = _ARXIV_PREFIX.fullmatch(value)
    return match[1] if match else value


def page_range(value: str) -> str:
    """Return a range of pages as BibTeX writes it, `12--34`; what may be a number with a hyphen stays."""
    match = _PAGES.fullmatch(value)
    if match is None:
        return value
    prefix, first, other, last = match.groups()
    # `1234-37` is short for 1234--1237; `108-1` is an article's number.
    end = first[: -len(last)] + last if len(last) < len(first) else last
    is_range = prefix == other and int(first) <= int(end)
    return f"{prefix}{first}--{other}{last}" if is_range or "--" in value else value


def landing_page(value: str) -> str:
    """Return the address of the paper's page in place of its PDF's, on arXiv and OpenReview."""
    match = _ARXIV_PDF.fullmatch(value)
    if match:
        return f"https://arxiv.org/abs/{match[1]}"
    match = _OPENREVIEW_PDF.fullmatch(value)
    return f"https://openreview.net/forum?id={match[1]}" if match else value


def present_host(value: str) -> str:
    """Return the address at the host that has taken an old one's place."""
    for old, new in _MOVED_HOSTS:
        value = old.sub(new, value) if old.match(value) else value
    return value


def secure(value: str) -> str:
    """Return the address with `https` where its host is known to answer to that."""
    return f"https{value[4:]}" if _SECURE.match(value) else value


def without_trackers(value: str) -> str:
    """Return the address without parameters that only tell who sent the reader."""
    if "?" not in value or "\\" in value or "{" in value:
        return value
    address, hash_, fragment = value.partition("#")
    path, _, query = address.partition("?")
    kept = [part for part in query.split("&") if not _TRACKER.fullmatch(part)]
    if len(kept) == query.count("&") + 1:
        return value
    return f"{path}{'?' if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def without_namesake_number(value: str) -> str:
    """Return names without the numbers by which DBLP tells namesakes apart (`Wei Wang 0001`)."""
    return _DBLP_NUMBER.sub("", value) if "0" in value else value


def with_others(value: str) -> str:
    """Return names with `and others` where `et al.` ends them."""
    match = _ET_AL.search(value)
    return f"{value[: match.start()]} and others" if match and value[: match.start()].strip() else value


def without_semicolons(value: str) -> str:
    """Return names that semicolons separate with `and` between them."""
    if ";" not in value or "{" in value or "\\" in value or re.search(r"\band\b|&", value):
        return value
    names = [name.strip() for name in value.split(";")]
    return " and ".join(name for name in names if name)


def without_repeats(value: str) -> str:
    """Return a list in which nothing stands twice, upper and lower case taken for the same."""
    separator = ";" if ";" in value else ","
    parts = [part for text in value.split(separator) if (part := text.strip())]
    first: dict[str, str] = {}
    for part in parts:
        first.setdefault(part.casefold(), part)
    return f"{separator} ".join(first.values()) if len(first) < len(parts) else value


def without_label(value: str) -> str:
    """Return a title without what a search engine puts before it (`[PDF] Attention …`)."""
    label = _LABEL.match(value)
    return value[label.end() :] if label else value
