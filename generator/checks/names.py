"""Checks of people's names: what is no part of a name, and names that were typed or split wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..errors import Problem
from ..model import Name, Paper
from .at import at_field, quoted
from .mends import without_namesake_number

_SUSPICIOUS = re.compile(
    r"(?P<address>@|://|\bwww\.)|(?P<digit>[0-9])|(?P<mark>[*†‡§¶#^_<>=|⋆∗]|[¹²³⁰-⁹])"
    r"|(?P<degree>\b(?:Dr|Prof|Ph\.? ?D|M\.? ?Sc|Mr|Mrs|Ms|Dipl|Univ)\b\.?|\bProfessor\b)"
    r"|(?P<placeholder>^(?:Anonymous|Unknown|Author|Authors|N\.?N\.?|None|Various|TBD|Test)\b[^,]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.[ -]?){1,4}")


def check_names(paper: Paper) -> Iterator[Problem]:
    """Yield what is wrong with the names of authors and editors; organisations are left alone."""
    for field, names in (("author", paper.authors), ("editor", paper.editors)):
        people = [name for name in names if not name.literal]
        if people:
            yield from _parts(paper, field, people)
            yield from _letters(paper, field, people)
            yield from _repeated(paper, field, people)


def _parts(paper: Paper, field: str, people: Sequence[Name]) -> Iterator[Problem]:
    """Look through all names at once: most lists have nothing of the kind."""
    if not _SUSPICIOUS.search("\n".join(name.full for name in people)):
        return
    for name in people:
        # The number of a namesake is told as such.
        found = _SUSPICIOUS.search(without_namesake_number(name.full))
        match found.lastgroup if found else None:
            case "address":
                message = f"{quoted(name.full)} holds an address"
                yield at_field("name-address", message, paper, field, "write the name alone")
            case "digit":
                message = f"{quoted(name.full)} holds a digit"
                hint = "write the name alone; an organisation's stands in braces"
                yield at_field("name-digits", message, paper, field, hint)
            case "mark":
                message = f"{quoted(name.full)} holds a mark, such as a footnote's"
                yield at_field("name-mark", message, paper, field, "write the name alone")
            case "degree":
                message = f"{quoted(name.full)} holds a title or a degree"
                yield at_field("name-degree", message, paper, field, "write the name alone")
            case "placeholder":
                message = f"{quoted(name.full)} is nobody's name"
                yield at_field("placeholder-author", message, paper, field, "name the authors, or none")


def _letters(paper: Paper, field: str, people: Sequence[Name]) -> Iterator[Problem]:
    shouted = [name for name in people if name.family.isupper() and _all_capitals(name)]
    if shouted:
        message = f"{quoted(shouted[0].full)} is written in capitals{_more(shouted)}"
        yield at_field("name-capitals", message, paper, field, "write `Family, Given`")
    small = [
        name
        for name in people
        if not name.particle and name.given and name.family.islower() and name.given.islower()
    ]
    if small:
        message = f"{quoted(small[0].full)} is written without capitals{_more(small)}"
        yield at_field("name-lower-case", message, paper, field, "write `Family, Given`")
    turned = [name for name in people if name.given and _INITIALS.fullmatch(name.family)]
    if turned:
        first = turned[0]
        message = f"{quoted(first.family)} is read as the family name of {quoted(first.full)}{_more(turned)}"
        hint = f"write the family name first, with a comma: `{first.given}, {first.family}`"
        yield at_field("name-order", message, paper, field, hint)


def _more(names: Sequence[Name]) -> str:
    return f", and {len(names) - 1} more" if len(names) > 1 else ""


def _all_capitals(name: Name) -> bool:
    """Tell whether a family name in capitals is one that was typed so: `LI` alone may be initials."""
    family = sum(char.isalpha() for char in name.family)
    given = sum(char.isalpha() for char in name.given)
    return family > 3 or (family > 1 and given > 2 and name.given.isupper())


def _repeated(paper: Paper, field: str, people: Sequence[Name]) -> Iterator[Problem]:
    if len(set(people)) < len(people):
        seen: set[Name] = set()
        twice = next(name for name in people if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        message = f"{quoted(twice.full)} stands twice in `{field}`"
        hint = "delete one, or accept two people of one name with bibloom-ignore"
        yield at_field("duplicate-author", message, paper, field, hint)
