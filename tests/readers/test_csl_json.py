"""CSL-JSON: every element of the array is a reference or told, whatever it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Name
from generator.readers.csl_json import read_csl_json


def one(**values: object) -> dict[str, object]:
    collected = read_csl_json(json.dumps([{"title": "Looms"} | values]), "x.json")
    (reference,) = collected.references
    return {
        "type": reference.type,
        "authors": reference.authors,
        "more": reference.more_authors,
        **reference.fields,
    }


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        ({"issued": {"date-parts": [["2020", 3]]}}, "year", "2020"),
        ({"issued": {"date-parts": [["2020", 3]]}}, "month", "mar"),
        ({"issued": {"literal": "c. 1999"}}, "year", "1999"),
        ({"type": "article", "number": "arXiv:2401.01234v2", "publisher": "arXiv"}, "eprint", "2401.01234"),
        ({"note": "read\narXiv: hep-th/9901001 [hep-th]"}, "eprint", "hep-th/9901001"),
        ({"note": "read\narXiv: hep-th/9901001 [hep-th]"}, "note", "read"),
        ({"page": "1 – 9"}, "pages", "1--9"),
        ({"type": "report", "publisher": "Institute"}, "institution", "Institute"),
        ({"type": "thesis", "genre": "Master's thesis"}, "type", "mastersthesis"),
        ({"author": [{"family": "B", "dropping-particle": "van"}]}, "authors", (Name("B", "", "van"),)),
        ({"author": [{"literal": "A"}, {"literal": "others"}]}, "more", True),
        ({"author": "Ada"}, "authors", ()),
        ({"volume": 3}, "volume", "3"),
        ({"issued": {"season": 1}}, "year", None),
    ],
)  # fmt: skip
def test_variables(values: dict[str, object], name: str, expected: object) -> None:
    assert one(**values).get(name) == expected


def test_what_is_no_json_is_told_with_its_line_and_what_stands_before_is_read() -> None:
    text = '[\n {"title": "A"},\n {"title": "B"},\n {"title" "C"}\n]'
    collected = read_csl_json(text, "x.json")
    assert [reference.title for reference in collected.references] == ["A", "B"]
    (problem,) = collected.problems
    assert (problem.code, problem.place.line) == ("import-json", 4)


def test_a_lone_reference_is_read() -> None:
    assert len(read_csl_json('{"title": "A"}', "x.json").references) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.sampled_from(["", "a", "2020", "<i>x</i>"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["date-parts", "raw"]), inner)
    ),
    max_leaves=5,
)
NAMES = st.sampled_from(["type", "title", "author", "issued", "page", "note", "number", "id", "accessed"])


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=4) | VALUES, max_size=4))
def test_any_json_can_be_read_and_every_element_is_accounted_for(elements: list[object]) -> None:
    collected = read_csl_json(json.dumps(elements), "x.json")
    passed_over = sum(problem.code in ("import-json", "import-title") for problem in collected.problems)
    assert len(collected.references) + passed_over == len(elements)
