"""Slugs are safe everywhere and never collide."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.slugs import assign_slugs, slugify


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("dao2022flashattention", "dao2022flashattention"),
        ("Araz:2026img", "araz-2026img"),
        ("conf/nips/X17", "conf-nips-x17"),
        ("Müller2024a", "muller2024a"),
        ("Name.2020", "name.2020"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_keys_from_elsewhere(key: str, slug: str) -> None:
    assert slugify(key) == slug


@given(st.lists(st.text(max_size=100), unique=True))
def test_slugs_are_safe_and_unique_even_where_case_does_not_count(names: list[str]) -> None:
    slugs = assign_slugs(names)
    assert set(slugs) == set(names)
    assert len({slug.lower() for slug in slugs.values()}) == len(names)
    for slug in slugs.values():
        assert re.fullmatch(r"[a-z0-9._-]{1,160}", slug)
        assert ".." not in slug
        assert slug.split(".")[0] not in {"con", "nul", "index", "aux"}


def test_the_key_spelt_like_its_slug_keeps_it() -> None:
    slugs = assign_slugs(["A", "a", "Á"])
    assert slugs["a"] == "a"
    assert len(set(slugs.values())) == 3


def test_adding_a_key_leaves_an_exact_one_alone() -> None:
    assert assign_slugs(["a"])["a"] == assign_slugs(["A", "a"])["a"]
