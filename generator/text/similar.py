"""Words that are nearly another: by the pairs of letters that they share (Dice's coefficient).

`theme/assets/similar.js` answers the same question in a reader's browser, and gives the same answers.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

# In the flagship, every citekey with one letter or digit changed, lost or swapped stays above this, and
# papers that it lacks stay below.
CLOSE = 0.7
_OTHER = re.compile(r"[\W_]+")


class Spellings:
    """Words to be compared with; asking takes time in proportion to their number, not to its square."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._sizes: list[int] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            pairs = _pairs(word)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._with[pair].append(number)

    def closest(self, word: str) -> str:
        """Return the word most like this one, the first of several; empty where none is close."""
        pairs = _pairs(word)
        shared = Counter(chain.from_iterable(self._with.get(pair, ()) for pair in pairs))
        alike, number = max(
            ((2 * count / (len(pairs) + self._sizes[n]), -n) for n, count in shared.items()), default=(0.0, 0)
        )
        return self._words[-number] if alike >= CLOSE else ""


def _pairs(word: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters and digits, case and accents aside; a word's ends count."""
    letters = unicodedata.normalize("NFKD", word).lower()
    plain = _OTHER.sub("", "".join(char for char in letters if unicodedata.category(char)[0] != "M"))
    framed = f" {plain} "
    return frozenset(framed[n : n + 2] for n in range(len(framed) - 1)) if plain else frozenset()
