"""Suggestions of tags, and how often they are the curators'."""

from generator.curate.tagging import TagAgreement, suggest_tags, tag_agreement
from generator.model import Config, Facet, Review

from ..builders import paper, review

FACETS = (Facet("field", ("cloth", "sky")), Facet("kind", ("study",)))
CLOTH = ("weaving looms", "threads on looms", "weaving threads", "looms and cloth threads")
STARS = ("dying stars", "orbits of planets", "stars and planets", "orbits of dying stars")


def tagged(**strays: tuple[str, str]) -> Review:
    papers = [paper(f"c{n}", title=title, keywords=("cloth",)) for n, title in enumerate(CLOTH)]
    papers += [paper(f"s{n}", title=title, keywords=("sky",)) for n, title in enumerate(STARS)]
    papers += [
        paper(key, title=title, keywords=(tag,) if tag else ()) for key, (title, tag) in strays.items()
    ]
    return review(papers, config=Config(facets=FACETS))


def test_a_tag_is_judged_by_the_papers_that_have_it() -> None:
    (found,) = suggest_tags(tagged(new=("planets and orbits", "")), ["new"])["new"]
    assert found.slug == "sky"
    assert {"planets", "orbits"} <= set(found.words)


def test_a_papers_own_tag_does_not_speak_for_it() -> None:
    (found,) = suggest_tags(tagged(stray=("weaving on looms", "sky")), ["stray"])["stray"]
    assert found.slug == "cloth"


def test_without_facets_any_word_may_be_a_tag() -> None:
    assert suggest_tags(review([paper("a", keywords=("x",))]), ["a"]) == {"a": ()}


def test_the_measurement_counts_per_facet() -> None:
    field, kind = tag_agreement(tagged(stray=("weaving on looms", "sky"), odd=("quite other words", "sky")))
    assert field == TagAgreement("field", papers=10, suggested=9, right=8)
    assert kind == TagAgreement("kind", papers=0, suggested=0, right=0)
