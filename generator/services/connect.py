"""Putting the client together: what the outermost layer gives, and the addresses of the services."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .cache import Cache
from .lookup import Services
from .pace import Clock, Pace

# The name of each service's variable in the environment, and its address where the variable is not set.
ADDRESSES: Mapping[str, tuple[str, str]] = {
    "arXiv": ("BIBLOOM_ARXIV_URL", "https://export.arxiv.org"),
    "Crossref": ("BIBLOOM_CROSSREF_URL", "https://api.crossref.org"),
    "DataCite": ("BIBLOOM_DATACITE_URL", "https://api.datacite.org"),
    "OpenAlex": ("BIBLOOM_OPENALEX_URL", "https://api.openalex.org"),
    "DBLP": ("BIBLOOM_DBLP_URL", "https://dblp.org"),
    "OpenReview": ("BIBLOOM_OPENREVIEW_URL", "https://openreview.net"),
    "ACL Anthology": ("BIBLOOM_ACL_URL", "https://aclanthology.org"),
    "PMLR": ("BIBLOOM_PMLR_URL", "https://proceedings.mlr.press"),
}
CACHE_VARIABLE = "BIBLOOM_CACHE"
OPENALEX_KEY_VARIABLE = "BIBLOOM_OPENALEX_KEY"

SYSTEM_CLOCK = Clock(time.monotonic, time.time, lambda seconds: time.sleep(seconds))


def addresses(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the address of each service; only `http` and `https` count in a variable."""
    given = {name: environment.get(variable, "").rstrip("/") for name, (variable, _) in ADDRESSES.items()}
    usual = {name: address for name, (_, address) in ADDRESSES.items()}
    return usual | {name: url for name, url in given.items() if url.startswith(("http://", "https://"))}


@contextmanager
def connect(
    environment: Mapping[str, str],
    *,
    mailto: str = "",
    write: Callable[[Path, bytes], None] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Iterator[Services]:
    """Open connections to the services for the block of a `with`.

    `write` replaces a file in one step: with it, answers are kept on disk, without it they are not. `mailto`
    is told to the services in the name of the program, as Crossref, DataCite and OpenAlex ask for.
    """
    # Imported here: together they take longer than most commands, which never need them.
    from importlib.metadata import version

    import httpx

    from .client import SECONDS_PER_STEP, Client

    cache = Cache(cache_folder(environment), write, clock.wall) if write else None
    agent = f"bibloom/{version('bibloom')}" + (f" (mailto:{mailto})" if mailto else "")
    with httpx.Client(timeout=SECONDS_PER_STEP, headers={"User-Agent": agent}) as http:
        key = environment.get(OPENALEX_KEY_VARIABLE, "")
        yield Services(Client(http, clock, cache, Pace(clock)), addresses(environment), openalex_key=key)


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder where answers are kept: the user's cache, unless the environment names another."""
    from platformdirs import user_cache_path

    named = environment.get(CACHE_VARIABLE, "")
    return Path(named) if named else user_cache_path("bibloom", appauthor=False) / "answers"
