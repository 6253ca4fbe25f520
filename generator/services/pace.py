"""How often each service may be asked, and how long to wait when it says that this was too often.

Where each limit comes from:
arXiv: one request every three seconds, https://info.arxiv.org/help/api/tou.html.
Crossref: five requests a second for single works, one for lists, without a mail address; what its headers say
counts from then on. https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
DataCite: 500 requests in five minutes without a mail address, https://support.datacite.org/docs/rate-limit.
OpenAlex: a hundred requests a second and a daily budget, https://developers.openalex.org/guides/authentication.
DBLP: "at least one or two seconds between two consecutive requests", https://dblp.org/faq/1474706.html.
The three sites whose pages are read name no limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

SECONDS_BETWEEN: Mapping[str, float] = {
    "arXiv": 3.0,
    "Crossref": 1.0,
    "DataCite": 0.6,
    "OpenAlex": 0.1,
    "DBLP": 2.0,
    "OpenReview": 1.0,
    "ACL Anthology": 1.0,
    "PMLR": 1.0,
}
# What a service asks to wait may be hours; whoever runs the command would rather be told.
LONGEST_WAIT = 60.0
_INTERVAL = re.compile(r"(\d{1,6})([smh]?)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, as the client asks for it: `now` in seconds that never go back, `wall` in seconds since 1970."""

    now: Callable[[], float]
    wall: Callable[[], float]
    sleep: Callable[[float], None]


class Pace:
    """Waits before a service is asked again as long as its limit says."""

    def __init__(self, clock: Clock, seconds: Mapping[str, float] = SECONDS_BETWEEN) -> None:
        self._clock = clock
        self._seconds = dict(seconds)
        self._last: dict[str, float] = {}

    def wait(self, service: str) -> None:
        """Return when the service may be asked, and take note that it is."""
        last = self._last.get(service)
        if last is not None:
            left = last + self._seconds.get(service, 0.0) - self._clock.now()
            if left > 0:
                self._clock.sleep(left)
        self._last[service] = self._clock.now()

    def learn(self, service: str, headers: Mapping[str, str]) -> None:
        """Keep to what `X-Rate-Limit-Limit` requests in each `X-Rate-Limit-Interval` (`1s`) come to."""
        limit = headers.get("x-rate-limit-limit", "")
        interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", ""))
        if interval and limit.isascii() and limit.isdigit() and int(limit[:9]) > 0:
            each = int(interval[1]) * _UNITS[interval[2]] / int(limit[:9])
            self._seconds[service] = min(each, LONGEST_WAIT)


def retry_after(value: str, wall: float) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait: a number, or a date (RFC 9110, 10.2.3)."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - wall)
    except (ValueError, OverflowError):
        return None
