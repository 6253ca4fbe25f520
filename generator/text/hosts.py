"""Hosts of addresses: those that exist only in somebody's own network."""

from __future__ import annotations

import re
from ipaddress import ip_address

_LOCAL = re.compile(r"(?:^|\.)(?:localhost|local|lan|internal|intranet|home|test|invalid|example)$")
# An IPv4 address in one of its odd spellings: https://url.spec.whatwg.org/#ends-in-a-number-checker
_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")


def is_local(host: str) -> bool:
    """Tell whether a host exists only in somebody's own network: a private address, `localhost`, one word."""
    name = host.lower().rstrip(".").strip("[]")
    try:
        return not ip_address(name).is_global
    except ValueError:
        return "." not in name or _LOCAL.search(name) is not None or _NUMBER.search(name) is not None


def leads_inside(host: str, port: int | None, other: str, other_port: int | None) -> bool:
    """Tell whether a redirect from a host to another one leads into somebody's own network.

    Who asks a local host to begin with, as tests do, may be sent on there.
    """
    return (host, port) != (other, other_port) and is_local(other)
