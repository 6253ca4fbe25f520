"""What the readers of citations find, in order: a citekey, all of them, or another file to read."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a step asks for."""

    KEY = "key"
    ALL = "all"
    FILE = "file"


class Step(NamedTuple):
    """One thing found: its kind, and the citekey or the path that is asked for."""

    kind: Kind
    text: str = ""


# What REVTeX, biblatex, achemso and IEEEtran cite to set up a bibliography style: no works.
_SETTINGS = re.compile(
    r"REVTEX\d+Control|[a-z]{2,8}4[\d-]*Control|biblatex-control|achemso-control|IEEEexample:BSTcontrol"
)
# What no citekey holds: a macro's argument, another macro, a group.
_NO_KEY = re.compile(r"[\\#{}]")


def steps_of_list(keys: str) -> Iterator[Step]:
    """Yield the citekeys of a comma-separated list, as citing commands take it."""
    for part in keys.split(","):
        key = " ".join(part.split())
        if key == "*":
            yield Step(Kind.ALL)
            continue
        # The packages mcite and REVTeX join works into one reference by a star: `\cite{a,*b}`.
        key = key.removeprefix("*")
        if key and not _NO_KEY.search(key) and not _SETTINGS.fullmatch(key):
            yield Step(Kind.KEY, key)
