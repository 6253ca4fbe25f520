"""Reviews of any size, made from the committed one: the same every time, and as varied as it is.

Up to the number of papers that the committed review has, they are its own. Beyond it each is put together:
the title of two others, a team by `people`, categories and tags of another, mostly a known venue, for every
second one a note that builds on papers before it. Categories are divided as they grow, so that none holds
more than a reader would look through.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from generator.bibtex import new_entry, parse_names, render_entry
from generator.model import Category, Entry, Note
from generator.sources import Folder, read_bib_files, read_sources
from generator.write import read_manifest

from .people import People

_SEED = 617
_LARGEST = 60  # papers in a category, about
_NEW_VENUE, _RARE_VENUE = 0.01, 0.1
_WITH_NOTE = 0.5
_OWN = {"ids", "doi", "url", "eprint", "archiveprefix", "primaryclass"}
_BUILDS_ON = 0.4  # notes that build on an earlier paper


@dataclass(frozen=True, slots=True)
class _Pools:
    """What new papers are put together from; `parts` has the slugs that each category was divided into."""

    entries: tuple[Entry, ...]
    titles: tuple[tuple[str, ...], ...]
    notes: tuple[Note, ...]
    parts: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class _Growing:
    """What grows with every paper made: who has written, where, and which papers there are to build on."""

    random: Random
    people: People
    venues: list[str] = field(default_factory=list)
    papers: list[tuple[str, str]] = field(default_factory=list)  # year and citekey

    def earlier(self, number: int) -> str:
        """Return the citekey of a paper before this one, in the order they are made, that is no younger."""
        drawn = (self.papers[self.random.randrange(number)] for _ in range(5))
        return next((key for year, key in drawn if year <= self.papers[number][0]), "")


def make_review(source: Path, target: Path, papers: int) -> None:
    """Write a review of so many papers; up to the number that the source has, they are the source's own."""
    shutil.copytree(source / "bib", target / "bib")
    shutil.copy(source / "mkdocs.yml", target)
    _copy_handwritten(source / "docs", target / "docs")
    review = read_sources(source).review
    entries = tuple(entry for file in read_bib_files(Folder(source))[0] for entry in file.entries)
    parts = _divided(entries, papers)
    pools = _Pools(entries, _titles(entries), tuple(review.notes.values()), parts)
    random = Random(_SEED)  # noqa: S311  # the same papers every time
    people = People(map(_team, entries), random)
    growing = _Growing(random, people, papers=[(entry.get("year"), entry.key) for entry in entries])
    added = list(_more(pools, growing, papers - len(entries)))
    _write_entries(target / "bib", added)
    members = _write_notes(target / "bib" / "notes", added, pools, growing)
    _write_categories(target / "bib" / "categories", review.category, parts, members)


def add_notes(target: Path) -> None:
    """Give every paper that has none the note of the paper that it was made from, which names its key."""
    notes = target / "bib" / "notes"
    known = {path.stem: path.read_bytes() for path in notes.glob("*.md")}
    files, _ = read_bib_files(Folder(target))
    for key in (entry.key for file in files for entry in file.entries if entry.key not in known):
        origin = next((key[:end] for end in range(len(key), 0, -1) if key[:end] in known), None)
        if origin:
            (notes / f"{key}.md").write_bytes(known[origin])


def _copy_handwritten(source: Path, target: Path) -> None:
    generated = read_manifest(source)
    for page in sorted(source.iterdir()):
        if page.suffix in {".md", ".svg"} and page.name not in generated:
            target.mkdir(exist_ok=True)
            shutil.copy(page, target)


def _titles(entries: Sequence[Entry]) -> tuple[tuple[str, ...], ...]:
    titles = [_plain(entry.get("title")) for entry in entries]
    return tuple(tuple(title.split()) for title in titles if not set("$\\") & set(title))


def _team(entry: Entry) -> list[str]:
    names = parse_names(entry.get("author"))[0]
    return [
        f"{_plain(name.family)}, {_plain(name.given)}" for name in names if name.given and not name.literal
    ]


def _divided(entries: Sequence[Entry], papers: int) -> Mapping[str, Sequence[str]]:
    """Return the slugs of the parts of each category that will have more papers than one should hold."""
    sizes = Counter(slug.strip() for entry in entries for slug in entry.get("groups").split(","))
    wanted = {slug: round(size * papers / len(entries) / _LARGEST) for slug, size in sizes.items() if slug}
    return {slug: [f"{slug}-{n}" for n in range(1, count + 1)] for slug, count in wanted.items() if count > 1}


def _more(pools: _Pools, growing: _Growing, count: int) -> Iterator[Entry]:
    random = growing.random
    for number in range(count):
        entry = pools.entries[number % len(pools.entries)]
        fields = {one.name: one.value for one in entry.fields if one.name not in _OWN}
        fields["title"] = _title(pools, random)
        fields["author"] = " and ".join(growing.people.team(max(1, len(_team(entry)))))
        # Other categories and tags than the namesake's: neighbours that agree in all would compress too well.
        other = random.choice(pools.entries)
        fields |= {name: other.get(name) for name in ("groups", "keywords") if other.get(name)}
        fields["groups"] = ", ".join(
            _part(slug.strip(), pools, random) for slug in other.get("groups").split(",")
        )
        fields |= _venue(entry, pools, growing)
        fields |= _identifier(entry.get("year"), random, number)
        key = f"{entry.key}{number}"
        growing.papers.append((entry.get("year"), key))
        yield new_entry(entry.type, key, fields)


def _part(slug: str, pools: _Pools, random: Random) -> str:
    return random.choice(pools.parts[slug]) if slug in pools.parts else slug


def _title(pools: _Pools, random: Random) -> str:
    """Return the first half of one title and the second half of another."""
    first, second = random.choice(pools.titles), random.choice(pools.titles)
    return " ".join((*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]))


def _venue(entry: Entry, pools: _Pools, growing: _Growing) -> dict[str, str]:
    """Return a rare venue or a new one, or nothing: then the paper keeps that of the one it is made from."""
    chance = growing.random.random()
    name = next((name for name in ("booktitle", "journal") if entry.get(name)), None)
    if name is None or chance > _RARE_VENUE:
        return {}
    if chance < _NEW_VENUE or not growing.venues:
        words = growing.random.choice(pools.titles)
        growing.venues.append(f"Workshop on {' '.join(words[:3]).rstrip(':,')}")
        return {name: growing.venues[-1]}
    growing.venues.append(growing.random.choice(growing.venues))
    return {name: growing.venues[-1]}


def _identifier(year: str, random: Random, number: int) -> dict[str, str]:
    """Return an arXiv identifier of that year, whose numbers have five digits since 2015; else a DOI."""
    if not year.isdigit() or int(year) < 2015:
        return {"doi": f"10.5555/{number + 1000}"}
    month = random.randint(1, 12)
    return {"eprint": f"{int(year) - 2000}{month:02}.{number % 99_999 + 1:05}", "archiveprefix": "arXiv"}


def _write_entries(folder: Path, added: Iterable[Entry]) -> None:
    by_year: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in added:
        by_year[entry.get("year") or "undated"].append(entry)
    for year, group in by_year.items():
        with (folder / f"{year}.bib").open("a", encoding="utf-8") as stream:
            stream.writelines(f"\n{render_entry(entry)}\n" for entry in group)


def _write_notes(
    folder: Path, added: Iterable[Entry], pools: _Pools, growing: _Growing
) -> Mapping[str, list[tuple[str, str]]]:
    """Write the notes of every second paper; return by category the citekeys of those, each with its tldr."""
    random = growing.random
    members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, entry in enumerate(added, len(pools.entries)):
        if random.random() >= _WITH_NOTE:
            continue
        first, second = random.choice(pools.notes), random.choice(pools.notes)
        older = growing.earlier(number) if random.random() < _BUILDS_ON else ""
        cited = f" It is compared with [@{growing.papers[random.randrange(number)][1]}]."
        text = _note(first.tldr, first.results, older, f"{second.body}{cited}")
        (folder / f"{entry.key}.md").write_text(text, encoding="utf-8")
        members[entry.get("groups").split(",")[0].strip()].append((entry.key, first.tldr))
    return members


def _note(tldr: str, results: Sequence[str], older: str, body: str) -> str:
    # JSON's strings and lists are YAML's, too.
    known = {"tldr": tldr, "results": list(results), "builds_on": [older] if older else []}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in known.items() if value]
    return f"---\n{''.join(lines)}---\n{body}\n"


def _write_categories(
    folder: Path,
    known: Mapping[str, Category],
    parts: Mapping[str, Sequence[str]],
    members: Mapping[str, list[tuple[str, str]]],
) -> None:
    """Write the categories that others were divided into: a title, a scope, what some of the papers do."""
    for slug, names in parts.items():
        for number, name in enumerate(names, 1):
            title = json.dumps(f"{known[slug].title}, part {number}", ensure_ascii=False)
            front = (
                f"title: {title}\nparent: {slug}\nscope: Every paper that part {number} of {slug} holds.\n"
            )
            told = members.get(name, [])[:8]
            narrative = "\n\n".join(f"{tldr.rstrip('.')} [@{key}]." for key, tldr in told)
            (folder / f"{name}.md").write_text(f"---\n{front}---\n{narrative}\n", encoding="utf-8")


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")
