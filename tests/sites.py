"""Building whole sites for tests, and reading their HTML."""

import os
import posixpath
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

REPOSITORY = Path(__file__).parent.parent
SITE_URL = "https://example.org/review/"


def copy_review(source: Path, target: Path) -> None:
    """Copy a review's sources and hand-written pages, without what an earlier build generated."""
    shutil.copytree(source / "bib", target / "bib")
    shutil.copy(source / "mkdocs.yml", target)
    generated = _generated(source / "docs")
    for page in (source / "docs").rglob("*"):
        name = page.relative_to(source / "docs")
        if page.is_file() and name.as_posix() not in generated and not name.parts[0].startswith("."):
            (target / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, target / "docs" / name)


def _generated(docs: Path) -> frozenset[str]:
    from generator.write import read_manifest

    return read_manifest(docs)


def build_site(root: Path, engine: str = "mkdocs", search: bool = True, exit_code: int = 0) -> str:
    """Run `bibloom site` there as a person would; return what it printed, fail on another exit code."""
    command = [sys.executable, "-m", "generator", "-C", str(root), "site", "--engine", engine]
    command += [] if search else ["--no-search"]
    environment = os.environ | {
        "BIBLOOM_SITE_URL": SITE_URL,
        "BIBLOOM_REPO_URL": "https://code.example.net/team/review",
        "PYTHONWARNINGS": "error::DeprecationWarning:generator",
    }
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    assert done.returncode == exit_code, done.stdout + done.stderr
    return done.stdout + done.stderr


@dataclass(frozen=True)
class HtmlPage:
    """One built page; `url` is its path below the site."""

    url: str
    file: Path

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        return html.document_fromstring(self.file.read_bytes())

    @cached_property
    def ids(self) -> frozenset[str]:
        """All anchors of the page."""
        return frozenset(self.tree.xpath("//@id")) | frozenset(self.tree.xpath("//a/@name"))

    @property
    def content(self) -> html.HtmlElement:
        """The part a reader came for."""
        return next(self.tree.iter("article"))

    def links(self) -> Iterator[str]:
        """Yield every address in an attribute that a browser follows or loads."""
        for attribute in ("href", "src"):
            yield from (str(value) for value in self.tree.xpath(f"//@{attribute}"))

    def internal(self) -> Iterator[tuple[str, str]]:
        """Yield (path below the site, fragment) of each link that stays on it."""
        for link in self.links():
            absolute = urlsplit(urljoin(SITE_URL + self.url, link))
            base = urlsplit(SITE_URL)
            if (absolute.scheme, absolute.netloc) == (base.scheme, base.netloc):
                yield unquote(absolute.path).removeprefix(base.path), unquote(absolute.fragment)


def html_pages(site: Path) -> dict[str, HtmlPage]:
    """Return every page of a built site by its address: `papers/x/`, `` for the home page."""
    pages = {}
    # A folder may be named after a venue that ends in `.html`.
    for file in sorted(path for path in site.rglob("*.html") if path.is_file()):
        name = file.relative_to(site).as_posix()
        if not name.startswith(("pagefind/", "assets/")):
            url = posixpath.dirname(name) + "/" if name.endswith("index.html") else name
            pages["" if url == "/" else url] = HtmlPage("" if url == "/" else url, file)
    return pages
