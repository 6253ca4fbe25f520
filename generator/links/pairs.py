"""Two papers that may be one, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..model import Paper


class PairKind(StrEnum):
    """What two papers are to each other, the surest first."""

    SAME = "same"
    PREPRINT_OF = "preprint-of"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers that may be one, with what speaks for it and what against.

    `first` is the one to give up: the preprint of `second`, else the one that says less or came later.
    """

    first: Paper
    second: Paper
    kind: PairKind
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The pair's kind and its reasons, as one line."""
        names = {
            PairKind.SAME: f"{self.first.key} is the same paper as {self.second.key}",
            PairKind.PREPRINT_OF: f"{self.first.key} is the preprint of {self.second.key}",
            PairKind.SUSPICIOUS: f"{self.first.key} may be the same paper as {self.second.key}",
        }
        against = f"; but {'; '.join(self.against)}" if self.against else ""
        return f"{names[self.kind]}: {'; '.join(self.reasons)}{against}"

    def other(self, paper: Paper) -> Paper:
        """Return the pair's other paper."""
        return self.second if paper is self.first else self.first
