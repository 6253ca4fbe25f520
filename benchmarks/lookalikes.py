"""200 pairs of entries for one paper and 200 pairs for two that look alike, made from a review's own entries.

Every pair is made from a paper of its own, and the same ones every time. The changes are those that
bibliographies show: what typing, reference managers, publishers and authors do to a record, and what groups
of papers by one team or about one subject have in common.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from string import ascii_lowercase

from generator.bibtex import format_name, new_entry, parse_names
from generator.model import Entry, Name
from generator.text.latex import to_unicode

SEED = 2026
_IDENTIFIERS = ("doi", "eprint", "archiveprefix", "primaryclass", "url")
_WHERE = frozenset(("booktitle", "journal", "volume", "number", "pages", "publisher"))

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """The review's entries, with the copies and lookalikes made of them, and which pairs they are."""

    entries: tuple[Entry, ...]
    same: Mapping[frozenset[str], str]
    different: Mapping[frozenset[str], str]


class _Maker:
    """Makes pairs, each from an entry that no other pair is made from."""

    def __init__(self, entries: Sequence[Entry], seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  # the same pairs every time
        self.entries = {entry.key: entry for entry in entries}
        usable = [entry for entry in entries if len(_words(entry)) > 3 and entry.get("author")]
        self.words = sorted({word for entry in usable for word in _words(entry) if len(word) > 4})
        self.tails = [_title(entry).split(": ", 1)[1] for entry in usable if ": " in _title(entry)]
        self.topics = [
            _title(entry) for entry in usable if 3 < len(_words(entry)) < 8 and ":" not in _title(entry)
        ]
        self.pool = usable
        self.random.shuffle(self.pool)
        self.same: dict[frozenset[str], str] = {}
        self.different: dict[frozenset[str], str] = {}

    def take(self, fits: Callable[[Entry], bool] = lambda entry: True) -> Entry:
        """Return an entry that fits and has not been taken."""
        entry = next(entry for entry in self.pool if fits(entry))
        self.pool.remove(entry)
        return entry

    def add(self, entry: Entry, changed: Fields, kind: str, same: bool, type_to: str = "") -> None:
        """Add the changed entry beside its origin."""
        copy = new_entry(type_to or entry.type, f"{entry.key}-{'copy' if same else 'other'}", changed)
        self.entries[copy.key] = copy
        (self.same if same else self.different)[frozenset((entry.key, copy.key))] = kind

    def without_identifiers(self, entry: Entry) -> None:
        """Take the identifiers from an origin that is in the review."""
        kept = tuple(field for field in entry.fields if field.name not in _IDENTIFIERS)
        self.entries[entry.key] = replace(entry, fields=kept)


def make(entries: Sequence[Entry], seed: int = SEED) -> Made:
    """Return the review's entries with 200 copies and 200 lookalikes among them."""
    maker = _Maker(entries, seed)
    for kind, count, change in _SAME:
        for _ in range(count):
            _make_same(maker, kind, change)
    for kind, count, vary in _DIFFERENT:
        for _ in range(count):
            _make_different(maker, kind, vary)
    return Made(tuple(maker.entries.values()), maker.same, maker.different)


def _make_same(maker: _Maker, kind: str, change: Callable[[_Maker, Fields], Fields]) -> None:
    entry = maker.take(_NEEDS.get(kind, lambda entry: True))
    changed = change(maker, _fields(entry))
    if kind != "identifier kept, title changed":
        # Who copies a record by hand has seldom its identifiers; one in four has.
        if maker.random.random() < 0.75:
            changed = {name: value for name, value in changed.items() if name not in _IDENTIFIERS}
        if maker.random.random() < 0.3:
            changed["author"] = _initials(changed["author"])
    maker.add(entry, changed, kind, True, "misc" if _WHERE.isdisjoint(changed) else "")


def _make_different(maker: _Maker, kind: str, vary: Callable[[_Maker, Fields], Fields]) -> None:
    entry = maker.take(_NEEDS.get(kind, lambda entry: True))
    changed = vary(maker, _fields(entry))
    for name in _IDENTIFIERS:
        changed.pop(name, None)
    if maker.random.random() < 0.3:
        # The other one has no venue yet, and could pass for a preprint of this one.
        changed = {name: value for name, value in changed.items() if name not in _WHERE}
    chance = maker.random.random()
    if chance < 0.4:
        number = maker.random.randint(10000, 19999)
        changed |= {"eprint": f"{changed.get('year', '2020')[2:]}05.{number}", "archiveprefix": "arXiv"}
    elif chance < 0.7:
        maker.without_identifiers(entry)
    maker.add(entry, changed, kind, False, "misc" if _WHERE.isdisjoint(changed) else "")


def _fields(entry: Entry) -> Fields:
    fields = {field.name: field.value for field in entry.fields if field.name not in ("ids", "alttitle")}
    return fields | {"title": _title(entry)}


def _title(entry: Entry) -> str:
    return to_unicode(entry.get("title")).replace("{", "").replace("}", "").replace("\\", "")


def _words(entry: Entry) -> list[str]:
    return [word for word in re.findall(r"[A-Za-z]+", _title(entry)) if len(word) > 3]


# Copies: one paper, another record.


def _typing_errors(maker: _Maker, fields: Fields) -> Fields:
    title = fields["title"]
    for _ in range(maker.random.choice((1, 1, 2, 3))):
        title = _mistyped(maker.random, title)
    return fields | {"title": title}


def _mistyped(random: Random, text: str) -> str:
    places = [place for place, char in enumerate(text[:-1]) if char.isalpha() and text[place + 1].isalpha()]
    at = random.choice(places)
    letter = random.choice(ascii_lowercase)
    return random.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at] + text[at:],
        )
    )


def _other_version(maker: _Maker, fields: Fields) -> Fields:
    """Make of a published paper its preprint, and of a preprint what a publisher makes of it."""
    changed = dict(fields)
    year = int(fields.get("year", "2022"))
    if "booktitle" in fields or "journal" in fields:
        for name in (*_WHERE, "doi"):
            changed.pop(name, None)
        changed["year"] = str(year - maker.random.choice((0, 0, 1)))
    else:
        changed |= {"booktitle": "Proceedings of the 40th Conference", "pages": "112--130"}
        changed |= {"doi": f"10.1109/made.{maker.random.randint(1000, 9999)}"}
        changed["year"] = str(year + maker.random.choice((0, 1, 1)))
    return changed | {"title": _retouched(maker.random, changed["title"])}


def _retouched(random: Random, title: str) -> str:
    """Change what publishers change: capitals, hyphens, an article, the mark before the subtitle."""
    changes: list[Callable[[str], str]] = [
        str.lower,
        str.title,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", ""),
        lambda text: text.replace(" for ", " in ", 1),
        lambda text: text.replace(": ", " - ", 1),
        lambda text: text.replace(" and ", " & "),
        lambda text: text.replace("ization", "isation").replace("izing", "ising"),
        lambda text: text.replace(" the ", " "),
        lambda text: text,
        lambda text: text,
    ]
    return random.choice(changes)(title)


def _other_subtitle(maker: _Maker, fields: Fields) -> Fields:
    head, tail = fields["title"].split(": ", 1)
    words = tail.split()
    at = maker.random.randrange(len(words))
    again = [*words[:at], *(word.lower() for word in maker.random.sample(maker.words, 2)), *words[at + 1 :]]
    year = str(int(fields.get("year", "2022")) - maker.random.choice((0, 1)))
    fewer = {name: value for name, value in fields.items() if name not in ("booktitle", "journal", "doi")}
    titles = (head, tail, f"{head}: {' '.join(again)}", f"{head}: {' '.join(words[: len(words) // 2 + 1])}")
    return fewer | {"year": year, "title": maker.random.choice(titles)}


def _without_accents(maker: _Maker, fields: Fields) -> Fields:
    plain = unicodedata.normalize("NFKD", fields["author"])
    ascii_names = "".join(char for char in plain if not unicodedata.combining(char))
    latex = "".join(_as_latex(char) for char in unicodedata.normalize("NFC", fields["author"]))
    return fields | {"author": maker.random.choice((ascii_names, latex)), "title": f"{{{fields['title']}}}"}


def _as_latex(char: str) -> str:
    parts = unicodedata.normalize("NFKD", char)
    accents = {"\u0301": "'", "\u0300": "`", "\u0308": '"', "\u0303": "~", "\u0302": "^", "\u030c": "v "}
    if len(parts) == 2 and parts[1] in accents:
        return f"{{\\{accents[parts[1]]}{parts[0]}}}"
    return char


def _other_names(maker: _Maker, fields: Fields) -> Fields:
    names, _, _ = parse_names(fields["author"])
    written: list[Callable[[], str]] = [
        lambda: _initials(fields["author"]),
        lambda: f"{format_name(names[0])} and others",
        lambda: " and ".join(name.full for name in names),
        lambda: " and ".join(format_name(name) for name in (*names[:1], *reversed(names[1:]))),
        lambda: " and ".join(format_name(_swapped(name)) for name in names),
        lambda: " and ".join(format_name(name) for name in names[:3]) + " and others",
    ]
    return fields | {
        "author": maker.random.choice(written)(),
        "title": _retouched(maker.random, fields["title"]),
    }


def _initials(author: str) -> str:
    names, more, _ = parse_names(author)
    short = [replace(name, given=" ".join(f"{part[0]}." for part in name.given.split())) for name in names]
    return " and ".join([*(format_name(name) for name in short), *(["others"] if more else [])])


def _swapped(name: Name) -> Name:
    simple = not name.literal and name.given and " " not in name.given
    return replace(name, family=name.given, given=name.family) if simple else name


def _other_form(maker: _Maker, fields: Fields) -> Fields:
    return fields | {"title": _retouched(maker.random, _retouched(maker.random, fields["title"])) + "."}


def _other_title(maker: _Maker, fields: Fields) -> Fields:
    """Keep the identifier, as later versions of a preprint do that has got another title."""
    words = fields["title"].split()
    return fields | {"title": " ".join([maker.random.choice(maker.words).title(), *words[len(words) // 2 :]])}


def _other_year(maker: _Maker, fields: Fields) -> Fields:
    year = int(fields.get("year", "2022"))
    changed = dict(fields) | {"title": _retouched(maker.random, fields["title"])}
    if maker.random.random() < 0.4:
        changed.pop("year", None)
        return changed
    return changed | {"year": str(year + maker.random.choice((-1, 1)))}


# Lookalikes: two papers.


def _next_part(maker: _Maker, fields: Fields) -> Fields:
    head, colon, tail = fields["title"].partition(": ")
    parts = (
        f"{fields['title']}, Part {maker.random.choice(('I', 'II', '2', 'III'))}",
        f"{fields['title']} II",
        f"{head}-2{colon}{tail}",
        f"{head} 2.0{colon}{tail}",
        f"{head}v2{colon}{tail}",
        f"{head}++{colon}{tail}",
    )
    return _later(maker, fields) | {"title": maker.random.choice(parts)}


def _later(maker: _Maker, fields: Fields) -> Fields:
    year = int(fields.get("year", "2022"))
    return fields | {"year": str(year + maker.random.choice((0, 1, 1, 2)))}


def _other_authors(maker: _Maker, fields: Fields) -> Fields:
    other = maker.random.choice([entry for entry in maker.pool if entry.get("author") != fields["author"]])
    return _later(maker, fields) | {"author": other.get("author")}


def _other_subject(maker: _Maker, fields: Fields) -> Fields:
    """Let one team write two papers whose titles differ in one or two words."""
    title = fields["title"]
    for _ in range(maker.random.choice((1, 1, 2))):
        word = maker.random.choice(re.findall(r"\b(?!with|from|over|into)[A-Za-z]{4,}", title))
        title = title.replace(word, maker.random.choice(maker.words), 1)
    return _later(maker, fields) | {"title": title}


def _survey(maker: _Maker, fields: Fields) -> Fields:
    topic = maker.random.choice(maker.topics)
    form = maker.random.choice(
        ("A Survey on {}", "A Survey of {}", "{}: A Survey", "{}: A Comprehensive Review")
    )
    changed = _later(maker, fields) | {"title": form.format(topic)}
    return changed if maker.random.random() < 0.5 else _other_authors(maker, changed)


def _follow_up(maker: _Maker, fields: Fields) -> Fields:
    head = fields["title"].split(": ", 1)[0]
    return _later(maker, fields) | {"title": f"{head}: {maker.random.choice(maker.tails)}"}


_OPPOSITES = {
    "Training": "Inference", "Supervised": "Unsupervised", "Sparse": "Dense", "Pre-training": "Post-training",
    "Forward": "Backward", "Learning": "Unlearning", "Structured": "Unstructured", "Vision": "Language",
    "Large": "Small", "Synchronous": "Asynchronous", "Conditional": "Unconditional", "Linear": "Nonlinear",
    "Image": "Video", "Language": "Speech", "Efficient": "Inefficient",
}  # fmt: skip


def _opposite(maker: _Maker, fields: Fields) -> Fields:
    found = [word for word in _OPPOSITES if re.search(rf"\b{word}\b", fields["title"])]
    word = maker.random.choice(found)
    return _later(maker, fields) | {
        "title": re.sub(rf"\b{word}\b", _OPPOSITES[word], fields["title"], count=1)
    }


def _other_name(maker: _Maker, fields: Fields) -> Fields:
    """Name a method after another one, a letter apart: `LoRA`, `QLoRA`, `DoRA`."""
    head, tail = fields["title"].split(": ", 1)
    letter = maker.random.choice([letter for letter in "ABDGQSTX" if letter != head[0].upper()])
    name = maker.random.choice((f"{letter}{head}", f"{letter}-{head}", f"{letter}{head[1:]}", f"{head}+"))
    changed = _later(maker, fields) | {"title": f"{name}: {tail}"}
    return changed if maker.random.random() < 0.5 else _other_authors(maker, changed)


def _about(maker: _Maker, fields: Fields) -> Fields:
    title = fields["title"]
    forms = (
        "Erratum: {}",
        "Revisiting {}",
        "Supplementary Material for {}",
        "Reply to “{}”",
        "Comment on “{}”",
    )
    return _later(maker, fields) | {"title": maker.random.choice(forms).format(title)}


def _has_subtitle(entry: Entry) -> bool:
    head, colon, tail = _title(entry).partition(": ")
    return bool(colon) and len(head) > 2 and len(tail.split()) > 3


def _has_accents(entry: Entry) -> bool:
    return not entry.get("author").isascii() and bool(unicodedata.normalize("NFC", entry.get("author")))


_NEEDS: Mapping[str, Callable[[Entry], bool]] = {
    "subtitle": _has_subtitle,
    "same name, other subtitle": _has_subtitle,
    "a letter in the name": lambda entry: _has_subtitle(entry) and " " not in _title(entry).split(": ")[0],
    "accents": _has_accents,
    "identifier kept, title changed": lambda entry: bool(entry.get("eprint") or entry.get("doi")),
    "opposites": lambda entry: any(re.search(rf"\b{word}\b", _title(entry)) for word in _OPPOSITES),
}
# Those that need something of their own come first, while there are enough of them.
_SAME: Sequence[tuple[str, int, Callable[[_Maker, Fields], Fields]]] = (
    ("subtitle", 30, _other_subtitle),
    ("accents", 20, _without_accents),
    ("identifier kept, title changed", 15, _other_title),
    ("typing errors", 40, _typing_errors),
    ("preprint and published", 40, _other_version),
    ("names", 25, _other_names),
    ("form of the title", 15, _other_form),
    ("year", 15, _other_year),
)
_DIFFERENT: Sequence[tuple[str, int, Callable[[_Maker, Fields], Fields]]] = (
    ("same name, other subtitle", 20, _follow_up),
    ("a letter in the name", 20, _other_name),
    ("opposites", 20, _opposite),
    ("part or version", 40, _next_part),
    ("same title, other authors", 25, _other_authors),
    ("one team, other subject", 40, _other_subject),
    ("surveys", 20, _survey),
    ("about another paper", 15, _about),
)
