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


def test_a_note_on_an_old_citekey_is_the_papers_note(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(ENTRY.replace("{a,", "{a,\n  ids = {before},"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "before.md").write_text("---\ntldr: One.\n---\n")
    sources = read_sources(tmp_path)
    assert sources.review.note("a").tldr == "One."
    assert sources.problems == ()


def test_a_note_belongs_to_the_paper_that_has_the_citekey_now(tmp_path: Path) -> None:
    entries = ENTRY.replace("{a,", "{A1,") + ENTRY.replace("{a,", "{b,\n  ids = {A1},")
    (tmp_path / "library.bib").write_text(entries)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "A1.md").write_text("---\ntldr: One.\n---\n")
    assert list(read_sources(tmp_path).review.notes) == ["A1"]


def test_of_two_notes_on_a_paper_the_one_of_its_citekey_is_shown(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(ENTRY.replace("{a,", "{b,\n  ids = {a},"))
    (tmp_path / "notes").mkdir()
    for name in "ab":
        (tmp_path / "notes" / f"{name}.md").write_text(f"---\ntldr: Of {name}.\n---\n")
    sources = read_sources(tmp_path)
    assert sources.review.note("b").tldr == "Of b."
    (problem,) = sources.problems
    assert (problem.code, str(problem.place)) == ("second-note", "notes/a.md:1")
