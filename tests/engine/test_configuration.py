"""The site's configuration: the flagship's own, and the one that a folder without any gets."""

from pathlib import Path
from typing import Any

import yaml

from generator.engine import ensure_configuration, site_environment
from generator.model import Config

from ..sites import REPOSITORY

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
