"""Writing a pair into the settings, with the file as it was."""

import pytest

from generator.config import read_config
from generator.curate.decisions import with_not_duplicate

SETTINGS = "# Ours.\ntitle: Looms\ndescription: >-\n  A long\n  text.\nfacets:\n  kind: [a, b]   # two\n"


def test_a_pair_goes_to_the_end_and_is_written_once() -> None:
    once = with_not_duplicate(SETTINGS, "a2020x", "conf/nips/X17")
    assert once == f"{SETTINGS}not_duplicates:\n  - [a2020x, conf/nips/X17]\n"
    assert with_not_duplicate(once, "conf/nips/X17", "a2020x") == once
    twice = with_not_duplicate(once, "a2020x", "0123")
    assert twice == f'{once}  - [a2020x, "0123"]\n'
    config, problems = read_config(twice, "f")
    assert problems == ()
    assert [(pair.first, pair.second) for pair in config.not_duplicates] == [
        ("a2020x", "conf/nips/X17"),
        ("a2020x", "0123"),
    ]


@pytest.mark.parametrize("text", ["title: 'x\n", "- a\n", "not_duplicates: a\n", "{title: a}\n"])
def test_settings_that_are_not_understood_are_left_alone(text: str) -> None:
    with pytest.raises(ValueError):
        with_not_duplicate(text, "a", "b")
