"""Every format that papers are exported in: one text per paper, and how texts become a file.

Whatever a file holds, it is `head`, the papers' texts with `between` between them, and `tail`. `bibloom
export`, the files of the site and a reader's browser all put it together so, and agree byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..model import Paper
from .bibtex import bibtex_entries
from .csl import csl_text
from .ris import ris_record
from .table import HEAD, row

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what readers call it, how its files end, its media type.

    `texts` makes each paper's text, by citekey, in the order given.
    """

    name: str
    title: str
    ending: str
    media_type: str
    texts: Callable[[Sequence[Paper]], Texts]
    head: str = ""
    between: str = ""
    tail: str = ""

    def file(self, texts: Iterable[str]) -> str:
        """Return the file that holds these texts."""
        return f"{self.head}{self.between.join(texts)}{self.tail}"


def _each(write: Callable[[Paper], str]) -> Callable[[Sequence[Paper]], Texts]:
    return lambda papers: {paper.key: write(paper) for paper in papers}


_ALL = (
    Format("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex_entries, between="\n"),
    Format("biblatex", "biblatex", "biblatex.bib", "application/x-bibtex", bibtex_entries, between="\n"),
    Format("ris", "RIS", "ris", "application/x-research-info-systems", _each(ris_record)),
    Format(
        *("csl-json", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
        _each(csl_text),
        head="[\n",
        between=",\n",
        tail="\n]\n",
    ),
    Format("csv", "CSV", "csv", "text/csv", _each(row), head=HEAD),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _ALL})


def export(papers: Iterable[Paper], name: str) -> str:
    """Return the papers in the format of this name, in the order given, each citekey once."""
    form = FORMATS[name]
    return form.file(form.texts(tuple(papers)).values())
