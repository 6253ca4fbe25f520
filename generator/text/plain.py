"""Plain text out of what strangers send: no control characters, white space folded, bounded in length."""

import unicodedata

# Blanks of all kinds may stay until white space is folded; no control or direction mark may.
# The two joiners belong to the spelling of Persian and of Indian scripts.
_KEPT = frozenset(" \t\n\r\v\f\x85\u2028\u2029\u200c\u200d")


def plain(text: str, longest: int = 1_000) -> str:
    """Return the text without control, format and unassigned characters, folded, composed and cut."""
    kept = (char for char in text[: 4 * longest] if char in _KEPT or unicodedata.category(char)[0] != "C")
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))[:longest].strip()
