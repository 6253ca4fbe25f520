"""What scripts know about papers: short records in files of a few each, and the citekeys that lead to them.

A script that needs three papers of ten thousand loads the citekeys and at most three of these files; the
theme's `papers.js` does it for all scripts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..model import Paper, Review
from ..text.escape import clean, json_text, url
from .markup import Page, author_names, title_of

FOLDER = "explore"
# A page of results may be spread over as many files as it has papers, so each is small: 7 kB on the wire.
PER_FILE = 32


def record_files(review: Review) -> Iterator[Page]:
    """Yield `explore/keys.json` and the records, `explore/records/<number>.json`, newest paper first.

    All carry the same `version`, which tells a script whether the files fit each other.
    """
    papers = review.papers
    version = review_version(papers)
    yield json_page(f"{FOLDER}/keys.json", {"version": version, "size": PER_FILE, **_keys(review)})
    for number, first in enumerate(range(0, len(papers), PER_FILE)):
        records = [_record(paper, review) for paper in papers[first : first + PER_FILE]]
        yield json_page(f"{FOLDER}/records/{number}.json", {"version": version, "papers": records})


def review_version(papers: Sequence[Paper]) -> str:
    """Return a digest of which papers there are, in which order: what numbers of papers depend on."""
    keys = "\n".join(paper.key for paper in papers)
    return hashlib.sha256(keys.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def json_page(path: str, document: object) -> Page:
    """Return a file of compact JSON."""
    return Page(path, f"{json_text(document)}\n")


def _keys(review: Review) -> dict[str, Any]:
    """Return all citekeys in order, and the number of the paper that an old citekey now means."""
    numbers = {paper.key: number for number, paper in enumerate(review.papers)}
    old = {key: numbers[paper.key] for key, paper in review.by_key.items() if key != paper.key}
    return {
        "keys": [clean(paper.key) for paper in review.papers],
        "old": {clean(key): number for key, number in sorted(old.items())},
    }


def _record(paper: Paper, review: Review) -> dict[str, Any]:
    note = review.note(paper.key)
    known = {
        "authors": clean(author_names(paper)),
        "venue": clean(paper.venue) or ("arXiv" if paper.arxiv else ""),
        "year": paper.year,
        "tldr": clean(note.tldr),
        "categories": _texts(paper.groups),
        "tags": _texts(paper.keywords),
        "results": _texts(note.results),
        "builds_on": [clean(review.by_key[key].key) for key in note.builds_on if key in review.by_key],
        "code": url(paper.code),
        "added": paper.added.isoformat() if paper.added else "",
    }
    always = {"key": clean(paper.key), "slug": paper.slug, "title": clean(title_of(paper))}
    return always | {name: value for name, value in known.items() if value}


def _texts(texts: Iterable[str]) -> list[str]:
    return [text for text in map(clean, texts) if text]
