r"""What BibTeX's readers can read, and how to bring a text into that form.

The readers differ: BibTeX and pybtex count every brace, bibtexparser none after a backslash. What is written
here means the same to all. Rules: `btparse` (Text::BibTeX, which biber uses) for names and keys, and Oren
Patashnik's "BibTeXing" for braces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..text.escape import clean

_KEY_SIGNS = frozenset("!$&*+-./:;<>?[]^_`|")
_TYPE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_FIELD_NAME = re.compile(r"[a-z_][a-z0-9_+./:-]*", re.ASCII)
# These open no entry.
_NOT_TYPES = frozenset({"comment", "preamble", "string"})

# A run of backslashes is looked at once, from its start.
_BRACE = re.compile(r"[{}]")
_AFTER_BACKSLASHES = re.compile(r"(?<!\\)(\\++)([{}])")
_COMMANDS = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_AND = re.compile(r"\sand\s", re.IGNORECASE)


def safe_key(key: str) -> str:
    """Return the citekey, each character that breaks a key replaced by its number: `_20_` for a blank."""
    return "".join(char if _may_stand(char) else f"_{ord(char):x}_" for char in key) or "_"


def _may_stand(char: str) -> bool:
    return char in _KEY_SIGNS or char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")


def safe_type(name: str) -> str:
    """Return the entry type in lower case; `misc` for one that not all readers take for an entry."""
    lower = name.lower()
    return lower if _TYPE.fullmatch(lower) and lower not in _NOT_TYPES else "misc"


# A review has few of them, each in thousands of entries.
@lru_cache(maxsize=1 << 10)
def field_name(name: str) -> str:
    """Return the field's name in lower case, or nothing if it cannot be one."""
    lower = name.strip().lower()
    return lower if _FIELD_NAME.fullmatch(lower) else ""


def braced(value: str) -> str:
    """Return the value in braces, on one line, so that it ends where its last brace is and nowhere else."""
    text = clean(value)
    if not braces_balance(text):
        text = "".join(_balanced(_AFTER_BACKSLASHES.sub(_visible, text)))
    # A backslash before the closing brace would hide it.
    return f"{{{text} }}" if text.endswith("\\") else f"{{{text}}}"


def braces_balance(value: str) -> bool:
    """Tell whether the braces balance, both with and without those after a backslash."""
    if not _depth_holds(value):
        return False
    return "\\" not in value or _depth_holds(_AFTER_BACKSLASHES.sub("", value))


def names_readable(value: str) -> bool:
    """Tell whether BibTeX can read this list of names: none has over two commas or biblatex's `family=`."""
    top = "".join(_outside_braces(value)) if "{" in value or "}" in value else value
    return all(name.count(",") <= 2 and "=" not in name and name.strip(" ,") for name in _AND.split(top))


def _outside_braces(text: str) -> Iterator[str]:
    depth = 0
    for char in text:
        if char == "{" and depth == 0:
            yield "x"
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0 and char != "}":
            yield char


def _depth_holds(text: str) -> bool:
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _visible(match: re.Match[str]) -> str:
    backslashes, brace = match.groups()
    escaped = len(backslashes) % 2
    return backslashes[escaped:] + _COMMANDS[brace] if escaped else f"{backslashes} {brace}"


def _balanced(text: str) -> Iterator[str]:
    """Yield the text without braces that have no partner; they only group, so the eye loses nothing."""
    alone: set[int] = set()
    opened: list[int] = []
    for index, char in enumerate(text):
        if char == "{":
            opened.append(index)
        elif char == "}" and opened:
            opened.pop()
        elif char == "}":
            alone.add(index)
    alone.update(opened)
    yield from (char for index, char in enumerate(text) if index not in alone)
