import re
from pathlib import Path

import pytest

import generator
from generator.bibtex.parser import name_parts, split_entry, split_names, write_entry


def test_only_this_module_knows_bibtexparser() -> None:
    folder = Path(generator.__file__).parent
    texts = {path.name: path.read_text("utf-8") for path in folder.rglob("*.py")}
    users = [name for name, text in texts.items() if re.search(r"^(?:import|from) bibtexparser", text, re.M)]
    assert users == ["parser.py"]


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("@a{k, x = {1}, y = 2}", [("x", "{1}"), ("y", "2")]),
        ('@a-b\n(k, x = {)}, y = ")")', [("x", "{)}"), ("y", '")"')]),
        ('@a{k, x = "a {"} b", y = {@misc{z}}}', [("x", '"a {"} b"'), ("y", "{@misc{z}}")]),
        ("@a{k, x = {a}, % c, d = {e}\n y = {f}}", [("x", "{a}"), ("y", "{f}")]),
        ("@a{k, x = {C:\\\\}, y = {\\{}}}", [("x", "{C:\\\\}"), ("y", "{\\{}}")]),
        ("@a{k, x = {1}, x = {2}, X = {3}}", [("x", "{1}"), ("x", "{2}"), ("X", "{3}")]),
        ("@a{k, x = {a \\{ b}, y = {1},, }", [("x", "{a \\{ b}"), ("y", "{1}")]),
        ('@a{k, x = "G\\"odel",, y = 1}', [("x", '"G\\"odel"'), ("y", "1")]),
        ("@a{k}", []),
    ],
)
def test_offsets(raw: str, fields: list[tuple[str, str]]) -> None:
    split = split_entry(raw)
    assert not isinstance(split, str)
    assert raw[split.key_start : split.key_end] == split.key == "k"
    assert [(span.name, raw[span.value_start : span.value_end]) for span in split.fields] == fields
    assert all(raw.startswith(span.name, span.start) for span in split.fields)


@pytest.mark.parametrize("raw", ["@a{k, x = {1}", "@a{k, x}", "@a{x = {1}}", '@a{k, x = "1}', "text"])
def test_reasons(raw: str) -> None:
    assert isinstance(split_entry(raw), str)


def test_writing_and_names() -> None:
    assert write_entry("misc", "k", [("x", "{1}"), ("y", "jan")]) == "@misc{k,\n  x = {1},\n  y = jan,\n}\n"
    assert split_names("A B and {C and D} AND E") == ["A B", "{C and D}", "E"]
    assert name_parts("van der Berg, Jr., Hans") == ("Hans", "van der", "Berg", "Jr.")
    assert name_parts("a, b, c, d") is None
