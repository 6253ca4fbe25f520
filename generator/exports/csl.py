"""Papers as CSL-JSON, which citation processors (Zotero, Pandoc, citeproc) read.

Variables and item types: CSL 1.0.2, appendices III and IV, https://docs.citationstyles.org/en/stable/specification.html
Their JSON types: https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ..model import Name, Paper
from ..text.escape import clean, url
from .kinds import citekey, clean_names, date_parts, kind, page_range

Value = str | list[dict[str, str]] | dict[str, list[list[int]]]


def csl_json(papers: Iterable[Paper]) -> str:
    """Return the papers as one JSON array of CSL references, in the order given, one to a line."""
    return "[\n" + ",\n".join(map(csl_text, papers)) + "\n]\n"


def csl_text(paper: Paper) -> str:
    """Return the paper's CSL reference as JSON, on one line."""
    return json.dumps(csl(paper), ensure_ascii=False, separators=(",", ":"))


def csl(paper: Paper) -> Mapping[str, Value]:
    """Return the paper as a CSL reference: its citekey as `id`, and only what is known."""
    reference: dict[str, Value] = {"title": clean(paper.title)}
    # What Pandoc makes of `and others`; CSL has no variable for an incomplete list.
    more = [{"literal": "others"}] if paper.more_authors else []
    reference["author"] = [_name(name) for name in clean_names(paper.authors)] + more
    reference["editor"] = [_name(name) for name in clean_names(paper.editors)]
    date = date_parts(paper)
    if date:
        reference["issued"] = {"date-parts": [list(date)]}
    reference |= _where(paper)
    reference |= {"DOI": clean(paper.doi), "URL": url(paper.url)}
    known = {variable: value for variable, value in reference.items() if value}
    return {"id": citekey(paper), "type": kind(paper).csl, **known}


def _where(paper: Paper) -> Mapping[str, str]:
    which = kind(paper)
    inside = which.venue in ("journal", "booktitle")
    venue, arxiv = clean(paper.venue), clean(paper.arxiv)
    first, last = page_range(paper.pages)
    where = {
        "container-title": venue if inside else "",
        "publisher": clean(paper.publisher) or ("" if inside else venue),
        "volume": clean(paper.volume),
        "issue" if which.venue == "journal" else "number": clean(paper.number),
        "page": f"{first}-{last}" if last else first,
    }
    if arxiv and which.csl == "article":
        return where | {"publisher": where["publisher"] or "arXiv", "number": f"arXiv:{arxiv}"}
    return where | ({"archive": "arXiv", "archive_location": arxiv} if arxiv else {})


def _name(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": name.full}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
