"""Running the site's engine over the generated pages, and the search index over its HTML."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from .errors import Place, Problem, SourceError
from .model import Config, Paper
from .pages.records import FOLDER, review_version
from .replacing import write_file

ENGINES = ("mkdocs", "zensical")
SITE = "site"
_PAPER_PAGE = re.compile(rb'[^{]*{"url":"/papers/([^"/]+?)(?:/|\.html)"')

# What stands on a page for other reasons than to be found there: lists of other papers, BibTeX, references.
NOT_SEARCHED = (
    ".headerlink",
    ".no-search",
    ".paper-meta",
    ".paper-list",
    ".references",
    "#cite",
    "#references",
    ".crumbs",
    ".exports",
    ".edit",
)


def site_environment(config: Config) -> dict[str, str]:
    """Return the variables that `mkdocs.yml` reads: title, description, addresses, the theme's place."""
    return {
        "BIBLOOM_SITE_NAME": config.title,
        "BIBLOOM_SITE_DESCRIPTION": config.description,
        "BIBLOOM_SITE_URL": config.site_url,
        "BIBLOOM_REPO_URL": config.repo_url,
        "BIBLOOM_THEME": str(theme_folder()),
        # The pages are there already: the MkDocs plugin need not make them again.
        "BIBLOOM_BUILT": "1",
        # Material's notice about its successor is for those who choose an engine, not for every build.
        "NO_MKDOCS_2_WARNING": "1",
    }


def theme_folder() -> Path:
    """Return the folder with the templates, style sheets and scripts that come with the package."""
    return Path(str(files("generator") / "theme"))


def ensure_configuration(root: Path) -> bool:
    """Write a `mkdocs.yml` where there is none; return whether it was written."""
    target = root / "mkdocs.yml"
    if target.exists():
        return False
    template = files("generator") / "mkdocs.default.yml"
    write_file(target, template.read_bytes())
    # Plain `mkdocs build` asks for this folder, where somebody's own templates may go.
    write_file(root / "overrides" / ".gitkeep", b"")
    return True


def build_html(root: Path, config: Config, engine: str = "mkdocs", quiet: bool = True) -> None:
    """Build `site/` from the pages with MkDocs or Zensical; raises SourceError when the engine fails."""
    arguments = ["build", "--strict", "--clean"]
    if engine == "mkdocs" and quiet:
        arguments.append("--quiet")
    _run([sys.executable, "-m", engine, *arguments], root, site_environment(config), engine)


def build_search_index(root: Path, papers: Sequence[Paper], quiet: bool = True) -> None:
    """Index the built HTML with Pagefind (https://pagefind.app); the index lands in `site/pagefind/`.

    `papers` are the review's, in its order: `site/explore/found.json` will tell which of them a result is.
    """
    index = root / SITE / "pagefind"
    # Pagefind leaves what an earlier run wrote: pages that are gone or have changed since.
    shutil.rmtree(index, ignore_errors=True)
    arguments = ["--site", SITE, "--exclude-selectors", ", ".join(NOT_SEARCHED)]
    arguments += ["--quiet"] if quiet else []
    _run([sys.executable, "-m", "pagefind", *arguments], root, {}, "pagefind")
    found = {"version": review_version(papers), "ids": _result_ids(index, papers)}
    write_file(root / SITE / FOLDER / "found.json", json.dumps(found, separators=(",", ":")).encode())


def _result_ids(index: Path, papers: Sequence[Paper]) -> list[str]:
    """Return the `id` that Pagefind's results have for each paper, empty for one that is not indexed.

    A result tells its page only once its fragment was loaded, one request each; fragments are named by id.
    """
    ids = {}
    for fragment in (index / "fragment").glob("*.pf_fragment"):
        # The address comes first, so there is no need to unpack the page's text.
        start = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(fragment.read_bytes(), 1000)
        page = _PAPER_PAGE.match(start)
        if page:
            ids[page[1].decode()] = fragment.stem
    return [ids.get(paper.slug, "") for paper in papers]


def serve_html(root: Path, config: Config, address: str) -> None:
    """Serve the site with MkDocs until interrupted; the plugin regenerates pages when `bib/` changes."""
    variables = site_environment(config) | {"BIBLOOM_BUILT": ""}
    # A preview shows what there is: an entry with an error must not end it.
    arguments = ["serve", "--no-strict", "--dev-addr", address]
    _run([sys.executable, "-m", "mkdocs", *arguments], root, variables, "mkdocs")


def _run(command: list[str], root: Path, variables: Mapping[str, str], name: str) -> None:
    # Without it MkDocs writes the day of the build into the site, and the same pages give other bytes.
    environment = {"SOURCE_DATE_EPOCH": "0"} | os.environ | dict(variables)
    try:
        subprocess.run(command, cwd=root, env=environment, check=True)  # noqa: S603  # our own arguments
    except subprocess.CalledProcessError as error:
        message = f"{name} failed with exit code {error.returncode}"
        place = Place("mkdocs.yml")
        raise SourceError(Problem("site-failed", message, place, "its own message is above")) from error
