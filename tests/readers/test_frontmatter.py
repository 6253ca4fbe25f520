import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Place
from generator.readers.category import read_category
from generator.readers.frontmatter import FrontMatter, read_front_matter
from generator.readers.notes import read_note


def test_values_lines_and_body() -> None:
    text = (
        "---\ntitle: Low precision\n\n# a comment\nadded: 2024-01-02\nmatch: [fp8, no, 1e3]\nparent:\n---\n"
    )
    text += "\nBody\n"
    assert read_front_matter(text, "a.md") == FrontMatter(
        values={
            "title": "Low precision",
            "added": "2024-01-02",
            "match": ["fp8", "no", "1e3"],
            "parent": None,
        },
        lines={"title": 2, "added": 5, "match": 6, "parent": 7},
        body="Body\n",
        body_line=10,
    )


def test_windows_newlines_and_a_byte_order_mark_change_nothing() -> None:
    text = "---\ntitle: A\n...\nBody\n"
    assert read_front_matter("\ufeff" + text.replace("\n", "\r\n"), "a.md") == read_front_matter(text, "a.md")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "front-matter-missing", 1),
        ("Body\n", "front-matter-missing", 1),
        ("---\ntitle: A\n", "front-matter-unclosed", 1),
        ("---\ntitle: A\nb: [1\n---\n", "front-matter-yaml", 3),
        ("---\ntitle: A: B\n---\n", "front-matter-yaml", 2),
        ("---\ntitle: A\ntitle: B\n---\n", "front-matter-yaml", 3),
        ("---\nx: 1\na: &a [*a]\n---\n", "front-matter-yaml", 3),
        ("---\na: 1\n? [b]\n: 1\n---\n", "front-matter-yaml", 3),
        ("---\na: 1\nb: \x07\n---\n", "front-matter-yaml", 3),
        ("---\na: " + "[" * 2000 + "\n---\n", "front-matter-yaml", 2),
        ("---\n- a\n- b\n---\n", "front-matter-mapping", 2),
        ("---\na: !!python/object/apply:os.getcwd []\nb: }\n---\n", "front-matter-yaml", 3),
    ],
)
def test_what_is_wrong_has_its_line(text: str, code: str, line: int) -> None:
    front = read_front_matter(text, "a.md")
    assert front.values == {}
    assert [(problem.code, problem.place.line) for problem in front.problems] == [(code, line)]
    assert front.problems[0].hint


def test_front_matter_may_be_optional_and_empty() -> None:
    assert read_front_matter("Body\n", "a.md", required=False) == FrontMatter(body="Body\n")
    assert read_front_matter("---\n---\nBody\n", "a.md") == FrontMatter(body="Body\n", body_line=3)


def test_a_tag_constructs_nothing() -> None:
    front = read_front_matter("---\na: !!python/name:os.system x\n---\n", "a.md")
    assert front.values == {"a": "x"}


def test_aliases_cannot_blow_up() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    # Unfolded, these would fill any memory.
    front = read_front_matter(f"---\na0: &a0 x\n{levels}\n---\n", "a.md")
    assert front.problems[0].place.line == 3


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for each in (text, f"---\n{text}\n---\nBody\n", f"---\ntitle: {text}\n---\n"):
        front = read_front_matter(each, "a.md")
        assert bool(front.problems) or front.body_line >= 1
        read_category(each, "a.md", "a")
        read_note(each, "a.md", "a")


def test_places_name_the_file() -> None:
    assert read_front_matter("x", "dir/a.md").problems[0].place == Place("dir/a.md", 1)
