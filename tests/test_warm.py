"""A build that goes on from an earlier one gives what a cold build gives, byte for byte, whatever changed.

Each change is made to a review that was built before, with all the changes before it; then it is built on,
and a copy of its sources is built from nothing.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build as building
from generator.build import build
from generator.cli import main
from generator.memory import FOLDER, program, recall
from generator.pages import paper, render_pages
from generator.pages.markup import Page
from generator.write import read_manifest

TOY = Path(__file__).parent / "toy"
Change = Callable[[Path], None]

PAPERS = ("hopper2023compiled", "vanderberg2023memory", "lovelace2024sparse", "lovelace2024looms", "weaving")
TOLD = """\
title={A {New} Title: of Looms}|author={Lovelace, Ada and Hopper, Grace}|author={{A Guild} and others}
editor={Turing, Alan}|year={2021}|year={}|month=dec|date={2022-05-06}|booktitle={TOYCONF}
journal={Journal of Other Things}|volume={9}|number={8}|pages={1--2}|publisher={Press}|doi={10.5555/new}
eprint={2401.09999}|primaryclass={cs.LG}|url={https://example.org/new}|code={https://example.org/c}
project={https://example.org/p}|groups={systems, memory}|groups={training}|groups={nowhere}
keywords={vision, brand new}|keywords={}|abstract={It weaves.}|timestamp={2026-03-03}|submitted={2024-01-02}
ids={oldkey, older}|alttitle={Another Title}|unheardof={kept}|note={In press}|howpublished={Leaflet}
"""
NOTES = """\
tldr: Something else.|results: [one, two]|builds_on: [weaving, lovelace2024sparse]|builds_on: [berg2023memory]
"""
CATEGORY = "title: Renamed|parent: systems|parent: memory|scope: Other.|moved_from: [rams, rom]|match: [loom]"
SETTINGS = """\
title: Renamed|subtitle: Below|description: Another|site_url: https://example.net/|related: 1|related: 0
repo_url: https://example.org/elsewhere|branch: trunk|authors: [Somebody]|text_license: CC0|recent: 1
author_page_from: 1|author_page_from: 9|citation_styles: [apa]|citation_styles: []|entry_formats: [ris]
list_formats: [ris, bibtex]|longest_list: 1|feed_id: looms|largest_category: 1|facets: {made: [brand new]}
"""


def in_field(key: str, told: str) -> Change:
    """Give an entry a field as the first of its name, in a line of its own."""

    def change(root: Path) -> None:
        for path in (root / "bib").glob("*.bib"):
            text = path.read_text(encoding="utf-8")
            name = told.partition("=")[0]
            start = text.find(f"{{{key},\n")
            if start < 0:
                continue
            end = text.index("\n}\n", start)
            lines = [line for line in text[start:end].split("\n") if not line.startswith(f"  {name} =")]
            entry = "\n".join((lines[0], f"  {told.replace('=', ' = ', 1)},", *lines[1:]))
            path.write_text(text[:start] + entry + text[end:], encoding="utf-8")

    return change


def in_front(name: str, told: str) -> Change:
    """Give a file's front matter, or the settings, a value; a file that is not there is made."""

    def change(root: Path) -> None:
        path = root / "bib" / name
        text = path.read_text(encoding="utf-8") if path.exists() else "---\n---\nBody.\n"
        fence = "---\n" if name.endswith(".md") else ""
        lines = text.removeprefix(fence).split("\n")
        left = [line for line in lines if not line.startswith(f"{told.partition(':')[0]}:")]
        path.write_text(fence + "\n".join((told, *left)), encoding="utf-8")

    return change


def rewritten(name: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")

    return change


def gone(name: str) -> Change:
    return lambda root: (root / name).unlink(missing_ok=True)


def kept_stamp(name: str) -> Change:
    """Change a generated file's bytes, and neither its size nor when it was written."""

    def change(root: Path) -> None:
        path = root / "docs" / name
        if path.exists():
            status = path.stat()
            path.write_bytes(path.read_bytes().swapcase())
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return change


def changes() -> Iterator[tuple[str, Change]]:
    """Yield every change with a name; each is one that a person may make."""
    for number, told in enumerate(TOLD.replace("\n", "|").strip("|").split("|")):
        key = PAPERS[number % len(PAPERS)]
        yield f"{key} {told}", in_field(key, told)
    for number, told in enumerate(NOTES.strip().split("|")):
        key = PAPERS[number % len(PAPERS)]
        yield f"{key} {told}", in_front(f"notes/{key}.md", told)
    for told in CATEGORY.split("|"):
        yield f"memory {told}", in_front("categories/memory.md", told)
    for told in SETTINGS.replace("\n", "|").strip("|").split("|"):
        yield f"settings {told}", in_front("review.yml", told)
    note, narrative = "bib/notes/vanderberg2023memory.md", "bib/categories/systems.md"
    yield "a note cites", rewritten(note, "", "\nAs [@weaving; @hopper2023compiled] does.\n")
    yield "a narrative cites", rewritten(narrative, "", "\nAs [@weaving] does.\n")
    yield "the introduction cites", rewritten("bib/introduction.md", "", "\nAs [@lovelace2024sparse] does.\n")
    yield "a page cites", rewritten("docs/guide.md", "", "\nSee [@lovelace2024sparse].\n")
    yield "a page has another heading", rewritten("docs/guide.md", "# ", "# The ")
    yield "a line before all", rewritten("bib/2024.bib", "@misc{lov", "% A line.\n\n@misc{lov")
    yield "a new paper", rewritten("bib/2024.bib", "", "\n@misc{new2024, title={New}, groups={memory}}\n")
    yield "an author's second paper", rewritten("bib/undated.bib", "", "\n@misc{t, author={Turing, Alan}}\n")
    yield (
        "a slug's second owner",
        rewritten("bib/2023.bib", "", "\n@misc{s, booktitle={ToyConf!}, keywords={Vision?}}\n"),
    )
    yield "of the same key", rewritten("bib/undated.bib", "", "\n@misc{new2024, title={Newer}}\n")
    yield (
        "keys that meet",
        rewritten("bib/2024.bib", "", "\n@misc{a,b, title={Odd}}\n@misc{ä b, title={X}}\n"),
    )
    yield "another key", rewritten("bib/undated.bib", "{weaving,", "{weaving2020,")
    yield "another macro", rewritten("bib/2023.bib", "Journal of Toy Training", "Journal of Toys")
    yield "a paper goes", rewritten("bib/2024.bib", "@inproceedings{lovelace2024looms", "@comment{gone")
    yield "a note goes", gone("bib/notes/lovelace2024looms.md")
    yield "a category goes", gone("bib/categories/memory.md")
    yield "a page is deleted", gone("docs/papers/vanderberg2023memory.md")
    yield "a list is deleted", gone("docs/authors/ada-lovelace.md")
    yield "a page is edited", rewritten("docs/papers/vanderberg2023memory.md", "Halves", "Doubles")
    yield "an export is edited", rewritten("docs/bib/all.bib", "Lovelace", "Babbage")
    for name in ("papers/vanderberg2023memory.md", "years/2023.md", "bib/all.ris", "index.md"):
        yield f"{name} keeps its stamp", kept_stamp(name)
    yield "nothing", lambda _: None


CHANGES = dict(changes())
# What was changed is below `docs/`, and is made as it was.
MENDED = ("deleted", "is edited", "stamp", "nothing")


def files(root: Path) -> dict[str, bytes]:
    """Return everything below `docs/` but what is remembered."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if f"docs/{FOLDER}/" not in name}


def cold(root: Path, elsewhere: Path) -> dict[str, bytes]:
    """Return what a build from nothing makes of these sources and hand-written pages."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(root / "bib", elsewhere / "bib")
    (elsewhere / "docs").mkdir()
    shutil.copyfile(root / "docs" / "guide.md", elsewhere / "docs" / "guide.md")
    assert read_manifest(elsewhere / "docs") == frozenset()
    build(elsewhere)
    return files(elsewhere)


def built(root: Path) -> Path:
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, root / name)
    build(root)
    return root


def test_every_change_gives_what_a_cold_build_gives(tmp_path: Path) -> None:
    root = built(tmp_path / "review")
    for name, change in CHANGES.items():
        change(root)
        build(root)
        warm, anew = files(root), cold(root, tmp_path / "cold")
        assert sorted(warm) == sorted(anew), name
        assert [path for path in warm if warm[path] != anew[path]] == [], name


def test_every_change_alone_gives_what_a_cold_build_gives(tmp_path: Path) -> None:
    start = built(tmp_path / "start")
    for name, change in CHANGES.items():
        root = tmp_path / "review"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)
        build(root)
        before = files(root)
        change(root)
        build(root)
        warm, anew = files(root), cold(root, tmp_path / "cold")
        assert [path for path in warm | anew if warm.get(path) != anew.get(path)] == [], name
        assert (warm == before) == name.endswith(MENDED), name


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=5), min_size=1, max_size=3))
def test_changes_in_any_order_give_what_a_cold_build_gives(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    root = built(folder / "review")
    for names in rounds:
        for name in names:
            CHANGES[name](root)
        build(root)
    warm, anew = files(root), cold(root, folder / "cold")
    assert [path for path in warm | anew if warm.get(path) != anew.get(path)] == []


def test_what_is_unchanged_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = built(tmp_path)
    in_field("weaving", "pages={1--2}")(root)
    made: list[str] = []

    def seen(*given: Any) -> Iterator[Page]:  # noqa: ANN401
        for page in render_pages(*given):
            made.extend([] if page.stands else [page.path])
            yield page

    monkeypatch.setattr(building, "render_pages", seen)
    build(root)
    assert "papers/weaving.md" in made
    assert "papers/vanderberg2023memory.md" not in made
    made.clear()
    assert CliRunner().invoke(main, ["-C", str(root), "build", "--fresh"]).exit_code == 0
    assert "papers/vanderberg2023memory.md" in made


def test_what_is_remembered_of_another_program_is_worth_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = built(tmp_path)
    assert recall(root / "docs", program()).get("texts", dict[bytes, tuple[str, ...]])
    monkeypatch.setattr(building, "program", lambda: b"another")
    monkeypatch.setattr(paper, "_labels", lambda _: ["[another program]"])
    build(root)
    assert "[another program]" in (root / "docs" / "papers" / "weaving.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("index", [True, False])
@pytest.mark.parametrize("how", ["gone", "empty", "cut short", "damaged", "of somebody else", "a folder"])
def test_what_is_damaged_is_worked_out_anew(tmp_path: Path, how: str, index: bool) -> None:
    root = built(tmp_path / "review")
    for path in (root / "docs" / FOLDER).iterdir():
        if (path.name == "index") is index:
            damage(path, how)
    in_field("weaving", "pages={1--2}")(root)
    build(root)
    assert files(root) == cold(root, tmp_path / "cold")


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    path.unlink()
    if how == "a folder":
        path.mkdir()
    elif how != "gone":
        damaged = content[:-9] + bytes([content[-9] ^ 1]) + content[-8:] if len(content) > 9 else b"x"
        kinds = {"empty": b"", "cut short": content[:-5], "damaged": damaged, "of somebody else": content}
        path.write_bytes(kinds[how])


def test_a_review_that_was_copied_brings_no_results(tmp_path: Path) -> None:
    root, copy = built(tmp_path / "review"), tmp_path / "copy"
    # With its times, as `tar` and `cp -p` do: of a copy nobody can say who made it.
    shutil.copytree(root, copy)
    assert recall(root / "docs", program()).get("texts", dict[bytes, tuple[str, ...]])
    assert recall(copy / "docs", program()).get("texts", dict[bytes, tuple[str, ...]]) is None


def test_results_are_not_written_through_links(tmp_path: Path) -> None:
    root, outside = built(tmp_path / "review"), tmp_path / "outside"
    outside.write_bytes(b"mine")
    for name in ("index", "outputs", "texts"):
        (root / "docs" / FOLDER / name).unlink()
        (root / "docs" / FOLDER / name).symlink_to(outside)
    build(root)
    assert outside.read_bytes() == b"mine"
    shutil.rmtree(root / "docs" / FOLDER)
    (tmp_path / "elsewhere").mkdir()
    (root / "docs" / FOLDER).symlink_to(tmp_path / "elsewhere")
    build(root)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_nothing_can_be_remembered_the_pages_are_still_made(tmp_path: Path) -> None:
    root = built(tmp_path)
    shutil.rmtree(root / "docs" / FOLDER)
    (root / "docs" / FOLDER).write_text("in the way", encoding="utf-8")
    (root / "docs" / "index.md").unlink()
    assert build(root).written.written == ("index.md",)
