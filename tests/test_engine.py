"""The site's configuration: the flagship's own, and the one that a folder without any gets."""

import json
from pathlib import Path
from typing import Any

import yaml

from generator.engine import build_search_index, ensure_configuration, site_environment
from generator.model import Config

from .builders import paper
from .sites import REPOSITORY

# What the flagship says of itself, and its hand-written pages.
OWN = {"site_name", "site_description", "copyright", "nav", "theme", "validation"}


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as the list or name behind it."""


def _env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:  # noqa: ANN401
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    assert isinstance(node, yaml.ScalarNode)
    return [loader.construct_scalar(node)]


_Loader.add_constructor("!ENV", _env)


def configuration(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    return loaded


def test_the_default_configuration_is_the_flagships_but_for_what_is_its_own() -> None:
    ours = configuration(REPOSITORY / "mkdocs.yml")
    default = configuration(REPOSITORY / "generator" / "mkdocs.default.yml")
    assert {k: v for k, v in ours.items() if k not in OWN} == {
        k: v for k, v in default.items() if k not in OWN
    }
    assert [page for page in ours["nav"] if "About" not in page] == default["nav"]
    for shared in (ours["theme"], default["theme"]):
        shared.pop("custom_dir")
    assert ours["theme"] == default["theme"]


def test_the_index_tells_which_paper_a_result_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "explore").mkdir(parents=True)

    def publish(**pages: str) -> list[str]:
        for slug, text in pages.items():
            file = site / "papers" / slug / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"<html lang=en><body data-pagefind-body><h1>{slug}</h1>{text}")
        build_search_index(tmp_path, [paper(slug) for slug in ("b", "a", "missing")])
        ids: list[str] = json.loads((site / "explore" / "found.json").read_text())["ids"]
        return ids

    first = publish(a='"url":"/papers/b/"', b="{" * 3000)
    second = publish(a="something else")
    for b, a, missing in (first, second):
        assert a != b
        assert missing == ""
    assert first[0] == second[0]
    assert first[1] != second[1]
    assert {path.stem for path in (site / "pagefind" / "fragment").iterdir()} == set(second[:2])


def test_no_owner_is_baked_in() -> None:
    for name in ("site_url", "repo_url"):
        variable, *fallback = configuration(REPOSITORY / "mkdocs.yml")[name]
        assert variable in site_environment(Config())
        assert fallback == [""]


def test_a_configuration_is_written_once_and_never_again(tmp_path: Path) -> None:
    assert ensure_configuration(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    assert not ensure_configuration(tmp_path)
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: mine\n"
