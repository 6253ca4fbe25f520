"""Addresses in abstracts, as pages print them."""

import pytest

from generator.readers.addresses import find_addresses, is_repository


@pytest.mark.parametrize(
    ("text", "links", "code", "project"),
    [
        ("Code: https://github.com/a/b.", ("https://github.com/a/b",), "https://github.com/a/b", ""),
        ("(https://github.com/a/b)", ("https://github.com/a/b",), "https://github.com/a/b", ""),
        ("at https://github.com/a/b.git, soon", ("https://github.com/a/b",), "https://github.com/a/b", ""),
        ("http://github.com/a/b/", ("https://github.com/a/b",), "https://github.com/a/b", ""),
        ("at github.com/a/b-c.", ("https://github.com/a/b-c",), "https://github.com/a/b-c", ""),
        ("Github:https://github.com/a/b", ("https://github.com/a/b",), "https://github.com/a/b", ""),
        ("https://github.com/a/b{our page}", ("https://github.com/a/b",), "https://github.com/a/b", ""),
        (
            "https://github.com/a/b{https://github.com/A/B}.",
            ("https://github.com/a/b",),
            "https://github.com/a/b",
            "",
        ),
        ("models at https://github.com/", (), "", ""),
        ("more at https://github.com/a", ("https://github.com/a",), "", "https://github.com/a"),
        ("demos at a.github.io/b/.", ("https://a.github.io/b/",), "", "https://a.github.io/b/"),
        ("(see https://example.org/x)", ("https://example.org/x",), "", ""),
        ("See http://example.org/x for", ("http://example.org/x",), "", ""),
        ("a video: https://youtu.be/x?y=z.", ("https://youtu.be/x?y=z",), "", ""),
        ("at https://huggingface.co/a/b.", ("https://huggingface.co/a/b",), "", "https://huggingface.co/a/b"),
        ("at https://en.wikipedia.org/wiki/A_(b).", ("https://en.wikipedia.org/wiki/A_(b)",), "", None),
        ("at https://vcai", (), "", ""),
        ("at https://[x and https://", (), "", ""),
        ("mail me@github.com/a or ftp://github.com/a/b", (), "", ""),
    ],
)
def test_addresses(text: str, links: tuple[str, ...], code: str, project: str | None) -> None:
    found = find_addresses(text)
    assert found.links == links
    assert found.code == code
    assert project is None or found.project == project


def test_of_two_repositories_the_one_offered_as_code_is_the_papers() -> None:
    text = "We build on https://github.com/big/library. Our code is at https://github.com/our/work."
    assert find_addresses(text).code == "https://github.com/our/work"


def test_of_two_repositories_without_an_offer_the_first_is_taken() -> None:
    text = "Look at https://github.com/a/b and https://github.com/c/d."
    assert find_addresses(text).code == "https://github.com/a/b"


def test_code_and_project_side_by_side() -> None:
    text = "A page is at https://a.github.io/b, and Code at https://github.com/a/b"
    found = find_addresses(text)
    assert (found.code, found.project) == ("https://github.com/a/b", "https://a.github.io/b")


def test_a_host_that_only_looks_like_one_of_code_is_none() -> None:
    assert not is_repository("https://github.com.example.org/a/b")
    assert not is_repository("https://example.org/github.com/a/b")
    assert is_repository("https://www.github.com/a/b/tree/main/c")
