"""A browser, and a server that publishes built sites below a folder as GitHub Pages does."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from ..chromium import ADVICE, chromium
from .slowness import keep_waiting
from .visit import Site, Visit
from .waiting import SECONDS

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)

expect.set_options(timeout=SECONDS * 1000)

Mount = Callable[[str, Path], str]
Open = Callable[..., Visit]


# What GitHub Pages sends compressed; the search index is compressed as it is.
COMPRESSED = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")


@cache
def zipped(path: Path, _modified: int) -> bytes:
    """Return a file as a server sends it to a browser that takes gzip."""
    return gzip.compress(path.read_bytes(), 6)


class _Server(ThreadingHTTPServer):
    # Browsers open many connections at once; those that find no place wait for a second.
    request_queue_size = 128


class _Published(SimpleHTTPRequestHandler):
    """Serves each mounted folder below its own name, compressed as GitHub Pages does."""

    mounts: dict[str, Path]

    def __init__(self, mounts: dict[str, Path], *args: object) -> None:
        self.mounts = mounts
        super().__init__(*args)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        name, _, rest = path.lstrip("/").partition("/")
        self.directory = str(self.mounts.get(name, "/nowhere"))
        return super().translate_path("/" + rest)

    def do_GET(self) -> None:  # the base class's name
        keep_waiting(self.path)
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        kind = self.guess_type(str(file))
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and file.is_file() and kind.startswith(COMPRESSED)):
            with suppress(ConnectionError):  # the browser closed the page
                super().do_GET()
            return
        body = zipped(file, file.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        for name, value in {
            "Content-Type": kind,
            "Content-Encoding": "gzip",
            "Content-Length": str(len(body)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Stay quiet."""


@pytest.fixture(scope="session")
def mount() -> Iterator[Mount]:
    """Return a function that publishes a folder below `/<name>/` and returns its address."""
    mounts: dict[str, Path] = {}
    server = _Server(("127.0.0.1", 0), partial(_Published, mounts))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def publish(name: str, folder: Path) -> str:
        mounts[name] = folder
        return f"http://127.0.0.1:{server.server_port}/{name}/"

    yield publish
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail(ADVICE, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=SECONDS * 1000)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(mount: Mount, flagship_site: Path) -> Site:
    """Return the flagship, published."""
    return Site(mount("review", flagship_site), flagship_site)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a window; it takes what `Browser.new_context` takes."""
    contexts = []

    def opened(*, phone: bool = False, **options: object) -> Visit:
        context = browser.new_context(viewport=PHONE if phone else DESKTOP, **options)  # type: ignore[arg-type]
        context.set_default_timeout(SECONDS * 1000)
        contexts.append(context)
        return Visit(context.new_page())

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Open) -> Page:
    """Return a page in a desktop window."""
    return visit().page
