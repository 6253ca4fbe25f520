"""The commands that write `bib/` from what lies there: import, format, and enrich from a file of facts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from ..bibtex import encode, format_file, read_bibs
from ..curate import Enrichment, Imported, enrich, import_papers
from ..errors import Problem, has_errors
from ..model import BibFile, Fact, ListedPaper
from ..readers.facts import read_facts
from ..readers.listing import read_listing
from ..replacing import replace_files
from ..sources import Folder, read_bib_files
from .importing import category_contents, collected, gather, read_text, show_collection, target
from .output import show_problems

_FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILES)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the .bib files (default: the review's bib/).",
)
@click.option(
    "--facts", "facts_file", type=_FILES, help="Facts (JSON Lines) to merge before citekeys are made."
)
@click.option(
    "--listed-on", type=_DAY, help="The day the listing was saved: gives dates without a year theirs."
)
@click.option("--added", type=_DAY, help="The day the papers join the review (default: today).")
@click.option("--with-abstracts", is_flag=True, help="Write the abstracts, which are their authors' text.")
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.pass_obj
def import_command(
    root: Path,
    files: tuple[Path, ...],
    into: Path | None,
    facts_file: Path | None,
    listed_on: datetime | None,
    added: datetime | None,
    with_abstracts: bool,
    dry_run: bool,
) -> None:
    """Import papers: saved listings, RIS, CSL-JSON, MEDLINE, BibTeX with a review in LaTeX, awesome lists."""
    sources = gather(files)
    records, problems = _read_listings(sources.listings, listed_on.date() if listed_on else None)
    facts, facts_problems = _read_facts(facts_file)
    bib = into.resolve() if into else target(root, files)
    folder = Folder(bib)
    bib_files, bib_problems = read_bib_files(folder)
    problems += [*sources.problems, *facts_problems, *bib_problems]
    day = added.date() if added else datetime.now(UTC).date()
    imported = import_papers(bib_files, records, facts, added=day, folder="", abstracts=with_abstracts)
    collection = collected(folder, imported.files, sources, added=day, abstracts=with_abstracts)
    problems += collection.problems
    if not dry_run:
        new = category_contents(bib, collection)
        changed = _changed(bib_files, collection.files)
        replace_files(
            root if bib.is_relative_to(root) else bib,
            new | {bib / path: encode(file) for path, file in changed.items()},
            unchanged=folder.files.unchanged,
        )
    show_problems([*problems, *imported.problems])
    if sources.listings:
        _report_import(len(records), imported)
    if sources.gathered:
        show_collection(collection)
    sys.exit(1 if has_errors(problems) else 0)


def enrich_from_facts(root: Path, facts_file: Path, dry_run: bool) -> None:
    """Fill what entries lack from a file of facts, report, and exit."""
    folder = Folder(root)
    facts, problems = _read_facts(facts_file)
    bib_files, found = read_bib_files(folder)
    problems = [*problems, *found]
    enrichment = enrich(bib_files, facts)
    if not dry_run:
        write_bib_files(folder, bib_files, enrichment.files)
    _report_enrichment(enrichment, problems)
    sys.exit(1 if has_errors(problems) else 0)


@click.command("format")
@click.argument("files", nargs=-1, type=_FILES)
@click.option(
    "--check", "check_only", is_flag=True, help="Only tell which files would change; exit with 1 if any."
)
@click.pass_obj
def format_command(root: Path, files: tuple[Path, ...], check_only: bool) -> None:
    """Bring .bib files into canonical form (default: all of the review); comments and unknown fields stay."""
    folder = Folder(root)
    named = [(str(path), folder.files.read(path)) for path in (file.resolve() for file in files)]
    bib_files, problems = read_bibs(named) if files else read_bib_files(folder)
    formatted = tuple(format_file(file) for file in bib_files)
    changed = _changed(bib_files, formatted)
    show_problems(problems)
    if not check_only:
        write_bib_files(folder, bib_files, formatted)
    for name in changed:
        click.echo(f"{'would change' if check_only else 'formatted'} {name}")
    sys.exit(1 if has_errors(problems) or (check_only and changed) else 0)


def _read_listings(files: Sequence[Path], day: date | None) -> tuple[list[ListedPaper], list[Problem]]:
    records: list[ListedPaper] = []
    problems: list[Problem] = []
    for path in files:
        text, found = read_text(path)
        listed, more = read_listing(text, str(path), day)
        records += listed
        problems += [*found, *more]
    return records, problems


def _read_facts(path: Path | None) -> tuple[tuple[Fact, ...], list[Problem]]:
    if path is None:
        return (), []
    text, problems = read_text(path)
    facts, found = read_facts(text, str(path))
    return facts, [*problems, *found]


def _changed(before: Sequence[BibFile], after: Sequence[BibFile]) -> dict[str, BibFile]:
    old = {file.path: file for file in before}
    return {file.path: file for file in after if old.get(file.path) != file}


def write_bib_files(folder: Folder, before: Sequence[BibFile], after: Sequence[BibFile]) -> None:
    """Write those files of the folder that are others now, as one change."""
    contents = {folder.root / path: encode(file) for path, file in _changed(before, after).items()}
    replace_files(folder.root, contents, unchanged=folder.files.unchanged)


def _report_import(read: int, imported: Imported) -> None:
    for merge in imported.merges:
        click.echo(str(merge.problem))
    present = len(imported.present)
    papers = len(imported.added) + present
    there = f", {present:,} of them already there" if present else ""
    click.echo(f"{read:,} read, {papers:,} papers, {len(imported.merges):,} merged{there}")


def _report_enrichment(enrichment: Enrichment, problems: Iterable[Problem]) -> None:
    conflicts = [conflict.problem for conflict in enrichment.conflicts]
    show_problems([*problems, *enrichment.problems, *conflicts])
    for filled in enrichment.filled:
        click.echo(f"{filled.place}: {filled.key}: {filled.field} = {filled.value} (from {filled.source})")
    click.echo(
        f"{len(enrichment.filled):,} fields filled, {len(conflicts):,} conflicts, "
        f"{len(enrichment.unmatched):,} facts without an entry"
    )
