"""What can be mended for certain: by problem code, the fields of an entry as they should be.

A check reports what such a fix would change, and `bibloom check --fix` changes it: the two cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..bibtex.identifiers import arxiv_id
from ..bibtex.identifiers import doi as plain_doi
from ..digest import digest
from ..model import Category, Paper, Review
from ..text.fold import title_key
from ..text.latex import to_unicode, verbatim
from . import mends

# Fields that hold prose, names or places: everything that is neither an address nor an identifier.
_NO_TEXT = frozenset((
    "url", "doi", "eprint", "code", "project", "file", "pdf", "ids", "crossref", "xdata", "timestamp",
    "urldate", "bibloom-ignore", "groups", "archiveprefix", "eprinttype", "primaryclass", "isbn", "issn",
    "pages", "year",
))  # fmt: skip
# HTML that the source gave with the words: an abstract shows it, too.
_WITH_HTML = ("title", "subtitle", "booktitle", "journal", "journaltitle", "publisher", "series", "abstract")
_NAMES = ("author", "editor")
_LINKS = ("url", "code", "project")

Values = Mapping[str, str]
Changes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a fix knows of the review: papers by citekey, its categories, and how tags are spelled.

    `above` has the slugs of all categories above one, `moved` today's slug for an old one, `spelling` the
    usual spelling for a tag that has another.
    """

    papers: Mapping[str, Paper] = field(default_factory=dict)
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)

    def without_papers(self) -> Context:
        """Return what is known of the review besides its papers."""
        return replace(self, papers={})

    def digest(self) -> bytes:
        """Return a digest of what is known besides the papers."""
        above = {slug: sorted(slugs) for slug, slugs in self.above.items()}
        return digest((above, dict(self.moved), dict(self.spelling)))


Fix = Callable[[Values, Paper, Context], Changes]


def context(review: Review) -> Context:
    """Return what fixes ask about this review; linear in it."""
    curated = [category for category in review.categories if category.curated]
    known = {category.slug for category in curated}
    moved = {old: one.slug for one in reversed(curated) for old in one.moved_from if old not in known}
    papers = {paper.key: paper for paper in review.papers}
    tags = frozenset(tag for facet in review.config.facets for tag in facet.tags)
    return Context(papers, _above(curated), moved, _spellings(review.papers, tags))


def values_of(paper: Paper) -> dict[str, str]:
    """Return the resolved values of the paper's entry by lower-case name, inherited ones included."""
    return {one.name.lower(): one.value for one in reversed(paper.entry.fields)}


def _above(categories: Sequence[Category]) -> Mapping[str, frozenset[str]]:
    parent = {category.slug: category.parent for category in categories}
    above: dict[str, frozenset[str]] = {}
    for slug in parent:
        seen: dict[str, None] = {}
        current = parent[slug]
        while current in parent and current not in seen:
            seen[current] = None
            current = parent[current]
        above[slug] = frozenset(seen)
    return above


def _spellings(papers: Iterable[Paper], tags: frozenset[str]) -> Mapping[str, str]:
    """Return the usual spelling of each tag that has another: the settings', or the commonest."""
    counts = Counter(keyword for paper in papers for keyword in paper.keywords)
    usual: dict[str, str] = {}
    for keyword in sorted(counts, key=lambda word: (word not in tags, -counts[word], word)):
        usual.setdefault(tag_key(keyword), keyword)
    return {
        keyword: first
        for keyword in counts
        if (first := usual[tag_key(keyword)]) != keyword and keyword not in tags
    }


def tag_key(tag: str) -> str:
    """Return what spellings of one tag share: `Fine-Tuning` and `fine tuning` do, `C` and `C++` do not."""
    return tag.casefold().replace("-", "").replace("_", "").replace(" ", "") or tag


def _each(names: Sequence[str], mend: mends.Mend) -> Fix:
    """Return the fix that mends each of these fields by itself."""

    def fix(values: Values, paper: Paper, context: Context) -> Changes:
        return {
            name: mended
            for name in names
            if (value := values.get(name)) and (mended := mend(value)) != value and mended
        }

    return fix


def _all_texts(mend: mends.Mend) -> Fix:
    def fix(values: Values, paper: Paper, context: Context) -> Changes:
        return {
            name: mended
            for name, value in values.items()
            # What the mend takes away is beyond ASCII, or is no printable ASCII.
            if not (value.isascii() and value.isprintable())
            and name not in _NO_TEXT
            and (mended := mend(value)) != value
        }

    return fix


def _doi_form(values: Values, paper: Paper, context: Context) -> Changes:
    value = values.get("doi", "")
    mended = mends.bare_doi(value) if value else ""
    return {"doi": mended} if mended != value and plain_doi(verbatim(mended)) else {}


def _arxiv_form(values: Values, paper: Paper, context: Context) -> Changes:
    value = values.get("eprint", "")
    mended = mends.bare_arxiv(value) if value and _archive(values) in ("", "arxiv") else value
    return {"eprint": mended} if mended != value else {}


def _archive(values: Values) -> str:
    return (values.get("archiveprefix") or values.get("eprinttype") or "").lower()


def _eprint_archive(values: Values, paper: Paper, context: Context) -> Changes:
    if _archive(values) or "eprint" not in values or not arxiv_id(values["eprint"]):
        return {}
    return {"archiveprefix": "arXiv"}


def _eprint_missing(values: Values, paper: Paper, context: Context) -> Changes:
    if "eprint" in values or not paper.arxiv or _archive(values) not in ("", "arxiv"):
        return {}
    return {"eprint": paper.arxiv, **({} if _archive(values) else {"archiveprefix": "arXiv"})}


def _doi_missing(values: Values, paper: Paper, context: Context) -> Changes:
    url = values.get("url", "")
    if "doi" in values or "doi.org/10." not in url:
        return {}
    found = plain_doi(verbatim(url)).split("?")[0].split("#")[0]
    # arXiv's own DOI says no more than the eprint does.
    return {"doi": found} if found and "10.48550/" not in found and "%" not in found else {}


def _old_groups(values: Values, paper: Paper, context: Context) -> Changes:
    groups = _listed(values, "groups")
    if not any(group in context.moved for group in groups):
        return {}
    return {"groups": ", ".join(dict.fromkeys(context.moved.get(group, group) for group in groups))}


def _groups_above(values: Values, paper: Paper, context: Context) -> Changes:
    groups = _listed(values, "groups")
    if len(groups) < 2:
        return {}
    above = frozenset[str]().union(*(context.above.get(group, frozenset()) for group in groups))
    # The first is the primary category, which is somebody's decision.
    kept = [group for index, group in enumerate(groups) if not index or group not in above]
    return {"groups": ", ".join(kept)} if len(kept) < len(groups) else {}


def _tag_spelling(values: Values, paper: Paper, context: Context) -> Changes:
    if not context.spelling or not any(keyword in context.spelling for keyword in paper.keywords):
        return {}
    separator = ";" if ";" in values.get("keywords", "") else ","
    tags = _listed(values, "keywords", separator)
    spelled = [context.spelling.get(tag, tag) for tag in tags]
    return {"keywords": f"{separator} ".join(dict.fromkeys(spelled))} if spelled != tags else {}


def _own_key(values: Values, paper: Paper, context: Context) -> Changes:
    keys = _listed(values, "ids")
    if paper.key not in keys:
        return {}
    return {"ids": ", ".join(key for key in keys if key != paper.key)}


def _listed(values: Values, name: str, separator: str = ",") -> list[str]:
    value = values.get(name, "")
    return [part for text in value.split(separator) if (part := text.strip())] if value else []


def _title_dot(values: Values, paper: Paper, context: Context) -> Changes:
    value = values.get("title", "")
    return {"title": mended} if value and (mended := mends.without_final_dot(value)) != value else {}


def _title_label(values: Values, paper: Paper, context: Context) -> Changes:
    value = values.get("title", "")
    mended = mends.without_label(value) if value[:1] in "[(" else value
    return {"title": mended} if mended != value and title_key(to_unicode(mended)) else {}


# In the order in which they are made: what an entity or a damaged letter hides is seen afterwards.
# An empty value stands for a field that goes.
FIXES: Mapping[str, Fix] = {
    "encoding-damage": _all_texts(mends.with_right_encoding),
    "invisible-character": _all_texts(mends.without_invisible),
    "html-markup": _each(_WITH_HTML, mends.without_html),
    "title-label": _title_label,
    "title-dot": _title_dot,
    "semicolon-names": _each(_NAMES, mends.without_semicolons),
    "et-al": _each(_NAMES, mends.with_others),
    "namesake-number": _each(_NAMES, mends.without_namesake_number),
    "pages-form": _each(("pages",), mends.page_range),
    "old-address": _each(_LINKS, mends.present_host),
    "http-address": _each(_LINKS, mends.secure),
    "pdf-address": _each(("url",), mends.landing_page),
    "tracker-in-address": _each(_LINKS, mends.without_trackers),
    "doi-form": _doi_form,
    "arxiv-form": _arxiv_form,
    "eprint-without-archive": _eprint_archive,
    "arxiv-without-eprint": _eprint_missing,
    "doi-without-field": _doi_missing,
    "old-group": _old_groups,
    "duplicate-group": _each(("groups",), mends.without_repeats),
    "group-above": _groups_above,
    "duplicate-tag": _each(("keywords",), mends.without_repeats),
    "tag-spelling": _tag_spelling,
    "old-citekey-in-use": _own_key,
}
