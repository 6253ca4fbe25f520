"""Authors as sources print them, given name first, to names."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..bibtex import format_name, parse_given_first
from ..model import Name

_UNKNOWN = frozenset({"n/a", "n.a.", "-", "?"})


@dataclass(frozen=True, slots=True)
class Authors:
    """Names in order, and those of them that look cut: a single letter in the family name's place."""

    names: tuple[Name, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The names as BibTeX's `author` field."""
        return " and ".join(format_name(name) for name in self.names)


def parse_authors(printed: Sequence[str]) -> Authors:
    """Return the authors; a part that says it is unknown (`Yuzhen N/A`) is left out."""
    known = [" ".join(part for part in text.split() if part.lower() not in _UNKNOWN) for text in printed]
    names = tuple(parse_given_first(text) for text in known if text)
    cut = [name.full for name in names if name.given and len(name.family.strip(".")) == 1]
    partial = [was for was, now in zip(printed, known, strict=True) if was != now]
    return Authors(names, (*partial, *cut))
