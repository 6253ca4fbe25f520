"""Capitals of titles."""

import pytest

from generator.exports.references.titles import headline_case, sentence_case


@pytest.mark.parametrize(
    ("title", "sentence", "headline"),
    [
        ("Deep Residual Learning", "Deep residual learning", "Deep Residual Learning"),
        ("deep residual learning", "deep residual learning", "Deep Residual Learning"),
        # Braces keep capitals, of a word or of a part.
        ("On {FlashAttention} and {DNN}s", "On FlashAttention and DNNs", "On FlashAttention and DNNs"),
        ("An {ELECTRA}-Style Test", "An ELECTRA-style test", "An ELECTRA-Style Test"),
        ("In {New York} City", "In New York city", "In New York City"),
        ("{{All of It Stays}}", "All of It Stays", "All of It Stays"),
        ("A Study of {{Gaussian} Noise}", "A study of Gaussian Noise", "A Study of Gaussian Noise"),
        # Accents and commands have braces that keep nothing.
        (r"The M{\"u}ller Test", "The müller test", "The Müller Test"),
        (r"On \emph{Deep} Nets", "On deep nets", "On Deep Nets"),
        # Capitals and digits inside a word keep it.
        ("Training GPT-3 with LoRA on iPhones", *("Training GPT-3 with LoRA on iPhones",) * 2),
        ("A Q-Learning Primer, Part I", "A Q-learning primer, part I", "A Q-Learning Primer, Part I"),
        ("Is A Toy Enough?", "Is a toy enough?", "Is A Toy Enough?"),
        # Sentences begin after these signs, not after an abbreviation.
        ("One Thing: The Other", "One thing: The other", "One Thing: The Other"),
        ("Why? Because", "Why? Because", "Why? Because"),
        ("This vs. That Thing", "This vs. that thing", "This vs. That Thing"),
        ("one thing: the other", "one thing: the other", "One Thing: The Other"),
        # Hyphens and dashes.
        ("Real-Time Rendering -- Fast", "Real-time rendering – fast", "Real-Time Rendering – Fast"),
        ("end-to-end learning", "end-to-end learning", "End-to-End Learning"),
        ("Parabolic-elliptic systems", "Parabolic-elliptic systems", "Parabolic-Elliptic Systems"),
        # Small words stay small inside, not at the ends; names before a colon as they are.
        ("what nets are made of", "what nets are made of", "What Nets Are Made Of"),
        ("gsplat: a library", "gsplat: a library", "gsplat: A Library"),
        # Mathematics.
        (r"The $O(N \log N)$ Bound", "The O(N log N) bound", "The O(N log N) Bound"),
        ("", "", ""),
    ],
)
def test_cases(title: str, sentence: str, headline: str) -> None:
    assert (sentence_case(title), headline_case(title)) == (sentence, headline)
