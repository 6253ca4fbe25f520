"""Inheritance between entries: `crossref` and `xdata`, across files.

The rules are biblatex's defaults (biblatex manual, appendix B, and section 3.13.1 for xdata), less the fields
that name a single work: a paper does not have the DOI of its proceedings.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..errors import Problem, Severity
from ..model import Entry, Field

# biblatex inherits none of these; `xdata` passes on everything but itself.
_OWN = frozenset((
    "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
    "shorthandintro", "sortkey",
))  # fmt: skip
# These name the parent itself, or are decisions about it.
_PERSONAL = frozenset((
    "doi", "url", "urldate", "eprint", "eprinttype", "archiveprefix", "primaryclass", "eprintclass",
    "abstract", "code", "project", "groups", "keywords", "timestamp", "alttitle", "note", "pages",
    "file",
))  # fmt: skip
_RENAMED = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
    "shorttitle": "",
}
_IN_BOOK = frozenset(("inproceedings", "conference", "incollection", "inbook", "suppbook", "suppcollection"))
_CONTAINERS = frozenset(("proceedings", "collection", "mvproceedings", "mvcollection", "mvbook"))
# No bibliography nests deeper; a longer chain is a mistake or an attack.
_DEEPEST = 10


@dataclass
class Inheritance:
    """The entries that others can inherit from; answers are kept, problems collected."""

    by_key: dict[str, Entry] = field(default_factory=dict)
    by_folded_key: dict[str, Entry] = field(default_factory=dict)
    referenced: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    known: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Inheritance":
        """Index the entries; of several with one citekey the first counts."""
        made = cls()
        for entry in entries:
            made.by_key.setdefault(entry.key, entry)
            made.by_folded_key.setdefault(entry.key.lower(), entry)
            made.referenced.update(parent.lower() for parent in _parent_keys(entry))
        return made

    def is_container(self, entry: Entry) -> bool:
        """Tell whether the entry only serves others: `@xdata`, or proceedings that a `crossref` names."""
        return entry.type == "xdata" or (entry.type in _CONTAINERS and entry.key.lower() in self.referenced)

    def resolve(self, entry: Entry, path: tuple[str, ...] = ()) -> Entry:
        """Return the entry with the fields that it inherits behind its own."""
        if not any(f.name.lower() in ("crossref", "xdata") for f in entry.fields):
            return entry
        known = self.known.get(entry.key)
        if known is not None and self.by_key.get(entry.key) is entry:
            return known
        inherited = list(entry.fields)
        names = {f.name.lower() for f in inherited}
        for parent, is_xdata in self._parents(entry, (*path, entry.key)):
            for passed in _passed_on(parent, entry, is_xdata):
                if passed.name.lower() not in names:
                    names.add(passed.name.lower())
                    inherited.append(replace(passed, line=0, column=0))
        resolved = replace(entry, fields=tuple(inherited))
        if self.by_key.get(entry.key) is entry:
            self.known[entry.key] = resolved
        return resolved

    def _parents(self, entry: Entry, path: tuple[str, ...]) -> Iterator[tuple[Entry, bool]]:
        for name in ("xdata", "crossref"):
            for key in _keys(entry, name):
                parent = self.by_key.get(key) or self.by_folded_key.get(key.lower())
                if parent is None:
                    self._report(
                        "unknown-crossref",
                        entry,
                        name,
                        f"no entry has the citekey `{key}`",
                        "add the entry or correct the key",
                    )
                elif parent.key in path:
                    self._report(
                        "inheritance-cycle",
                        entry,
                        name,
                        f"`{key}` leads back to this entry",
                        "break the circle",
                    )
                elif len(path) >= _DEEPEST:
                    self._report(
                        "inheritance-depth",
                        entry,
                        name,
                        "the chain of parents is too long",
                        "give the fields directly",
                    )
                else:
                    yield self.resolve(parent, path), name == "xdata"

    def _report(self, code: str, entry: Entry, name: str, message: str, hint: str) -> None:
        place = entry.place_of(name)
        problem = Problem(code, f"{name}: {message}", place, hint, entry.key, Severity.WARNING)
        self.problems.append(problem)


def _keys(entry: Entry, name: str) -> list[str]:
    return [key for part in entry.get(name).split(",") if (key := part.strip())]


def _parent_keys(entry: Entry) -> list[str]:
    return [key for name in ("crossref", "xdata") for key in _keys(entry, name)]


def _passed_on(parent: Entry, child: Entry, is_xdata: bool) -> Iterator[Field]:
    """Yield the fields that a parent gives a child, under the names that they have there."""
    for passed in parent.fields:
        name = passed.name.lower()
        if name in _OWN or (name in _PERSONAL and not is_xdata):
            continue
        if not is_xdata and child.type in _IN_BOOK and name in _RENAMED:
            if _RENAMED[name] and not parent.get(_RENAMED[name]):
                yield replace(passed, name=_RENAMED[name])
        elif is_xdata or name not in _RENAMED:
            yield passed
