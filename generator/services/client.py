"""Asking over HTTP, politely and without trust: pace, retries, redirects, and bounds on time and size."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from ..text.hosts import leads_inside
from .cache import Cache
from .errors import ServiceError
from .pace import LONGEST_WAIT, Clock, Pace, retry_after

LARGEST_ANSWER = 8 * 1024 * 1024
# For connecting and for each read; the whole of an answer may take `LONGEST_ANSWER`.
SECONDS_PER_STEP = 20.0
LONGEST_ANSWER = 60.0
MOST_REDIRECTS = 5
ATTEMPTS = 4
FIRST_BACK_OFF = 2.0
# A service that failed this often in a row is not asked again in this run.
MOST_FAILURES = 2
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_ABSENT = frozenset({404, 410})

Busy = Callable[[bytes], bool]


class _TryAgainError(Exception):
    """What went wrong may pass; `seconds` is how long the service asks to wait, if it says."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Client:
    """Gets answers of services; `http` is closed by whoever made it."""

    def __init__(self, http: httpx.Client, clock: Clock, cache: Cache | None, pace: Pace) -> None:
        self._http = http
        self._clock = clock
        self._cache = cache
        self._pace = pace
        self._failures: dict[str, int] = {}

    def get(self, service: str, address: str, secret: str = "", busy: Busy | None = None) -> bytes | None:
        """Return the answer at the address, or None where the service says that there is nothing.

        `secret` is a further part of the address that is neither kept nor told. `busy` recognises an answer
        that says "too often" whatever its status. Raises ServiceError with a reason for people.
        """
        kept = self._cache.get(address) if self._cache else None
        if kept is not None:
            return kept
        if self._failures.get(service, 0) >= MOST_FAILURES:
            raise ServiceError(service, "did not answer before, and is not asked again in this run")
        try:
            answer = self._patiently(service, address + secret, busy)
        except ServiceError:
            self._failures[service] = self._failures.get(service, 0) + 1
            raise
        self._failures[service] = 0
        if answer is not None and self._cache:
            self._cache.put(address, answer)
        return answer

    def _patiently(self, service: str, address: str, busy: Busy | None) -> bytes | None:
        """Try several times, waiting longer each time, or as long as the service asks."""
        back_off = FIRST_BACK_OFF
        for attempt in range(1, ATTEMPTS + 1):
            self._pace.wait(service)
            try:
                return self._once(service, address, busy)
            except _TryAgainError as error:
                seconds = back_off if error.seconds is None else error.seconds
                if seconds > LONGEST_WAIT:
                    raise ServiceError(service, f"{error}, and asks to wait {seconds:.0f} seconds") from error
                if attempt == ATTEMPTS:
                    raise ServiceError(service, f"{error} ({ATTEMPTS} attempts)") from error
                self._clock.sleep(seconds)
                back_off *= 2
        raise AssertionError("the last attempt returns or raises")

    def _once(self, service: str, address: str, busy: Busy | None) -> bytes | None:
        until = self._clock.now() + LONGEST_ANSWER
        for _ in range(MOST_REDIRECTS + 1):
            try:
                with self._http.stream("GET", address) as response:
                    self._pace.learn(service, response.headers)
                    if not response.has_redirect_location:
                        return self._answer(service, response, until, busy)
                    address = _redirected(service, response)
            except httpx.TimeoutException as error:
                raise _TryAgainError("did not answer in time") from error
            except httpx.TransportError as error:
                raise _TryAgainError(f"cannot be reached ({type(error).__name__})") from error
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise ServiceError(service, f"the answer cannot be read ({type(error).__name__})") from error
        raise ServiceError(service, f"more than {MOST_REDIRECTS} redirects")

    def _answer(
        self, service: str, response: httpx.Response, until: float, busy: Busy | None
    ) -> bytes | None:
        if response.status_code in _ABSENT:
            return None
        body = b"" if response.status_code in _AGAIN else self._body(service, response, until)
        if response.status_code in _AGAIN or (busy and busy(body)):
            wait = retry_after(response.headers.get("retry-after", ""), self._clock.wall())
            status = "is asked too often" if body else f"answers with status {response.status_code}"
            raise _TryAgainError(status, wait)
        if response.status_code != httpx.codes.OK:
            raise ServiceError(service, f"answers with status {response.status_code}")
        if not body.strip():
            raise _TryAgainError("the answer is empty")
        return body

    def _body(self, service: str, response: httpx.Response, until: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            if size > LARGEST_ANSWER:
                raise ServiceError(service, f"the answer is larger than {LARGEST_ANSWER >> 20} MiB")
            if self._clock.now() > until:
                raise ServiceError(service, f"the answer takes longer than {LONGEST_ANSWER:.0f} seconds")
            parts.append(part)
        return b"".join(parts)


def _redirected(service: str, response: httpx.Response) -> str:
    target = response.next_request.url if response.next_request else httpx.URL("")
    if target.scheme not in ("http", "https") or not target.host:
        raise ServiceError(service, "redirects to what is no web address")
    source = response.request.url
    if leads_inside(source.host, source.port, target.host, target.port):
        raise ServiceError(service, "redirects into a private network")
    return str(target)
