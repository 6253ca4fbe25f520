"""What the browser tests share: a published site, and a window that remembers what happened in it."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Locator, Page, Request, Response, expect

from .slowness import slow_down
from .waiting import settle


@dataclass(frozen=True)
class Site:
    """A published site: its address, and the folder it is served from."""

    url: str
    folder: Path

    @property
    def host(self) -> str:
        """The only host that a page may ask for anything."""
        return urlsplit(self.url).netloc

    @property
    def papers(self) -> list[dict[str, Any]]:
        """The papers as `papers.json` has them."""
        papers: list[dict[str, Any]] = self._review["papers"]
        return papers

    @property
    def categories(self) -> list[dict[str, Any]]:
        """The categories as `papers.json` has them."""
        categories: list[dict[str, Any]] = self._review["categories"]
        return categories

    @cached_property
    def _review(self) -> dict[str, Any]:
        review: dict[str, Any] = json.loads((self.folder / "papers.json").read_text())
        return review

    @property
    def paper(self) -> dict[str, Any]:
        """A paper with a long title, code, a venue and a category: its page has every part."""
        return next(p for p in self.papers if p.get("code") and p.get("venue") and p.get("categories"))

    def page_of(self, paper: dict[str, Any]) -> str:
        """Return the address of a paper's page, relative to the site."""
        return f"papers/{paper['slug']}/"

    def first(self, folder: str) -> str:
        """Return the address of the first page below a folder of indexed groups."""
        pages = (self.folder / folder).glob("*/index.html")
        return f"{folder}/{min(pages).parent.name}/"

    def largest(self, folder: str) -> str:
        """Return the address of the page with the most on it below a folder."""
        pages = (self.folder / folder).glob("*/index.html")
        return f"{folder}/{max(pages, key=lambda page: page.stat().st_size).parent.name}/"

    def kinds(self) -> dict[str, str]:
        """Return one page of each kind, by name: what holds for every page is tested on these."""
        return {
            "home": "",
            "explore": "explore/",
            "paper": self.page_of(self.paper),
            "category": self.largest("categories"),
            "categories": "categories/",
            "author": self.first("authors"),
            "authors": "authors/",
            "venue": self.first("venues"),
            "venues": "venues/",
            "year": f"years/{self.paper['year']}/",
            "years": "years/",
            "tag": self.first("tags"),
            "tags": "tags/",
            "recent": "recent/",
            "selection": "selection/",
            "compare": "compare/",
            "trends": "trends/",
            "cite": "cite/",
            "curate": "curate/",
            "about": "about/",
            "machines": "machines/",
            "checks": "checks/",
            "404": "404.html",
        }


@dataclass
class Visit:
    """A window, with the addresses it asked for and everything that went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    answered: list[Request] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        slow_down(self.page)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfinished", lambda request: self.answered.append(request))
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", self._on_dialog)
        self.page.on("response", self._on_response)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status} {response.url}")

    def hosts(self) -> set[str]:
        """Return the hosts that were asked for anything; `data:` addresses have none."""
        return {urlsplit(url).netloc for url in self.requests} - {""}

    def weight(self) -> int:
        """Return how many bytes came over the wire."""
        sizes = [request.sizes() for request in self.answered]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return int(width)

    def search(self, text: str) -> Locator:
        """Open the search, type, wait for the answer and return the results' links."""
        self.page.keyboard.press("/")
        self.page.get_by_role("textbox", name="Search").fill(text)
        settle(self.page)
        expect(self.page.locator("#bb-status")).to_contain_text("result")
        return self.page.locator(".bb-result")
