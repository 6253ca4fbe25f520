"""What other programs' files say about papers, as plain values: references and the sections they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..errors import Place, Problem
from ..model import Name

# BibTeX's macros of the months.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTICLE = re.compile(r"((?:[a-zà-öø-ÿ'’]+ )+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper as another format tells it, in plain text, not LaTeX.

    `type` and the names in `fields` are BibTeX's, `key` is the citekey in the source or empty, `sections` are
    the places of the sections that list it.
    """

    type: str
    title: str
    authors: tuple[Name, ...] = ()
    more_authors: bool = False
    editors: tuple[Name, ...] = ()
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    key: str = ""
    sections: tuple[int, ...] = ()
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over papers: its title, the text below it, and which section it is part of."""

    title: str
    text: str = ""
    parent: int | None = None
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Collected:
    """What a file holds: its references, its sections in order, and what was not understood."""

    references: tuple[Reference, ...] = ()
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()


def untitled(path: str, line: int) -> Problem:
    """Return the problem of a record without a title, which is passed over."""
    hint = "a paper is known by its title: add it to the file, or add the paper by hand"
    return Problem("import-title", "this record has no title, and is passed over", Place(path, line), hint)


def inverted_name(text: str) -> Name:
    """Read `Family, Given, Suffix`, as RIS and MEDLINE write names; without a comma it is an organisation."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    if len(parts) == 1:
        return Name(parts[0], literal=True)
    given, suffix = parts[1], ", ".join(part for part in parts[2:] if part)
    return with_particle(parts[0], given, suffix)


def with_particle(family: str, given: str = "", suffix: str = "") -> Name:
    """Return the name with the small words at the start of the family name as its particle."""
    match = _PARTICLE.match(family)
    particle = match[1].strip() if match else ""
    return Name(family[match.end() :] if match else family, given, particle, suffix)
