"""Files as they would be."""

from pathlib import Path

import pytest

from generator.tree import OnDisk, Overlay


def test_new_and_replaced_files_over_those_on_disk(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib" / "a.bib").write_bytes(b"old")
    (tmp_path / "bib" / "b.bib").symlink_to(tmp_path / "bib" / "a.bib")
    contents = {
        tmp_path / "bib" / "a.bib": b"new",
        tmp_path / "bib" / "b.bib": b"no link",
        tmp_path / "bib" / "notes" / "x.md": b"note",
    }
    tree = Overlay(OnDisk(), contents)
    bib = tmp_path / "bib"
    assert tree.children(bib) == [bib / "a.bib", bib / "b.bib", bib / "notes"]
    assert tree.children(bib / "notes") == [bib / "notes" / "x.md"]
    assert tree.is_folder(bib / "notes")
    assert not tree.is_folder(bib / "categories")
    assert [tree.is_plain(path) for path in contents] == [True, True, True]
    assert not tree.is_link(bib / "b.bib")
    assert [tree.read(path) for path in contents] == [b"new", b"no link", b"note"]
    assert list(tree.below(bib, ".md")) == [bib / "notes" / "x.md"]
    assert (bib / "a.bib").read_bytes() == b"old"
    with pytest.raises(FileNotFoundError):
        tree.read(bib / "c.bib")
