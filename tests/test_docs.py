"""The pages about bibloom against bibloom: nothing is missing from them, and nothing in them is not there."""

import dataclasses
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from generator.checks import FIXABLE
from generator.checks.rules import rules, table
from generator.cli import main
from generator.cli.commands import MODULES
from generator.config import with_environment
from generator.exports import papers_schema
from generator.exports.formats import FORMATS
from generator.exports.references import STYLES
from generator.model import Config
from generator.readers import category, facts, notes
from generator.services.connect import ADDRESSES, CACHE_VARIABLE, OPENALEX_KEY_VARIABLE

from .problem_codes import Sources
from .test_layers import FILES, tree

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands between a heading of the second level and the next one."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section “{heading}”"
    return found[1]


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the tables in a text, without heads and rulers."""
    for found in re.findall(r"(?:^\|.*\|\n?)+", text, re.MULTILINE):
        for line in found.splitlines()[2:]:
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def named(cell: str) -> set[str]:
    """Return what a cell names in code spans."""
    return set(re.findall(r"`([^`]+)`", cell))


def option_names(command: click.Command) -> set[str]:
    names = {name for p in command.params if isinstance(p, click.Option) for name in p.opts}
    return names | ({"-h"} if command is main else set())


def shown_options(text: str) -> set[str]:
    return {name.split(" ")[0] for cells in rows(text) for name in named(cells[0])}


def test_every_command_is_described() -> None:
    headings = re.findall(r"^## (.+)$", page("commands.md"), re.MULTILINE)
    assert sorted(headings) == sorted(f"bibloom {name}" for name in MODULES)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_option_is_described(name: str) -> None:
    text = section(page("commands.md"), f"bibloom {name}")
    command = main.get_command(click.Context(main), name)
    assert command
    assert shown_options(text) == option_names(command)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert f"`{(parameter.name or '').upper()}`" in text
        if isinstance(parameter.type, click.Choice):
            assert set(parameter.type.choices) <= named(text)
        default = parameter.default
        if isinstance(parameter, click.Option) and isinstance(default, str | int) and not parameter.is_flag:
            assert str(default) in named(text)


def test_the_options_of_the_command_itself_are_described() -> None:
    before = page("commands.md").partition("\n## ")[0]
    assert shown_options(before) == option_names(main) | {"--help"}


def test_the_readme_names_every_command() -> None:
    text = section((REPOSITORY / "README.md").read_text(encoding="utf-8"), "Commands")
    assert {name for cells in rows(text) for name in named(cells[0])} == {
        f"bibloom {name}" for name in MODULES
    }


def test_every_setting_is_described_with_its_default() -> None:
    before = page("settings.md").partition("\n## ")[0]
    shown = {cells[0].strip("`"): cells[1] for cells in rows(before)}
    defaults = dataclasses.asdict(Config())
    del defaults["place"]
    assert shown == {name: f"`{value}`" if value else "nothing" for name, value in defaults.items()}


def test_every_variable_of_the_environment_is_described() -> None:
    text = section(page("settings.md"), "From the environment")
    shown = {name for cells in rows(text) for name in named(cells[0])}
    asked: set[str] = set()

    class Environment(dict[str, str]):
        def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
            asked.add(key)
            return default

    with_environment(Config(), Environment())
    assert shown == asked


def test_every_variable_of_the_services_is_described() -> None:
    text = section(page("settings.md"), "Services on the web")
    shown = {name: cells[1] for cells in rows(text) for name in named(cells[0])}
    assert shown.keys() == {name for name, _ in ADDRESSES.values()} | {CACHE_VARIABLE, OPENALEX_KEY_VARIABLE}
    assert all(f"`{address}`" in shown[name] for name, address in ADDRESSES.values())


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Categories", category.KEYS),
        ("Notes", notes.KEYS),
        ("Listings and facts", facts._KNOWN),
    ],
)
def test_every_key_of_a_source_is_described(heading: str, keys: tuple[str, ...]) -> None:
    text = section(page("sources.md"), heading)
    assert {name for cells in rows(text) for name in named(cells[0])} == set(keys)


def test_every_field_of_the_data_is_described_as_in_its_schema() -> None:
    schema = json.loads(papers_schema())
    parts = (schema, *(schema["$defs"][name] for name in ("category", "paper", "name")))
    described = [
        [f"`{key}`", about["description"]] for part in parts for key, about in part["properties"].items()
    ]
    assert list(rows(section(page("machines.md"), "papers.json"))) == described


def test_every_format_and_style_is_described() -> None:
    text = section(page("citing.md"), "Formats")
    assert all(f"**{form.title}**" in text for form in FORMATS.values())
    assert all(style.title in text for style in STYLES.values())


def test_every_problem_is_described_with_its_severity() -> None:
    codes = Sources({module: tree(module) for module in FILES}).codes()
    assert {code: {str(one) for one in rule.severities} for code, rule in rules().items()} == codes


def test_the_page_of_checks_has_every_rule() -> None:
    parts = dict.fromkeys(rule.part for rule in rules().values())
    tables = {part: table(rule for rule in rules().values() if rule.part == part) for part in parts}
    if os.environ.get("BIBLOOM_REFRESH"):
        (DOCS / "checks.md").write_text(_with_tables(page("checks.md"), tables), encoding="utf-8")
    headings = re.findall(r"^## (.+)$", page("checks.md"), re.MULTILINE)
    assert headings == ["What is mended", *parts]
    assert all(listed in section(page("checks.md"), part) for part, listed in tables.items())
    assert len(list(rows(page("checks.md")))) == len(rules())


def _with_tables(text: str, tables: Mapping[str, str]) -> str:
    for part, new in tables.items():
        before, heading, rest = text.partition(f"## {part}\n")
        old = re.search(r"(?:^\|.*\n?)+", rest, re.MULTILINE)
        assert old
        text = before + heading + rest[: old.start()] + new + rest[old.end() :]
    return text


def test_what_can_be_mended_is_what_the_rules_say() -> None:
    assert {code for code, rule in rules().items() if rule.fix} == FIXABLE


def test_every_code_has_an_anchor() -> None:
    anchors = re.findall(r'<a id="([\w-]+)"></a>`([\w-]+)`', page("checks.md"))
    assert [code for code, _ in anchors] == [name for _, name in anchors] == list(rules())


def test_every_row_says_what_to_do() -> None:
    assert all(len(cells) == 4 and all(cells) for cells in rows(page("checks.md")))


@pytest.mark.parametrize(
    "path",
    [
        *sorted(DOCS.glob("*.md")),
        *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "benchmarks/README.md")),
    ],
    ids=lambda path: path.name,
)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    generated = {"index.md", "explore.md", "recent.md", "cite.md", "curate.md", "selection.md", "compare.md"}
    if path.parent == DOCS and path.name in generated:
        pytest.skip("a generated page: the built site is tested")
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    left = generated if path.parent == DOCS else set()
    assert [target for target in targets if target not in left and not (path.parent / target).exists()] == []
