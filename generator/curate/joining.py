"""Two notes on one paper, joined into one so that nothing of either is lost."""

from __future__ import annotations

from collections.abc import Collection

from ..model import Note
from ..readers.frontmatter import read_front_matter
from ..readers.notes import KEYS, read_note
from ..text.escape import yaml_scalar
from .yaml_lists import with_added


def join_notes(kept: str, gone: str, names: Collection[str]) -> str | None:
    """Return the text of one note with what the other one says added; None where a person has to do it.

    The first note's text stays as it is. Results and lineage of the other one are added to its lists, its
    sentence where there is none yet, else at the end with its text. `names` are the paper's own citekeys, on
    which it cannot build.
    """
    ours, theirs = _note(kept), _note(gone)
    if ours is None or theirs is None:
        return None
    lines = kept.replace("\r\n", "\n").split("\n")
    close = next(at for at in range(1, len(lines)) if lines[at].rstrip() in ("---", "..."))
    front, rest = "\n".join(lines[1:close]) + "\n", "\n".join(lines[close:])
    try:
        front = _with_lists(front, ours, theirs, names)
    except ValueError:
        return None
    takes_sentence = bool(theirs.tldr) and not ours.tldr
    if takes_sentence:
        front = f"tldr: {yaml_scalar(theirs.tldr)}\n{front if front.strip() else ''}"
    added = [] if takes_sentence or theirs.tldr in (ours.tldr, "") else [theirs.tldr]
    added += [theirs.body] if theirs.body and theirs.body not in ours.body else []
    text = f"---\n{front}{_with_paragraphs(rest, added)}"
    return text if _is_whole(text, ours, theirs, names) else None


def _note(text: str) -> Note | None:
    front = read_front_matter(text, "")
    note, problems = read_note(text, "", "")
    return note if set(front.values) <= set(KEYS) and not problems else None


def _with_lists(front: str, ours: Note, theirs: Note, names: Collection[str]) -> str:
    results = [result for result in theirs.results if result not in ours.results]
    bases = [key for key in theirs.builds_on if key not in ours.builds_on and key not in names]
    front = with_added(front, "results", [yaml_scalar(result) for result in results])
    return with_added(front, "builds_on", [yaml_scalar(key) for key in bases])


def _with_paragraphs(rest: str, added: list[str]) -> str:
    if not added:
        return rest
    return "\n\n".join([rest.rstrip("\n"), *added]) + "\n"


def _is_whole(text: str, ours: Note, theirs: Note, names: Collection[str]) -> bool:
    """Tell whether the joined text reads as all that the two said."""
    note, problems = read_note(text, "", "")
    if note is None or problems:
        return False
    said = note.tldr + "\n" + note.body
    return (
        set(note.results) == {*ours.results, *theirs.results}
        and set(note.builds_on) >= {*ours.builds_on, *theirs.builds_on} - set(names)
        and all(part in said for part in (ours.tldr, ours.body, theirs.tldr, theirs.body))
    )
