import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.links import related
from generator.links.related import Related, related_papers
from generator.model import Category, Note, Paper, Review


def paper(key: str, title: str, *groups: str, keywords: tuple[str, ...] = (), year: int = 2020) -> Paper:
    return Paper(key, key, "misc", title, year=year, groups=groups, keywords=keywords)


REVIEW = Review(
    papers=(
        paper("a", "FP8 optimizer states for language models", "numerics", keywords=("LLM",)),
        paper("b", "Compressing optimizer states in FP8", "numerics", keywords=("llm",)),
        paper("c", "Pruning of convolutional networks", "sparsity"),
        paper("d", "Convolutional networks with fewer filters", "numerics"),
        paper("e", "Gaussian splatting", "scenes"),
    ),
    categories=(Category("numerics", "Low-precision training"), Category("sparsity", "Sparsity")),
)


def keys(found: tuple[Related, ...]) -> list[str]:
    return [one.key for one in found]


def test_the_nearest_comes_first_and_says_why() -> None:
    first = related_papers(REVIEW)["a"][0]
    assert first.key == "b"
    assert first.reasons == ("optimizer states", "fp8", "Low-precision training", "LLM")
    assert 0.5 < first.score <= 1.5


def test_papers_that_share_a_category_alone_come_after_those_that_share_words() -> None:
    found = related_papers(REVIEW)["d"]
    assert keys(found) == ["c", "a", "b"]
    assert found[1].reasons == ("Low-precision training",)


def test_a_paper_with_nothing_in_common_has_none() -> None:
    assert related_papers(REVIEW)["e"] == ()
    assert "e" not in {one.key for found in related_papers(REVIEW).values() for one in found}


def test_no_paper_is_related_to_itself_and_count_is_kept() -> None:
    found = related_papers(REVIEW, count=1)
    assert all(len(some) <= 1 for some in found.values())
    assert all(key not in keys(some) for key, some in found.items())
    assert set(related_papers(REVIEW, count=0).values()) == {()}


def test_notes_abstracts_and_other_titles_count() -> None:
    papers = tuple(paper(key, key * 5) for key in "pqrstu")
    changed = (
        replace(papers[0], abstract="A checkpointing scheme"),
        replace(papers[1], alt_titles=("Checkpointing revisited",)),
        *papers[2:],
    )
    notes = {
        "r": Note("r", "Uses checkpointing."),
        "s": Note("s", body="See [@zzz2020checkpointing] and [a quantizer]"),
    }
    notes["t"] = Note("t", results=("a quantizer",))
    found = related_papers(Review(papers=changed, notes=notes))
    assert {key: sorted(keys(some)) for key, some in found.items()} == {
        "p": ["q", "r"],
        "q": ["p", "r"],
        "r": ["p", "q"],
        "s": ["t"],
        "t": ["s"],
        "u": [],
    }


def test_ties_are_broken_by_citekey() -> None:
    papers = tuple(paper(key, "the same words again") for key in "dbac")
    assert {key: keys(found) for key, found in related_papers(Review(papers=papers), 2).items()} == {
        "a": ["b", "c"],
        "b": ["a", "c"],
        "c": ["a", "b"],
        "d": ["a", "b"],
    }


def test_reviews_without_words_or_papers() -> None:
    assert related_papers(Review()) == {}
    assert related_papers(Review(papers=(paper("a", "one"),))) == {"a": ()}
    assert set(related_papers(Review(papers=(paper("a", "…"), paper("b", "")))).values()) == {()}


titles = st.lists(
    st.sampled_from(
        ["fp8", "training", "optimizer", "漢字", "the", "[@x]", "12", "Straße", ":", "(", "_", "{"]
    ),
    max_size=6,
).map(" ".join)
papers = st.lists(
    st.builds(
        paper,
        st.text("abcdef", min_size=1, max_size=3),
        titles | st.text(max_size=12),
        st.sampled_from("gh"),
        keywords=st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
        year=st.integers(2019, 2021),
    ),
    max_size=14,
    unique_by=lambda made: made.key,
)


@settings(deadline=None)
@given(papers, st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(made: list[Paper], random: "st.random.Random") -> None:  # type: ignore[name-defined]
    shuffled = made.copy()
    random.shuffle(shuffled)
    found = related_papers(Review(papers=tuple(made)))
    assert found == related_papers(Review(papers=tuple(shuffled)))
    for key, some in found.items():
        assert key not in keys(some)
        assert [(-one.score, one.key) for one in some] == sorted((-one.score, one.key) for one in some)
        assert all(one.reasons and all(one.reasons) for one in some)


def test_work_does_not_grow_with_the_square() -> None:
    same = tuple(paper(f"k{n:04}", f"shared words everywhere {n % 7}", "g") for n in range(900))
    vectors = related._likeness(same, [related._terms(Review(papers=same), one) for one in same])
    assert max(map(len, vectors.nearest)) <= related.CANDIDATES
    assert max(map(len, vectors.weights)) <= related.TERMS_KEPT
    assert all(len(found) == 5 for found in related_papers(Review(papers=same)).values())


def test_importing_it_does_not_import_scikit_learn() -> None:
    code = "import sys, generator.links.related; sys.exit('sklearn' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(
    st.lists(st.lists(st.sampled_from(["fp8", "adam", "memory", "loss"]), max_size=9), min_size=1, max_size=9)
)
def test_weights_are_those_of_scikit_learn(texts: list[list[str]]) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vocabulary = ["adam", "fp8", "loss", "memory"]
    theirs = TfidfVectorizer(analyzer=list, vocabulary=vocabulary, sublinear_tf=True, norm=None)
    expected = theirs.fit_transform(texts).toarray()
    assert related.tf_idf(texts, vocabulary).toarray() == pytest.approx(expected)
