"""Folding text for comparison, and suggestions for words that are nearly right."""

import difflib
from collections.abc import Iterable

from anyascii import anyascii


def ascii_fold(text: str) -> str:
    """Return the text in ASCII: accents dropped, other scripts transliterated."""
    return text if text.isascii() else anyascii(text)


def title_key(title: str) -> str:
    """Return what two spellings of one title share: its folded letters and digits, in lower case.

    A title without any (an emoji, say) is its own key.
    """
    folded = ascii_fold(title).lower()
    return "".join(filter(str.isalnum, folded)) or title.strip()


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return a hint that names the closest option, or an empty string when none is close."""
    close = difflib.get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else ""
