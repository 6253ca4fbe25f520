"""Which citekeys a document cites: out of an `.aux`, `.bcf`, `.tex` or `.bib` file, or any text with them.

A file is read, never run: of a LaTeX document's own macros and conditions nothing is known, so `.aux` and
`.bcf`, which LaTeX wrote, say exactly what it cites, and `.tex` nearly. `theme/assets/cited.js` reads the
same in a reader's browser; `tests/cited/cases` holds both to the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .cited_aux import steps_of_aux
from .cited_bcf import BcfError, steps_of_bcf
from .cited_step import Kind, Step
from .cited_tex import CITING, steps_of_tex
from .cited_words import steps_of_bib, steps_of_words

_READERS: dict[str, Callable[[str], Iterator[Step]]] = {
    ".aux": steps_of_aux,
    ".bcf": steps_of_bcf,
    ".tex": steps_of_tex,
    ".bib": steps_of_bib,
    "": steps_of_words,
}
# What a file is where its name does not tell, by what is in it; the first that applies.
_SIGNS = (
    (".bcf", re.compile(r"\A\s*<\?xml|<bcf:")),
    (".aux", re.compile(r"^[ \t]*\\(?:citation\{|abx@aux@|@input\{)", re.MULTILINE)),
    (".bib", re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[({]", re.MULTILINE)),
    (".tex", CITING),
)


@dataclass(frozen=True, slots=True)
class Cited:
    r"""What a document cites: its citekeys in their order, each once.

    `everything` tells that it says `\nocite{*}`; `missing` are the files it includes that were not found, and
    `broken` is what is wrong with a file that cannot be read.
    """

    keys: tuple[str, ...] = ()
    everything: bool = False
    missing: tuple[str, ...] = ()
    broken: str = ""


def read_cited(text: str, name: str = "", included: Callable[[str], str | None] = lambda _: None) -> Cited:
    """Return what a text cites; `name` is its file's, where it has one.

    `included` returns the text of a file that this one includes, by the path written there, or None. Each
    file is read once, at the first place that includes it.
    """
    keys: dict[str, None] = {}
    missing: dict[str, None] = {}
    everything = False
    seen = {PurePosixPath(name).name}
    pending = [_steps(text, name)]
    try:
        while pending:
            step = next(pending[-1], None)
            match step:
                case None:
                    pending.pop()
                case Step(Kind.KEY, key):
                    keys.setdefault(key)
                case Step(Kind.ALL):
                    everything = True
                case Step(Kind.FILE, path) if path not in seen:
                    seen.add(path)
                    found = included(path)
                    if found is None:
                        missing.setdefault(path)
                    else:
                        pending.append(_steps(found, path))
    except BcfError as error:
        return Cited(broken=str(error))
    return Cited(tuple(keys), everything, tuple(missing))


def _steps(text: str, name: str) -> Iterator[Step]:
    suffix = PurePosixPath(name).suffix.lower()
    return _READERS[suffix if suffix and suffix in _READERS else _kind(text)](text)


def _kind(text: str) -> str:
    return next((kind for kind, sign in _SIGNS if sign.search(text)), "")
