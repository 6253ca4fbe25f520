"""Reading a folder: which files are sources, and what is said of those that are not."""

from pathlib import Path

from generator.sources import read_sources

ENTRY = "@misc{a,\n  title = {One},\n  author = {Lovelace, Ada},\n  year = {1843},\n}\n"


def codes(root: Path) -> list[str]:
    return [problem.code for problem in read_sources(root).problems]


def test_a_folder_without_a_bib_file_says_so(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["no-bib-file"]


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "LIBRARY.BIB").write_text(ENTRY)
    assert [paper.key for paper in read_sources(tmp_path).review.papers] == ["a"]


def test_a_link_and_a_file_in_a_folder_of_its_own_are_told(tmp_path: Path) -> None:
    (tmp_path / "bib" / "old").mkdir(parents=True)
    (tmp_path / "bib" / "old" / "x.bib").write_text(ENTRY)
    (tmp_path / "bib" / "y.bib").symlink_to(tmp_path / "bib" / "old" / "x.bib")
    assert sorted(codes(tmp_path)) == ["no-bib-file", "skipped-file", "skipped-file"]


def test_notes_in_a_new_bib_folder_do_not_hide_a_library_beside_it(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(ENTRY)
    (tmp_path / "bib" / "notes").mkdir(parents=True)
    (tmp_path / "bib" / "notes" / "a.md").write_text("---\ntldr: One.\n---\n")
    assert [paper.key for paper in read_sources(tmp_path).review.papers] == ["a"]


def test_notes_are_named_after_the_citekey_or_its_slug(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(ENTRY.replace("{a,", "{Araz:2026img,"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "araz-2026img.md").write_text("---\ntldr: One.\n---\n")
    assert read_sources(tmp_path).review.note("Araz:2026img").tldr == "One."
