"""Checks of links: where they lead, and where nobody else can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..errors import Problem, Severity
from ..model import Paper
from ..text.hosts import is_local
from .at import at_field, quoted

_LINKS = ("url", "code", "project")
_SHORTENERS = frozenset((
    "bit.ly", "goo.gl", "t.co", "tinyurl.com", "ow.ly", "is.gd", "buff.ly", "rb.gy", "cutt.ly", "shorturl.at",
    "rebrand.ly", "tiny.cc", "lnkd.in",
))  # fmt: skip
_PROXY = re.compile(r"ezproxy|libproxy|(?:^|[.-])proxy\d*\.|idm\.oclc\.org$|remotexs|sci-hub")


def check_addresses(paper: Paper) -> Iterator[Problem]:
    """Yield addresses that do not lead others there, or that say more than where."""
    for name in _LINKS:
        address: str = getattr(paper, name)
        if address:
            yield from _address(paper, name, address)
    if paper.code and paper.code == paper.project:
        message = "`code` and `project` are the same address"
        yield at_field(
            "same-address", message, paper, "project", "delete the one that is wrong", Severity.INFO
        )


def _address(paper: Paper, name: str, address: str) -> Iterator[Problem]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        yield at_field("bad-url", f"`{name}` is no address: {quoted(address)}", paper, name, "correct it")
        return
    if parts.username is not None:
        message = f"`{name}` holds a user's name before the host"
        hint = "take it out, and change the password if there was one"
        yield at_field("address-with-user", message, paper, name, hint)
    if host in _SHORTENERS or host.removeprefix("www.") in _SHORTENERS:
        message = f"`{name}` is a shortened address, which may end or lead elsewhere"
        yield at_field("shortened-address", message, paper, name, "write the address that it leads to")
    elif is_local(host):
        message = f"`{name}` leads nowhere for others: {quoted(address)}"
        yield at_field("local-address", message, paper, name, "write a public address", Severity.ERROR)
    elif _PROXY.search(host):
        message = f"`{name}` leads through a library's proxy or to a copy: {quoted(address)}"
        yield at_field("proxy-address", message, paper, name, "write the publisher's own address")
