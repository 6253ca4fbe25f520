"""A web server on this machine that answers as hosts do, well and badly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


class Hosts:
    """Answers by path; `asked` has each request's method and path."""

    def __init__(self, answer: Callable[[str, str], Answer]) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []
        self.url = ""


@contextmanager
def serving(answer: Callable[[str, str], Answer]) -> Iterator[Hosts]:
    """Serve until the block ends; `answer` gets method and path (with its query)."""
    hosts = Hosts(answer)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            hosts.asked.append((self.command, self.path))
            status, headers, body = hosts.answer(self.command, self.path)
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_GET = do_HEAD = _answer  # noqa: N815  # the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hosts.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hosts
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
