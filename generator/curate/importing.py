"""From listed papers to entries: merged, enriched with facts, keyed and put into the file of their year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..bibtex import new_entry, parse_names
from ..errors import Problem, Severity
from ..model import BibFile, Entry, Fact, ListedPaper
from ..text.fold import title_key
from ..text.latex import escape, protect, to_unicode
from .citekeys import citekey, unique_key
from .enrich import FactIndex, fill_from, index_facts, note_problems
from .filling import Record
from .identity import entry_identities, fact_identities
from .layout import place_entries
from .merge import Merge, merge_listed
from .titles import choose_titles


@dataclass(frozen=True, slots=True)
class Imported:
    """The files after importing, the new citekeys, the papers that were there, merges and problems."""

    files: tuple[BibFile, ...]
    added: tuple[str, ...] = ()
    present: tuple[tuple[ListedPaper, str], ...] = ()
    merges: tuple[Merge, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    listed: ListedPaper
    facts: tuple[Fact, ...]
    record: Record
    differences: tuple[Problem, ...]


def import_papers(
    files: Sequence[BibFile],
    listed: Iterable[ListedPaper],
    facts: Sequence[Fact] = (),
    *,
    added: date,
    folder: str = "bib",
    abstracts: bool = False,
) -> Imported:
    """Add the listed papers that the files do not have, each in the file of its year in the folder.

    Facts are applied before citekeys are made, so that a key is final at birth. A paper is there already when
    an entry shares its title, arXiv identifier or DOI. `added` becomes the `timestamp`. Abstracts, which are
    their authors' text, are written only on request.
    """
    papers, merges = merge_listed(listed)
    index = index_facts(facts)
    known = {
        identity: entry.key
        for file in files
        for entry in file.entries
        for identity in entry_identities(entry)
    }
    drafts = [_draft(paper, index) for paper in papers]
    present = [(draft.listed, key) for draft in drafts if (key := _known_key(draft, known))]
    there = {paper for paper, _ in present}
    fresh = [draft for draft in drafts if draft.listed not in there]
    entries = _entries(fresh, files, added, abstracts)
    return Imported(
        files=place_entries(files, entries, folder),
        added=tuple(entry.key for entry in entries),
        present=tuple(present),
        merges=merges,
        problems=tuple(problem for draft in fresh for problem in _problems(draft)),
    )


def _draft(paper: ListedPaper, index: FactIndex) -> _Draft:
    bare = Record("misc", {"title": protect(paper.title)})
    fillings = fill_from(bare, index)
    differences: list[Problem] = []
    for fact, filling in fillings:
        for one in filling.differences:
            message = f"{one.field} of “{paper.title}”: “{one.here}” or “{one.there}”"
            hint = "two facts contradict each other, and the first was taken"
            differences.append(Problem("fact-conflict", message, fact.place, hint, severity=Severity.WARNING))
    record = fillings[-1][1].record if fillings else bare
    return _Draft(paper, tuple(fact for fact, _ in fillings), record, tuple(differences))


def _known_key(draft: _Draft, known: Mapping[str, str]) -> str:
    identities = {f"title:{title_key(draft.listed.title)}"}
    for fact in draft.facts:
        titles = choose_titles(fact)
        identities |= fact_identities(fact, (titles.cited, *titles.others))
    return next((known[identity] for identity in sorted(identities) if identity in known), "")


def _entries(drafts: Iterable[_Draft], files: Iterable[BibFile], added: date, abstracts: bool) -> list[Entry]:
    taken = {key.lower() for file in files for entry in file.entries for key in _keys(entry)}
    entries: list[Entry] = []
    for draft in drafts:
        fields = _fields(draft, added, abstracts)
        names, _, _ = parse_names(fields.get("author", ""))
        year = int(fields["year"]) if "year" in fields else None
        key = unique_key(citekey(names, year, to_unicode(fields["title"])), taken)
        taken.add(key.lower())
        entries.append(new_entry(draft.record.type, key, fields))
    return sorted(entries, key=lambda entry: entry.key)


def _keys(entry: Entry) -> list[str]:
    return [entry.key, *(alias.strip() for alias in entry.get("ids").split(",") if alias.strip())]


def _fields(draft: _Draft, added: date, abstracts: bool) -> dict[str, str]:
    """Return the entry's fields; the year is the listing's where no fact knows the year of publication."""
    listed, fields = draft.listed, dict(draft.record.fields)
    if "year" not in fields and listed.submitted[:4].isdigit():
        fields["year"] = listed.submitted[:4]
    if "author" not in fields and listed.organisation:
        fields["organization"] = escape(listed.organisation)
    extra = {
        "code": listed.code,
        "project": listed.project,
        "submitted": listed.submitted,
        "abstract": escape(listed.abstract) if abstracts else "",
        "timestamp": added.isoformat(),
    }
    return fields | {name: value for name, value in extra.items() if value}


def _problems(draft: _Draft) -> list[Problem]:
    problems = [*draft.differences, *note_problems(draft.facts)]
    count = draft.listed.author_count
    for fact in draft.facts:
        if count and fact.authors and count != len(fact.authors):
            message = f"“{fact.title}” has {len(fact.authors)} authors, {count} in the listing"
            hint = "versions of a paper may differ in their authors: check that these are the cited version's"
            problems.append(Problem("author-count", message, fact.place, hint, severity=Severity.INFO))
    return problems
