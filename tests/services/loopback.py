"""A server on the loopback interface that answers as a service would, and a clock that never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from generator.services.pace import Clock

ANSWERS = Path(__file__).parent / "answers"


def answer(name: str) -> bytes:
    return (ANSWERS / name).read_bytes()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends: `parts` in pieces where an answer comes slowly; `cut` closes before the end."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[bytes, ...] = ()
    cut: bool = False


@dataclass
class Loopback:
    """The replies by the start of the path asked for, in turn, the last of them again and again."""

    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    address: str = ""

    def on(self, start: str, *replies: Reply | bytes) -> None:
        self.replies[start] = [Reply(each) if isinstance(each, bytes) else each for each in replies]

    def reply(self, path: str) -> Reply:
        fitting = [start for start in self.replies if path.startswith(start)]
        if not fitting:
            return Reply(b"Resource not found.", 404)
        several = self.replies[max(fitting, key=len)]
        return several.pop(0) if len(several) > 1 else several[0]

    def count(self, start: str) -> int:
        return sum(1 for path in self.asked if path.startswith(start))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that has enough of a too large answer goes away."""


@contextmanager
def loopback() -> Iterator[Loopback]:
    state = Loopback()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(self.path)
            state.asked.append(path)
            state.agents.append(self.headers.get("User-Agent", ""))
            reply = state.reply(path)
            body = reply.body or b"".join(reply.parts)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) + (1 if reply.cut else 0)))
            self.end_headers()
            for part in reply.parts or (body,):
                try:
                    self.wfile.write(part)
                    self.wfile.flush()
                except OSError:
                    return
            self.close_connection = reply.cut

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class FakeClock:
    """Time that passes by sleeping, and by `step` whenever somebody asks."""

    def __init__(self, step: float = 0.0, wall: Callable[[], float] = lambda: 1_800_000_000.0) -> None:
        self.wall = wall
        self.time = 1_000.0
        self.step = step
        self.slept: list[float] = []

    def now(self) -> float:
        self.time += self.step
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.wall, self.sleep)


def environment(address: str) -> dict[str, str]:
    """Return variables that lead every service to a folder of the server."""
    names = ("ARXIV", "CROSSREF", "DATACITE", "OPENALEX", "DBLP", "OPENREVIEW", "ACL", "PMLR")
    return {f"BIBLOOM_{name}_URL": f"{address}/{name.lower()}" for name in names}
