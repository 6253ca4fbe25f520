"""Writing: changed files only, nobody's own files, nothing outside the folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import write
from generator.digest import content_digest
from generator.errors import SourceError
from generator.memory import Stamp, recall
from generator.write import JOURNAL, MANIFEST, Known, Output, Outputs, read_manifest, write_tree


def test_the_second_run_writes_nothing(tmp_path: Path) -> None:
    files = [("papers/a.md", b"a"), ("index.md", b"i")]
    assert write_tree(tmp_path, files).written == ("papers/a.md", "index.md")
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    again = write_tree(tmp_path, files)
    assert (again.written, again.unchanged, again.removed) == ((), 2, ())
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()} == before


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    write_tree(tmp_path, [("a.md", b"1"), ("b/c.md", b"1"), ("d.md", b"1")])
    done = write_tree(tmp_path, [("a.md", b"2"), ("d.md", b"1")])
    assert (done.written, done.removed) == (("a.md",), ("b/c.md",))
    assert not (tmp_path / "b").exists()
    assert (tmp_path / "a.md").read_bytes() == b"2"


def test_a_handwritten_page_is_never_overwritten_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_bytes(b"mine")
    done = write_tree(tmp_path, [("index.md", b"generated")])
    assert [p.code for p in done.problems] == ["page-in-the-way"]
    assert (tmp_path / "index.md").read_bytes() == b"mine"
    write_tree(tmp_path, [])
    assert (tmp_path / "index.md").read_bytes() == b"mine"


def test_a_generated_page_that_somebody_edited_is_made_again(tmp_path: Path) -> None:
    write_tree(tmp_path, [("a.md", b"1")])
    (tmp_path / "a.md").write_bytes(b"edited")
    assert write_tree(tmp_path, [("a.md", b"1")]).written == ("a.md",)


@pytest.mark.parametrize("path", ["../x.md", "/etc/x.md", "a/../../x.md"])
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leaves its folder"):
        write_tree(tmp_path / "docs", [(path, b"x")])


def test_a_damaged_manifest_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).parent.mkdir()
    (tmp_path / MANIFEST).write_text("{")
    with pytest.raises(SourceError, match="build again"):
        read_manifest(tmp_path)


def test_a_run_that_was_cut_off_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.md", b"1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path, files())
    assert read_manifest(tmp_path) == {"a.md"}
    done = write_tree(tmp_path, [("a.md", b"2")])
    assert (done.written, done.problems) == (("a.md",), ())
    assert not (tmp_path / JOURNAL).exists()


def test_a_folder_or_a_link_in_the_place_of_a_page_is_told(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    (docs / "papers" / "a.md").mkdir(parents=True)
    (docs / "years").write_text("a file")
    outside.mkdir()
    (docs / "tags").symlink_to(outside)
    files = [("papers/a.md", b"1"), ("years/2024.md", b"1"), ("tags/x.md", b"1"), ("ok.md", b"1")]
    done = write_tree(docs, files)
    assert [problem.code for problem in done.problems] == ["page-in-the-way"] * 3
    assert done.written == ("ok.md",)
    assert not any(outside.iterdir())


@pytest.mark.parametrize(
    ("name", "text"),
    [(MANIFEST, '{"files": ["../library.bib"]}'), (JOURNAL, '"../library.bib"\n'), (JOURNAL, '"a.md\n')],
)
def test_a_manifest_that_leads_out_of_the_folder_is_damaged(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(text)
    with pytest.raises(SourceError, match="damaged"):
        read_manifest(tmp_path)


def remembered(docs: Path, content: bytes) -> Outputs:
    """Return what is known of `a.md`: its stamp as it is now, and that it had this content."""
    memory = recall(docs, b"program")
    known = Known(Stamp.of((docs / "a.md").lstat()), content_digest(content), b"made of")
    memory.keep(write.OUTPUTS, {"a.md": known})
    memory.save()
    return Outputs(docs, recall(docs, b"program"))


def test_a_stamp_that_is_young_is_no_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, [("a.md", b"theirs")])
    # Within one step of the file system's clock, another write of as many bytes leaves the same stamp.
    young = remembered(tmp_path, b"ours, 6")
    young.look()
    assert young.made_of("a.md") == b""
    same = remembered(tmp_path, b"theirs")
    same.look()
    assert same.made_of("a.md") == b"made of"
    monkeypatch.setattr(write, "_STEP", -(10**18))
    old = remembered(tmp_path, b"ours, 6")
    old.look()
    assert old.made_of("a.md") == b"made of"


def test_a_file_that_stands_comes_without_its_content(tmp_path: Path) -> None:
    write_tree(tmp_path, [("a.md", b"1")])
    done = write_tree(tmp_path, [Output("a.md", None, b"made of")], remembered(tmp_path, b"1"))
    assert (done.written, done.unchanged, done.removed) == ((), 1, ())
    assert read_manifest(tmp_path) == {"a.md"}
    assert recall(tmp_path, b"program").get(write.OUTPUTS, dict[str, Known]) is not None


def test_what_does_not_stand_must_have_content(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not stand"):
        write_tree(tmp_path, [Output("a.md", None)])
