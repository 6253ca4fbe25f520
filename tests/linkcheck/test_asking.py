"""Asking hosts, on a server of our own."""

import json

import pytest

from generator.linkcheck import Outcome
from generator.linkcheck.asking import archived_copy, ask, make_client

from .server import Answer, serving

STATUS: dict[str, Answer] = {
    "/fine": (200, {}, b"ok"),
    "/moved": (301, {"Location": "/fine"}, b""),
    "/moved-away": (302, {"Location": "/gone"}, b""),
    "/gone": (410, {}, b""),
    "/missing": (404, {}, b""),
    "/broken": (500, {}, b""),
    "/busy": (503, {"Retry-After": "60"}, b""),
    "/too-often": (429, {}, b""),
    "/forbidden": (403, {}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/nowhere": (302, {"Location": "http://127.0.0.1:1/"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "/strange": (302, {"Location": "ftp://example.org/"}, b""),
    "/cut": (0, {}, b""),
}


def answer(method: str, path: str) -> Answer:
    if path == "/get-only":
        return (200, {}, b"ok") if method == "GET" else (404, {}, b"")
    return STATUS.get(path, (404, {}, b""))


def outcomes(*paths: str) -> dict[str, Outcome]:
    with serving(answer) as hosts, make_client(timeout=60) as client:
        found = ask([hosts.url + path for path in paths], client, pause=0)
        return {one.url.removeprefix(hosts.url): one for one in found}


def test_what_hosts_say() -> None:
    found = outcomes(*STATUS, "/get-only")
    assert {path for path, one in found.items() if not one.reason} == {"/fine", "/moved", "/get-only"}
    assert {path for path, one in found.items() if not one.certain} == {"/busy", "/too-often", "/forbidden"}
    assert found["/missing"].reason == "status 404"
    assert found["/moved-away"].reason == "status 410"
    assert found["/loop"].reason == "redirects without end"
    assert found["/inside"].reason == found["/nowhere"].reason == "redirects into a private network"
    assert all(found[path].reason for path in ("/nowhere", "/strange", "/cut", "/broken"))


def test_a_host_is_asked_one_thing_at_a_time_with_pauses() -> None:
    slept: list[float] = []
    with serving(answer) as hosts, make_client() as client:
        urls = [f"{hosts.url}/fine", f"{hosts.url}/moved", f"{hosts.url}/fine"]
        found = ask(urls, client, pause=3, sleep=slept.append)
        assert [one.url for one in found] == urls[:2]
        assert slept == [3]
        assert hosts.asked == [("HEAD", "/fine"), ("HEAD", "/moved"), ("HEAD", "/fine")]


def test_no_server_at_all() -> None:
    with make_client(timeout=60) as client:
        (found,) = ask(["http://127.0.0.1:1/x"], client)
    assert found.reason
    assert found.certain


CLOSEST = {
    "available": True,
    "url": "http://web.archive.org/web/20200101000000/http://x.example/",
    "status": "200",
}


@pytest.mark.parametrize(
    ("body", "copy"),
    [
        (json.dumps({"archived_snapshots": {"closest": CLOSEST}}), CLOSEST["url"]),
        (json.dumps({"archived_snapshots": {}}), ""),
        (json.dumps({"archived_snapshots": {"closest": CLOSEST | {"available": False}}}), ""),
        (json.dumps({"archived_snapshots": {"closest": CLOSEST | {"status": "404"}}}), ""),
        (json.dumps({"archived_snapshots": {"closest": CLOSEST | {"url": "javascript:alert(1)"}}}), ""),
        (json.dumps({"archived_snapshots": {"closest": CLOSEST | {"url": "https://evil.example/"}}}), ""),
        ("[]", ""),
        ("<html>", ""),
    ],
)
def test_archived_copies(body: str, copy: str) -> None:
    with serving(lambda method, path: (200, {}, body.encode())) as hosts, make_client() as client:
        assert archived_copy("http://x.example/?a=1&b", client, hosts.url) == copy
        assert hosts.asked == [("GET", "/wayback/available?url=http%3A%2F%2Fx.example%2F%3Fa%3D1%26b")]
