"""Which sites may be made in parts: those of whose pages each depends on its own text alone."""

import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.engine import ensure_configuration
from generator.engine.mkdocs_part import refusal

TOY = Path(__file__).parent.parent / "toy"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(TOY / "docs", tmp_path / "docs")
    ensure_configuration(tmp_path)
    for variable in ("BIBLOOM_THEME", "BIBLOOM_PART"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def refused(root: Path, before: str = "", after: str = "") -> str:
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    assert before in text
    configuration.write_text(text.replace(before, after, 1), encoding="utf-8")
    return refusal(load_config(str(configuration), strict=False))


def test_the_configuration_that_bibloom_writes_may(root: Path) -> None:
    assert refused(root) == ""


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("  - bibloom\n", "  - bibloom\n  - search\n", "the plugin material/search"),
        ("strict: true\n", "strict: true\nhooks: [hook.py]\n", "the plugin hook.py"),
        ("strict: true\n", "strict: true\nextra_templates: [page.html]\n", "the extra templates"),
        ("  - tables\n", "  - tables\n  - pymdownx.snippets\n", "pymdownx.snippets"),
        ("  - tables\n", "  - tables\n  - markdown.extensions.wikilinks\n", "wikilinks"),
    ],
)
def test_what_may_see_other_pages_or_files_may_not(root: Path, before: str, after: str, why: str) -> None:
    (root / "hook.py").write_text("")
    assert why in refused(root, before, after)


@pytest.mark.parametrize("extension", ["pymdownx.tabbed", "footnotes", "markdown.extensions.abbr"])
def test_what_reads_only_the_pages_own_text_may(root: Path, extension: str) -> None:
    assert refused(root, "  - tables\n", f"  - tables\n  - {extension}\n") == ""


def test_templates_of_the_reviews_own_may_not_list_pages(root: Path) -> None:
    own = root / "overrides" / "main.html"
    own.write_text('{% extends "base.html" %}{% block footer %}{{ page.title }}{% endblock %}')
    assert refused(root) == ""
    own.write_text("{% for file in pages %}{{ file.url }}{% endfor %}")
    assert "main.html" in refused(root)
