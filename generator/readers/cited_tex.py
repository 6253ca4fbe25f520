r"""The citations in a `.tex` file: the arguments of `\cite`, `\parencite`, `\textcites` and their relatives.

Three passes over the text, each linear: what LaTeX does not read as commands goes (comments, verbatim); every
bracket finds its partner; every citing command finds its arguments. Commands that are not known but named
like citing ones count as such: a citation too many is told as an unknown citekey, one too few would be lost.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import NamedTuple

from .cited_step import Kind, Step, steps_of_list

_CITES = re.compile(r"[A-Za-z]{0,40}[cC]ite[A-Za-z]{0,40}|bibentry|[a-z]{0,40}cquote")
CITING = re.compile(rf"\\(?:{_CITES.pattern})\*?[\s\[({{<]")

# Of natbib, biblatex and others: settings, tests, hooks and parts of citations; none takes citekeys.
_NOT_CITING = re.compile(
    r"(?:if|the|blx|at(?:every|each|next)|set|def|declare|defer|use|bib|harvard)[a-z]{0,40}cite[a-z]{0,40}"
    r"|[a-z]{0,40}cite[a-z]{0,40}(?:style|delim|cmd|count|hook|penalty|type|font|color|true|false|setup|reset)"
    r"|newcites|citetext|cite(?:form|punct|left|right|mid|dash|print|starts|ends|order)|citemovechars",
    re.IGNORECASE,
)
_FILES = frozenset({"input", "include", "subfile", "subfileinclude", "InputIfFileExists"})
_IMPORTS = frozenset({"import", "subimport", "includefrom", "inputfrom", "subinputfrom", "subincludefrom"})

_SPECIAL = re.compile(r"\\(?:[A-Za-z@]+|.)|%", re.DOTALL)
_COMMENT = re.compile(r"[^\n]*(?:\n[ \t]*)?")
_VERBATIM = re.compile(r"[ \t]*\{((?:[BL]?[Vv]erbatim|lstlisting|minted|comment|filecontents|luacode)\*?)\}")
_DOCUMENT = re.compile(r"[ \t]*\{document\}")
# In one line, and not longer than people write: an unclosed one must not cost the rest of the file each time.
_VERB = re.compile(r"\*?([^\w\s*])[^\n]{0,2000}?\1")
_CODE = re.compile(
    r"(?:\[[^\]\n]{0,500}\])?(?:\{(?:[^{}\n]|\{[^{}\n]{0,2000}\}){0,2000}\}|([^\w\s{\[])[^\n]{0,2000}?\1)"
)
_ADDRESS = re.compile(r"[ \t]*\{[^{}\n]{0,2000}\}")
_INLINE = {
    "verb": _VERB,
    "lstinline": _CODE,
    "url": _ADDRESS,
    "nolinkurl": _ADDRESS,
    "path": _ADDRESS,
    "href": _ADDRESS,
}

_TOKEN = re.compile(r"\\(?:[A-Za-z@]+\*?|.)|[\[\](){}<>]", re.DOTALL)
_BLANK = re.compile(r"\s*")
_BARE_FILE = re.compile(r"[ \t]+([^\s\\{}%]+)")
_NO_PATH = re.compile(r"[\\#|\"{}]|.{1000}", re.DOTALL)
_CLOSES = {"]": "[", ")": "(", ">": "<"}


class _Command(NamedTuple):
    """A command: its name without backslash and star, and where what follows it starts."""

    name: str
    end: int


class _Read(NamedTuple):
    """What LaTeX reads of a file: text, commands in their order, and each bracket's partner by its place."""

    text: str
    commands: tuple[_Command, ...]
    partner: Mapping[int, int]


def steps_of_tex(text: str) -> Iterator[Step]:
    """Yield the citations of a `.tex` file and the files that it includes, in its order."""
    read = _read(_without_hidden(text))
    taken: set[int] = set()
    for command in read.commands:
        if command.name in _FILES or command.name in _IMPORTS:
            yield from _file(read, command)
        elif _is_citing(command.name):
            for keys in _cited(read, command, taken):
                yield from steps_of_list(keys)


def _is_citing(name: str) -> bool:
    return bool(_CITES.fullmatch(name) and not _NOT_CITING.fullmatch(name))


def _without_hidden(text: str) -> str:
    """Return the text without comments and verbatim stretches, up to the document's end."""
    kept = []
    place = 0
    while found := _SPECIAL.search(text, place):
        kept.append(text[place : found.start()])
        end = _hidden_until(text, found)
        kept.append("" if end > found.end() or found[0] == "%" else found[0])
        place = end
    return "".join([*kept, text[place:]])


def _hidden_until(text: str, found: re.Match[str]) -> int:
    """Return where the stretch ends that this command or percent sign hides, or the command itself."""
    name = found[0][1:]
    if found[0] == "%":
        rest = _COMMENT.match(text, found.end())
    elif name == "begin":
        return _environment_until(text, found.end())
    elif name == "end":
        return len(text) if _DOCUMENT.match(text, found.end()) else found.end()
    else:
        rest = _INLINE[name].match(text, found.end()) if name in _INLINE else None
    return rest.end() if rest else found.end()


def _environment_until(text: str, place: int) -> int:
    opened = _VERBATIM.match(text, place)
    if opened is None:
        return place
    closing = f"\\end{{{opened[1]}}}"
    end = text.find(closing, opened.end())
    return len(text) if end < 0 else end + len(closing)


def _read(text: str) -> _Read:
    """Find commands and partners; as in TeX, a closing bracket is that of all that are open in its group."""
    commands: list[_Command] = []
    partner: dict[int, int] = {}
    groups: list[tuple[int, dict[str, list[int]]]] = [(-1, {})]
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign[0] == "\\":
            commands.append(_Command(sign[1:].rstrip("*"), found.end()))
        elif sign == "{":
            groups.append((found.start(), {}))
        elif sign == "}":
            if len(groups) > 1:
                partner[groups.pop()[0]] = found.start()
        elif sign in _CLOSES:
            for opened in groups[-1][1].pop(_CLOSES[sign], ()):
                partner[opened] = found.start()
        else:
            groups[-1][1].setdefault(sign, []).append(found.start())
    return _Read(text, tuple(commands), partner)


def _cited(read: _Read, command: _Command, taken: set[int]) -> Iterator[str]:
    """Yield the lists of citekeys among a command's arguments; each place is read as one only once."""
    name = command.name.lower()
    several = name.endswith("cites")
    # `\volcite{volume}{key}`, `\foreigntextcquote{language}{key}`.
    second = "volcite" in name or (
        name.endswith("cquote") and name.startswith(("foreign", "hyphen", "hybrid"))
    )
    for number, start in enumerate(_groups(read, command.end)):
        if start in taken:
            return
        if number % 2 or not second:
            taken.add(start)
            yield read.text[start + 1 : read.partner[start]]
            if not several:
                return


def _groups(read: _Read, place: int) -> Iterator[int]:
    """Yield where each group in braces starts that follows, optional arguments between them or not."""
    while True:
        place = _end_of_blank(read.text, place)
        end = read.partner.get(place)
        if end is None:
            return
        if read.text[place] == "{":
            yield place
        place = end + 1


def _end_of_blank(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return found.end() if found else place


def _file(read: _Read, command: _Command) -> Iterator[Step]:
    wanted = 2 if command.name in _IMPORTS else 1
    starts = islice(_groups(read, command.end), wanted)
    parts = [read.text[start + 1 : read.partner[start]].strip() for start in starts]
    bare = _BARE_FILE.match(read.text, command.end)
    path = "/".join(part.strip("/") if n else part.rstrip("/") for n, part in enumerate(parts))
    path = path or (bare[1] if bare and command.name == "input" else "")
    if path and len(parts) in (0, wanted) and not _NO_PATH.search(path):
        yield Step(Kind.FILE, path if PurePosixPath(path).suffix else f"{path}.tex")
