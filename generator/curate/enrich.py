"""Merging facts into entries: filling what is missing, and reporting what contradicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..bibtex.edit import edit_entries, set_fields
from ..errors import Place, Problem, Severity
from ..model import BibFile, Entry, Fact
from ..text.fold import title_key
from .filling import Difference, Filling, Record, fill, known_from, record_of
from .identity import is_arxiv_doi, title_keys
from .layout import move_dated
from .titles import choose_titles

FactIndex = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that a fact filled; `type` stands for the entry's type."""

    place: Place
    key: str
    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which an entry and a fact contradict each other; the entry stays as it is."""

    place: Place
    key: str
    field: str
    here: str
    there: str
    source: str

    @property
    def problem(self) -> Problem:
        """The conflict as a problem that a curator settles."""
        message = f"{self.field}: here “{self.here}”, there “{self.there}” (from {self.source or 'a fact'})"
        hint = "look the paper up; correct the entry, or leave it as it is"
        return Problem("fact-conflict", message, self.place, hint, self.key, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Enrichment:
    """The files after merging, what was filled, what contradicts, facts without an entry, and problems."""

    files: tuple[BibFile, ...]
    filled: tuple[Filled, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unmatched: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    entry: Entry
    fact: Fact
    filling: Filling


def index_facts(facts: Iterable[Fact]) -> FactIndex:
    """Return the facts by the keys of every title that their papers are known by."""
    index: dict[str, list[Fact]] = {}
    for fact in facts:
        titles = choose_titles(fact)
        for key in dict.fromkeys(map(title_key, (fact.title, titles.cited, *titles.others))):
            index.setdefault(key, []).append(fact)
    return {key: tuple(found) for key, found in index.items()}


def fill_from(record: Record, index: FactIndex) -> list[tuple[Fact, Filling]]:
    """Return the facts on a record with what each fills, on top of those before it.

    A fact may bring a title by which the next one is found; the search ends when no title is new.
    """
    done: dict[Fact, Filling] = {}
    while True:
        keys = title_keys(record.get("title"), record.get("alttitle"))
        found = (fact for key in keys for fact in index.get(key, ()) if fact not in done)
        fact = next(found, None)
        if fact is None:
            return list(done.items())
        done[fact] = fill(record, fact)
        record = done[fact].record


def enrich(files: Sequence[BibFile], facts: Sequence[Fact]) -> Enrichment:
    """Merge the facts into the entries that have their title (`title` or `alttitle`).

    What is missing is filled; what differs is a conflict and stays. Entries leave `undated.bib` when their
    year becomes known; citekeys never change. A second run over the result changes nothing.
    """
    index = index_facts(facts)
    filled: list[Filled] = []
    conflicts: list[Conflict] = []
    used: set[Fact] = set()
    changed = []
    for file in files:
        matches = _matches(file, index)
        used |= {match.fact for match in matches}
        filled += [one for match in matches for one in _filled(match)]
        conflicts += [one for match in matches for one in _conflicts(match)]
        changed.append(_changed(file, matches))
    unmatched = tuple(fact for fact in facts if fact not in used)
    problems = (*(one.problem for one in conflicts), *note_problems(fact for fact in facts if fact in used))
    return Enrichment(move_dated(changed), tuple(filled), tuple(conflicts), unmatched, problems)


def _matches(file: BibFile, index: FactIndex) -> list[_Match]:
    matches: list[_Match] = []
    seen: set[str] = set()
    for entry in file.entries:
        if entry.key not in seen:
            seen.add(entry.key)
            matches += [_Match(entry, *pair) for pair in fill_from(record_of(entry), index)]
    return matches


def _changed(file: BibFile, matches: Iterable[_Match]) -> BibFile:
    fields: dict[str, dict[str, str]] = {}
    for match in matches:
        fields.setdefault(match.entry.key, {}).update(match.filling.filled)
    types = {key: changes.pop("type") for key, changes in fields.items() if "type" in changes}
    file = edit_entries(file, {key: changes for key, changes in fields.items() if changes})
    for key, kind in types.items():
        file = set_fields(file, key, {}, type=kind)
    return file


def _filled(match: _Match) -> list[Filled]:
    entry, source = match.entry, match.fact.source
    return [
        Filled(entry.place, entry.key, name, value, source) for name, value in match.filling.filled.items()
    ]


def _conflicts(match: _Match) -> list[Conflict]:
    return [_conflict(match.entry, match.fact, difference) for difference in match.filling.differences]


def _conflict(entry: Entry, fact: Fact, difference: Difference) -> Conflict:
    here = entry.field(difference.field)
    place = Place(entry.place.file, here.line) if here and here.line else entry.place
    return Conflict(place, entry.key, difference.field, difference.here, difference.there, fact.source)


def note_problems(facts: Iterable[Fact]) -> tuple[Problem, ...]:
    """Return what facts say that no field can hold: notes for people, and authors that look cut."""
    return tuple(problem for fact in facts for problem in _note_problems(fact))


def _note_problems(fact: Fact) -> list[Problem]:
    known = known_from(fact)
    problems = []
    if fact.note and not known.titles.understood:
        message = f"note on “{fact.title}”: {fact.note}"
        problems.append(
            _info("fact-note", message, fact, "for a curator to read; nothing was changed for it")
        )
    if known.authors.doubtful:
        message = f"authors of “{fact.title}” look cut: {', '.join(known.authors.doubtful)}"
        problems.append(_info("fact-author", message, fact, "look up the full name and correct the entry"))
    for name, value in (("doi", fact.doi), ("eprint", fact.arxiv), ("url", fact.url)):
        if value and name not in known.identifiers and not is_arxiv_doi(value):
            message = f"“{value[:60]}” is not usable as {name} of “{fact.title}”"
            problems.append(_info("fact-identifier", message, fact, "correct it in the facts"))
    if is_arxiv_doi(fact.doi) and "doi" not in known.identifiers:
        message = f"{fact.doi} is the DOI of a preprint; “{fact.title}” cites {fact.venue} without one"
        problems.append(_info("fact-doi", message, fact, "add the publisher's DOI if there is one"))
    return problems


def _info(code: str, message: str, fact: Fact, hint: str) -> Problem:
    return Problem(code, message, fact.place, hint, severity=Severity.INFO)
