"""Symbolic links and names from content: nothing outside a folder is read, written, removed or published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import build
from generator.cli import main
from generator.engine import build_html, serve_html
from generator.errors import SourceError
from generator.model import Config
from generator.replacing import UNFINISHED, finish_replacing, replace_files
from generator.sources import Folder, handwritten_pages, read_sources
from generator.within import link_on_the_way, links_below, refuse_links
from generator.write import JOURNAL, MANIFEST, read_manifest, write_tree

ENTRY = "@misc{a2024b,\n  title = {A},\n  year = {2024},\n}\n"
CONFIDENTIAL = "a secret of this machine"


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """Return a folder beside the review whose files must be after the test as they were before."""
    folder = tmp_path / "outside"
    (folder / "notes").mkdir(parents=True)
    for name in ("secret.md", "x.bib", "review.yml", "notes/a2024b.md"):
        (folder / name).write_text(f"---\ntitle: {CONFIDENTIAL}\n---\n{CONFIDENTIAL}\n{ENTRY}")
    before = contents(folder)
    yield folder
    assert contents(folder) == before


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "review"
    (root / "bib" / "notes").mkdir(parents=True)
    (root / "bib" / "categories").mkdir()
    (root / "docs").mkdir()
    (root / "bib" / "2024.bib").write_text(ENTRY)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("bib/review.yml", "review.yml"),
        ("bib/introduction.md", "secret.md"),
        ("bib/notes/a2024b.md", "notes/a2024b.md"),
        ("bib/notes/b.md", "nowhere"),
        ("bib/categories/c.md", "secret.md"),
        ("bib/notes", "notes"),
        ("bib/categories", "notes"),
        ("bib", "."),
    ],
)
def test_a_source_that_is_a_link_is_told_and_not_read(
    root: Path, outside: Path, link: str, target: str
) -> None:
    if (root / link).is_dir():
        moved(root, link)
    (root / link).symlink_to(outside / target)
    sources = read_sources(root)
    (problem,) = [problem for problem in sources.problems if problem.code == "link"]
    assert (problem.place.file, problem.severity) == (link, "error")
    assert problem.hint == "put the file or folder itself there"
    assert CONFIDENTIAL not in repr(sources)


def moved(root: Path, name: str) -> None:
    (root / name).rename(root.parent / f"moved-{Path(name).name}")


def test_a_library_that_is_a_link_is_told_and_not_read(root: Path, outside: Path) -> None:
    (root / "bib" / "x.bib").symlink_to(outside / "x.bib")
    sources = read_sources(root)
    assert [problem.place.file for problem in sources.problems if problem.code == "skipped-file"] == [
        "bib/x.bib"
    ]
    assert [paper.key for paper in sources.review.papers] == ["a2024b"]


def test_a_page_or_a_folder_of_pages_that_is_a_link_is_not_read(root: Path, outside: Path) -> None:
    (root / "docs" / "secret.md").symlink_to(outside / "secret.md")
    (root / "docs" / "more").symlink_to(outside / "notes")
    assert list(handwritten_pages(Folder(root), ())) == []
    (root / "docs").rename(root / "pages")
    (root / "docs").symlink_to(outside)
    assert list(handwritten_pages(Folder(root), ())) == []


@pytest.mark.parametrize("name", ["secret.md", "picture.png", "deep/er/secret.txt", "more"])
@pytest.mark.parametrize("command", [build_html, serve_html])
def test_no_engine_runs_while_a_link_is_among_the_pages(
    root: Path, outside: Path, name: str, command: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("it runs"))
    (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs" / name).symlink_to(outside / ("notes" if name == "more" else "secret.md"))
    with pytest.raises(SourceError, match=f"docs/{name}: error: this is a symbolic link"):
        build_html(root, Config()) if command is build_html else serve_html(root, Config(), "")


@pytest.mark.parametrize("link", ["site", "site/papers"])
def test_no_engine_empties_or_fills_a_folder_that_the_site_s_place_leads_to(
    root: Path, outside: Path, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("it runs"))
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(outside)
    with pytest.raises(SourceError, match=f"{link}: error: this is a symbolic link"):
        build_html(root, Config())


def test_generated_pages_are_not_written_through_links(root: Path, outside: Path) -> None:
    docs = root / "docs"
    (docs / "index.md").symlink_to(outside / "secret.md")
    (docs / "papers").symlink_to(outside / "notes")
    (docs / "dangling.md").symlink_to(outside / "new.md")
    (docs / ".bibloom").mkdir()
    # A stranger's manifest says that all of these are bibloom's own.
    names = ["index.md", "papers/a2024b.md", "papers/gone.md", "dangling.md", "stale.md"]
    (docs / MANIFEST).write_text(json.dumps({"files": names}))
    (docs / "stale.md").symlink_to(outside / "x.bib")
    content = (outside / "notes" / "a2024b.md").read_bytes()
    done = write_tree(
        docs, [("index.md", b"1"), ("papers/a2024b.md", content), ("dangling.md", b"1"), ("ok.md", b"1")]
    )
    assert [problem.place.file for problem in done.problems] == [
        "docs/index.md",
        "docs/papers/a2024b.md",
        "docs/dangling.md",
    ]
    assert (done.written, done.removed) == (("ok.md",), ())
    assert (docs / "stale.md").is_symlink()


@pytest.mark.parametrize("link", ["docs", "docs/.bibloom", f"docs/{MANIFEST}", f"docs/{JOURNAL}"])
def test_neither_the_pages_folder_nor_its_manifest_may_be_a_link(
    root: Path, outside: Path, link: str
) -> None:
    (root / "docs" / ".bibloom").mkdir()
    if (root / link).is_dir():
        moved(root, link)
    (root / link).symlink_to(outside / ("x.bib" if link.endswith(("json", "journal")) else "."))
    with pytest.raises(SourceError, match="this is a symbolic link"):
        build(root)


@pytest.mark.parametrize(
    ("link", "path"),
    [("bib/notes", "bib/notes/a.md"), ("bib/x.bib", "bib/x.bib"), ("bib/sub", "bib/sub/y/z.md")],
)
@pytest.mark.parametrize("removes", [False, True])
def test_sources_are_neither_replaced_nor_removed_through_links(
    root: Path, outside: Path, link: str, path: str, removes: bool
) -> None:
    if (root / link).is_dir():
        moved(root, link)
    (root / link).symlink_to(outside / "x.bib" if link.endswith(".bib") else outside)
    other = {root / "bib" / "2024.bib": b"changed"}
    contents = other if removes else other | {root / path: b"changed"}
    with pytest.raises(SourceError, match=f"{link}: error: this is a symbolic link"):
        replace_files(root, contents, [root / path] if removes else [], unchanged=lambda _: True)
    assert (root / "bib" / "2024.bib").read_text() == ENTRY
    assert (root / link).is_symlink()


def test_a_journal_of_somebody_s_leads_nowhere(root: Path, outside: Path) -> None:
    (root / "more").symlink_to(outside)
    (outside / ".x.bib.1.tmp").write_text("x")
    try:
        for journal in (
            {"renamed": [["more/.x.bib.1.tmp", "more/x.bib"]], "removed": []},
            {"renamed": [], "removed": ["more/secret.md"]},
        ):
            (root / UNFINISHED).write_text(json.dumps(journal))
            with pytest.raises(SourceError, match="a symbolic link is on the way"):
                finish_replacing(root)
    finally:
        (outside / ".x.bib.1.tmp").unlink()


def test_the_review_s_own_folder_may_be_reached_by_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "by-link").symlink_to(root)
    assert run(tmp_path / "by-link", "build").exit_code == 0
    assert (root / "docs" / "papers" / "a2024b.md").is_file()


def test_links_are_found_wherever_they_are(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / ".hidden").mkdir()
    (tmp_path / "a" / ".hidden" / "x").symlink_to("y")
    (tmp_path / "a" / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "z").symlink_to("nowhere")
    assert list(links_below(tmp_path)) == [tmp_path / "a" / "b" / "loop", tmp_path / "a" / "z"]
    assert (
        link_on_the_way(tmp_path, tmp_path / "a" / "b" / "loop" / "a" / "z") == tmp_path / "a" / "b" / "loop"
    )
    assert link_on_the_way(tmp_path, tmp_path / "a" / "b" / "none") is None
    refuse_links(tmp_path, [tmp_path / "a", tmp_path / "a" / "b"])


def test_the_manifest_of_somebody_s_names_nothing_outside(root: Path) -> None:
    (root / "docs" / ".bibloom").mkdir()
    for name in ("../bib/2024.bib", "/etc/passwd", "a/../../bib/2024.bib"):
        (root / "docs" / MANIFEST).write_text(json.dumps({"files": [name]}))
        with pytest.raises(SourceError, match="bad-manifest"):
            read_manifest(root / "docs")
