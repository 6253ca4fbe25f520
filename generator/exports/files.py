"""The export files of a site: everything at once, in parts where it is large, and each list of papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Config, Paper, Review
from ..results import Results
from ..together import in_batches
from .formats import FORMATS, JABREF, Texts, all_texts
from .jabref import grouped_entries, jabref_file
from .made_of import divided, texts_made_of

# GitHub warns of files beyond 50 MB:
# https://docs.github.com/en/repositories/working-with-files/managing-large-files
LIMIT = 50_000_000

# A paper's texts in the order of `FORMATS`, then its entry for JabRef.
PaperTexts = tuple[str, ...]

JABREF_ENDING = "jabref.bib"
ENDINGS: Mapping[str, str] = {**{name: form.ending for name, form in FORMATS.items()}, JABREF: JABREF_ENDING}
TITLES: Mapping[str, str] = {**{name: form.title for name, form in FORMATS.items()}, JABREF: "JabRef"}

# A file for each format pays for its weight where lists are few. Of authors, venues and tags there may be as
# many as papers: they have BibTeX, and a script makes the other formats from the shards.
_FEW = tuple(FORMATS)
LISTED_IN: Mapping[str, Sequence[str]] = {
    "categories": (*_FEW, JABREF),
    "years": _FEW,
    "authors": ("bibtex",),
    "venues": ("bibtex",),
    "tags": ("bibtex",),
}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file below `docs/`: its path, what readers call it, how many papers are in it, its bytes."""

    path: str
    title: str
    papers: int
    content: bytes


def bulk_files(
    review: Review, texts: Mapping[str, Texts], grouped: Texts, limit: int = LIMIT
) -> Iterator[ExportFile]:
    """Yield the files of all papers, newest first; `bib/all-2.bib` holds what the first has no room for.

    `texts` has the papers' texts by format, `grouped` their entries for JabRef; `limit` is in bytes.
    """
    for name, form in FORMATS.items():
        for number, part in enumerate(_parts(review.papers, texts[name], limit - _frame(form.file([]))), 1):
            content = form.file(texts[name][paper.key] for paper in part)
            yield _file(name, number, part, content)
    room = limit - _frame(jabref_file(review, review.papers, dict.fromkeys(grouped, "")))
    for number, part in enumerate(_parts(review.papers, grouped, room), 1):
        yield _file(JABREF, number, part, jabref_file(review, part, grouped))


def list_formats(folder: str, config: Config) -> tuple[str, ...]:
    """Return the formats in which each list of a folder, `years` say, has a file."""
    return tuple(name for name in LISTED_IN[folder] if name in config.list_formats)


def list_files(
    review: Review, path: str, papers: Sequence[Paper], texts: Mapping[str, Texts], grouped: Texts
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files of one list of papers; `path` is `years/2024`, say."""
    for name in list_formats(path.partition("/")[0], review.config):
        if name == JABREF:
            content = jabref_file(review, papers, grouped)
        else:
            content = FORMATS[name].file(texts[name][paper.key] for paper in papers)
        yield f"bib/{path}.{ENDINGS[name]}", content.encode()


def every_text(
    review: Review, results: Results[PaperTexts] | None = None
) -> tuple[Mapping[str, Texts], Texts]:
    """Return `all_texts` and each paper's entry for JabRef; of many papers, several processes make it.

    `results` has what is remembered of both, and is given what is not.
    """
    known: Results[PaperTexts] = results or Results()
    alone, meeting = divided(review.papers)
    made_of = texts_made_of(review, alone)
    found = {key: texts for key, made in made_of.items() if (texts := known.find(made))}

    def written(papers: Sequence[Paper]) -> list[tuple[str, PaperTexts]]:
        # Together, because they have the capitals of titles in common.
        texts, grouped = all_texts(review, papers), grouped_entries(papers)
        return [(p.key, (*(texts[name][p.key] for name in FORMATS), grouped[p.key])) for p in papers]

    for batch in in_batches(written, [paper for paper in alone if paper.key not in found]):
        for key, texts in batch:
            found[key] = texts
            known.add(made_of[key], texts)
    found |= written(meeting)
    columns = {
        name: {paper.key: found[paper.key][place] for paper in review.papers}
        for place, name in enumerate((*FORMATS, JABREF))
    }
    return columns, columns.pop(JABREF)


def _file(name: str, number: int, papers: Sequence[Paper], content: str) -> ExportFile:
    part = "" if number == 1 else f"-{number}"
    title = f"{TITLES[name]}{f', part {number}' if part else ''}"
    return ExportFile(f"bib/all{part}.{ENDINGS[name]}", title, len(papers), content.encode())


def _frame(empty: str) -> int:
    return len(empty.encode())


def _parts(papers: Sequence[Paper], texts: Texts, limit: int) -> Iterator[list[Paper]]:
    """Yield the papers in parts whose texts stay within the limit; one that is larger stands alone."""
    part: list[Paper] = []
    size = 0
    for paper in papers:
        # Formats part their texts with one or two characters.
        more = len(texts[paper.key].encode()) + 2
        if part and size + more > limit:
            yield part
            part, size = [], 0
        part.append(paper)
        size += more
    if part or not papers:
        yield part
