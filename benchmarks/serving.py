"""A folder served as GitHub Pages serves it: compressed where that helps, and as far away as asked for."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".xml"}
HEADERS = 200  # bytes, about what an answer's head takes


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its address, and the bytes of every answer so far, workers' requests included.

    `asked` has the path of each of these answers.
    """

    address: str
    sent: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


class _Pages(SimpleHTTPRequestHandler):
    def __init__(
        self, sent: list[int], asked: list[str], delay: float, *args: object, directory: str
    ) -> None:
        self.sent = sent
        self.asked = asked
        self.delay = delay
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        time.sleep(self.delay)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, squeezed = _content(path)
        self.asked.append(self.path)
        self.sent.append(len(content) + HEADERS)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # a reader who has left
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Stay quiet."""


@cache
def _content(path: Path) -> tuple[bytes, bool]:
    squeezed = path.suffix in COMPRESSED
    return gzip.compress(path.read_bytes(), 6) if squeezed else path.read_bytes(), squeezed


@contextmanager
def serving(folder: Path, delay: float = 0.0) -> Iterator[Served]:
    """Serve a folder while the block runs; every answer comes `delay` seconds late."""
    sent: list[int] = []
    asked: list[str] = []
    handler = partial(_Pages, sent, asked, delay, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(f"http://127.0.0.1:{server.server_port}/", sent, asked)
    server.shutdown()
    server.server_close()
