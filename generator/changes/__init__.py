"""What a change means: two states of a review compared, and told to people and programs."""

from .compare import State, compare
from .gate import gate
from .report import REPORTS
from .values import Changes

__all__ = ["REPORTS", "Changes", "State", "compare", "gate"]
