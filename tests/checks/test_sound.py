"""Papers that are sound are not looked at again, and those that are not always are."""

from collections.abc import Iterator

from generator.checks import check_review
from generator.checks.sound import unless_sound
from generator.errors import Problem
from generator.model import Config, Entry, Facet, Field, Paper
from generator.results import Results

from ..builders import paper, review


def test_only_what_is_not_known_to_be_sound_is_looked_at() -> None:
    looked: list[str] = []

    def check(one: Paper) -> Iterator[Problem]:
        looked.append(one.key)
        if one.key == "bad":
            yield Problem("bad", "is bad")

    first: Results[bool] = Results()
    papers = [paper("good"), paper("bad")]
    assert [found.code for found in unless_sound(papers, check, b"", first)] == ["bad"]
    later = Results(first.kept)
    assert [found.code for found in unless_sound(papers, check, b"", later)] == ["bad"]
    assert looked == ["good", "bad", "bad"]
    assert later.kept == first.kept
    list(unless_sound([paper("good", title="Otherwise")], check, b"", later))
    list(unless_sound([paper("good")], check, b"other", later))
    list(unless_sound([paper("good")], check, b"", None))
    assert looked[3:] == ["good"] * 3


def test_what_the_rest_of_the_review_says_counts() -> None:
    entry = Entry("misc", "a", (Field("keywords", "{vision}", "vision"),))
    one = paper("a", authors=("Lovelace",), year=2024, keywords=("vision",), entry=entry)

    def codes(known: Results[bool], *others: Paper, facets: tuple[Facet, ...] = ()) -> set[str]:
        made = review([one, *others], config=Config(facets=facets))
        return {found.code for found in check_review(made, known) if found.citekey == "a"}

    known: Results[bool] = Results()
    assert "unknown-tag" not in codes(known)
    assert "unknown-tag" in codes(Results(known.kept), facets=(Facet("kind", ("method",)),))
    spelled = [paper(key, keywords=("Vision",)) for key in "bcd"]
    assert "tag-spelling" in codes(Results(known.kept), *spelled)
