"""Settings of a review: `bib/review.yml`, every key optional."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import yaml

from .errors import Place, Problem, Severity
from .model import CITATION_STYLES, ENTRY_FORMATS, LIST_FORMATS, Config, Facet, NotDuplicate
from .text.bounded_yaml import YamlLimitError, compose, construct
from .text.fold import did_you_mean

_Convert = Callable[[Any], Any]
_NESTED = (list, dict, set, type(None))
# What may stand in a header that services on the web read: ASCII, and nothing that ends it.
_MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,200}")


def read_config(text: str, path: str) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings from YAML; a bad value is a problem with its line and keeps its default."""
    try:
        root = compose(text)
        values = None if root is None else construct(root)
    except (yaml.YAMLError, ValueError) as error:
        return Config(place=Place(path)), (_yaml_problem(error, path),)
    if values is None:
        return Config(place=Place(path)), ()
    if not isinstance(values, dict) or not isinstance(root, yaml.MappingNode):
        return Config(place=Place(path)), (
            _problem(path, 1, "the settings are not a mapping", "write `key: value`"),
        )
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in root.value}
    settings: dict[str, Any] = {"place": Place(path)}
    problems = []
    for key, value in values.items():
        line = lines.get(str(key), 1)
        convert = _KEYS.get(str(key))
        if convert is None:
            hint = did_you_mean(str(key), _KEYS) or "see docs/settings.md"
            problems.append(_problem(path, line, f"unknown setting “{key}”", hint))
            continue
        try:
            settings[str(key)] = convert(value)
        except (TypeError, ValueError) as error:
            problems.append(_problem(path, line, f"“{key}”: {error}", "see docs/settings.md"))
    if "not_duplicates" in settings:
        settings["not_duplicates"] = _as_written(root)
    return Config(**settings), tuple(problems)


def with_environment(config: Config, environment: Mapping[str, str]) -> Config:
    """Fill the site's and the repository's address from the environment where the settings name none.

    `BIBLOOM_SITE_URL` and `BIBLOOM_REPO_URL` win over `GITHUB_SERVER_URL`/`GITHUB_REPOSITORY`, which GitHub
    sets in every workflow run; `GITHUB_REF_NAME` is ignored, since a pull request's is not a branch to edit.
    """
    server, repository = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    on_github = f"{server}/{repository}" if server and repository else ""
    repo_url = config.repo_url or _address(environment.get("BIBLOOM_REPO_URL", "") or on_github)
    site_url = config.site_url or _address(environment.get("BIBLOOM_SITE_URL", ""))
    return replace(config, repo_url=repo_url.rstrip("/"), site_url=site_url and site_url.rstrip("/") + "/")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("expected a text")
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise TypeError("expected a list of texts")
    return tuple(entry.strip() for entry in value)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("expected a number, 0 or more")
    return value


def _address(value: object) -> str:
    address = _text(value)
    if address and (urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).netloc):
        raise ValueError("expected an address that begins with https://")
    return address


def _mail_address(value: object) -> str:
    address = _text(value)
    if address and not _MAIL_ADDRESS.fullmatch(address):
        raise ValueError("expected a mail address")
    return address


def _facets(value: object) -> tuple[Facet, ...]:
    if not isinstance(value, dict):
        raise TypeError("expected a mapping of facet names to lists of tags")
    return tuple(Facet(str(name), _texts(tags)) for name, tags in value.items())


def _not_duplicates(value: object) -> tuple[NotDuplicate, ...]:
    if not isinstance(value, list):
        raise TypeError("expected a list of pairs of citekeys")
    return tuple(_not_duplicate(pair) for pair in value)


def _not_duplicate(value: object) -> NotDuplicate:
    match value:
        case [first, second] if first != second and not isinstance(first, _NESTED) | isinstance(
            second, _NESTED
        ):
            return NotDuplicate(str(first), str(second))
    raise ValueError(f"expected pairs of two citekeys, [a, b], not {str(value)[:80]}")


def _as_written(root: yaml.MappingNode) -> tuple[NotDuplicate, ...]:
    """Return the pairs with their lines, and citekeys as they are written: `0123` is a number to YAML."""
    pairs = [value.value for key, value in root.value if key.value == "not_duplicates"][-1]
    return tuple(
        NotDuplicate(pair.value[0].value.strip(), pair.value[1].value.strip(), pair.start_mark.line + 1)
        for pair in pairs
    )


def _among(known: Sequence[str], kind: str) -> _Convert:
    """Return what reads a list of known names, each once, in the order given."""

    def chosen(value: object) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(_texts(value)))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise ValueError(f"there is no {kind} “{unknown[0]}”; there are {', '.join(known)}")
        return names

    return chosen


_KEYS: Mapping[str, _Convert] = {
    "title": _text,
    "subtitle": _text,
    "description": _text,
    "site_url": _address,
    "repo_url": _address,
    "branch": _text,
    "authors": _texts,
    "text_license": _text,
    "facets": _facets,
    "related": _count,
    "recent": _count,
    "feed_id": _text,
    "author_page_from": _count,
    "citation_styles": _among(CITATION_STYLES, "style"),
    "entry_formats": _among(ENTRY_FORMATS, "format"),
    "list_formats": _among(LIST_FORMATS, "format"),
    "longest_list": _count,
    "site_limit": _count,
    "not_duplicates": _not_duplicates,
    "mailto": _mail_address,
    "largest_category": _count,
    "largest_file": _count,
    "most_entries": _count,
    "longest_field": _count,
    "deepest_braces": _count,
}


def _yaml_problem(error: Exception, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
    reason = getattr(error, "problem", None) or "not YAML"
    hint = error.hint if isinstance(error, YamlLimitError) else "see docs/settings.md"
    return Problem("bad-settings", f"{reason}", Place(path, line, column), hint)


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem("bad-settings", message, Place(path, line), hint, severity=Severity.ERROR)
