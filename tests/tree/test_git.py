"""Reading a revision: right bytes, right folder, nothing touched, and clear words where it cannot be done."""

import os
from pathlib import Path

import pytest

from generator.tree import RevisionError, read_revision

from ..repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit({"bib/a.bib": "first\n", "bib/notes/é ü.md": "note", "README.txt": "no source"})
    return made


def everything(_name: str) -> bool:
    return True


def read(folder: Path, name: str) -> dict[str, bytes]:
    files = read_revision(folder, name, everything).files
    found = [path for suffix in (".bib", ".md", ".txt") for path in files.below(Path(), suffix)]
    return {path.as_posix(): files.read(path) for path in found}


def test_a_revision_is_what_was_committed_and_not_what_lies_there(repository: Repository) -> None:
    repository.write({"bib/a.bib": "changed\n", "bib/b.bib": "new\n"})
    before = repository.git("status", "--porcelain")
    assert read(repository.folder, "HEAD") == {
        "bib/a.bib": b"first\n",
        "bib/notes/é ü.md": b"note",
        "README.txt": b"no source",
    }
    assert repository.git("status", "--porcelain") == before


def test_only_what_is_wanted_is_read(repository: Repository) -> None:
    files = read_revision(repository.folder, "HEAD", lambda name: name.endswith(".bib")).files
    assert files.children(Path()) == [Path("bib")]
    assert files.children(Path("bib")) == [Path("bib/a.bib")]


def test_a_folder_inside_a_repository_is_read_by_itself(repository: Repository) -> None:
    assert read(repository.folder / "bib", "HEAD") == {"a.bib": b"first\n", "notes/é ü.md": b"note"}


def test_a_folder_that_was_not_there_is_empty(repository: Repository) -> None:
    (repository.folder / "new").mkdir()
    assert read(repository.folder / "new", "HEAD") == {}


def test_links_are_no_files_and_binary_contents_stay_as_they_are(repository: Repository) -> None:
    (repository.folder / "bib" / "link.bib").symlink_to("/etc/passwd")
    (repository.folder / "bib" / "raw.bib").write_bytes(b"\xff\n\r\n blob 3\n\0")
    repository.commit()
    files = read_revision(repository.folder, "HEAD", everything).files
    assert files.is_link(Path("bib/link.bib"))
    assert not files.is_plain(Path("bib/link.bib"))
    assert files.read(Path("bib/raw.bib")) == b"\xff\n\r\n blob 3\n\0"


def test_what_the_other_side_has_added_since_is_not_asked_for(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "branch")
    repository.commit({"bib/mine.bib": "mine"})
    repository.git("switch", "--quiet", "main")
    repository.commit({"bib/theirs.bib": "theirs"})
    repository.git("switch", "--quiet", "branch")
    revision = read_revision(repository.folder, "main", everything)
    assert revision.commit == repository.git("merge-base", "main", "branch")
    assert not {"bib/mine.bib", "bib/theirs.bib"} & set(read(repository.folder, "main"))


def test_histories_without_a_common_commit_are_compared_as_they_are(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit({"bib/z.bib": "z"})
    assert "bib/a.bib" in read(repository.folder, "main")


def test_a_tag_a_hash_and_an_ancestor_are_names(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.git("tag", "--annotate", "--message", "m", "v1.0")
    repository.commit({"bib/b.bib": "b"})
    for name in ("v1.0", first, first[:8], "HEAD~1", "main^"):
        revision = read_revision(repository.folder, name, everything)
        assert revision.commit == first, name
        assert str(revision) == f"{name} ({first[:7]})"


@pytest.mark.parametrize(
    "name",
    ["", "-h", "--output=x", "main\n", "a\0b", "nobody", "HEAD:bib", "HEAD^{tree}", "a..b", "$(touch x)"],
)
def test_what_is_no_revision_is_refused(repository: Repository, name: str) -> None:
    with pytest.raises(RevisionError):
        read_revision(repository.folder, name, everything)
    assert repository.git("status", "--porcelain") == ""


def test_the_branch_of_the_remote_is_suggested(repository: Repository, tmp_path: Path) -> None:
    clone = Repository(tmp_path / "clone")
    clone.git("fetch", "--quiet", str(repository.folder), "main:refs/remotes/origin/main")
    clone.git("switch", "--quiet", "--create", "work", "origin/main")
    with pytest.raises(RevisionError, match="did you mean “origin/main”"):
        read_revision(clone.folder, "main", everything)


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.commit({"bib/b.bib": "b"})
    repository.git("branch", "old", first)
    clone = Repository(tmp_path / "clone")
    source = repository.folder.as_uri()
    clone.git("fetch", "--quiet", "--depth=1", source, "main:refs/remotes/origin/main")
    clone.git("switch", "--quiet", "--create", "work", "origin/main")
    with pytest.raises(RevisionError, match="fetch-depth: 0"):
        read_revision(clone.folder, first, everything)
    clone.git("fetch", "--quiet", "--depth=1", source, "old:refs/remotes/origin/old")
    with pytest.raises(RevisionError, match="fetch-depth: 0"):
        read_revision(clone.folder, "origin/old", everything)
    clone.git("fetch", "--quiet", "--unshallow", source, "main")
    assert "bib/b.bib" not in read(clone.folder, "origin/old")


def test_outside_of_a_repository_and_without_git_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(RevisionError, match=r"no git repository: .*not a git repository"):
        read_revision(tmp_path, "HEAD", everything)
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(RevisionError, match="git cannot be run"):
        read_revision(tmp_path, "HEAD", everything)


def test_the_repository_is_the_folders_even_inside_a_hook_of_another(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit({"bib/other.bib": "x"})
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    assert "bib/a.bib" in read(repository.folder, "HEAD")
