"""Plain `mkdocs build` and `mkdocs serve` generate the pages first, by the plugin."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.engine import ensure_configuration
from generator.mkdocs_plugin import BibloomPlugin

TOY = Path(__file__).parent / "toy"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MkDocsConfig:
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, tmp_path / name)
    ensure_configuration(tmp_path)
    for variable in ("BIBLOOM_THEME", "BIBLOOM_BUILT", "BIBLOOM_SITE_NAME"):
        monkeypatch.delenv(variable, raising=False)
    return load_config(str(tmp_path / "mkdocs.yml"), strict=False)


def built(config: MkDocsConfig) -> str:
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return (Path(config.site_dir) / "guide" / "index.html").read_text(encoding="utf-8")


def test_mkdocs_build_generates_pages_and_resolves_citations(config: MkDocsConfig) -> None:
    page = built(config)
    assert (Path(config.site_dir) / "papers" / "weaving" / "index.html").is_file()
    assert 'href="../papers/vanderberg2023memory/"' in page
    assert 'id="references"' in page
    assert "<title>A hand-written page · A toy review</title>" in page
    assert 'href="https://example.org/toy/guide/"' in page
    assert "assets/pages.css" in page


def test_the_command_has_generated_already(config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIBLOOM_BUILT", "1")
    BibloomPlugin().on_pre_build(config=config)
    assert not (Path(config.docs_dir) / "papers").exists()


def test_serving_watches_the_sources(config: MkDocsConfig) -> None:
    watched: list[str] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(path)

    BibloomPlugin().on_serve(Server(), config=config, builder=None)  # type: ignore[arg-type]
    assert watched == [str(Path(config.docs_dir).parent / "bib")]


def test_a_source_that_cannot_be_read_is_a_plugin_error(config: MkDocsConfig) -> None:
    manifest = Path(config.docs_dir) / ".bibloom" / "manifest.json"
    manifest.parent.mkdir()
    manifest.write_text("{")
    with pytest.raises(PluginError, match="manifest is damaged"):
        BibloomPlugin().on_pre_build(config=config)
