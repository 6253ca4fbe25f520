"""Suggestions of categories: from the papers that are there, never from the paper itself."""

from generator.links.suggest import agreement, suggest
from generator.model import Review

from ..builders import category, paper, review

LOOMS = ("weaving looms", "threads on looms", "weaving threads", "looms and cloth", "cloth of threads")
STARS = (
    "dying stars",
    "orbits of planets",
    "stars and planets",
    "orbits near stars",
    "planets of dying stars",
)


def sky_and_cloth(**strays: tuple[str, str]) -> Review:
    papers = [paper(f"l{n}", title=title, groups=("looms",)) for n, title in enumerate(LOOMS)]
    papers += [paper(f"s{n}", title=title, groups=("sky",)) for n, title in enumerate(STARS)]
    papers += [
        paper(key, title=title, groups=(slug,) if slug else ()) for key, (title, slug) in strays.items()
    ]
    return review(papers, [category("top"), category("looms", "top"), category("sky", "top")])


def test_a_paper_goes_where_its_words_are() -> None:
    found = suggest(sky_and_cloth(new=("planets and their orbits", "")), ["new"])["new"]
    assert [suggestion.slug for suggestion in found] == ["sky", "looms"]
    assert {"planets", "orbits"} <= set(found[0].words)
    assert found[0].score > found[1].score


def test_a_paper_does_not_speak_for_itself() -> None:
    found = suggest(sky_and_cloth(stray=("weaving cloth on looms", "sky")), ["stray"])["stray"]
    assert found[0].slug == "looms"


def test_only_leaves_are_suggested() -> None:
    assert "top" not in {s.slug for found in suggest(sky_and_cloth()).values() for s in found}


def test_agreement_counts_and_shows_the_disagreements() -> None:
    found = agreement(sky_and_cloth(stray=("weaving cloth on looms", "sky")))
    assert (found.papers, found.first, found.among_three) == (11, 10, 11)
    ((key, suggestion),) = found.disagreements
    assert (key, suggestion.slug) == ("stray", "looms")


def test_nothing_to_go_by_is_no_suggestion() -> None:
    assert suggest(review([paper("a")]), ["a"]) == {"a": ()}
