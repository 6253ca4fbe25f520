"""Names from content as names of files: whatever a key or a file is called, nothing leaves its folder."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from generator.bibtex.render import new_entry, render_entry
from generator.build import build
from generator.curate.layout import place_entries
from generator.model import Entry, Field
from generator.sources import read_sources
from generator.text.slugs import _RESERVED, MAX_LENGTH, assign_slugs, is_page_name, slugify

from .review import every, payloads

NAMES = (*payloads()["file_name"], *(text for text in every() if text not in payloads()["file_name"]))
# What can stand as a citekey in a .bib file (see `bibtex.scan`), and what a file of ours can be called.
CITEKEYS = ["looms", "looms.md"] + [
    name for name in NAMES if name and not re.search(r"[\s,={}()\"#%\\'~\x00-\x1f]", name)
]


def portable(path: str) -> bool:
    """Tell whether every file system takes the path, and none of its names leads out of the folder."""
    for name in path.split("/"):
        stem = name.lower().split(".")[0]
        sound = (
            re.fullmatch(r"[A-Za-z0-9_.-]+", name) and not name.startswith("..") and not name.endswith(".")
        )
        if not sound or len(name) > 200 or stem in _RESERVED - {"index"}:
            return False
    return not path.startswith("/")


def test_a_slug_is_a_name_that_every_file_system_takes() -> None:
    for name in NAMES:
        slug = slugify(name)
        assert portable(f"{slug}.md"), name
        assert portable(slug), name
        assert len(slug) <= MAX_LENGTH + 7
        assert is_page_name(slug)
        assert slugify(slug) == slug


def test_no_two_slugs_are_the_same_file() -> None:
    slugs = assign_slugs(NAMES)
    assert slugs.keys() == set(NAMES)
    assert Counter(slug.casefold() for slug in slugs.values()).most_common(1)[0][1] == 1


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built review whose citekeys, old ones, categories and notes have hostile names."""
    root = tmp_path_factory.mktemp("paths") / "review"
    for folder in ("notes", "categories"):
        (root / "bib" / folder).mkdir(parents=True)
    entries = []
    for number, key in enumerate(CITEKEYS):
        fields = {
            "title": f"Looms {number}",
            "year": key if number % 3 else "2024",
            "journal": key,
            "keywords": key,
            "author": f"{{{key}}} and {{Looms}}",
            "ids": f"old-{number}, ../../old{number}",
            "groups": "sound",
        }
        entries.append(render_entry(new_entry("article", key, fields)))
    (root / "bib" / "a.bib").write_bytes("\n".join(entries).encode("utf-8", "replace"))
    moved = {"title": "Sound", "scope": "S.", "moved_from": list(payloads()["file_name"])}
    (root / "bib" / "categories" / "sound.md").write_text(f"---\n{yaml.safe_dump(moved)}---\n")
    for name in NAMES:
        for folder in ("notes", "categories"):
            # What a file system takes, a repository may hold.
            if name and not {"/", "\0"} & set(name) and len(name.encode("utf-8", "replace")) < 200:
                text = "---\ntitle: Named\ntldr: Named.\nscope: S.\n---\n"
                (root / "bib" / folder / f"{name}.md".encode("utf-8", "replace").decode()).write_text(text)
    build(root)
    return root


def test_every_path_stays_below_the_pages_and_is_portable(root: Path) -> None:
    assert {path.name for path in root.iterdir()} == {"bib", "docs", "mkdocs.yml", "overrides"} & {
        path.name for path in root.iterdir()
    }
    manifest = json.loads((root / "docs" / ".bibloom" / "manifest.json").read_text())
    paths = manifest["files"]
    assert len(paths) > 3 * len(CITEKEYS)
    sound = {f"{folder}/{name}" for folder in ("bib/categories", "categories") for name in _named(root)}
    strange = [
        path for path in paths if not portable(path) and not any(path.startswith(one) for one in sound)
    ]
    assert strange == [".bibloom/references.json"] * strange.count(".bibloom/references.json")
    assert [path for path, count in Counter(paths).items() if count > 1] == []


def _named(root: Path) -> set[str]:
    """Return the names of categories that are no slugs, of which a check tells, and which pages can have."""
    stems = {path.stem for path in (root / "bib" / "categories").glob("*.md")}
    return {stem for stem in stems if slugify(stem) != stem and is_page_name(stem)}


def test_a_category_whose_name_would_end_a_link_is_told_and_not_read(root: Path) -> None:
    sources = read_sources(root)
    told = {problem.place.file for problem in sources.problems if problem.code == "category-file"}
    files = {path for path in (root / "bib" / "categories").iterdir() if path.suffix == ".md"}
    assert told == {f"bib/categories/{path.name}" for path in files if not is_page_name(path.stem)}
    assert len(told) > 100
    for category in sources.review.categories:
        assert not set(category.slug) & set("<>\"'()[]{}|\\^`:?*#%&$@!+,;=/\n\t")


def test_nothing_is_in_the_pages_that_somebody_named_a_file(root: Path) -> None:
    for path in (root / "docs").rglob("*.md"):
        assert path.is_file(), path
        _, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        assert not re.search(r"<pwned|<img |<svg/|\]\(javascript", body), path


@pytest.mark.parametrize(
    "year", ["../../x", "/etc/passwd", "..", "2024/../../x", "20244", "", "con", "２０２４"]
)
def test_an_entry_lands_in_a_file_of_its_year_whatever_that_says(year: str) -> None:
    entry = Entry("misc", "a", (Field("year", f"{{{year}}}", year), Field("title", "{A}", "A")))
    for file in place_entries((), [entry], "bib"):
        assert re.fullmatch(r"bib/(?:\d{4}|undated)\.bib", file.path, re.ASCII)
