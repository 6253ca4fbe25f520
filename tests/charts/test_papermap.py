"""The map of papers: everybody is counted, and of many papers some are links and others dots."""

from collections import Counter
from dataclasses import replace

import pytest

from generator.charts import papermap
from generator.charts.counts import kinds
from generator.charts.papermap import PaperMap, paper_map
from generator.links.related import likeness, related_papers
from generator.model import Review

from ..builders import category, paper, review

TOPICS = ("sparse attention kernels", "loom weaving threads", "optimizer momentum states")


def made(per_topic: int) -> Review:
    papers = [
        paper(
            f"p{at}x{number:03}",
            title=f"{topic} {'deep' if number % 2 else 'wide'} {number % 7}",
            groups=(f"t{at}",),
        )
        for at, topic in enumerate(TOPICS)
        for number in range(per_topic)
    ]
    lone = paper("zlone", title="Unrelated whatsoever", groups=("t0",))
    return review([*papers, lone], [category(f"t{at}") for at in range(len(TOPICS))])


def mapped(of: Review) -> PaperMap:
    found = paper_map(likeness(of), kinds(of))
    assert found is not None
    return found


def test_every_paper_is_on_the_map_or_told_to_be_like_no_other() -> None:
    of = made(20)
    found = mapped(of)
    assert found.lone == 1
    assert {point.key for point in found.points} == {p.key for p in of.papers} - {"zlone"}
    assert found.papers == found.shown == 60
    assert set(found.names) == {"t0", "t1", "t2"}
    assert all(own == other for own, other in found.nearest)


def test_the_nearest_is_the_first_of_the_related_papers() -> None:
    of = made(20)
    mixed = review([replace(p, groups=(f"t{n % 3}",)) for n, p in enumerate(of.papers)], of.categories)
    kind = kinds(mixed).of
    related = related_papers(mixed, 1)
    expected = Counter((kind[key], kind[found[0].key]) for key, found in related.items() if found)
    nearest = Counter(mapped(mixed).nearest)
    # The lone paper shares a category alone, which relates it but does not place it.
    assert sum((expected - nearest).values()) <= 1
    assert not nearest - expected


def test_few_papers_make_no_map() -> None:
    assert paper_map(likeness(made(3)), kinds(made(3))) is None


def test_of_many_papers_some_lead_on_and_the_others_are_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    of = made(60)
    everything = {point.place for point in mapped(of).points}
    monkeypatch.setattr(papermap, "LINKED", 40)
    found = mapped(of)
    assert len(found.points) == 40
    assert found.shown == found.papers == 180
    assert len(everything) == 180
    # Spread evenly: each topic keeps some of its points.
    assert {point.kind for point in found.points} == {"t0", "t1", "t2"}
    monkeypatch.setattr(papermap, "DOTTED", 100)
    assert mapped(of).shown == 140


def test_points_do_not_cover_each_other() -> None:
    points = mapped(made(40)).points
    width, height = papermap.POINT
    places = sorted(point.place for point in points)
    for at, (x, y) in enumerate(places):
        for a, b in places[at + 1 :]:
            assert ((a - x) / width) ** 2 + ((b - y) / height) ** 2 > 0.5
