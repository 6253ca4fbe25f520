"""Asking hosts whether a page is there, and the Internet Archive for a copy: what needs a network.

Each host is asked one thing at a time, with a pause between; several hosts at once. Pages are not read.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx

from ..text import escape
from ..text.hosts import leads_inside
from .history import Outcome

ARCHIVE = "https://archive.org"
SNAPSHOTS = ("https://web.archive.org/web/", "http://web.archive.org/web/")
USER_AGENT = "bibloom-links/1 (a literature review looks whether its links still lead somewhere)"
SECONDS = 20.0
PAUSE = 1.0
HOSTS_AT_ONCE = 8
MOST_REDIRECTS = 20

# What a host says to robots, to those without an account, and when it is busy: RFC 9110, section 15.
_UNCERTAIN = frozenset({401, 402, 403, 405, 406, 407, 408, 425, 429, 451, 501, 503})
# For these a second look with GET: some hosts answer HEAD wrongly.
_AGAIN = frozenset({400, 403, 404, 405, 406, 410, 500, 501})


def make_client(timeout: float = SECONDS) -> httpx.Client:
    """Return a client that follows redirects and says who asks."""
    return httpx.Client(
        timeout=timeout, follow_redirects=True, headers={"User-Agent": USER_AGENT}, trust_env=True
    )


def ask(
    urls: Iterable[str],
    client: httpx.Client,
    pause: float = PAUSE,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Outcome, ...]:
    """Ask for each address; return the outcomes in order. `pause`: seconds between two of one host."""
    wanted = tuple(dict.fromkeys(urls))
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in wanted:
        by_host[urlsplit(url).netloc].append(url)

    def of_host(addresses: Sequence[str]) -> list[Outcome]:
        found = []
        for number, url in enumerate(addresses):
            if number:
                sleep(pause)
            found.append(_ask(url, client))
        return found

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        outcomes = {one.url: one for found in pool.map(of_host, by_host.values()) for one in found}
    return tuple(outcomes[url] for url in wanted)


def _ask(url: str, client: httpx.Client) -> Outcome:
    try:
        # A registered DOI redirects to its publisher, who often refuses robots: the redirect is the answer.
        follow = urlsplit(url).hostname != "doi.org"
        status = _status("HEAD", url, client, follow)
        if status in _AGAIN:
            status = _status("GET", url, client, follow)
    except httpx.TimeoutException:
        return Outcome(url, "no answer in time")
    except httpx.TooManyRedirects:
        return Outcome(url, "redirects without end")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Outcome(url, escape.clean(str(error))[:100] or "cannot be reached")
    if status < 400:
        return Outcome(url)
    return Outcome(url, f"status {status}", certain=status not in _UNCERTAIN)


def _status(method: str, url: str, client: httpx.Client, follow: bool) -> int:
    """Return the status at the end of the redirects; raises httpx.HTTPError where they lead inside."""
    request = client.build_request(method, url)
    for _ in range(MOST_REDIRECTS + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        response.close()
        if not follow or response.next_request is None:
            return response.status_code
        here, request = request.url, response.next_request
        if leads_inside(here.host, here.port, request.url.host, request.url.port):
            raise httpx.HTTPError("redirects into a private network")
    raise httpx.TooManyRedirects("redirects without end")


def archived_copy(url: str, client: httpx.Client, archive: str = ARCHIVE) -> str:
    """Return the address of the latest copy that the Internet Archive has of a page, or nothing.

    https://archive.org/help/wayback_api.php
    """
    try:
        response = client.get(f"{archive}/wayback/available", params={"url": url})
        closest = response.json()["archived_snapshots"]["closest"]
        copy = str(closest["url"]) if closest["available"] is True and str(closest["status"]) == "200" else ""
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return ""
    return escape.url(copy) if copy.startswith(SNAPSHOTS) else ""
