"""Putting parts together: each path has the file of the part that owns it, and nothing else stays."""

from pathlib import Path

from generator.engine.assembling import WORK, assemble
from generator.engine.parts import PageReport, Report
from generator.engine.remembered import Output, Remembered, Stamp, look_below
from generator.engine.stale import Work

NOW = Stamp(1, 1)


def write(folder: Path, *paths: str) -> None:
    """Write files that say in which folder and at which path they were written."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{folder.name}:{path}")


def texts(site: Path) -> dict[str, str]:
    paths = look_below(site, hidden=True).files
    return {path: (site / path).read_text() for path in paths if not path.startswith(f"{WORK}/")}


def report(pages: dict[str, str], files: dict[str, str] | None = None) -> Report:
    return Report(pages={path: PageReport(to, "", ()) for path, to in pages.items()}, files=files or {})


def assembled(
    site: Path,
    reports: list[Report],
    there: set[str],
    last: Remembered | None = None,
    again: tuple[str, ...] = (),
) -> tuple[dict[str, Output], tuple[str, ...]]:
    built = {path for path in look_below(site, hidden=True).files if not path.startswith(f"{WORK}/")}
    work = Work(frozenset(again), frozenset())
    return assemble(site, built, dict.fromkeys(there, NOW), last, work, reports)


def test_a_new_site_takes_the_place_of_all_that_was_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, "old.html", "a/index.html", "b", ".hidden", "pagefind/x.js")
    write(site / WORK / "0", "404.html", "a/index.html", "p/one/one.bib", "p/two/two.bib", "c/d/file.txt")
    write(site / WORK / "1", "404.html", "p/one/index.html", "b/index.html", "c/index.html", "e/index.html")
    write(site / WORK / "1", "e/stray.txt", "f/g/h/index.html")
    first = {
        "p/one/one.bib": "p/one/one.bib",
        "p/two/two.bib": "p/two/two.bib",
        "c/d/file.txt": "c/d/file.txt",
    }
    names = ("p/one", "b", "c", "e", "f/g/h")
    reports = [
        report({"a.md": "a/index.html"}, first),
        report({f"{name}.md": f"{name}/index.html" for name in names}),
    ]
    there = {"a.md", *first, *(f"{name}.md" for name in names), "excluded.md"}
    outputs, others = assembled(site, reports, there)
    second = {f"{name}/index.html" for name in names}
    expected = {path: f"0:{path}" for path in ("404.html", "a/index.html", *first)}
    assert texts(site) == expected | {path: f"1:{path}" for path in second}
    assert others == ("404.html",)
    assert outputs["excluded.md"] == Output(NOW, "", Stamp(0, 0))
    built = look_below(site, hidden=True).files
    assert all(output.built == built[output.to] for path, output in outputs.items() if path != "excluded.md")


def test_only_what_was_made_again_is_moved(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(
        site,
        "a/index.html",
        "b/index.html",
        "c/index.html",
        "file",
        "folder/deep/x.txt",
        "404.html",
        "x.html",
    )
    sources = {
        "a.md": "a/index.html",
        "b.md": "b/index.html",
        "file": "file",
        "folder/deep/x.txt": "folder/deep/x.txt",
    }
    built = look_below(site, hidden=True).files
    outputs = {path: Output(NOW, to, built[to]) for path, to in sources.items()}
    last = Remembered("", "", (), ("404.html",), outputs, {}, {})
    # A page goes where a file was, and a file where a folder was.
    write(site / WORK / "0", "404.html", "b/index.html", "file/index.html", "folder")
    reports = [report({"b.md": "b/index.html", "file.md": "file/index.html"}, {"folder": "folder"})]
    there = {"a.md", "b.md", "file.md", "folder"}
    made, others = assembled(site, reports, there, last, ("b.md", "file.md", "folder"))
    assert texts(site) == {
        "404.html": "0:404.html",
        "a/index.html": "site:a/index.html",
        "b/index.html": "0:b/index.html",
        "file/index.html": "0:file/index.html",
        "folder": "0:folder",
    }
    assert others == ("404.html",)
    assert made["a.md"] == outputs["a.md"]
    assert made.keys() == there
    assert not (site / "c").exists()


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "secret.txt")
    write(tmp_path / "docs", "a/b.md", ".hidden/c.md", "d.md")
    (tmp_path / "docs" / "a" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "docs" / ".link.md").symlink_to(tmp_path / "docs" / "d.md")
    seen = look_below(tmp_path / "docs", hidden=False)
    assert sorted(seen.files) == ["a/b.md", "d.md"]
    assert seen.links == (".link.md", "a/link")
    assert look_below(tmp_path / "nowhere", hidden=True) == ({}, ())
