"""Reviews of any size, made from the committed one: the same every time, and as varied as it is."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.bibtex import new_entry, parse_names, render_entry
from generator.model import Entry
from generator.sources import Folder, read_bib_files
from generator.write import read_manifest

_SEED = 617


@dataclass(frozen=True, slots=True)
class _Pools:
    """What new papers are put together from."""

    entries: tuple[Entry, ...]
    titles: tuple[tuple[str, ...], ...]
    given: tuple[str, ...]
    family: tuple[str, ...]


def make_review(source: Path, target: Path, papers: int) -> None:
    """Write a review of so many papers; up to the number that the source has, they are the source's own."""
    shutil.copytree(source / "bib", target / "bib")
    shutil.copy(source / "mkdocs.yml", target)
    _copy_handwritten(source / "docs", target / "docs")
    files, _ = read_bib_files(Folder(source))
    entries = tuple(entry for file in files for entry in file.entries)
    added = _more(_pools(entries), papers - len(entries))
    by_year: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in added:
        by_year[entry.get("year") or "undated"].append(entry)
    for year, group in by_year.items():
        with (target / "bib" / f"{year}.bib").open("a", encoding="utf-8") as stream:
            stream.writelines(f"\n{render_entry(entry)}\n" for entry in group)


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
    for page in sorted(source.glob("*.md")):
        if page.name not in generated:
            target.mkdir(exist_ok=True)
            shutil.copy(page, target)


def _pools(entries: Sequence[Entry]) -> _Pools:
    names = [name for entry in entries for name in parse_names(entry.get("author"))[0]]
    titles = [_plain(entry.get("title")) for entry in entries]
    return _Pools(
        tuple(entries),
        tuple(tuple(title.split()) for title in titles if not set("$\\") & set(title)),
        tuple(name.given for name in names if name.given and not name.literal),
        tuple(name.family for name in names if name.given and not name.literal),
    )


def _more(pools: _Pools, count: int) -> Iterator[Entry]:
    random = Random(_SEED)  # noqa: S311  # the same papers every time
    for number in range(count):
        entry = pools.entries[number % len(pools.entries)]
        fields = {field.name: field.value for field in entry.fields if field.name != "ids"}
        fields["title"] = _title(pools, random)
        fields["author"] = _authors(pools, random, entry)
        # Other categories and tags than the namesake's: neighbours that agree in all would compress too well.
        other = random.choice(pools.entries)
        fields |= {name: other.get(name) for name in ("groups", "keywords") if other.get(name)}
        for name in ("eprint", "doi", "url"):
            fields.pop(name, None)
        fields |= {"eprint": f"{random.randint(1001, 2612):04}.{number:05}", "archiveprefix": "arXiv"}
        yield new_entry(entry.type, f"{entry.key}{number}", fields)


def _title(pools: _Pools, random: Random) -> str:
    """Return the first half of one title and the second half of another."""
    first, second = random.choice(pools.titles), random.choice(pools.titles)
    return " ".join((*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]))


def _authors(pools: _Pools, random: Random, entry: Entry) -> str:
    """Return as many names as the entry has: half of them known authors, half of them new ones."""
    count = max(1, len(entry.get("author").split(" and ")))
    return " and ".join(_name(pools, random) for _ in range(count))


def _name(pools: _Pools, random: Random) -> str:
    family = random.randrange(len(pools.family))
    given = family if random.random() < 0.5 else random.randrange(len(pools.given))
    return f"{_plain(pools.family[family])}, {_plain(pools.given[given])}"


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")
