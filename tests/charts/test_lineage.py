"""Who builds on whom: rows below each other, in time, and no circle."""

from collections.abc import Mapping

from generator.charts import lineage as module
from generator.charts.lineage import Lineage, lineage, short_name
from generator.model import Note

from ..builders import paper, review


def arranged(years: Mapping[str, int | None], **builds_on: tuple[str, ...]) -> Lineage:
    papers = [paper(key, year=year) for key, year in years.items()]
    return lineage(review(papers, (), [Note(key, builds_on=older) for key, older in builds_on.items()]))


def rows(found: Lineage) -> list[str]:
    return sorted(found.nodes, key=lambda key: found.nodes[key].row)


def test_a_tree_stands_in_rows_below_its_root() -> None:
    years = {"a": 2018, "b": 2020, "c": 2021, "d": 2019}
    found = arranged(years, b=("a",), c=("b",), d=("a",))
    assert rows(found) == ["a", "d", "b", "c"]
    assert [found.nodes[key].row for key in rows(found)] == [0, 1, 2, 3]
    assert [found.nodes[key].time for key in rows(found)] == [2018, 2019, 2020, 2021]
    assert set(found.edges) == set(found.drawn) == {("a", "b"), ("b", "c"), ("a", "d")}


def test_a_paper_stands_below_the_youngest_it_builds_on() -> None:
    found = arranged({"old": 2018, "mid": 2020, "new": 2022}, mid=("old",), new=("old", "mid"))
    assert found.parents == {"mid": "old", "new": "mid"}
    assert ("old", "new") in found.drawn


def test_one_of_the_same_year_stands_a_little_later() -> None:
    found = arranged({"a": 2024, "b": 2024, "c": 2024}, b=("a",), c=("b",))
    times = [found.nodes[key].time for key in "abc"]
    assert times == sorted(times)
    assert times[0] == 2024 < times[1] < times[2] < 2025


def test_families_are_apart_largest_first_and_an_elder_stands_by_its_heir() -> None:
    years = {"z": 2017, "y": 2018, "a": 2018, "b": 2020, "c": 2021, "elder": 2010}
    found = arranged(years, y=("z",), b=("a", "elder"), c=("a",))
    assert rows(found) == ["a", "b", "elder", "c", "z", "y"]
    assert found.nodes["z"].row == 4.5


def test_a_circle_is_cut_and_what_is_unknown_is_left_out() -> None:
    found = arranged(
        {"a": 2020, "b": 2020, "c": 2020, "n": None}, a=("b", "a"), b=("c", "gone"), c=("a",), n=("a",)
    )
    assert set(found.edges) == {("b", "a"), ("c", "b"), ("a", "c")}
    assert set(found.nodes) == {"a", "b", "c"}
    assert len(found.parents) == 2


def test_of_too_much_the_largest_families_are_drawn_and_the_table_has_all() -> None:
    years: dict[str, int | None] = {f"k{n}": 2000 + n % 20 for n in range(100)}
    chain = {f"k{n}": (f"k{n - 1}",) for n in range(1, 60)}
    pairs = {f"k{n}": (f"k{n - 1}",) for n in range(61, 100, 2)}
    found = arranged(years, **chain, **pairs)
    assert {f"k{n}" for n in range(60)} <= set(found.nodes)
    assert max(node.row for node in found.nodes.values()) < module.MOST_ROWS
    assert len(found.papers) == 100 > len(found.nodes)
    wide = arranged({f"k{n}": 2000 + n for n in range(200)}, **{f"k{n}": ("k0",) for n in range(1, 200)})
    assert len(wide.nodes) == module.MOST_ROWS
    assert "k0" in wide.nodes


def test_nothing_builds_on_nothing() -> None:
    assert arranged({"a": 2020}).edges == ()


def test_a_method_is_called_by_its_name() -> None:
    assert short_name(paper(title="ZeRO: Memory Optimizations", year=2020)) == "ZeRO"
    assert (
        short_name(paper(title="On Looms, or: Threads", authors=("Lovelace",), year=2020)) == "Lovelace 2020"
    )
    assert short_name(paper(title=": odd", authors=("Lovelace",), year=2020)) == "Lovelace 2020"
    assert short_name(paper(title="x" * 40 + ": long", authors=("Hopper",))) == "Hopper n.d."
