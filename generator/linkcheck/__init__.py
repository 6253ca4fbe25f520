"""Links that no longer answer: which the review has, what their hosts say, and what that means over weeks."""

from .addresses import Linked, chosen, links
from .history import Failure, History, Outcome, nobody_answered, read_history, with_outcomes
from .report import links_report

__all__ = [
    "Failure",
    "History",
    "Linked",
    "Outcome",
    "chosen",
    "links",
    "links_report",
    "nobody_answered",
    "read_history",
    "with_outcomes",
]
