"""Reading a paper's note: `bib/notes/<citekey>.md`."""

from ..errors import Place, Problem
from ..model import Note
from .fields import Fields
from .frontmatter import read_front_matter

KEYS = ("tldr", "results", "builds_on")


def read_note(text: str, path: str, key: str) -> tuple[Note | None, tuple[Problem, ...]]:
    """Return the note on the paper with this citekey; None when its front matter cannot be read."""
    front = read_front_matter(text, path)
    if front.problems:
        return None, front.problems
    fields = Fields(front, path, KEYS, key)
    note = Note(
        key=key,
        tldr=fields.text("tldr"),
        results=fields.texts("results"),
        builds_on=fields.texts("builds_on"),
        body=front.body.strip("\n"),
        place=Place(path, 1),
        body_line=front.body_line,
    )
    return note, tuple(fields.problems)
