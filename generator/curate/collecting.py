"""From what another program's file holds to entries and categories of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..bibtex import new_entry
from ..errors import Place, Problem, Severity
from ..model import BibFile, Category, Entry
from ..readers.living_review import Cited
from ..readers.reference import Reference, Section
from .citekeys import unique_key
from .identity import entry_identities
from .layout import place_entries
from .outline import plan_categories
from .references import entry_of, is_citekey


@dataclass(frozen=True, slots=True)
class Gathered:
    """What files hold that belong together: references, or entries that a document cites, and sections."""

    references: tuple[Reference, ...] = ()
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """What importing gives: .bib files, new categories by slug, and what happened to each paper."""

    files: tuple[BibFile, ...]
    categories: Mapping[str, str] = field(default_factory=dict)
    papers: int = 0
    added: tuple[Entry, ...] = ()
    present: tuple[tuple[Place, str], ...] = ()
    merged: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Incoming:
    """An entry to be added, the slugs of its categories, and whether its citekey is its source's own."""

    entry: Entry
    groups: tuple[str, ...]
    keyed: bool


@dataclass
class _Plan:
    """The papers so far: those of the review by what they are recognised by, and those to be added."""

    known: dict[str, Entry]
    taken: set[str]
    fresh: list[_Incoming] = field(default_factory=list)
    by_identity: dict[str, int] = field(default_factory=dict)
    present: list[tuple[Place, str]] = field(default_factory=list)
    merged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, incoming: _Incoming) -> None:
        """Add a paper, unless the review has it, or it came before without a citekey of its own."""
        identities = sorted(entry_identities(incoming.entry))
        here = next((self.known[identity] for identity in identities if identity in self.known), None)
        before = next((self.by_identity[each] for each in identities if each in self.by_identity), None)
        if here is not None:
            self._present(incoming, here)
        elif before is not None and not (incoming.keyed and self.fresh[before].keyed):
            self._merge(before, incoming)
        else:
            self._fresh(incoming, identities)

    def _present(self, incoming: _Incoming, here: Entry) -> None:
        place = incoming.entry.place
        self.present.append((place, here.key))
        there = [group.strip() for group in here.get("groups").split(",")]
        others = [group for group in incoming.groups if group not in there]
        if others:
            message = (
                f"the review has this paper as “{here.key}”, in other categories than {', '.join(others)}"
            )
            hint = "add them to its groups where they fit"
            self.problems.append(Problem("import-present", message, place, hint, here.key, Severity.INFO))

    def _merge(self, at: int, incoming: _Incoming) -> None:
        first = self.fresh[at]
        fields = {each.name: each.value for each in (*incoming.entry.fields, *first.entry.fields)}
        entry = _placed(new_entry(first.entry.type, first.entry.key, fields), first.entry.place)
        groups = tuple(dict.fromkeys((*first.groups, *incoming.groups)))
        self.fresh[at] = _Incoming(entry, groups, first.keyed)
        self.merged += 1
        message = f"this paper is listed at {first.entry.place}, too; the two are one entry"
        place, hint = incoming.entry.place, "nothing, if they are one paper"
        self.problems.append(Problem("import-twice", message, place, hint, first.entry.key, Severity.INFO))

    def _fresh(self, incoming: _Incoming, identities: Iterable[str]) -> None:
        entry = incoming.entry
        key = unique_key(entry.key, self.taken)
        if key != entry.key:
            if incoming.keyed:
                message = f"“{entry.key}” is another paper's citekey; this one is imported as “{key}”"
                hint = "correct the citations of it, or rename one of the two"
                self.problems.append(
                    Problem("import-citekey", message, entry.place, hint, key, Severity.WARNING)
                )
            entry = _placed(Entry(entry.type, key, entry.fields), entry.place)
        self.taken.add(key.lower())
        for identity in identities:
            self.by_identity.setdefault(identity, len(self.fresh))
        self.fresh.append(_Incoming(entry, incoming.groups, incoming.keyed))


def collect(
    files: Sequence[BibFile],
    known: Sequence[Category],
    gathered: Iterable[Gathered],
    *,
    added: date,
    folder: str = "bib",
    abstracts: bool = False,
) -> Collection:
    """Add what was gathered to the files: each paper once, in the file of its year, with its categories.

    A paper that an entry of the review equals by title, arXiv identifier or DOI is not added again. Two that
    came under different citekeys of their source's are both kept, since texts cite them by these.
    """
    plan = _plan(files)
    categories: dict[str, str] = {}
    made: list[Category] = []
    count = 0
    for source in gathered:
        planned = plan_categories(source.sections, [*known, *made])
        categories |= planned.files
        made += planned.categories
        for incoming in _incoming(source, planned.slugs, plan, abstracts):
            count += 1
            plan.add(incoming)
        plan.problems += _unknown_citations(source)
    entries = sorted((_finished(each, added) for each in plan.fresh), key=lambda entry: entry.key)
    return Collection(
        files=place_entries(files, entries, folder),
        categories=categories,
        papers=count,
        added=tuple(entries),
        present=tuple(plan.present),
        merged=plan.merged,
        problems=tuple(plan.problems),
    )


def _plan(files: Sequence[BibFile]) -> _Plan:
    known: dict[str, Entry] = {}
    taken: set[str] = set()
    for entry in (entry for file in files for entry in file.entries):
        for identity in entry_identities(entry):
            known.setdefault(identity, entry)
        taken |= {
            entry.key.lower(),
            *(old.strip().lower() for old in entry.get("ids").split(",") if old.strip()),
        }
    return _Plan(known, taken)


def _incoming(source: Gathered, slugs: Sequence[str], plan: _Plan, abstracts: bool) -> Iterator[_Incoming]:
    for reference in source.references:
        groups = tuple(dict.fromkeys(slugs[number] for number in reference.sections))
        entry = _placed(entry_of(reference, abstracts), reference.place)
        yield _Incoming(entry, groups, is_citekey(reference.key))
    cited: dict[str, list[str]] = {}
    for each in source.cited:
        if each.section is not None:
            cited.setdefault(each.key, []).append(slugs[each.section])
    for entry in source.entries:
        groups = tuple(dict.fromkeys(cited.get(entry.key, ())))
        try:
            yield _Incoming(_resolved(entry, abstracts), groups, True)
        except ValueError as error:
            hint = "correct the entry and import again"
            plan.problems.append(Problem("import-entry", str(error), entry.place, hint, entry.key))


def _resolved(entry: Entry, abstracts: bool) -> Entry:
    """Return the entry with its macros' texts: the file that defines them stays behind."""
    fields: dict[str, str] = {}
    for each in entry.fields:
        if abstracts or each.name.lower() != "abstract":
            month = each.name.lower() == "month" and each.raw.isalpha()
            fields.setdefault(each.name.lower(), each.raw.lower() if month else each.value)
    return _placed(new_entry(entry.type, entry.key, fields), entry.place)


def _placed(entry: Entry, place: Place) -> Entry:
    return Entry(entry.type, entry.key, entry.fields, place)


def _finished(incoming: _Incoming, added: date) -> Entry:
    entry = incoming.entry
    fields = {each.name: each.raw if each.raw.isalpha() else each.value for each in entry.fields}
    own = [group for group in (part.strip() for part in fields.get("groups", "").split(",")) if group]
    fields["groups"] = ", ".join(dict.fromkeys((*incoming.groups, *own)))
    fields.setdefault("timestamp", added.isoformat())
    return new_entry(entry.type, entry.key, fields)


def _unknown_citations(source: Gathered) -> Iterator[Problem]:
    """Yield a problem for each citekey that no entry has, and one for the entries that nothing cites."""
    if not source.cited:
        return
    keys = {entry.key for entry in source.entries}
    path = source.sections[0].place.file if source.sections else ""
    for key, line in {each.key: each.line for each in reversed(source.cited) if each.key not in keys}.items():
        hint = "name the .bib file that has it, too, or correct the citekey"
        yield Problem("import-unknown-key", f"no entry has the citekey “{key}”", Place(path, line), hint, key)
    filed = {each.key for each in source.cited if each.section is not None}
    loose = [entry for entry in source.entries if entry.key not in filed]
    if loose:
        names = ", ".join(entry.key for entry in loose[:5]) + (" …" if len(loose) > 5 else "")
        message = f"{len(loose):,} entries are cited in no category: {names}"
        hint = "they are imported without one: put them into groups"
        yield Problem("import-uncategorised", message, loose[0].place, hint, severity=Severity.WARNING)
