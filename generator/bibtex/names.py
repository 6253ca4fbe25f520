"""Names in BibTeX's four parts, read from what bibliographies hold and written back.

The rules are BibTeX's (Markey, Tame the BeaST, section 11) and, for `family=…, given=…`, biblatex's extended
name format (biblatex manual, section 3.4). Parts come out as plain Unicode.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..errors import Place, Problem, Severity
from ..model import Name
from ..text.latex import escape, to_unicode
from .parser import name_parts, split_names
from .values import fold, is_balanced

_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_ET_AL = re.compile(r"(?<![,\s])[,\s]*+\bet\.?\s+al\b\.?$", re.IGNORECASE)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
# Words that end an organisation's name and no person's.
_ORGANISATION = frozenset((
    "team", "group", "lab", "labs", "collaboration", "consortium", "workshop", "project", "foundation",
    "institute", "university", "inc", "inc.", "ltd",
))  # fmt: skip
_PLACEHOLDERS = frozenset(("n/a", "na.", "-", "–", "none", "null", "unknown"))
_MARK = re.compile(r"[{},;]")
_TILDE = re.compile(r"(?<!\\)\\~\s*(?:([A-Za-z]|\\[ij](?![A-Za-z]))|\{([A-Za-z]|\\[ij])\})")
_TIED_AND = re.compile(r"(?<![\\~ ])[~ ]++and[~ ]++", re.IGNORECASE)
_OTHER_AND = re.compile(r"[{}]|&|\\and\b")
_INITIAL = re.compile(r"[^\W\d_]\.")
# What stands where the list is cut short, and is no person's name.
_CUT_SHORT = frozenset(("others", "et al", "et al.", "etal", "etal.", "...", "…", "\\ldots", "\\dots"))

Names = tuple[tuple[Name, ...], bool, tuple[Problem, ...]]


def parse_names(value: str, place: Place | None = None, citekey: str = "") -> Names:
    """Return the names in a field's resolved value, whether the list goes on, and what is wrong.

    `others` and `et al.` are never a person; a name in braces is an organisation; a name with too many commas
    is reported and still a name. `place` and `citekey` say where the problems are.
    """
    names, more, complaints = _parse(fold(value))
    where = place or Place()
    return names, more, tuple(_problem(*complaint, where, citekey) for complaint in complaints)


@lru_cache(maxsize=1 << 14)
def _parse(value: str) -> tuple[tuple[Name, ...], bool, tuple[tuple[str, str], ...]]:
    names: list[Name] = []
    complaints: list[tuple[str, str]] = []
    more = False
    for text in _written(value, complaints):
        if text.lower() == "others":
            more = True
            continue
        if _is_cut_short(text):
            more = True
            complaints.append(("et-al", text))
            continue
        without = _without_et_al(text)
        if without != text:
            more = True
            complaints.append(("et-al", text))
        if without:
            names.extend(_one(without, complaints))
        elif without == text:
            complaints.append(("empty-name", value[:60]))
    return tuple(names), more, tuple(complaints)


_HINTS = {
    "et-al": ("`{}` cuts the list short", "write `and others`"),
    "empty-name": ("an empty name stands in `{}`", "remove the `and` too many"),
    "too-many-commas": (
        "`{}` has too many commas for one name",
        "separate names with `and`; one name is `Last, First`",
    ),
    "semicolon-names": ("names are separated by `;` in `{}`", "separate them with `and`"),
    "author-separators": (
        "`{}` looks like several names, but is read as one",
        "separate names with ` and `; an organisation's name stands in braces",
    ),
    "bad-name": ("`{}` is no name", "write `Last, First`"),
}


def _problem(code: str, text: str, place: Place, citekey: str) -> Problem:
    message, hint = _HINTS[code]
    return Problem(code, message.format(text[:80]), place, hint, citekey, Severity.WARNING)


def _written(value: str, complaints: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the names as written; a list with semicolons instead of `and` is taken apart there."""
    if not value:
        return
    if "~" in value:
        # To the splitter any `~` is a tie, the accent of `N\~unez` too, unless it stands in braces.
        value = _TIED_AND.sub(" and ", _TILDE.sub(r"{\\~\1\2}", value))
    # The splitter knows no name before a leading `and` and none after a trailing one.
    if value.lower().startswith("and "):
        complaints.append(("empty-name", value[:60]))
        value = value[4:]
    if value.lower().endswith(" and"):
        complaints.append(("empty-name", value[-60:]))
        value = value[:-4]
    written = split_names(value)
    if len(written) == 1 and len(parts := _split(value, ";")) > 1:
        complaints.append(("semicolon-names", value))
        written = [part for part in parts if part]
    for text in written:
        name = _without_and(text)
        if name != text:
            complaints.append(("empty-name", value[:60]))
        yield name


def _without_and(text: str) -> str:
    """Return the text without the `and`s that a doubled one leaves at its start."""
    start = 0
    while text[start : start + 4].lower() == "and ":
        start += 4
    return text[start:]


def _without_et_al(text: str) -> str:
    """Return the text without a closing `et al.`."""
    return _ET_AL.sub("", text) if text.lower().rstrip(". ")[-2:] == "al" else text


def _is_cut_short(text: str) -> bool:
    """Tell whether this stands for further authors, also in a pair of braces."""
    inner = text[1:-1] if _is_group(text) else text
    return fold(inner.replace("~", " ")).lower() in _CUT_SHORT


def _looks_like_several(text: str) -> bool:
    r"""Tell whether names stand here that `&`, `\and` or commas separate, which BibTeX reads as one name."""
    depth = 0
    for match in _OTHER_AND.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth <= 0 and match[0] not in "{}":
            return True
    parts = [part for part in _split(text, ",") if part]
    if len(parts) < 2 or any(len(part.replace("~", " ").split()) < 2 for part in parts):
        return False
    # `de la Cruz, Juan Carlos` is one name; `J. Smith, K. Doe` is none, nor is what a comma ends.
    return len(parts) > 2 or text.endswith(",") or _INITIAL.match(text) is not None


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator outside braces."""
    parts: list[str] = []
    depth = start = 0
    for match in _MARK.finditer(text):
        if match[0] == separator and depth <= 0:
            parts.append(text[start : match.start()].strip())
            start = match.end()
        else:
            depth += {"{": 1, "}": -1}.get(match[0], 0)
    return [*parts, text[start:].strip()]


def _is_group(text: str) -> bool:
    """Tell whether one pair of braces holds the whole text."""
    return (
        text[:1] == "{"
        and text[-1:] == "}"
        and len(text) > 1
        and is_balanced(text)
        and is_balanced(text[1:-1])
    )


def _one(text: str, complaints: list[tuple[str, str]]) -> Iterator[Name]:
    name = (
        _literal(text) or (_extended(text) if _EXTENDED.match(text) else None) or _classic(text, complaints)
    )
    if name.family:
        yield name
    else:
        complaints.append(("bad-name", text))


def _literal(text: str) -> Name | None:
    if not _is_group(text):
        return None
    return Name(to_unicode(text), literal=True)


def _extended(text: str) -> Name | None:
    parts: dict[str, str] = {}
    for part in _split(text, ","):
        key, equals, value = part.partition("=")
        if equals:
            parts[key.strip().lower()] = to_unicode(value)
    family, given = parts.get("family", ""), parts.get("given", "")
    if not family:
        family, given = given, ""
    return Name(family, given, parts.get("prefix", ""), parts.get("suffix", "")) if family else None


def _classic(text: str, complaints: list[tuple[str, str]]) -> Name:
    several = _looks_like_several(text)
    if several:
        complaints.append(("author-separators", text))
    commas = text.count(",")
    text = text.rstrip(", ") if text.endswith(",") else text
    parts = name_parts(text) if commas < 3 or "{" in text else None
    if parts is None:
        complaints.extend(() if several else [("too-many-commas", text)])
        first, *rest = [part for part in _split(text, ",") if part] or [""]
        return Name(to_unicode(first), to_unicode(" ".join(rest)))
    given, particle, family, suffix = (to_unicode(part) if part else "" for part in parts)
    if not family:
        family, particle, given = (particle, "", given) if particle else (given, "", "")
    return Name(family, given, particle, suffix)


def parse_given_first(text: str) -> Name:
    """Return the name written given name first: `Laurens van der Maaten`, `Sammy Davis, Jr.`.

    A name with a digit or without letters (`01.AI`), or one that ends in a word such as `Team`, is an
    organisation. A placeholder for a missing part (`N/A`) is dropped. A name with a comma may also be `Last,
    First`.
    """
    words = text.replace(",", ", ").split()
    # DBLP tells namesakes apart with a number: `Wei Wang 0001`.
    if len(words) > 2 and len(words[-1]) == 4 and words[-1].isdigit():
        words.pop()
    words = [word for word in words if word.lower() not in _PLACEHOLDERS] or words
    if _is_organisation(words):
        return Name(fold(text), literal=True)
    suffix = words.pop() if len(words) > 1 and words[-1].lower() in _SUFFIXES else ""
    line = " ".join(words)
    if suffix:
        line = line.rstrip(",")
    if "," in line:
        family, _, given = line.partition(",")
        return _with_particle(
            family.split() or given.split(), given.split() if family.split() else [], suffix
        )
    return _with_particle(*_family_words(words if not suffix else line.split()), suffix)


def _is_organisation(words: list[str]) -> bool:
    name = "".join(words)
    no_letters = not any(char.isalpha() for char in name)
    return (
        no_letters
        or any(char.isdigit() for char in name)
        or (len(words) > 1 and words[-1].lower() in _ORGANISATION)
    )


def _family_words(words: list[str]) -> tuple[list[str], list[str]]:
    """Split words into the family name, its particle included, and the given names."""
    start = len(words) - 1
    for index in range(1, len(words) - 1):
        if words[index][0].islower():
            start = index
            break
    # `Guy Van den Broeck`: the particle begins with the capital.
    if start > 1 and start < len(words) - 1 and words[start - 1].lower() in ("van", "von", "de"):
        start -= 1
    return words[start:], words[:start]


def _with_particle(family: list[str], given: list[str], suffix: str) -> Name:
    """Build a name whose particle ends, as in BibTeX, with the last small word before the family name."""
    split = max((index + 1 for index, word in enumerate(family[:-1]) if word[:1].islower()), default=0)
    return Name(" ".join(family[split:]), " ".join(given), " ".join(family[:split]), suffix)


def format_name(name: Name) -> str:
    """Return the name in BibTeX form, `von Last, Jr, First`, LaTeX-escaped; an organisation stands in braces.

    What that form cannot hold (a particle with a capital, say) is written as `family={…}, given={…}`, so that
    `parse_names` always gives the name back.
    """
    if name.literal:
        written = f"{{{escape(name.family)}}}"
        return f"{{{written}}}" if _is_cut_short(written) else written
    classic = (_written_classic(name, braced) for braced in (False, True))
    return next((text for text in classic if _reads_as(text, name)), None) or _written_extended(name)


def _reads_as(text: str, name: Name) -> bool:
    return is_balanced(text) and _parse(fold(text)) == ((name,), False, ())


def _written_classic(name: Name, braced: bool) -> str:
    family = f"{{{escape(name.family)}}}" if braced else _protected(name.family)
    last = f"{_protected(name.particle)} {family}" if name.particle else family
    parts = (
        [last, _protected(name.suffix), _protected(name.given)]
        if name.suffix
        else [last, _protected(name.given)]
    )
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts)


def _protected(text: str) -> str:
    """Escape a part, in braces where a comma or an `and` would take it apart."""
    escaped = escape(text)
    return f"{{{escaped}}}" if "," in text or "and" in text.lower().split() else escaped


def _written_extended(name: Name) -> str:
    parts = {"family": name.family, "given": name.given, "prefix": name.particle, "suffix": name.suffix}
    return ", ".join(f"{key}={{{escape(text)}}}" for key, text in parts.items() if text)
