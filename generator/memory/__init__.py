"""What one build remembers for the next: what pure functions returned, by a digest of what they were given.

It is never needed: what of it is missing, damaged, of another version or from elsewhere is worked out anew.
"""

from .fingerprint import program
from .papers import told_by
from .store import FOLDER, Memory, Stamp, recall

__all__ = ["FOLDER", "Memory", "Stamp", "program", "recall", "told_by"]
