"""`bibloom dedupe`: papers that stand in the review twice, merged or told to be two."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ..bibtex import encode
from ..curate.decisions import with_not_duplicate
from ..curate.dedupe import CannotMergeError, MergedPapers, NoteFile, merge_papers
from ..errors import Place, Problem, SourceError
from ..links.duplicates import Pair, PairKind, duplicates
from ..model import Paper, Review
from ..replacing import replace_files
from ..sources import Sources, read_sources
from ..text.escape import json_text, shell_word, terminal
from .output import say
from .slices import known


@click.command("dedupe")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--merge", nargs=2, metavar="A B", help="Merge B into A, whose citekey stays.")
@click.option("--not", "apart", nargs=2, metavar="A B", help="Write down that A and B are two papers.")
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.pass_obj
def dedupe_command(
    root: Path, form: str, merge: tuple[str, str] | None, apart: tuple[str, str] | None, dry_run: bool
) -> None:
    """Tell which papers stand in the review twice, and merge two of them."""
    if merge and apart:
        raise click.UsageError("--merge and --not exclude each other")
    sources = read_sources(root, os.environ)
    if merge or apart:
        one, other = _two(sources.review, merge or apart or ("", ""))
        act = _merge if merge else _tell_apart
        act(root, sources, one, other, dry_run)
        return
    say(f"comparing {len(sources.review.papers):,} papers")
    pairs = duplicates(sources.review)
    click.echo(_as_json(pairs) if form == "json" else _as_text(pairs))
    sys.exit(1 if pairs else 0)


def _two(review: Review, keys: tuple[str, str]) -> tuple[Paper, Paper]:
    for key in keys:
        known(key, review.by_key, "citekey")
    one, other = (review.by_key[key] for key in keys)
    if one is other:
        raise click.UsageError(f"“{keys[0]}” and “{keys[1]}” are one paper already")
    return one, other


def _merge(root: Path, sources: Sources, one: Paper, other: Paper, dry_run: bool) -> None:
    notes = (_note(root, sources, one), _note(root, sources, other))
    folder = sources.folder.name(sources.folder.bib / "notes")
    try:
        merged = merge_papers(sources.bib_files, one, other, notes, folder)
    except CannotMergeError as error:
        raise SourceError(
            Problem("cannot-merge", str(error), other.place, "merge the two by hand")
        ) from error
    if not dry_run:
        _write(root, sources, merged)
    for line in _told(merged, one, other, dry_run):
        click.echo(terminal(line))


def _note(root: Path, sources: Sources, paper: Paper) -> NoteFile | None:
    note = sources.review.notes.get(paper.key)
    return NoteFile(note.place.file, _text(sources, root / note.place.file)) if note else None


def _text(sources: Sources, path: Path) -> str:
    try:
        return sources.folder.files.read(path).decode("utf-8")
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8, and run this again"
        raise SourceError(Problem("not-utf-8", "not UTF-8", Place(str(path)), hint)) from error


def _write(root: Path, sources: Sources, merged: MergedPapers) -> None:
    old = {file.path: file for file in sources.bib_files}
    changed = [file for file in merged.files if old.get(file.path) != file]
    contents = {root / path: text.encode("utf-8") for path, text in merged.notes.items()}
    contents |= {root / file.path: encode(file) for file in changed}
    removed = [root / path for path in merged.removed_notes]
    replace_files(root, contents, removed, unchanged=sources.folder.files.unchanged)


def _told(merged: MergedPapers, one: Paper, other: Paper, dry_run: bool) -> Iterable[str]:
    yield f"{other.key} {'would be' if dry_run else 'is'} merged into {one.key}, and leads there from its ids"
    combined = merged.combined
    if combined.filled:
        yield f"  from {other.key}: {', '.join(dict.fromkeys(combined.filled))}"
    for choice in combined.choices:
        yield f"  {choice.field}: kept “{choice.kept}”, dropped “{choice.dropped}”"
    yield from (f"  {line}" for line in merged.told)


def _tell_apart(root: Path, sources: Sources, one: Paper, other: Paper, dry_run: bool) -> None:
    path = sources.folder.bib / "review.yml"
    text = _text(sources, path) if path.exists() else ""
    try:
        changed = with_not_duplicate(text, one.key, other.key)
    except ValueError as error:
        hint = f"add [{one.key}, {other.key}] to not_duplicates by hand"
        place = Place(sources.folder.name(path))
        raise SourceError(Problem("cannot-write-setting", str(error), place, hint)) from error
    if not dry_run and changed != text:
        replace_files(root, {path: changed.encode("utf-8")}, unchanged=sources.folder.files.unchanged)
    name = sources.folder.name(path)
    already = "stands in" if changed == text else "would go into" if dry_run else "is written to"
    click.echo(terminal(f"not_duplicates: [{one.key}, {other.key}] {already} {name}"))


def _as_text(pairs: Iterable[Pair]) -> str:
    found = list(pairs)
    lines = [line for pair in found for line in _lines(pair)]
    counts = [(kind, sum(pair.kind is kind for pair in found)) for kind in PairKind]
    summary = ", ".join(f"{count:,} {kind}" for kind, count in counts if count)
    return "\n".join([*lines, summary or "no duplicates"])


def _lines(pair: Pair) -> Iterable[str]:
    yield terminal(f"{pair.first.place}: {pair.kind}: {pair.sentence}")
    for paper in (pair.first, pair.second):
        yield terminal(f"    {paper.key}: {paper.title} ({_about(paper)})")
    keys = f"{shell_word(pair.second.key)} {shell_word(pair.first.key)}"
    yield terminal(f"    bibloom dedupe --merge {keys}, or --not {keys}")


def _about(paper: Paper) -> str:
    identifier = f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    parts = (paper.label, paper.venue, identifier, paper.doi)
    return ", ".join(part for part in parts if part)


def _as_json(pairs: Iterable[Pair]) -> str:
    found = [
        {
            "kind": str(pair.kind),
            "first": _paper_as_json(pair.first),
            "second": _paper_as_json(pair.second),
            "reasons": list(pair.reasons),
            "against": list(pair.against),
        }
        for pair in pairs
    ]
    return json_text(found, indent=2)


def _paper_as_json(paper: Paper) -> dict[str, object]:
    place = {"file": paper.place.file, "line": paper.place.line}
    return {"citekey": paper.key, "title": paper.title, "year": paper.year, "venue": paper.venue, **place}
