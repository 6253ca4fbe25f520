"""Which pages a process that makes a part of the site renders without Python-Markdown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.pages import Page

from generator.build import build
from generator.citation_extension import References
from generator.engine import ensure_configuration, quick, site_environment
from generator.engine.quick import QuickPages
from generator.engine.running import with_variables
from generator.rendering import Rendered, render_page

TOY = Path(__file__).parent.parent / "toy"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MkDocsConfig:
    """Return MkDocs' configuration of the toy review, whose pages are generated."""
    root = tmp_path / "review"
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, root / name)
    ensure_configuration(root)
    variables = with_variables(site_environment(build(root).sources.review.config))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    loaded = load_config(str(root / "mkdocs.yml"))
    return loaded.plugins.on_config(loaded)


def files_of(config: MkDocsConfig) -> Files:
    files = get_files(config)
    set_exclusions(files, config)
    return files


def read_pages(config: MkDocsConfig, files: Files) -> Iterator[Page]:
    for file in files.documentation_pages():
        page = Page(None, file, config)
        page.read_source(config)
        yield page


def by_python_markdown(config: MkDocsConfig) -> dict[str, tuple[object, ...]]:
    files = files_of(config)
    made = {}
    for page in read_pages(config, files):
        page.render(config, files)
        made[page.file.src_uri] = seen(page)
    return made


def quickly(config: MkDocsConfig) -> tuple[dict[str, tuple[object, ...]], set[str]]:
    """Return what becomes of each page, and which of them Python-Markdown had nothing to do with."""
    rendering, files = QuickPages(config), files_of(config)
    made, left_out = {}, set()
    for page in read_pages(config, files):
        text = page.markdown or ""
        page.markdown = rendering.before(text, page, files)
        left_out |= {page.file.src_uri} if text and not page.markdown else set()
        page.render(config, files)
        page.content = rendering.after(page.content or "", page)
        made[page.file.src_uri] = seen(page)
    return made, left_out


def seen(page: Page) -> tuple[object, ...]:
    """Return what else looks at of a rendered page; links to itself are of no use to anybody."""
    elsewhere = {
        file.src_uri: links for file, links in (page.links_to_anchors or {}).items() if file is not page.file
    }
    return page.content, str(page.toc), page.title, page.present_anchor_ids, elsewhere


def test_pages_are_the_same_and_most_need_no_python_markdown(config: MkDocsConfig) -> None:
    made, left_out = quickly(config)
    assert made == by_python_markdown(config)
    papers = {path for path in made if path.startswith("papers/")}
    # Three of each folder are rendered both ways.
    assert len(papers & left_out) == len(papers) - 3


def test_where_one_differs_python_markdown_renders_the_rest(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "render_page", lambda *_: Rendered("<p>of another version</p>", ()))
    made, left_out = quickly(config)
    assert (made, left_out) == (by_python_markdown(config), set())


def test_a_table_of_contents_that_differs_counts(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_headings(
        text: str, path: str, known: References, resolve: Callable[[str], str]
    ) -> Rendered | None:
        page = render_page(text, path, known, resolve)
        return page and Rendered(page.content, ())

    monkeypatch.setattr(quick, "render_page", without_headings)
    assert quickly(config)[1] == set()


@pytest.mark.parametrize("extension", ["smarty", "pymdownx.emoji", "abbr"])
def test_another_extension_has_all_pages(config: MkDocsConfig, extension: str) -> None:
    config.markdown_extensions.append(extension)
    assert quickly(config)[1] == set()


@pytest.mark.parametrize("settings", [{}, {"permalink": True}, {"permalink": "#", "toc_depth": "2-3"}])
def test_other_settings_have_all_pages(config: MkDocsConfig, settings: dict[str, object]) -> None:
    config.mdx_configs["toc"] = settings
    assert quickly(config)[1] == set()


def test_a_heading_of_its_own_above_the_references_is_kept(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The pages that are compared may cite nothing.
    monkeypatch.setattr(quick, "_COMPARED", 0)
    config.mdx_configs["bibloom_citations"]["heading"] = "Literature"
    made, left_out = quickly(config)
    assert (made, left_out) == (by_python_markdown(config), set())


def test_what_stands_in_the_way_of_a_link_is_told_by_mkdocs(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    docs = Path(config.docs_dir)
    for path in sorted(docs.glob("papers/*.md")):
        path.write_text(path.read_text(encoding="utf-8") + "\n[a](nowhere.md)\n", encoding="utf-8")
    made, left_out = quickly(config)
    assert not any(path.startswith("papers/") for path in left_out)
    assert len(caplog.records) == sum(path.startswith("papers/") for path in made)
