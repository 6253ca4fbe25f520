"""`bibloom enrich`: what entries lack, from a file of facts or from services on the web."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..curate.enrich import Filled
from ..curate.matching import is_same_work, known_entry
from ..curate.proposing import OTHER_PAPER, PUBLISHED, Enriched, Proposal, Wanted, enrich_found, wanted_of
from ..errors import has_errors
from ..found import FoundPaper, with_publication
from ..model import Entry
from ..sources import Sources, read_sources
from ..text.escape import json_text, terminal
from .add import connected, is_published_as
from .curation import enrich_from_facts, write_bib_files
from .output import say, show_problems
from .slices import known

if TYPE_CHECKING:
    from ..services import Services


_NOT_FOUND = "no service that answers has this title with the same year or number of authors"


@click.command("enrich")
@click.argument("citekeys", nargs=-1)
@click.option(
    "--from",
    "facts_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Facts as JSON Lines.",
)
@click.option("--online", is_flag=True, help="Ask arXiv, Crossref, DataCite, OpenAlex and DBLP.")
@click.option(
    "--upgrade", is_flag=True, help="Write where preprints were published, instead of proposing it."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--no-cache", is_flag=True, help="Ask the services again, and keep no answers.")
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.pass_obj
def enrich_command(
    root: Path,
    citekeys: tuple[str, ...],
    facts_file: Path | None,
    online: bool,
    upgrade: bool,
    form: str,
    no_cache: bool,
    dry_run: bool,
) -> None:
    """Fill what entries lack, from services or a file of facts; what contradicts is never overwritten."""
    if (facts_file is None) is not online:
        raise click.UsageError("say where from: --online, or --from FILE")
    if facts_file:
        if citekeys or upgrade or no_cache or form != "text":
            raise click.UsageError("citekeys, --upgrade, --format and --no-cache go with --online")
        enrich_from_facts(root, facts_file, dry_run)
    sources = read_sources(root, os.environ)
    for key in citekeys:
        known(key, sources.review.by_key, "citekey")
    keys = frozenset(sources.review.by_key[key].key for key in citekeys)
    found, messages = _ask(sources, keys, cache=not no_cache)
    enriched = enrich_found(sources.bib_files, sources.review, found, found if upgrade else ())
    if not dry_run:
        write_bib_files(sources.folder, sources.bib_files, enriched.files)
    for message in messages:
        click.echo(terminal(message), err=True)
    report = _as_json(enriched, messages) if form == "json" else _as_text(enriched, len(found), dry_run)
    click.echo(report)
    broken = [problem for problem in sources.problems if has_errors([problem])]
    if form == "text":
        show_problems(broken)
    sys.exit(1 if broken else 0)


def _ask(
    sources: Sources, keys: frozenset[str], cache: bool
) -> tuple[dict[str, FoundPaper], tuple[str, ...]]:
    """Return what the services know of these entries, else of all that lack something, and what to tell."""
    entries = {entry.key: entry for file in sources.bib_files for entry in reversed(file.entries)}
    # What inherits fields or only serves others is no matter of its own.
    whole = {paper.key: paper.entry for paper in sources.review.papers}
    asked = [wanted_of(whole[key]) for key in entries if key in whole and (not keys or key in keys)]
    asked = [wanted for wanted in asked if keys or wanted.lacks]
    found: dict[str, FoundPaper] = {}
    messages: list[str] = []
    with connected(sources.review.config, cache) as services:
        preprints, said = services.preprints([wanted.arxiv for wanted in asked if wanted.arxiv])
        messages += said
        for number, wanted in enumerate(asked, 1):
            say(f"{number:,} of {len(asked):,}: {wanted.key}")
            preprint = preprints.get(wanted.arxiv)
            paper, said = _one(wanted, whole[wanted.key], preprint, services)
            messages += [f"{wanted.key}: {message}" for message in said]
            found |= {wanted.key: paper} if paper else {}
    return found, tuple(dict.fromkeys(messages))


def _one(
    wanted: Wanted, entry: Entry, preprint: FoundPaper | None, services: Services
) -> tuple[FoundPaper | None, tuple[str, ...]]:
    """Return what is known of one entry's paper: by its identifiers, else by its title."""
    # Imported here: most commands never ask anybody.
    from ..services.wanted import ARXIV
    from ..services.wanted import Wanted as Identifier

    about = known_entry(entry)

    def is_published_entry(other: FoundPaper) -> bool:
        return other.is_published and is_same_work(about, other)

    if preprint and (wanted.is_published_somewhere or wanted.doi):
        published = (
            services.by_doi(wanted.doi)
            if wanted.doi
            else services.publication(
                preprint, lambda other: is_published_as(preprint, other) or is_published_entry(other)
            )
        )
        both = with_publication(preprint, published.paper) if published.paper else preprint
        return both, () if published.paper or not wanted.doi else published.messages
    if preprint:
        return preprint, ()
    if wanted.doi:
        answer = services.by_doi(wanted.doi)
    elif wanted.arxiv:
        # DataCite may know what arXiv does not tell now.
        answer = services.find(Identifier(ARXIV, wanted.arxiv), is_published_as)
    else:
        answer = services.by_title(wanted.title, lambda other: is_same_work(about, other))
        if answer.paper is None:
            return None, (*answer.messages, _NOT_FOUND)
    return answer.paper, () if answer.paper else answer.messages


def _as_text(enriched: Enriched, asked: int, dry_run: bool) -> str:
    done = "would fill" if dry_run else "filled"
    lines = [*_filled(enriched.filled, done), *_proposed(enriched.proposals)]
    counts = {
        "papers found": asked,
        "fields to fill" if dry_run else "fields filled": len(enriched.filled),
        "proposals": len(enriched.proposals),
    }
    lines.append("; ".join(f"{name}: {count:,}" for name, count in counts.items()))
    return terminal("\n".join(lines))


def _filled(filled: Iterable[Filled], done: str) -> Iterator[str]:
    for one in filled:
        yield f"{one.place}: {one.key}: {done} {one.field} = {one.value or 'nothing'} (from {one.source})"


_TITLES = {
    PUBLISHED: "was published; --upgrade writes this",
    OTHER_PAPER: "the identifier leads to another paper; correct it",
}


def _proposed(proposals: Iterable[Proposal]) -> Iterator[str]:
    for proposal in proposals:
        title = _TITLES.get(proposal.kind, "differs; look it up")
        yield f"{proposal.place}: {proposal.key}: {title} (from {proposal.source})"
        for name, change in proposal.changes.items():
            yield f"    {name}: {change.here or 'nothing'} → {change.there or 'nothing'}"


def _as_json(enriched: Enriched, messages: Sequence[str]) -> str:
    filled = [
        {
            "citekey": one.key,
            "file": one.place.file,
            "line": one.place.line,
            "field": one.field,
            "value": one.value,
            "source": one.source,
        }
        for one in enriched.filled
    ]
    document = {
        "filled": filled,
        "proposals": [_proposal_as_json(proposal) for proposal in enriched.proposals],
        "messages": list(messages),
    }
    return json_text(document, indent=2)


def _proposal_as_json(proposal: Proposal) -> dict[str, object]:
    return {
        "citekey": proposal.key,
        "file": proposal.place.file,
        "line": proposal.place.line,
        "kind": proposal.kind,
        "source": proposal.source,
        "changes": {name: {"from": each.here, "to": each.there} for name, each in proposal.changes.items()},
    }
