"""Adding to a list in YAML: the list has the new entries, and every other character is as it was."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.curate.yaml_lists import pair, with_added
from generator.text.escape import yaml_scalar

CASES = {
    "": "k:\n  - x\n",
    "a: 1": "a: 1\nk:\n  - x\n",
    "a: 1  # one\n": "a: 1  # one\nk:\n  - x\n",
    "k: []\na: 1\n": "k: [x]\na: 1\n",
    "k:\na: 1\n": "k: [x]\na: 1\n",
    "k: ~ # none\n": "k: [x] # none\n",
    "k: [b, 'c']  # two\na: 1\n": "k: [b, 'c', x]  # two\na: 1\n",
    "k: [\n  b,\n  c,\n]\n": "k: [\n  b,\n  c, x,\n]\n",
    "k:\n- b\n# next\na: 1\n": "k:\n- b\n- x\n# next\na: 1\n",
    "k:\n  - b  # why\n\n\n# next\na: 1\n": "k:\n  - b  # why\n  - x\n\n\n# next\na: 1\n",
    "k:\n  - [b, c]\n  - - d\n    - e": "k:\n  - [b, c]\n  - - d\n    - e\n  - x\n",
    "k:\n  - b\n  - long\n    text\na: 1\n": "k:\n  - b\n  - long\n    text\n  - x\na: 1\n",
}


@pytest.mark.parametrize("text", CASES)
def test_only_the_list_changes(text: str) -> None:
    changed = with_added(text, "k", ["x"])
    assert changed == CASES[text]
    before, after = yaml.safe_load(text) or {}, yaml.safe_load(changed)
    assert after == before | {"k": [*(before.get("k") or []), "x"]}


@pytest.mark.parametrize("text", ["- a\n", "k: a\n", "k: {a: 1}\n", "{a: 1}\n"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"mapping|list"):
        with_added(text, "k", ["x"])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), st.text("abN0:.-e'", min_size=1))
def test_a_scalar_reads_as_its_text(one: str, other: str) -> None:
    assert yaml.safe_load(pair(one, other)) == [one, other]
    assert yaml.safe_load(f"k: {yaml_scalar(other)}") == {"k": other}
