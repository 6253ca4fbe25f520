"""The five styles: what of each its CSL file does not say, or citeproc-py does not do.

Sources. APA: Publication Manual of the American Psychological Association, 7th edition. CMOS: The Chicago
Manual of Style, 18th edition. IEEE: IEEE Reference Guide, version 11.29.2023. ACM: Citation Style and
Reference Formats, https://www.acm.org/publications/authors/reference-formatting. Nature: formatting guide,
https://www.nature.com/nature/for-authors/formatting-guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from .marks import ITALIC, ROMAN

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class People:
    """How a list of names is written.

    `inverted` tells how many have the family name first: `all`, the `first` or `none`; in these a small
    particle is `demoted` behind the given names, which are `initials`, `spaced` initials and names, or `as
    given`. `pair` stands between two names, `last` before the last of more, `suffix` before a `Jr.` that ends
    a name. Of more than `most` names (0: any number) the first `kept` are written, and `et_al`, after a comma
    `always`, `never` or behind `several` names; or, with an `ellipsis`, the last name.
    """

    inverted: str
    given: str
    pair: str
    last: str
    demoted: bool = False
    suffix: str = " "
    most: int = 0
    kept: int = 0
    ellipsis: bool = False
    comma: str = "several"
    et_al: str = "et al."


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style: its name in settings, its title for readers, its file among the CSL styles.

    `capitals` says how titles are written: in `sentence` or `headline` case, or `as given`; `books` are types
    with headline case all the same. `lead` are the people that a reference begins with, `inner` the editors
    further inside, `labels` what follows one editor or several at the beginning. `terms` are the style's
    words for theses and reports. `corrections` are regular expressions and replacements over layouts as
    `layout_text` writes them. `short_pages` tells that ranges of pages are abbreviated.
    """

    name: str
    title: str
    csl: str
    capitals: str
    lead: People
    inner: People
    labels: tuple[str, str]
    terms: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    corrections: tuple[tuple[str, str], ...] = ()
    books: tuple[str, ...] = ()
    short_pages: bool = False


# APA 9.8: inverted, with initials; of 21 names or more the first 19 and the last.
_APA_LEAD = People("all", "initials", ", & ", ", & ", most=20, kept=19, ellipsis=True, comma="always")
_APA = Style(
    "apa",
    "APA",
    "apa",
    "sentence",
    _APA_LEAD,
    replace(_APA_LEAD, inverted="none", pair=" & ", comma="several"),
    (" (Ed.)", " (Eds.)"),
    {"PhD thesis": "Doctoral dissertation"},
    (
        (r"\(ed(s?)\.\)", r"(Ed\1.)"),  # the label's `text-case`
        (r" \(Publication\)|Retrieved (?=\{URL\})", ""),  # groups without their variable
        (r"\[Dataset\]", "[Data set]"),  # APA 10.9
        # A title that stands for the author, and is there once more.
        (r"^(.+?)\. (\([^()]*\))\. \1((?: \[[^\]]*\])?)", r"\1\3. \2"),
    ),
)

# IEEE: initials first, commas around a suffix, up to six names.
_IEEE_LEAD = People(
    *("none", "initials", " and ", ", and "), suffix=", ", most=6, kept=1, et_al=f"{ITALIC}et al.{ROMAN}"
)
_IEEE = Style(
    "ieee",
    "IEEE",
    "ieee",
    "sentence",
    _IEEE_LEAD,
    replace(_IEEE_LEAD, most=0),
    (", Ed.", ", Eds."),
    {"PhD thesis": "Ph.D. dissertation", "Master's thesis": "M.S. thesis", "Technical Report": "Tech. Rep."},
    (
        (r"“\{title\}\.” (?!\[)", "“{title},” "),  # in works of other types than those that the file knows
        # `…, doi: 10.…`, but `…. [Online]`.
        (r"\. doi:", ", doi:"),
        (r",(?= \[Online\]| Accessed)", "."),
        # `in Nonlinear Optics, vol. 4, P. G. Harper, Ed. San Francisco, CA: Academic, 1977`.
        (r"([Ee]ds?\.), (?=\{publisher)", r"\1 "),
        (r"(_|\{volume\}), (?=\{publisher)", r"\1. "),
        (r"(?<!\.)(?<!URL\})$", "."),
    ),
    ("book", "software"),
)

# CMOS, chapter 13: the first name inverted; of more than six the first three.
_CHICAGO_LEAD = People(*("first", "spaced", ", and ", ", and "), demoted=True, most=6, kept=3, comma="always")
_CHICAGO = Style(
    "chicago",
    "Chicago",
    "chicago-author-date",
    "headline",  # CMOS, chapter 8
    _CHICAGO_LEAD,
    replace(_CHICAGO_LEAD, inverted="none", pair=" and ", comma="several"),
    (", ed.", ", eds."),
    {"PhD thesis": "PhD diss."},
    (
        (r", released(?=\.)", ""),  # a date without its variables
        (r", ahead of print", ""),  # said of every article that has a DOI and neither volume nor pages
        # A title that stands for the author, and is there once more.
        (r"^(“\{title\}\.”|_?\{title\}_?\.)(.*?) \1", r"\1\2"),
    ),
    short_pages=True,
)

_ACM_PEOPLE = People("none", "as given", " and ", ", and ")
_ACM = Style(
    "acm",
    "ACM",
    "association-for-computing-machinery",
    "as given",
    _ACM_PEOPLE,
    _ACM_PEOPLE,
    (" (Ed.)", " (Eds.)"),
    {"PhD thesis": "Ph.D. Dissertation"},
    (
        (r"\(ed(s?)\.\)", r"(Ed\1.)"),
        (r"\{volume\},(?= \(|$)", "{volume}"),  # the comma belongs to the issue
        (r"^\{author\}\. (?!\{year\})", "{author}. [n. d.]. "),
    ),
)

# Nature: inverted, of more than five the first alone.
_NATURE_PEOPLE = People(
    *("all", "initials", " & ", " & "), most=5, kept=1, comma="never", et_al=f"{ITALIC}et al.{ROMAN}"
)
_NATURE = Style(
    "nature",
    "Nature",
    "nature",
    "as given",
    _NATURE_PEOPLE,
    _NATURE_PEOPLE,
    (" (ed.)", " (eds)"),
    {"Master's thesis": "MSc thesis"},
    (
        (r"\. in ", ". In "),
        (r"(\{DOI\}.*?) doi:\{DOI\}", r"\1"),
        # `In Proc. 36th ICML Vol. 97 (eds Chaudhuri, K. & Salakhutdinov, R.) 4095–4104 (PMLR, 2019)`.
        (r"(?<=_) (\(eds? \{editor\}\)) vol\. \{volume\}", r" Vol. {volume} \1"),
        (r"\bvol\.", "Vol."),
        (r"\*\{volume\}\*,(?= \(|$|\.)", "*{volume}*"),  # the comma belongs to the pages
        (r"_\{title\}_\. (?=\(|Vol\.)", "_{title}_ "),
    ),
    ("book",),
)

STYLES: Mapping[str, Style] = MappingProxyType(
    {style.name: style for style in (_APA, _IEEE, _CHICAGO, _ACM, _NATURE)}
)
