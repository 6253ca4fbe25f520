"""What is kept comes back as it was, or not at all."""

import shutil
from pathlib import Path

import pytest

from generator.memory import FOLDER, Memory, recall

PROGRAM = b"program"
KIND = dict[str, tuple[int, ...]]
VALUE = {"a": (1, 2), "b": ()}


def kept(docs: Path, **values: object) -> Memory:
    memory = recall(docs, PROGRAM)
    for name, value in values.items():
        memory.keep(name, value)
    memory.save()
    return recall(docs, PROGRAM)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    assert kept(tmp_path, one=VALUE, two=[b"\xff"]).get("one", KIND) == VALUE
    assert recall(tmp_path, PROGRAM).get("two", list[bytes]) == [b"\xff"]
    assert recall(tmp_path, PROGRAM).written("one") > 0


def test_what_is_not_kept_again_is_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, one=VALUE, two=VALUE)
    again = kept(tmp_path, one=VALUE)
    assert (again.get("one", KIND), again.get("two", KIND), again.written("two")) == (VALUE, None, 0)
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["index", "one"]


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    kept(tmp_path, one=VALUE)
    before = (tmp_path / FOLDER / "one").stat().st_mtime_ns
    kept(tmp_path, one=VALUE)
    assert (tmp_path / FOLDER / "one").stat().st_mtime_ns == before


def test_another_program_and_a_fresh_start_find_nothing(tmp_path: Path) -> None:
    kept(tmp_path, one=VALUE)
    assert recall(tmp_path, b"other").get("one", KIND) is None
    assert recall(tmp_path, PROGRAM, fresh=True).get("one", KIND) is None


def test_a_value_of_another_type_is_none(tmp_path: Path) -> None:
    assert kept(tmp_path, one=VALUE).get("one", list[int]) is None


@pytest.mark.parametrize("name", ["index", "one"])
def test_every_bit_counts(tmp_path: Path, name: str) -> None:
    memory = kept(tmp_path, one=VALUE)
    path = tmp_path / FOLDER / name
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        found = recall(tmp_path, PROGRAM) if name == "index" else memory
        assert found.get("one", KIND) is None


def test_a_copy_is_not_trusted(tmp_path: Path) -> None:
    kept(tmp_path / "docs", one=VALUE)
    shutil.copytree(tmp_path / "docs", tmp_path / "copy")
    assert recall(tmp_path / "copy", PROGRAM).get("one", KIND) is None


def test_half_of_a_surrogate_pair_is_not_kept(tmp_path: Path) -> None:
    assert kept(tmp_path, one="\ud800").get("one", str) is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    memory = Memory(None, PROGRAM)
    memory.keep("one", VALUE)
    memory.save()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_behind_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "review" / "docs").mkdir(parents=True)
    (tmp_path / "review" / "docs" / ".bibloom").symlink_to(tmp_path)
    kept(tmp_path / "review" / "docs", one=VALUE)
    assert [path.name for path in tmp_path.iterdir()] == ["review"]
