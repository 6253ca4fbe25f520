"""The client against a loopback server: retries, pace, redirects, bounds, and what is kept on disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from generator.replacing import write_file
from generator.services.cache import KEPT_DAYS, Cache
from generator.services.client import ATTEMPTS, LARGEST_ANSWER, MOST_FAILURES, Client
from generator.services.errors import ServiceError
from generator.services.pace import Pace, retry_after

from .loopback import FakeClock, Loopback, Reply

WALL = 1_800_000_000.0


@contextmanager
def client(clock: FakeClock, cache: Cache | None = None) -> Iterator[Client]:
    with httpx.Client(timeout=60, trust_env=False) as http:
        yield Client(http, clock.clock, cache, Pace(clock.clock, {"arXiv": 3.0}))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_an_answer(server: Loopback, clock: FakeClock) -> None:
    server.on("/works", b"yes")
    with client(clock) as services:
        assert services.get("Crossref", f"{server.address}/works") == b"yes"
        assert services.get("Crossref", f"{server.address}/nothing") is None
    assert clock.slept == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_and_waits_longer_each_time(
    server: Loopback, clock: FakeClock, status: int
) -> None:
    server.on("/works", Reply(b"later", status), Reply(b"later", status), Reply(b"yes"))
    with client(clock) as services:
        assert services.get("Crossref", f"{server.address}/works") == b"yes"
    assert clock.slept == [2.0, 4.0]


def test_what_does_not_pass_is_told_and_not_asked_for_ever(server: Loopback, clock: FakeClock) -> None:
    server.on("/works", Reply(b"broken", 500))
    with client(clock) as services:
        for _ in range(MOST_FAILURES):
            with pytest.raises(ServiceError, match=r"Crossref: answers with status 500 \(4 attempts\)"):
                services.get("Crossref", f"{server.address}/works")
        with pytest.raises(ServiceError, match="not asked again in this run"):
            services.get("Crossref", f"{server.address}/works")
    assert server.count("/works") == ATTEMPTS * MOST_FAILURES
    assert clock.slept == [2.0, 4.0, 8.0] * MOST_FAILURES


@pytest.mark.parametrize("value", ["17", "Fri, 15 Jan 2027 08:00:17 GMT"])
def test_a_service_is_waited_for_as_long_as_it_asks(server: Loopback, clock: FakeClock, value: str) -> None:
    server.on("/dblp", Reply(b"", 429, {"Retry-After": value}), Reply(b"yes"))
    with client(clock) as services:
        assert services.get("DBLP", f"{server.address}/dblp") == b"yes"
    assert clock.slept == [17.0]


def test_a_wait_of_an_hour_is_left_to_people(server: Loopback, clock: FakeClock) -> None:
    server.on("/dblp", Reply(b"", 429, {"Retry-After": "3600"}))
    with client(clock) as services, pytest.raises(ServiceError, match="asks to wait 3600 seconds"):
        services.get("DBLP", f"{server.address}/dblp")
    assert (clock.slept, server.count("/dblp")) == ([], 1)


def test_an_answer_that_says_too_often_is_tried_again_whatever_its_status(
    server: Loopback, clock: FakeClock
) -> None:
    server.on("/api", b"Rate exceeded.", b"<feed/>")
    with client(clock) as services:
        found = services.get("arXiv", f"{server.address}/api", busy=lambda raw: raw.startswith(b"Rate"))
    assert found == b"<feed/>"
    # After two seconds of waiting one more is left of arXiv's three.
    assert clock.slept == [2.0, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 418])
def test_other_refusals_are_not_tried_again(server: Loopback, clock: FakeClock, status: int) -> None:
    server.on("/works", Reply(b"no", status))
    with client(clock) as services, pytest.raises(ServiceError, match=f"status {status}"):
        services.get("Crossref", f"{server.address}/works")
    assert server.count("/works") == 1


def test_requests_keep_the_pace(server: Loopback, clock: FakeClock) -> None:
    server.on("/api", b"yes")
    with client(clock) as services:
        for page in ("a", "b", "c"):
            services.get("arXiv", f"{server.address}/api/{page}")
            clock.time += 1.0
    assert clock.slept == [2.0, 2.0]


def test_the_pace_is_what_the_headers_say(server: Loopback, clock: FakeClock) -> None:
    server.on("/works", Reply(b"yes", 200, {"X-Rate-Limit-Limit": "4", "X-Rate-Limit-Interval": "2s"}))
    with client(clock) as services:
        for page in ("a", "b"):
            services.get("Crossref", f"{server.address}/works/{page}")
    assert clock.slept == [0.5]


@pytest.mark.parametrize(
    "headers", [{"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"}, {}, {"x-rate-limit-limit": "x"}]
)
def test_headers_that_say_nothing_change_nothing(clock: FakeClock, headers: dict[str, str]) -> None:
    pace = Pace(clock.clock, {"Crossref": 1.0})
    pace.learn("Crossref", headers)
    pace.wait("Crossref")
    pace.wait("Crossref")
    assert clock.slept == [1.0]


def test_redirects_are_followed_to_web_addresses_only(server: Loopback, clock: FakeClock) -> None:
    server.on("/a", Reply(b"", 302, {"Location": "/b"}))
    server.on("/b", Reply(b"", 301, {"Location": f"{server.address}/c"}))
    server.on("/c", b"yes")
    with client(clock) as services:
        assert services.get("PMLR", f"{server.address}/a") == b"yes"
    for number, target in enumerate(("file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)")):
        server.on(f"/evil{number}", Reply(b"", 302, {"Location": target}))
        with client(clock) as services, pytest.raises(ServiceError, match=r"no web address|InvalidURL"):
            services.get("PMLR", f"{server.address}/evil{number}")


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]/x", "http://169.254.169.254/latest"),
        *("http://10.0.0.1/", "http://192.168.1.1/", "http://2130706433/", "http://0x7f.1/", "http://127.1/"),
        *("http://[::ffff:127.0.0.1]/", "http://printer.local/", "http://intranet/", "http://0/"),
    ],
)
def test_a_redirect_into_a_private_network_is_not_followed(
    server: Loopback, clock: FakeClock, target: str
) -> None:
    server.on("/a", Reply(b"", 302, {"Location": target}))
    with client(clock) as services, pytest.raises(ServiceError, match="into a private network"):
        services.get("PMLR", f"{server.address}/a")


def test_redirects_in_a_circle_end(server: Loopback, clock: FakeClock) -> None:
    server.on("/a", Reply(b"", 302, {"Location": "/a"}))
    with client(clock) as services, pytest.raises(ServiceError, match="more than 5 redirects"):
        services.get("PMLR", f"{server.address}/a")


def test_too_large_an_answer_is_not_read_to_its_end(server: Loopback, clock: FakeClock) -> None:
    server.on("/works", b"x" * (LARGEST_ANSWER + 1))
    with client(clock) as services, pytest.raises(ServiceError, match="larger than 8 MiB"):
        services.get("Crossref", f"{server.address}/works")


def test_too_slow_an_answer_is_not_waited_for(server: Loopback) -> None:
    # A piece now and then keeps a connection alive for ever; here every look at the clock is 25 seconds.
    clock = FakeClock(step=25.0)
    server.on("/works", Reply(parts=(b"a" * 70_000, b"b" * 70_000, b"c" * 70_000, b"d" * 70_000)))
    with client(clock) as services, pytest.raises(ServiceError, match="takes longer than 60 seconds"):
        services.get("Crossref", f"{server.address}/works")


@pytest.mark.parametrize("reply", [Reply(b""), Reply(b" \n"), Reply(b"half", cut=True)])
def test_an_empty_or_broken_answer_is_tried_again(server: Loopback, clock: FakeClock, reply: Reply) -> None:
    server.on("/works", reply, Reply(b"whole"))
    with client(clock) as services:
        assert services.get("Crossref", f"{server.address}/works") == b"whole"
    assert clock.slept == [2.0]


def test_nobody_there(clock: FakeClock) -> None:
    with client(clock) as services, pytest.raises(ServiceError, match="cannot be reached"):
        services.get("Crossref", "http://127.0.0.1:1/works")


def test_what_is_no_gzip_is_told(server: Loopback, clock: FakeClock) -> None:
    server.on("/works", Reply(b"not gzip", 200, {"Content-Encoding": "gzip"}))
    with client(clock) as services, pytest.raises(ServiceError, match="cannot be read"):
        services.get("Crossref", f"{server.address}/works")


def test_answers_are_kept_for_a_week(server: Loopback, clock: FakeClock, tmp_path: Path) -> None:
    server.on("/works", b"yes")
    times = {"now": WALL}
    cache = Cache(tmp_path / "answers", write_file, lambda: times["now"])
    with client(clock, cache) as services:
        for _ in range(3):
            assert services.get("OpenAlex", f"{server.address}/works", "?api_key=s3cret") == b"yes"
            for path in (tmp_path / "answers").iterdir():
                os.utime(path, (WALL, WALL))
        assert server.asked == ["/works?api_key=s3cret"]
        times["now"] += KEPT_DAYS * 24 * 60 * 60 + 1
        services.get("OpenAlex", f"{server.address}/works")
    assert server.count("/works") == 2
    kept = list((tmp_path / "answers").iterdir())
    assert [path.read_bytes() for path in kept] == [b"yes"]
    assert all("s3cret" not in path.name for path in kept)


def test_failures_and_absence_are_not_kept(server: Loopback, clock: FakeClock, tmp_path: Path) -> None:
    cache = Cache(tmp_path, write_file, lambda: WALL)
    with client(clock, cache) as services:
        assert services.get("Crossref", f"{server.address}/nothing") is None
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_none(server: Loopback, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    server.on("/works", b"yes")
    with client(clock, Cache(tmp_path / "file" / "answers", write_file, lambda: WALL)) as services:
        assert services.get("Crossref", f"{server.address}/works") == b"yes"


@pytest.mark.parametrize(("value", "seconds"), [("5", 5.0), ("", None), ("soon", None), ("-1", None)])
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, WALL) == seconds
    assert retry_after("Fri, 15 Jan 2027 07:59:00 GMT", WALL) == 0.0
