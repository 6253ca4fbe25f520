"""What a paper is, whatever its entry's type says: a preprint, or a work that was published somewhere.

An entry can be half a preprint and half a paper: `@misc` with the proceedings' title, `@article` whose
journal is arXiv, a DOI of arXiv's beside a journal. The exports cite the published version where the entry
knows its venue, and keep the arXiv identifier; without a venue they cite the preprint.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..bibtex.identifiers import arxiv_in_doi, arxiv_in_journal
from ..model import Paper
from ..text.latex import to_unicode, verbatim

PREPRINT = "preprint"

# BibTeX's types and old ones under the names that biblatex gives them (biblatex manual, sections 2.1.1 and
# 2.1.2).
ALIASES: Mapping[str, str] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
}
# What a preprint may call itself, and what may turn out to be part of a journal or of proceedings.
_LOOSE = frozenset(("misc", "online", "unpublished"))
_IN_SOMETHING = frozenset(("article", "inproceedings"))
_VENUES = {"journal": "article", "journaltitle": "article", "booktitle": "inproceedings"}
# Where the venue is no part of the record of a preprint: DBLP's `journal = {CoRR}, volume =
# {abs/2310.02712}`.
_ABOUT_ARXIV_FIELDS = """
    journal journaltitle booktitle publisher howpublished series note institution school organization
"""
_ABOUT_ARXIV = frozenset(_ABOUT_ARXIV_FIELDS.split())
_NUMBERS = frozenset(("volume", "number"))


def work_type(paper: Paper) -> str:
    """Return biblatex's type for what the paper is, or `preprint`; types nobody knows stay as they are."""
    written = paper.type.lower()
    kind = ALIASES.get(written, written)
    loose = kind in _LOOSE or kind in _IN_SOMETHING or kind not in KNOWN
    if paper.arxiv and not paper.venue and loose:
        return PREPRINT
    if paper.venue and (kind in _LOOSE or kind in _IN_SOMETHING):
        return _by_venue(paper) or kind
    return kind


def _by_venue(paper: Paper) -> str:
    for name, kind in _VENUES.items():
        written = paper.entry.get(name)
        if written and to_unicode(written) == paper.venue:
            return kind
    return ""


def cited_doi(paper: Paper) -> str:
    """Return the paper's DOI, but not arXiv's for a paper that was published elsewhere."""
    return "" if arxiv_in_doi(paper.doi) and work_type(paper) != PREPRINT else paper.doi


def only_says_arxiv(paper: Paper, name: str, value: str) -> bool:
    """Tell whether a field only says that there is a preprint, which the paper's `arxiv` says already."""
    if not paper.arxiv:
        return False
    if name in _ABOUT_ARXIV:
        return arxiv_in_journal(to_unicode(value))[0]
    return name in _NUMBERS and verbatim(value).removeprefix("abs/").removeprefix("arXiv:") == paper.arxiv


_BIBLATEX_TYPES = """
    article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection
    suppcollection dataset manual misc online patent periodical suppperiodical proceedings mvproceedings
    inproceedings reference mvreference inreference report set software thesis unpublished artwork audio
    bibnote commentary image jurisdiction legislation legal letter movie music performance review standard
    video
"""
KNOWN = frozenset(_BIBLATEX_TYPES.split())
