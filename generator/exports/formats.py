"""Every format that papers are exported in: one text per paper, and how texts become a file.

Whatever a file holds, it is `head`, the papers' texts with `between` between them, and `tail`. `bibloom
export`, the files of the site and a reader's browser all put it together so, and agree byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..model import Note, Paper, Review
from .biblatex import biblatex_entries
from .bibtex import bibtex_entries
from .csl import csl_text
from .jabref import grouped_entries, jabref_file
from .old_keys import with_ids
from .ris import ris_record
from .table import HEAD, WIDE_HEAD, row
from .topics import topics

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what readers call it, how its files end, its media type.

    `texts` makes each paper's text, by citekey, in the order given; its last argument tells whether to
    include what stays at home otherwise: the review's own fields, abstracts and notes. `wide_head` replaces
    `head` then.
    """

    name: str
    title: str
    ending: str
    media_type: str
    texts: Callable[[Review, Sequence[Paper], bool], Texts]
    head: str = ""
    between: str = ""
    tail: str = ""
    wide_head: str = ""

    def file(self, texts: Iterable[str], *, all_fields: bool = False) -> str:
        """Return the file that holds these texts."""
        head = self.wide_head if all_fields and self.wide_head else self.head
        return f"{head}{self.between.join(texts)}{self.tail}"


def _bibtex(review: Review, papers: Sequence[Paper], all_fields: bool) -> Texts:
    return bibtex_entries(papers, review.notes if all_fields else None)


def _biblatex(review: Review, papers: Sequence[Paper], all_fields: bool) -> Texts:
    texts = biblatex_entries(papers, review.notes if all_fields else None)
    return texts if all_fields else with_ids(texts, review)


def _ris(review: Review, papers: Sequence[Paper], all_fields: bool) -> Texts:
    names = topics(review)
    return {
        paper.key: ris_record(paper, names(paper), review.note(paper.key) if all_fields else None)
        for paper in papers
    }


def _each(write: Callable[[Paper, Note | None], str]) -> Callable[[Review, Sequence[Paper], bool], Texts]:
    def texts(review: Review, papers: Sequence[Paper], all_fields: bool) -> Texts:
        return {paper.key: write(paper, review.note(paper.key) if all_fields else None) for paper in papers}

    return texts


_BIBTEX_TYPE = "application/x-bibtex"
_ALL = (
    Format("bibtex", "BibTeX", "bib", _BIBTEX_TYPE, _bibtex, between="\n"),
    Format("biblatex", "biblatex", "biblatex.bib", _BIBTEX_TYPE, _biblatex, between="\n"),
    Format("ris", "RIS", "ris", "application/x-research-info-systems", _ris),
    Format(
        *("csl-json", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
        _each(csl_text),
        head="[\n",
        between=",\n",
        tail="\n]\n",
    ),
    Format("csv", "CSV", "csv", "text/csv", _each(row), head=HEAD, wide_head=WIDE_HEAD),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _ALL})

# A tree of groups belongs to a file, so JabRef's has no texts that others could put together.
JABREF = "jabref"
NAMES = (*FORMATS, JABREF)


def export(review: Review, papers: Iterable[Paper], name: str, *, all_fields: bool = False) -> str:
    """Return the papers in the format of this name, one of `NAMES`, in order, each citekey once."""
    unique = tuple({paper.key: paper for paper in papers}.values())
    if name == JABREF:
        return jabref_file(review, unique, grouped_entries(unique, review.notes if all_fields else None))
    form = FORMATS[name]
    return form.file(form.texts(review, unique, all_fields).values(), all_fields=all_fields)


def all_texts(review: Review, papers: Sequence[Paper] | None = None) -> Mapping[str, Texts]:
    """Return the text of every paper, or of some, by format and citekey."""
    of = review.papers if papers is None else papers
    return {form.name: form.texts(review, of, False) for form in FORMATS.values()}
