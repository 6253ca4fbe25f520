"""A site made in parts, and made again after a change, is the site that one process makes of it all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build
from generator.engine import Rendered, build_html, ensure_configuration, parts, site_environment
from generator.engine.running import with_variables
from generator.errors import SourceError
from generator.model import Config

TOY = Path(__file__).parent.parent / "toy"
Files = dict[str, bytes]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the toy review, of which two processes will take part each."""
    monkeypatch.setattr(parts, "LEAST", 1)
    root = tmp_path / "review"
    for name in ("bib", "docs"):
        shutil.copytree(TOY / name, root / name)
    ensure_configuration(root)
    return root


def render(root: Path, *, fresh: bool = False) -> Rendered:
    return build_html(root, config(root), jobs=2, fresh=fresh)


def config(root: Path) -> Config:
    return build(root).sources.review.config


def files(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def of_one_process(root: Path, *, strict: bool = True) -> Files:
    """Return what plain MkDocs makes of the same pages."""
    target = root / "site-of-one"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    command += ["--strict" if strict else "--no-strict"]
    variables = with_variables(site_environment(config(root)))
    subprocess.run(command, cwd=root, env=variables, check=True)
    made = files(target)
    shutil.rmtree(target)
    return made


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def changed(root: Path, before: Files) -> set[str]:
    """Return what is other in the site than before, without the sitemap's addresses."""
    now = files(root / "site")
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def test_parts_make_the_site_of_one_process_and_a_second_build_does_nothing(root: Path) -> None:
    first = render(root)
    made = files(root / "site")
    assert made == of_one_process(root)
    assert first == Rendered(first.of, first.of)
    marks = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    assert render(root) == Rendered(0, first.of, changed=False)
    assert marks == {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}


def test_after_a_change_only_what_it_concerns_is_rendered(root: Path) -> None:
    render(root)
    before = files(root / "site")
    # The title stands on the pages that cite the paper, too, of which the text has not changed.
    edit(root / "bib" / "2023.bib", "Memory that", "A memory that")
    (root / "docs" / "extra.txt").write_text("somebody's own")
    again = render(root)
    assert 0 < again.pages < again.of
    assert "guide/index.html" in changed(root, before)
    assert "systems" not in str(again)
    assert files(root / "site") == of_one_process(root)
    # A paper, and all that was about it alone, is gone.
    (root / "bib" / "undated.bib").unlink()
    (root / "docs" / "extra.txt").unlink()
    render(root)
    assert not any("weaving" in path for path in files(root / "site") if path.endswith(".html"))
    assert files(root / "site") == of_one_process(root)


def test_what_happened_to_the_site_meanwhile_is_mended(root: Path) -> None:
    render(root)
    before = files(root / "site")
    page = root / "site" / "papers" / "weaving" / "index.html"
    page.write_text("something else")
    shutil.rmtree(root / "site" / "categories" / "memory")
    (root / "site" / "stray").mkdir()
    (root / "site" / "stray" / "file.html").write_text("nobody's")
    assert 0 < render(root).pages < 10
    assert files(root / "site") == before
    assert not (root / "site" / "stray").exists()


@pytest.mark.parametrize("what", ["configuration", "variable", "navigation", "damage", "script"])
def test_what_every_page_depends_on_renders_every_page(
    root: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = render(root).of
    if what == "configuration":
        edit(root / "mkdocs.yml", "toc_depth: 2-3", "toc_depth: 2")
    elif what == "variable":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    elif what == "navigation":
        (root / "docs" / "index.md").write_text("---\ntitle: Another\nicon: material/home\n---\n# Another\n")
    elif what == "damage":
        (root / "docs" / ".bibloom" / "site.json").write_text("{")
    else:
        (root / "site" / "404.html").unlink()
    if what == "navigation":
        again = build_html(root, Config(title="A toy review"), jobs=2)
        assert again.pages == again.of
    else:
        assert render(root) == Rendered(whole, whole)


def test_a_site_with_other_plugins_is_made_as_a_whole(root: Path) -> None:
    edit(root / "mkdocs.yml", "plugins:\n", "plugins:\n  - search\n")
    rendered = render(root)
    assert "search" in rendered.whole
    assert (root / "site" / "search" / "search_index.json").is_file()
    assert files(root / "site") == of_one_process(root)
    assert render(root) == rendered


def test_without_the_plugin_the_site_is_made_as_a_whole(root: Path) -> None:
    edit(root / "mkdocs.yml", "plugins:\n  - bibloom\n", "plugins: []\n")
    assert "bibloom's plugin" in render(root).whole


@pytest.fixture
def anchors(root: Path) -> Path:
    """Return the review with two pages of its own, of which one links to a heading of the other."""
    (root / "docs" / "far.md").write_text("# Far\n\n## A heading\n\nText.\n" + "More. " * 2000)
    (root / "docs" / "near.md").write_text("# Near\n\nSee [there](far.md#a-heading).\n")
    return root


def test_links_to_headings_are_checked_across_parts(anchors: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert render(anchors).warnings == 0
    (anchors / "docs" / "far.md").write_text("# Far\n\n## Another heading\n\nText.\n" + "More. " * 2000)
    # They stay until somebody mends the link.
    for _ in range(2):
        assert render(anchors).warnings == 1
        assert "'near.md' contains a link 'far.md#a-heading'" in capfd.readouterr().err
        assert files(anchors / "site") == of_one_process(anchors, strict=False)
    (anchors / "docs" / "near.md").write_text("# Near\n\nSee [there](far.md#another-heading).\n")
    assert render(anchors).warnings == 0


def test_a_link_to_a_page_that_has_gone_is_told(anchors: Path, capfd: pytest.CaptureFixture[str]) -> None:
    render(anchors)
    (anchors / "docs" / "far.md").unlink()
    assert render(anchors).warnings == 1
    assert "contains a link 'far.md#a-heading'" in capfd.readouterr().err
    assert not (anchors / "site" / "far").exists()


def test_an_engine_that_fails_leaves_the_last_site(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    render(root)
    before = files(root / "site")
    edit(root / "docs" / "guide.md", "# A", "---\ntemplate: missing.html\n---\n# A")
    with pytest.raises(SourceError, match="mkdocs failed"):
        render(root)
    assert "missing.html" in capfd.readouterr().err
    assert files(root / "site") == before
