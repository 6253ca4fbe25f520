"""Which categories a paper may belong to, judged by the papers that are in them; a person decides.

Each category is the centroid of its papers' TF-IDF vectors (a paper counts less where the category is not its
primary one) together with the words of its own scope and `match` terms. A paper never speaks for itself: its
own vector is taken out of its categories before they are compared with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Category, Paper, Review

SECONDARY = 0.5
OWN_WORDS = 1.5
WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category for a paper: its slug, the cosine similarity (0 to 1) and the words that speak for it."""

    slug: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the suggestions name the curated primary category: first, and among the first three."""

    papers: int
    first: int
    among_three: int
    disagreements: tuple[tuple[str, Suggestion], ...]


def suggest(
    review: Review, keys: Iterable[str] | None = None, count: int = 3
) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return for each citekey (default: all) the `count` leaf categories that suit it best, best first.

    Where the papers of the review share no words, there is nothing to judge by, and no suggestion.
    """
    wanted = list(review.by_key if keys is None else keys)
    categories = _leaves(review)
    if not categories or not review.papers:
        return dict.fromkeys(wanted, ())
    try:
        model = _Model(review, categories)
    except ValueError:  # scikit-learn's answer where no two papers share a term
        return dict.fromkeys(wanted, ())
    return {key: model.suggest(review.by_key[key], count) for key in wanted}


def agreement(review: Review) -> Agreement:
    """Compare the suggestions with the curated primary categories, each paper left out of its own.

    The disagreements come most confident first.
    """
    placed = [paper for paper in review.papers if paper.groups]
    suggestions = suggest(review, [paper.key for paper in placed])
    wrong = [(p.key, suggestions[p.key][0]) for p in placed if _is_other(p, suggestions[p.key])]
    among = sum(1 for p in placed if p.groups[0] in {s.slug for s in suggestions[p.key]})
    wrong.sort(key=lambda pair: (-pair[1].score, pair[0]))
    first = sum(1 for p in placed if suggestions[p.key] and not _is_other(p, suggestions[p.key]))
    return Agreement(len(placed), first, among, tuple(wrong))


def _is_other(paper: Paper, suggestions: Sequence[Suggestion]) -> bool:
    return bool(suggestions) and suggestions[0].slug != paper.groups[0]


def _leaves(review: Review) -> tuple[Category, ...]:
    return tuple(category for category in review.categories if category.slug not in review.children)


class _Model:
    """The papers' vectors, the categories' sums of them, and each category's own words."""

    def __init__(self, review: Review, categories: Sequence[Category]) -> None:
        # Imported here: scikit-learn takes a second, and most commands never need it.
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.categories = categories
        self.rows = {paper.key: row for row, paper in enumerate(review.papers)}
        vectorizer = TfidfVectorizer(
            stop_words="english", ngram_range=(1, 2), sublinear_tf=True, min_df=2, strip_accents="unicode"
        )
        self.papers = vectorizer.fit_transform([_text(review, paper) for paper in review.papers])
        self.terms = vectorizer.get_feature_names_out()
        self.members = self._membership(review.papers)
        own = vectorizer.transform([_own_words(category) for category in categories])
        self.sums = (self.members.T @ self.papers + OWN_WORDS * own).tocsr()

    def suggest(self, paper: Paper, count: int) -> tuple[Suggestion, ...]:
        """Return the categories nearest to a paper, with its own vector taken out of them."""
        import numpy as np

        row = [self.rows[paper.key]]  # a list keeps the selection a matrix of one row
        vector = self.papers[row]
        without = (self.sums - self.members[row].T @ vector).tocsr()
        lengths = np.sqrt(np.asarray(without.multiply(without).sum(axis=1)).ravel())
        scores = (without @ vector.T).toarray().ravel() / np.maximum(lengths, 1e-9)
        order = sorted(range(len(self.categories)), key=lambda c: (-round(float(scores[c]), 6), c))
        return tuple(
            Suggestion(self.categories[c].slug, round(float(scores[c]), 4), self._words(without[[c]], vector))
            for c in order[:count]
        )

    def _membership(self, papers: Sequence[Paper]) -> Any:  # noqa: ANN401 - scipy has no types
        from scipy.sparse import lil_array

        columns = {category.slug: column for column, category in enumerate(self.categories)}
        members = lil_array((len(papers), len(columns)))
        for row, paper in enumerate(papers):
            for place, slug in enumerate(paper.groups):
                if slug in columns:
                    members[row, columns[slug]] = SECONDARY if place else 1.0
        return members.tocsr()

    def _words(self, category: Any, paper: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
        shared = category.multiply(paper).tocoo()
        best = sorted(zip(-shared.data, shared.coords[-1], strict=True))[:WORDS_SHOWN]
        return tuple(str(self.terms[column]) for _, column in best)


def _text(review: Review, paper: Paper) -> str:
    note = review.note(paper.key)
    # The title says most in fewest words, so it counts three times.
    titles = " ".join((paper.title, *paper.alt_titles))
    keywords = " ".join(keyword.replace("-", "") for keyword in paper.keywords)
    return " ".join((titles, titles, titles, keywords, note.tldr, *note.results, note.body, paper.abstract))


def _own_words(category: Category) -> str:
    return " ".join((category.title, category.title, *category.match))
