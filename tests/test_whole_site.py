"""The whole generated site of the toy review, compared with the expected tree.

To accept a change that was meant: `BIBLOOM_REFRESH=1 pytest tests/test_whole_site.py`, then read the diff.
"""

import os
import shutil
from pathlib import Path

import pytest

from generator.build import build, check
from generator.memory import FOLDER

TOY = Path(__file__).parent / "toy"
EXPECTED = TOY / "expected"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, tmp_path / name)
    return tmp_path


def generated(root: Path) -> dict[str, str]:
    """Return the generated text files below docs/; not the manifest, what is remembered, the own page."""
    memory = root / "docs" / FOLDER
    files = (path for path in (root / "docs").rglob("*") if path.is_file() and path.parent != memory)
    texts = {path.relative_to(root / "docs").as_posix(): path.read_text(encoding="utf-8") for path in files}
    return {name: text for name, text in texts.items() if name not in {".bibloom/manifest.json", "guide.md"}}


def test_the_generated_site_is_the_expected_one(toy: Path) -> None:
    built = build(toy)
    assert [str(problem) for problem in built.problems if problem.severity == "error"] == []
    site = generated(toy)
    if os.environ.get("BIBLOOM_REFRESH"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in site.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, encoding="utf-8")
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8")
        for path in EXPECTED.rglob("*")
        if path.is_file()
    }
    assert sorted(site) == sorted(expected)
    for name, text in expected.items():
        assert site[name] == text, name


def test_building_twice_writes_nothing_the_second_time(toy: Path) -> None:
    first = build(toy)
    second = build(toy)
    assert len(first.written.written) > 40
    assert second.written.written == ()
    assert second.written.unchanged == len(first.written.written)


def test_a_changed_entry_rewrites_only_the_pages_it_concerns(toy: Path) -> None:
    build(toy)
    bib = toy / "bib" / "undated.bib"
    bib.write_text(bib.read_text().replace("On Weaving", "On Weaving, Again"))
    written = set(build(toy).written.written)
    assert {
        "papers/weaving.md",
        "papers/weaving/weaving.bib",
        "categories/memory.md",
        "papers.json",
    } <= written
    assert not {
        name for name in written if name.startswith(("authors/", "venues/", "tags/", "categories/systems"))
    }
    assert "papers/hopper2023compiled.md" not in written


def test_a_removed_paper_takes_its_pages_along(toy: Path) -> None:
    build(toy)
    (toy / "bib" / "undated.bib").unlink()
    removed = set(build(toy).written.removed)
    assert {"papers/weaving.md", "papers/weaving/weaving.bib", "years/undated.md"} <= removed
    assert not (toy / "docs" / "papers" / "weaving").exists()


def test_a_handwritten_page_in_the_way_stays_and_is_told(toy: Path) -> None:
    (toy / "docs" / "index.md").write_text("# Mine\n")
    built = build(toy)
    assert (toy / "docs" / "index.md").read_text() == "# Mine\n"
    assert "page-in-the-way" in {problem.code for problem in built.problems}


def test_the_handwritten_page_is_mentioned_and_old_keys_resolve(toy: Path) -> None:
    build(toy)
    page = (toy / "docs" / "papers" / "vanderberg2023memory.md").read_text()
    assert "[A hand-written page](../guide.md)" in page


def test_an_unresolved_citation_has_file_and_line(toy: Path) -> None:
    guide = toy / "docs" / "guide.md"
    guide.write_text(guide.read_text() + "\n[@nobody2020]\n")
    (problem,) = (p for p in check(toy) if p.code == "unresolved-citation")
    assert str(problem.place) == "docs/guide.md:5:1"


def test_a_folder_with_nothing_but_a_bib_is_a_review(tmp_path: Path) -> None:
    library = "@article{a, title={One}, author={Lovelace, Ada}, year=2020, journal={J}, keywords={looms}}\n"
    (tmp_path / "library.bib").write_text(library)
    built = build(tmp_path)
    assert [problem.code for problem in built.problems] == ["no-link"]
    assert (tmp_path / "docs" / "papers" / "a.md").exists()
    assert "looms" in (tmp_path / "docs" / "categories" / "looms.md").read_text()
