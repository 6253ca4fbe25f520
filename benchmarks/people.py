"""Who writes the invented papers: few authors with many, many with one, and teams that stay together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

NEW = 0.5  # a first author who has no paper yet
PARTNER = 0.4  # a further author who has written with the first one before
JOINS = 0.6  # a further author who has no paper yet


class People:
    """Authors by the process of Yule and Simon: whoever has many papers is likelier to write the next one.

    Simon, "On a class of skew distribution functions", Biometrika 42 (1955). The number of authors with k
    papers then falls as a power of k, as Lotka counted in 1926.
    """

    def __init__(self, teams: Iterable[Sequence[str]], random: Random) -> None:
        """Begin with the teams of papers that are there; a name is `family, given`."""
        self._random = random
        self._mentions: list[str] = []
        self._partners: defaultdict[str, list[str]] = defaultdict(list)
        for team in teams:
            self._remember(team)
        known = [name.split(", ", 1) for name in self._mentions]
        self._family = [name[0] for name in known]
        self._given = [name[1] for name in known if len(name) > 1]

    def team(self, size: int) -> list[str]:
        """Return the authors of the next paper, at most so many, and remember who wrote together."""
        first = self._somebody(NEW)
        team = dict.fromkeys([first])
        for _ in range(size - 1):
            known = self._partners.get(first)
            if known and self._random.random() < PARTNER:
                team[self._random.choice(known)] = None
            else:
                team[self._somebody(JOINS)] = None
        self._remember(list(team))
        return list(team)

    def _somebody(self, new: float) -> str:
        if self._random.random() < new:
            return f"{self._random.choice(self._family)}, {self._random.choice(self._given)}"
        return self._random.choice(self._mentions)

    def _remember(self, team: Sequence[str]) -> None:
        self._mentions += team
        for name in team:
            self._partners[name] += [other for other in team if other != name]
