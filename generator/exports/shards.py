r"""Entries of single papers for scripts, in every format: `exports/index.json` and `exports/<shard>.json`.

`exports/index.json` says where a paper is and how a file is put together:

    {"version": 1,
     "formats": [{"name": "bibtex", "title": "BibTeX", "ending": "bib", "type": "application/x-bibtex",
                  "head": "", "between": "\n", "tail": ""}, …],
     "shards": {citekey: number of its shard, …},
     "old": {old citekey: citekey, …}}

`exports/<number>.json` has the papers of one shard, each with its text in every format of the index:

    {citekey: {"bibtex": "…", "biblatex": "…", "ris": "…", "csl-json": "…", "csv": "…"}, …}

A file of several papers is the format's `head`, the papers' texts joined by `between`, and `tail`. It is
then, byte for byte, what `bibloom export --format NAME CITEKEY…` writes. `ending` is what such a file's name
ends in, `type` its media type; texts are to be written as UTF-8. A citekey may be any string, `__proto__`
too: look keys up as own properties, or in a Map.

A paper's shard is found from its citekey alone (CRC-32, https://www.rfc-editor.org/rfc/rfc1952#section-8,
modulo the number of shards, a power of two), so that a new paper changes one shard and the index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import crc32

from ..model import Review
from ..text.escape import json_text
from .formats import FORMATS, Texts

# Papers in a shard on average, at most: about 4 kB each, and the half of them that a power of two may leave.
AVERAGE = 32
VERSION = 1


def shards(review: Review, texts: Mapping[str, Texts]) -> Iterator[tuple[str, str]]:
    """Yield path and content of each file; `texts` has each paper's text by format and citekey."""
    count = _count(len(review.papers))
    numbers = {paper.key: crc32(paper.key.encode("utf-8", "replace")) % count for paper in review.papers}
    contents: dict[int, dict[str, dict[str, str]]] = {number: {} for number in range(count)}
    for key, number in numbers.items():
        contents[number][key] = {name: texts[name][key] for name in FORMATS}
    yield "exports/index.json", f"{json_text(_index(review, numbers))}\n"
    for number, entries in contents.items():
        if entries:
            yield f"exports/{number}.json", f"{json_text(entries)}\n"


def _count(papers: int) -> int:
    count = 1
    while papers > AVERAGE * count:
        count *= 2
    return count


def _index(review: Review, numbers: Mapping[str, int]) -> dict[str, object]:
    old = {key: paper.key for key, paper in review.by_key.items() if key != paper.key}
    formats = [
        {
            "name": form.name,
            "title": form.title,
            "ending": form.ending,
            "type": form.media_type,
            "head": form.head,
            "between": form.between,
            "tail": form.tail,
        }
        for form in FORMATS.values()
    ]
    return {"version": VERSION, "formats": formats, "shards": numbers, "old": old}
