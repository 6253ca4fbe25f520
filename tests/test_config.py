"""Settings: defaults, values, and problems with their line."""

import pytest

from generator.config import read_config, with_environment
from generator.model import Config, Facet, NotDuplicate


def test_every_setting_has_a_default() -> None:
    config, problems = read_config("", "bib/review.yml")
    assert problems == ()
    assert config.title == Config().title


def test_values_are_read() -> None:
    text = "title: A review\nfacets:\n  kind: [method, system]\nrelated: 3\nauthors: [Ada]\n"
    config, problems = read_config(text, "bib/review.yml")
    assert problems == ()
    assert (config.title, config.related, config.authors) == ("A review", 3, ("Ada",))
    assert config.facets == (Facet("kind", ("method", "system")),)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("title: x\ntitel: y\n", 2, "titel"),
        ("title: [a]\n", 1, "expected a text"),
        ("title: x\n\nrelated: many\n", 3, "expected a number"),
        ("related: true\n", 1, "expected a number"),
        ("site_url: javascript:alert(1)\n", 1, "https://"),
        ("facets: [a]\n", 1, "mapping"),
        ("authors: Ada\n", 1, "list"),
        ("title: x\ncitation_styles: apa\n", 2, "list"),
        ("citation_styles: [apa, mla]\n", 1, "no style “mla”"),
        ("entry_formats: [csv]\n", 1, "no format “csv”; there are bibtex, biblatex, ris, csl-json"),
        ("list_formats: bibtex\n", 1, "list"),
        ("longest_list: -1\n", 1, "expected a number"),
        ("site_limit: 1 GB\n", 1, "expected a number"),
        ("related: 5\nnot_duplicates: a\n", 2, "list of pairs"),
        ("not_duplicates: [[a]]\n", 1, "two citekeys"),
        ("not_duplicates: [[a, a]]\n", 1, "two citekeys"),
        ("not_duplicates: [[a, [b]]]\n", 1, "two citekeys"),
        ("not_duplicates: [[a, ~]]\n", 1, "two citekeys"),
        ("not_duplicates: [[a, b], c]\n", 1, "two citekeys"),
        ("- a\n", 1, "mapping"),
        ("title: 'x\n", 2, ""),
        ("title: !!python/object:os.system x\n", 1, ""),
    ],
)
def test_a_bad_setting_is_a_problem_with_its_line_and_the_default_stays(
    text: str, line: int, says: str
) -> None:
    config, problems = read_config(text, "bib/review.yml")
    (problem,) = problems
    assert (problem.code, problem.place.file, problem.place.line) == ("bad-settings", "bib/review.yml", line)
    assert says in problem.message
    assert config.related == Config().related


@pytest.mark.parametrize(
    ("written", "styles"), [("[nature, apa, nature]", ("nature", "apa")), ("[]", ()), ("[ apa ]", ("apa",))]
)
def test_styles_of_references(written: str, styles: tuple[str, ...]) -> None:
    config, problems = read_config(f"citation_styles: {written}\n", "f")
    assert problems == ()
    assert config.citation_styles == styles


def test_pairs_that_are_no_duplicates_keep_their_lines_and_their_spelling() -> None:
    text = "related: 5\nnot_duplicates:\n  - [a2020b, 0123]\n  - - 1e5\n    - yes\n"
    config, problems = read_config(text, "bib/review.yml")
    assert problems == ()
    assert config.not_duplicates == (NotDuplicate("a2020b", "0123", 3), NotDuplicate("1e5", "yes", 4))


def test_a_near_key_is_suggested() -> None:
    _, (problem,) = read_config("titel: y\n", "f")
    assert "title" in problem.hint


def test_addresses_come_from_the_environment_where_the_settings_have_none() -> None:
    github = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "owner/review"}
    config = with_environment(Config(), github | {"BIBLOOM_SITE_URL": "https://owner.github.io/review"})
    assert config.repo_url == "https://github.com/owner/review"
    assert config.site_url == "https://owner.github.io/review/"
    assert with_environment(Config(repo_url="https://x.org/r"), github).repo_url == "https://x.org/r"
    assert with_environment(Config(), {}).repo_url == ""
