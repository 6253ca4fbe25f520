"""`python -m benchmarks.peers`: what other programs cost for the same or the nearest task, in one run.

Those from PyPI are installed into an environment of their own below `build/`, Hugo is used where it is on the
path. What cannot be had, fails or takes longer than `--limit` seconds is left out, with a line that says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.bibtex import to_papers
from generator.engine import site_environment
from generator.model import Paper, Review
from generator.sources import Folder, read_bib_files, read_sources

from . import results as kept
from .machine import describe
from .processes import Cost, compile_modules, measure
from .report import write_report
from .results import Measured, Peer
from .review import make_review
from .run import REPOSITORY, SIZES, VARIABLES

ENVIRONMENT = REPOSITORY / "build" / "peers"
PYBTEX = "import sys; from pybtex.database import parse_file; print(len(parse_file(sys.argv[1]).entries))"
BIBTEXPARSER = (
    "import sys, bibtexparser; from bibtexparser.bparser import BibTexParser as P; "
    "print(len(bibtexparser.load(open(sys.argv[1]), P(common_strings=True)).entries))"
)
OWN = "import sys; from benchmarks.peers import read_papers; print(read_papers(sys.argv[1]))"
PACKAGES = {"pybtex": "pybtex", "bibtexparser": "bibtexparser<2", "academic": "academic"}
_HUGO = """\
baseURL = "https://example.org/review/"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
_SILENT = {"NO_MKDOCS_2_WARNING": "1"}
_TEMPLATE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n"


class LeftOutError(Exception):
    """A program that cannot be measured here; says why."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A program's turn at a task: how it is called in the tables, and what runs it."""

    task: str
    name: str
    run: Callable[[], Cost]


def read_papers(folder: str) -> int:
    """Read the `.bib` files of a review as bibloom does, and return how many papers there are."""
    files, _ = read_bib_files(Folder(Path(folder)))
    return len(to_papers(files)[0])


def compare(papers: int, limit: float) -> Iterator[Peer]:
    """Yield each program's cost at each task, for a review of so many papers."""
    compile_modules()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "review"
        root.mkdir()
        make_review(REPOSITORY, root, papers)
        for task in _tasks(root, Path(folder), limit):
            try:
                yield Peer(task.task, task.name, cost=task.run())
            except LeftOutError as reason:
                yield Peer(task.task, task.name, left_out=str(reason))
            except subprocess.TimeoutExpired:
                yield Peer(task.task, task.name, left_out=f"it took longer than {limit:,.0f} s")
            except subprocess.CalledProcessError as error:
                yield Peer(task.task, task.name, left_out=f"it ended with exit code {error.returncode}")


def _tasks(root: Path, folder: Path, limit: float) -> Iterator[_Task]:
    everything = folder / "all.bib"
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "bib").glob("*.bib"))]
    everything.write_text("\n".join(texts), encoding="utf-8")
    read, pages, html = "reading", "pages", "HTML"

    def run(command: Sequence[str | Path], where: Path, variables: Mapping[str, str] | None = None) -> Cost:
        return measure(command, where, variables, limit)

    def peer(package: str, *arguments: str | Path) -> Cost:
        return run([_installed(package), *arguments], folder)

    own = [sys.executable, "-c", OWN, str(root)]
    build = [sys.executable, "-m", "generator", "-C", str(root), "build"]
    yield _Task(read, "bibloom", lambda: run(own, REPOSITORY))
    yield _Task(read, "pybtex", lambda: peer("pybtex", "-c", PYBTEX, everything))
    yield _Task(read, "bibtexparser 1", lambda: peer("bibtexparser", "-c", BIBTEXPARSER, everything))
    yield _Task(pages, "bibloom", lambda: run(build, REPOSITORY, VARIABLES))
    yield _Task(pages, "academic import", lambda: peer("academic", *_academic(everything, folder)))
    yield _Task(html, "MkDocs", lambda: _engine("mkdocs", root, limit))
    yield _Task(html, "Zensical", lambda: _engine("zensical", root, limit))
    yield _Task(html, "Hugo", lambda: run(_hugo(root, folder / "hugo"), folder))
    yield _Task(
        html,
        "MkDocs, one page with all",
        lambda: run(_one_page(root, folder / "one"), folder / "one", _SILENT),
    )


def _academic(everything: Path, folder: Path) -> list[str | Path]:
    script = ENVIRONMENT / "bin" / "academic"
    return [script, "import", everything, folder / "publications", "--compact"]


def _engine(engine: str, root: Path, limit: float) -> Cost:
    if importlib.util.find_spec(engine) is None:
        raise LeftOutError(f"{engine} is not installed beside bibloom, whose citations it needs")
    variables = site_environment(read_sources(root, VARIABLES).review.config)
    options = ["--quiet"] if engine == "mkdocs" else ["--config-file", _without_search(root)]
    return measure([sys.executable, "-m", engine, "build", "--clean", *options], root, variables, limit)


def _without_search(root: Path) -> str:
    """Write a configuration without Zensical's own search, which refuses long pages of large reviews."""
    written = (root / "mkdocs.yml").read_text(encoding="utf-8")
    off = written.replace("\nplugins:\n", "\nplugins:\n  - search: {enabled: false}\n")
    (root / "zensical.yml").write_text(off, encoding="utf-8")
    return "zensical.yml"


def _installed(package: str) -> Path:
    """Return the Python of the peers' environment, with this package in it."""
    python = ENVIRONMENT / "bin" / "python"
    try:
        if not python.exists():
            venv.create(ENVIRONMENT, with_pip=True)
        command = [
            str(python),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--quiet",
            "install",
            PACKAGES[package],
        ]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise LeftOutError(f"{PACKAGES[package]} could not be installed") from error
    return python


def _hugo(root: Path, target: Path) -> list[str | Path]:
    """Lay out the same Markdown as Hugo expects it: the page of a folder is `_index.md`."""
    hugo = shutil.which("hugo")
    if hugo is None:
        raise LeftOutError("hugo is not installed")
    shutil.copytree(root / "docs", target / "content", ignore=shutil.ignore_patterns(".*", "bib"))
    for page in (target / "content").rglob("index.md"):
        page.rename(page.with_name("_index.md"))
    layouts = target / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_TEMPLATE)
    (target / "config.toml").write_text(_HUGO)
    return [hugo, "--quiet", "--source", target]


def _one_page(root: Path, target: Path) -> list[str | Path]:
    """Write one page with all papers below their categories, as the HEP-ML Living Review does."""
    review = read_sources(root).review
    (target / "docs").mkdir(parents=True)
    lines = ["# A living review", *_listed(review)]
    (target / "docs" / "index.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text("site_name: One page\ntheme: {name: material, font: false}\n")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def _listed(review: Review) -> Iterator[str]:
    for category in review.categories:
        yield f"## {category.title}"
        yield "\n".join(map(_line, review.in_category.get(category.slug, ())))


def _line(paper: Paper) -> str:
    authors = ", ".join(name.full for name in paper.authors)
    link = paper.url or (
        f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else f"https://doi.org/{paper.doi}"
    )
    return f"* {_words(paper.title)} [[url]]({link}) - {_words(authors)} ({paper.venue} {paper.year})"


def _words(text: str) -> str:
    return re.sub(r"[\\`*_{}\[\]<>#|]", "", text)


def main() -> int:
    """Measure the peers at each size, keep what was measured, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, nargs="+", default=SIZES)
    parser.add_argument("--limit", type=float, default=1800, help="seconds that a program may take")
    options = parser.parse_args()
    results = kept.read()
    for papers in options.papers:
        peers = []
        for peer in compare(papers, options.limit):
            told = json.dumps(peer.left_out) if peer.cost is None else f"{peer.cost.seconds:.1f} s"
            print(f"{papers:,} papers, {peer.task}, {peer.name}: {told}", flush=True)
            peers.append(peer)
        results[papers] = replace(results.get(papers, Measured(describe())), peers=tuple(peers))
        kept.write(results)
        results = kept.read()  # rounded, as anybody finds them
        write_report(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
