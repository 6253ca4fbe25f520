"""Which title to cite when a fact knows several.

A fact's note is free text. The few phrases below say that the paper was published under another title; every
other note only informs and goes to the report. An elided title ("SpeedUpNet: A Plug-and-Play Adapter
Network ...") cannot be cited. A later title on arXiv is another name of the same preprint: the paper keeps
its title and gets that one as an alternative.
"""

import re
from dataclasses import dataclass

from ..model import Fact
from ..text.fold import title_key

_QUOTED = r"'(?P<title>(?:[^']|'(?=\w)){1,400})'(?!\w)"
_VENUE = r"(?P<venue>[\w &-]{1,80})"
_PUBLISHED = re.compile(rf"\bpublished(?: later)?(?: \([^()]{{1,80}}\))? as {_QUOTED}")
_VENUE_TITLE = re.compile(rf"^{_VENUE} title: {_QUOTED}")
_VENUE_ADDS = re.compile(rf"^{_VENUE} title adds {_QUOTED}")
_OMITS = re.compile(rf"^(?:proceedings|journal) title omits {_QUOTED}")
_SPELLS_OUT = re.compile(rf"^(?:proceedings|journal) title spells out {_QUOTED}")
_LATER_ARXIV = re.compile(rf"\blater arXiv title: {_QUOTED}")


@dataclass(frozen=True, slots=True)
class Titles:
    """The title to cite, other titles of the paper, and whether that is all that the note says."""

    cited: str
    others: tuple[str, ...] = ()
    understood: bool = False


def choose_titles(fact: Fact) -> Titles:
    """Return the title under which the fact's paper was published, and its others without repetitions."""
    published = _published(fact)
    later = _quoted(_LATER_ARXIV, fact)
    understood = bool(published or later) and fact.note.endswith("'") and ";" not in fact.note
    cited = published or _completed(fact) or fact.title
    others = {title_key(title): title for title in (fact.matched_title, later, fact.title) if title}
    others.pop(title_key(cited), None)
    # The title that the fact is known by comes first: it is the one that readers of its source search for.
    ordered = sorted(others.values(), key=lambda title: title != fact.title)
    return Titles(cited, tuple(ordered), understood)


def _published(fact: Fact) -> str:
    return _quoted(_PUBLISHED, fact) or _of_venue(fact) or _without_prefix(fact) or _spelt_out(fact)


def _quoted(pattern: re.Pattern[str], fact: Fact) -> str:
    match = pattern.search(fact.note)
    return match["title"] if match and not _elided(match["title"]) else ""


def _elided(title: str) -> bool:
    return "..." in title or "…" in title


def _of_venue(fact: Fact) -> str:
    """Read `NeurIPS 2024 title: '…'` and `ICML 2024 title adds 'X:'` where that is the paper's own venue."""
    whole, prefix = _VENUE_TITLE.search(fact.note), _VENUE_ADDS.search(fact.note)
    if whole and whole["venue"] == fact.venue and not _elided(whole["title"]):
        return whole["title"]
    if prefix and prefix["venue"] == fact.venue and prefix["title"].endswith(":"):
        return f"{prefix['title']} {fact.title}"
    return ""


def _without_prefix(fact: Fact) -> str:
    match = _OMITS.search(fact.note)
    if match and match["title"].endswith(":") and fact.title.startswith(match["title"]):
        return fact.title.removeprefix(match["title"]).strip()
    return ""


def _spelt_out(fact: Fact) -> str:
    """Read `journal title spells out 'magnetic resonance imaging'` where its initials are in the title."""
    match = _SPELLS_OUT.search(fact.note)
    if not match or _elided(match["title"]):
        return ""
    initials = "".join(word[0] for word in match["title"].split()).upper()
    words = fact.title.split(" ")
    return (
        " ".join(match["title"] if word == initials else word for word in words) if initials in words else ""
    )


def _completed(fact: Fact) -> str:
    """Return the publisher's title where the fact was matched by a title that had been cut."""
    return fact.matched_title if fact.match.startswith("prefix") and fact.venue else ""
