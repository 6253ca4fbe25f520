"""The citations in a `.bcf` file, the XML in which biblatex tells Biber what a document cites."""

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from .cited_step import Step, steps_of_list

_CITEKEY = "https://sourceforge.net/projects/biblatex citekey"


class BcfError(Exception):
    """A `.bcf` file that is no XML, or that is more than elements and text."""


class _Citekeys:
    r"""What expat finds: lists of citekeys; for a set (`\defbibentryset`), which is no paper, its members."""

    def __init__(self) -> None:
        self.lists: list[str] = []
        self._sets: set[str] = set()
        self._inside: list[str] | None = None
        self._members: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == _CITEKEY:
            self._inside = []
            self._members = attributes.get("members", "") if attributes.get("type") == "set" else None

    def text(self, text: str) -> None:
        if self._inside is not None:
            self._inside.append(text)

    def end(self, name: str) -> None:
        if name != _CITEKEY or self._inside is None:
            return
        key = "".join(self._inside)
        self._inside = None
        if self._members is not None:
            self._sets.add(key)
            self.lists.append(self._members)
        elif key not in self._sets:
            self.lists.append(key)

    def refuse(self, *_: object) -> None:
        # Declarations define entities, which can grow without end or name other files; biblatex writes none.
        raise BcfError("it declares a document type, which no .bcf file does")


def steps_of_bcf(text: str) -> Iterator[Step]:
    """Yield the citations of a `.bcf` file in its order; raises BcfError."""
    found = _Citekeys()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartElementHandler = found.start
    parser.CharacterDataHandler = found.text
    parser.EndElementHandler = found.end
    parser.StartDoctypeDeclHandler = found.refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise BcfError(f"line {error.lineno}: {expat.ErrorString(error.code)}") from error
    for keys in found.lists:
        yield from steps_of_list(keys)
