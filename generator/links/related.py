"""Which papers are related, and why: TF-IDF over what each paper says, plus what curators said of it.

The cost is bounded by constants, so it grows with the number of papers and not with its square: a paper gives
at most `WORDS_READ` words and keeps its `TERMS_KEPT` weightiest terms, and a term that more than
`PAPERS_PER_TERM` papers use is dropped (its weight would be small). The sparse product that finds the
neighbours then makes at most papers x TERMS_KEPT x PAPERS_PER_TERM multiplications, and only `ROWS_AT_ONCE`
rows of it exist at any time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice, pairwise
from types import MappingProxyType
from typing import Any

from ..model import Paper, Review

WORDS_READ = 400
# Pairs of words are made of what is said first (titles, tldr, results): there are many, and they take memory.
WORDS_PAIRED = 80
TERMS_KEPT = 25
PAPERS_PER_TERM = 400
ROWS_AT_ONCE = 512
CANDIDATES = 20
TERMS_SHOWN = 3
PAIR_TELLS = 1.5
# A score below this says nothing; the bonus of one shared category alone is above it.
LEAST_SCORE = 0.05
FIRST_CATEGORY, MORE_CATEGORIES, KEYWORD, MOST_KEYWORDS = 0.1, 0.05, 0.04, 3

# Words that tell no two papers apart: those that hold English sentences together, and those of abstracts.
_FUNCTION_WORDS = """
about above across after again against all almost alone along already also although always am among an and
another any anyone anything are around as at away be because been before behind being below beside between
both but by can cannot could did do doing done down due during each either else enough even ever every few
first for from further get give given had has have having he hence her here him his how however if in inside
instead into is it its itself just keep last least less like made many may me might mine more moreover most
much must my near neither never next no none nor not nothing now of off often on once one only onto or other
others our out over own part per perhaps put quite rather same see seem several shall she should since so some
something still such take than that the their them then there therefore these they thing this those though
three through throughout thus to together too two under until up upon us very was we well were what when where
whether which while who whole whose why will with within without would yet you your
"""
_ACADEMIC = """
approach approaches based better beyond boost boosting case demonstrate different does experiments
extensive framework improve improved improving introduce making method methods need novel paper perform
performance present propose proposed results rethinking review revisiting show shows simple study survey
towards toward use used uses using various via way ways work works
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split()) | frozenset(_ACADEMIC.split())

# Punctuation is matched too: pairs of words do not reach across it.
WORD = re.compile(r"[^\W_]+|[.,:;?!()]")
BRACKETED = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near another one: its citekey, a score (higher is nearer) and the reasons in words.

    `reasons` are plain text: the shared terms that weigh most, then the titles of shared categories, then
    shared keywords. Terms hold nothing but letters, digits and blanks; titles and keywords are as written.
    """

    key: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes papers alike: they in citekey order, their vectors (term to weight), and what is near.

    `nearest` holds for each paper the indexes of others and their similarity in text, at most `CANDIDATES`.
    """

    papers: tuple[Paper, ...] = ()
    weights: tuple[Mapping[str, float], ...] = ()
    nearest: tuple[tuple[tuple[int, float], ...], ...] = ()
    categories: tuple[frozenset[str], ...] = ()
    keywords: tuple[frozenset[str], ...] = ()

    def score(self, index: int, other: int, text: float = 0.0) -> float:
        """Return how alike two papers are whose texts have this similarity."""
        return round(text + self.bonus(index, other), 4)

    def bonus(self, index: int, other: int) -> float:
        """Return what shared categories and keywords add to the similarity of two texts."""
        categories = len(self.categories[index] & self.categories[other])
        keywords = len(self.keywords[index] & self.keywords[other])
        shared = FIRST_CATEGORY + MORE_CATEGORIES * (categories - 1) if categories else 0.0
        return min(shared, 2 * FIRST_CATEGORY) + KEYWORD * min(keywords, MOST_KEYWORDS)


def likeness(review: Review) -> Likeness:
    """Compare the papers of a review; the order in which it holds them does not matter."""
    by_key = {paper.key: paper for paper in reversed(review.papers)}
    papers = tuple(by_key[key] for key in sorted(by_key))
    return _likeness(papers, [_terms(review, paper) for paper in papers])


def related_papers(
    review: Review, count: int = 5, alike: Likeness | None = None
) -> Mapping[str, tuple[Related, ...]]:
    """Return for each citekey the `count` papers nearest to it, nearest first.

    The text is title, other titles, tldr, note, abstract; its cosine similarity is between 0 and 1. Shared
    categories and keywords add a little. Ties are broken by citekey, and the order in which the review holds
    its papers does not matter. Papers with nothing in common are not related; a paper may have none. `alike`
    is the review's `likeness` where somebody has it already.
    """
    if count < 1:
        return MappingProxyType({paper.key: () for paper in review.papers})
    alike = alike or likeness(review)
    beside = _beside(alike.papers, count)
    return MappingProxyType(
        {
            paper.key: _related(review, alike, index, beside[index], count)
            for index, paper in enumerate(alike.papers)
        }
    )


def _related(
    review: Review, alike: Likeness, index: int, beside: Iterable[int], count: int
) -> tuple[Related, ...]:
    candidates = dict(alike.nearest[index])
    if len(candidates) < count:
        # All that share a term are candidates already, so these share none.
        candidates |= {other: 0.0 for other in beside if other not in candidates}
    scored = ((-alike.score(index, other, text), other) for other, text in candidates.items())
    best = nsmallest(count, (pair for pair in scored if pair[0] <= -LEAST_SCORE))
    return tuple(
        Related(alike.papers[other].key, -score, _reasons(review, alike, index, other))
        for score, other in best
    )


def _reasons(review: Review, alike: Likeness, index: int, other: int) -> tuple[str, ...]:
    mine, theirs = alike.papers[index], alike.papers[other]
    in_both = [slug for slug in mine.groups if slug in theirs.groups]
    titles = [review.category[slug].title if slug in review.category else slug for slug in in_both]
    theirs_keywords = _keywords(theirs)
    keywords = [word for folded, word in _keywords(mine).items() if folded in theirs_keywords]
    terms = _tellings(_shared_terms(alike, index, other))
    unique = {reason.casefold(): reason for reason in reversed((*terms, *titles, *keywords)) if reason}
    return tuple(reversed(unique.values()))


def _tellings(shared: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Yield the weightiest terms, none of which repeats a word of another."""
    told: set[str] = set()
    shown = 0
    for term, _ in sorted(shared, key=lambda pair: (-_telling(*pair), pair[0])):
        words = set(term.split())
        if shown < TERMS_SHOWN and told.isdisjoint(words):
            told |= words
            shown += 1
            yield term


def _telling(term: str, weight: float) -> float:
    # A pair says more to a reader than either of its words.
    return round(weight * (PAIR_TELLS if " " in term else 1), 6)


def _shared_terms(alike: Likeness, index: int, other: int) -> list[tuple[str, float]]:
    mine, theirs = alike.weights[index], alike.weights[other]
    return [(term, weight * theirs[term]) for term, weight in mine.items() if term in theirs]


def _keywords(paper: Paper) -> Mapping[str, str]:
    return {keyword.casefold(): keyword for keyword in paper.keywords}


def _beside(papers: Sequence[Paper], count: int) -> Sequence[Iterable[int]]:
    """Return for each paper the ones next to it in time in its categories, `count` on either side."""
    members: dict[str, list[int]] = {}
    for index in sorted(range(len(papers)), key=lambda index: (papers[index].year or 0, index)):
        for slug in dict.fromkeys(papers[index].groups):
            members.setdefault(slug, []).append(index)
    beside: list[list[int]] = [[] for _ in papers]
    for inside in members.values():
        for position, index in enumerate(inside):
            around = inside[max(0, position - count) : position] + inside[position + 1 : position + count + 1]
            beside[index].extend(around)
    return beside


def _terms(review: Review, paper: Paper) -> list[str]:
    """Return the words that tell something, then the pairs of neighbours among them."""
    note = review.note(paper.key)
    # The title says most in fewest words, so it counts twice.
    parts = (paper.title, paper.title, *paper.alt_titles, note.tldr, *note.results, note.body, paper.abstract)
    words = list(islice(chain.from_iterable(map(_words, parts)), WORDS_READ))
    pairs = (f"{first} {second}" for first, second in pairwise(words[:WORDS_PAIRED]) if first and second)
    return [word for word in words if word] + list(pairs)


def _words(text: str) -> Iterator[str]:
    """Yield the words in lower case; an empty one stands for what pairs must not reach across."""
    for word in map(str.casefold, WORD.findall(BRACKETED.sub(_without_citation, text))):
        yield "" if len(word) < 2 or word in STOP_WORDS or word.isdigit() else word
    yield ""


def _without_citation(match: re.Match[str]) -> str:
    return " " if "@" in match.group() else match.group()


def _likeness(papers: tuple[Paper, ...], texts: Sequence[list[str]]) -> Likeness:
    categories = tuple(frozenset(paper.groups) for paper in papers)
    keywords = tuple(frozenset(_keywords(paper)) for paper in papers)
    counts = Counter(chain.from_iterable(map(set, texts)))
    vocabulary = _vocabulary(counts, len(texts))
    if not vocabulary:
        return Likeness(papers, ({},) * len(papers), ((),) * len(papers), categories, keywords)
    known = frozenset(vocabulary)
    alone = [sum(1 for word in set(terms) if counts[word] == 1 and " " not in word) for terms in texts]
    matrix = _matrix([[term for term in terms if term in known] for terms in texts], vocabulary, alone)
    weights = tuple(_weights(matrix, vocabulary))
    return Likeness(papers, weights, tuple(_nearest(matrix)), categories, keywords)


def _vocabulary(counts: Mapping[str, int], papers: int) -> list[str]:
    """Return the terms that at least two papers share and that still tell papers apart, sorted."""
    most = min(PAPERS_PER_TERM, max(10, papers // 4))
    return sorted(term for term, uses in counts.items() if 2 <= uses <= most)


def _matrix(texts: Sequence[list[str]], vocabulary: list[str], alone: Sequence[int]) -> Any:  # noqa: ANN401
    """Return the TF-IDF vectors, a row per paper, each cut to its weightiest terms and scaled by its length.

    `alone` counts the words of each paper that no other paper uses. They belong to the vector's length, or
    one poor word would make two papers look alike that share nothing else.
    """
    import numpy as np
    from scipy.sparse import diags_array

    matrix = tf_idf(texts, vocabulary)
    rarest = 1 + np.log((1 + len(texts)) / 2)
    squares = np.asarray(matrix.power(2).sum(axis=1)).ravel() + np.array(alone) * rarest**2
    for start, end in pairwise(matrix.indptr):
        _keep_weightiest(matrix.data[start:end])
    matrix.eliminate_zeros()
    return (diags_array(1 / np.sqrt(np.maximum(squares, 1))) @ matrix).tocsr()


def tf_idf(texts: Sequence[list[str]], vocabulary: list[str]) -> Any:  # noqa: ANN401 - scipy has no types
    """Return the weights of the vocabulary's terms in each text as a sparse matrix, a row per text.

    Term frequency is sublinear and inverse document frequency smoothed, as in scikit-learn, with whose
    `TfidfVectorizer` a test compares this: importing that one costs half as much as building a small review.
    https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
    """
    import numpy as np
    from scipy.sparse import csr_array

    columns = {term: column for column, term in enumerate(vocabulary)}
    rows = [sorted(Counter(map(columns.__getitem__, terms)).items()) for terms in texts]
    ends = np.cumsum([0, *map(len, rows)])
    pairs = np.array([pair for row in rows for pair in row], dtype=np.float64).reshape(-1, 2)
    terms, counts = pairs[:, 0].astype(np.int32), pairs[:, 1]
    uses = np.bincount(terms, minlength=len(vocabulary))
    rarity = np.log((1 + len(texts)) / (1 + uses)) + 1
    weights = (np.log(counts) + 1) * rarity[terms]
    return csr_array((weights, terms, ends), shape=(len(texts), len(vocabulary)))


def _keep_weightiest(weights: Any) -> None:  # noqa: ANN401 - scipy has no types
    import numpy as np

    if len(weights) > TERMS_KEPT:
        order = np.argsort(-np.round(weights, 6), kind="stable")
        weights[order[TERMS_KEPT:]] = 0


def _weights(matrix: Any, vocabulary: list[str]) -> Iterator[Mapping[str, float]]:  # noqa: ANN401 - as above
    indices, weights = matrix.indices.tolist(), matrix.data.tolist()
    for start, end in pairwise(matrix.indptr.tolist()):
        yield {vocabulary[i]: w for i, w in zip(indices[start:end], weights[start:end], strict=True)}


def _nearest(matrix: Any) -> Iterator[tuple[tuple[int, float], ...]]:  # noqa: ANN401 - as above
    """Yield for each row the rows most similar to it, at most `CANDIDATES`, with their similarity."""
    columns = matrix.T.tocsr()
    for first in range(0, matrix.shape[0], ROWS_AT_ONCE):
        product = (matrix[first : first + ROWS_AT_ONCE] @ columns).tocsr()
        for row, (start, end) in enumerate(pairwise(product.indptr)):
            yield _top(product.indices[start:end], product.data[start:end], first + row)


def _top(rows: Any, similarity: Any, own: int) -> tuple[tuple[int, float], ...]:  # noqa: ANN401 - as above
    import numpy as np

    similarity = np.where(rows == own, 0.0, np.round(similarity, 6))
    cut = 0.0
    if len(similarity) > CANDIDATES:
        cut = float(np.partition(similarity, -CANDIDATES)[-CANDIDATES])
    nearer = np.flatnonzero(similarity > cut)
    # Rows are in citekey order, so of those that tie with the last place the first citekeys get in.
    ties = np.flatnonzero(similarity == cut) if cut else nearer[:0]
    ties = ties[np.argsort(rows[ties])][: CANDIDATES - len(nearer)]
    chosen = np.concatenate((nearer, ties))
    return tuple(zip(rows[chosen].tolist(), similarity[chosen].tolist(), strict=True))
