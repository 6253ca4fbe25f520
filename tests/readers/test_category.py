from generator.errors import Place
from generator.model import Category
from generator.readers.category import read_category


def test_a_whole_category() -> None:
    text = (
        "---\ntitle: Low-precision training\nparent: numerics\nscope: What belongs.\n"
        'match: [fp8, "quantization-aware training"]\nkey_papers: [peng2023fp8lm]\n'
        "moved_from: [8-bit-training]\n"
        "---\n\nThe narrative cites [@peng2023fp8lm].\n\nAnd goes on.\n"
    )
    category, problems = read_category(text, "categories/low-precision.md", "low-precision")
    assert problems == ()
    assert category == Category(
        slug="low-precision",
        title="Low-precision training",
        parent="numerics",
        scope="What belongs.",
        match=("fp8", "quantization-aware training"),
        key_papers=("peng2023fp8lm",),
        moved_from=("8-bit-training",),
        narrative="The narrative cites [@peng2023fp8lm].\n\nAnd goes on.",
        place=Place("categories/low-precision.md", 1),
        body_line=10,
    )


def test_without_a_title_the_slug_stands_in_and_a_problem_says_so() -> None:
    category, problems = read_category("---\nparnet: a\n---\n", "c.md", "low-precision")
    assert category is not None
    assert category.title == "Low precision"
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("front-matter-key", 2),
        ("category-title", 1),
    ]
    assert "parent" in problems[0].hint


def test_unreadable_front_matter_gives_no_category() -> None:
    category, problems = read_category("---\ntitle: A: B\n---\n", "c.md", "a")
    assert category is None
    assert problems[0].place == Place("c.md", 2, 9)
