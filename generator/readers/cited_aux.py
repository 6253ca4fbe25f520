"""The citations in an `.aux` file, as BibTeX and biblatex read them."""

import re
from collections.abc import Iterator

from .cited_step import Kind, Step, steps_of_list

# Commands stand at the start of a line, one on each. biblatex's own command has the number of the section
# first, which old versions lack; its `nociteall` is `\nocite{*}`.
_COMMAND = re.compile(
    r"^[ \t]*\\(?:(?P<cite>citation|abx@aux@cite(?:\{\d+\}(?=\{))?)\{(?P<keys>[^{}\n]*)\}"
    r"|(?P<all>abx@aux@nociteall\b)"
    r'|@input\{"?(?P<file>[^{}"\n]*)"?\})',
    re.MULTILINE,
)


def steps_of_aux(text: str) -> Iterator[Step]:
    """Yield the citations of an `.aux` file and the files that it includes, in its order."""
    for found in _COMMAND.finditer(text):
        if found["file"] is not None:
            yield Step(Kind.FILE, found["file"])
        elif found["all"]:
            yield Step(Kind.ALL)
        else:
            yield from steps_of_list(found["keys"])
