"""Which fields an entry of each type needs, and whether a paper can be found at all.

The tables are BibTeX's (Patashnik, BibTeXing, section 3.1) and biblatex's (manual, section 2.1.1); a field is
asked for where both want it, or where the standard BibTeX styles warn. Title, author and year have checks of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import Problem, Severity
from ..model import Paper
from .at import at_field, at_paper

# Each group is a choice: one of its fields must be there.
_JOURNAL = ("journal", "journaltitle")
_INSTITUTION = ("institution", "school", "publisher")
_REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "article": (_JOURNAL,),
    "book": (("publisher",),),
    "inbook": (("chapter", "pages", "booktitle"), ("publisher",)),
    "incollection": (("booktitle",), ("publisher",)),
    "inproceedings": (("booktitle",),),
    "conference": (("booktitle",),),
    "phdthesis": (("school", "institution"),),
    "mastersthesis": (("school", "institution"),),
    "thesis": (("school", "institution"), ("type",)),
    "techreport": (_INSTITUTION,),
    "report": (_INSTITUTION,),
    "online": (("url", "doi", "eprint"),),
    "patent": (("number",),),
}
_ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "article": ("booktitle", "inproceedings"),
    "inproceedings": ("journal", "article"),
}
_WAYS = ("doi", "url", "arxiv", "code", "project")
_IDENTIFIED = ("isbn", "pmid", "pmcid", "handle", "howpublished", "eprint", "issn")


def check_required(paper: Paper) -> Iterator[Problem]:
    """Yield fields that the type needs, a type that the fields contradict, and a paper without a link."""
    names = {one.name.lower() for one in paper.entry.fields if one.value}
    other = _ELSEWHERE.get(paper.type)
    if other and other[0] in names and not names.intersection(_REQUIRED[paper.type][0]):
        message = f"@{paper.type} with a `{other[0]}`: that is where @{other[1]} has its venue"
        yield at_field("entry-type", message, paper, other[0], f"make it @{other[1]}")
    elif not _is_preprint(paper):
        for choice in _REQUIRED.get(paper.type, ()):
            if not names.intersection(choice):
                message = f"an @{paper.type} needs {' or '.join(f'`{name}`' for name in choice)}"
                yield at_paper("missing-field", message, paper, f"add {choice[0]} = {{…}}")
    if not any(getattr(paper, way) for way in _WAYS) and not names.intersection(_IDENTIFIED):
        hint = "add a doi, an eprint or a url"
        yield at_paper("no-link", "nothing leads to the paper", paper, hint, Severity.INFO)


def _is_preprint(paper: Paper) -> bool:
    """Tell whether it is a preprint whatever its type says: the exports write it as one."""
    return bool(paper.arxiv) and not paper.venue
