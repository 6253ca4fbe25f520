"""Digests tell values apart, and are the same wherever they are worked out."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digest import SIZE, content_digest, digest
from generator.model import Name, Note

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_values_that_differ_have_digests_that_differ(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))
    assert len(digest(one)) == SIZE


def test_parts_of_dataclasses_count() -> None:
    assert digest(Name("a", "b")) != digest(Name("b", "a"))
    assert digest(Note("a", "b")) == digest(Note("a", "b"))


def test_a_date_is_the_same_whatever_its_class() -> None:
    class Day(date):
        """As one who tests what happens on another day makes them."""

    assert digest(Day(2026, 1, 2)) == digest(date(2026, 1, 2))
    with pytest.raises(TypeError):
        digest(object())


def test_halves_of_surrogate_pairs_have_a_digest() -> None:
    assert digest("\ud800") != digest("\udfff")
    assert digest(["\ud800"]) != digest(["\ud800", ""])


def test_what_has_no_digest_is_refused() -> None:
    with pytest.raises(TypeError):
        digest(MappingProxyType({"a": 1}))


def test_another_process_finds_the_same() -> None:
    program = (
        "from generator.digest import *; print(digest({'a': (1, 'ä')}).hex(), content_digest(b'').hex())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "617", "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [digest({"a": (1, "ä")}).hex(), content_digest(b"").hex()]
