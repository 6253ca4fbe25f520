"""`bibloom add` as a person runs it, with the services on the loopback interface."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from ..services.loopback import Loopback, Reply, answer

SNIPPET = (
    "@inproceedings{x, title={Engines that Weave}, author={Lovelace, Ada}, booktitle={SOE}, year=2024}\n"
)


def run(root: Path, *arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "add", *arguments], input=text, catch_exceptions=False)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, int]:
    """Return the lines that each file gained; nothing else may have happened to it."""
    gained = {}
    for path, content in after.items():
        old = before.get(path, b"").splitlines()
        new = content.splitlines()
        if old != new:
            gained[path] = len(new) - len(old)
            pairs = enumerate(zip(old, new, strict=False))
            start = next((n for n, (was, now) in pairs if was != now), len(old))
            assert new[:start] + new[start + gained[path] :] == old
    assert before.keys() <= after.keys()
    return gained


def test_a_snippet_from_standard_input_touches_two_files(toy: Path, server: Loopback) -> None:
    before = contents(toy)
    result = run(toy, "-", "--category", "systems", "--added", "2026-03-01", text=SNIPPET)
    assert result.exit_code == 0
    assert "bib/2024.bib: added lovelace2024engines, from <stdin>:1:1" in result.output
    assert changed(before, contents(toy)) == {"bib/2024.bib": 9, "bib/notes/lovelace2024engines.md": 3}
    assert server.asked == []
    assert CliRunner().invoke(main, ["-C", str(toy), "check"]).exit_code == 0


def test_a_file_a_literal_entry_and_the_same_again(toy: Path, server: Loopback, tmp_path: Path) -> None:
    (tmp_path / "paper.bib").write_text(SNIPPET)
    assert run(toy, str(tmp_path / "paper.bib")).exit_code == 0
    before = contents(toy)
    result = run(toy, SNIPPET)
    assert result.exit_code == 1
    assert "is there already: lovelace2024engines at bib/2024.bib:" in result.output
    assert contents(toy) == before


def test_an_identifier_of_arxiv_and_its_publication(toy: Path, server: Loopback) -> None:
    server.on("/arxiv/", answer("arxiv.xml"))
    server.on("/crossref/", answer("crossref.json"))
    before = contents(toy)
    result = run(toy, "https://arxiv.org/abs/2401.01234v1", "--category", "systems")
    assert (result.exit_code, result.stderr) == (0, "")
    gained = changed(before, contents(toy))
    assert set(gained) == {"bib/2025.bib", "bib/notes/lovelace2025looms.md"}
    assert sum(gained.values()) < 25
    text = (toy / "bib" / "2025.bib").read_text()
    for line in (
        "@article{lovelace2025looms,",
        "  author = {Lovelace, Ada and Van den Loom, Guy and Tóth, Jr., Mária and {The Weaving Coll",
        "  journal = {Journal of Engines},",
        "  doi = {10.1000/engines.2025.17},",
        "  eprint = {2401.01234},",
        "  primaryclass = {cs.LG},",
    ):
        assert line in text
    assert "abstract" not in text
    assert "url" not in text


def test_nobody_is_asked_for_a_paper_that_is_there(toy: Path, server: Loopback) -> None:
    server.on("/arxiv/", answer("arxiv.xml"))
    server.on("/crossref/", answer("crossref.json"))
    run(toy, "2401.01234")
    before, asked = contents(toy), len(server.asked)
    for text in (
        "arXiv:2401.01234v9",
        "https://doi.org/10.1000/ENGINES.2025.17",
        "10.48550/arXiv.2401.01234",
    ):
        result = run(toy, text, "--anyway", "--no-cache")
        assert result.exit_code == 1
        assert "is there already: lovelace2025looms at bib/2025.bib:1:1" in result.output
    assert (contents(toy), len(server.asked)) == (before, asked)


def test_a_dry_run_writes_nothing_but_the_cache(toy: Path, server: Loopback, tmp_path: Path) -> None:
    server.on("/crossref/", answer("crossref.json"))
    before = contents(toy)
    result = run(toy, "doi:10.1000/engines.2025.17", "--dry-run")
    assert result.exit_code == 0
    assert "would add lovelace2025looms" in result.output
    assert contents(toy) == before
    assert run(toy, "doi:10.1000/engines.2025.17", "--dry-run").output == result.output
    assert server.count("/crossref/") == 1
    run(toy, "doi:10.1000/engines.2025.17", "--dry-run", "--no-cache")
    assert server.count("/crossref/") == 2


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"", 404),
        Reply(b"", 500),
        Reply(b"", 429, {"Retry-After": "1"}),
        Reply(b"<x>"),
        Reply(b"{}"),
        Reply(),
    ],
    ids=["404", "500", "429", "xml", "json", "empty"],
)
@pytest.mark.parametrize(
    "text", ["2401.01234", "10.1000/engines.2025.17", "https://openreview.net/forum?id=aBcD_1"]
)
def test_without_an_answer_there_is_a_message_and_nothing_is_written(
    toy: Path, server: Loopback, reply: Reply, text: str
) -> None:
    server.on("/", reply)
    before = contents(toy)
    result = run(toy, text)
    assert result.exit_code == 1
    assert "(not-found)" in result.output
    assert "was not found: " in result.output
    assert contents(toy) == before


def test_what_names_no_paper(toy: Path, server: Loopback) -> None:
    result = run(toy, "http://127.0.0.1/admin", SNIPPET)
    assert result.exit_code == 1
    assert "http://127.0.0.1/admin: error: this names no paper (unknown-identifier)" in result.output
    assert "added lovelace2024engines" in result.output
    assert server.asked == []
    assert run(toy).exit_code == 2


def test_what_a_service_sends_does_not_reach_the_terminal_as_such(toy: Path, server: Loopback) -> None:
    raw = answer("crossref.json").replace(b"Journal of Engines", b"Journal\\u001b[2J of\\u202e Engines")
    server.on("/crossref/", raw)
    result = run(toy, "10.1000/engines.2025.17", "--category", "systems")
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        "@misc{../../../etc/passwd, title={../../x}, author={../y, Z}, year={../2024}}",
        "@misc{k, title={$(rm -rf /) `id` ::set-output name=x::y}, author={A, B}, year=2024}",
        "@misc{k, title={<script>alert(1)</script> [x](javascript:alert(1))}, author={A, B}, year=2024}",
        "@misc{k, title={T\u202eevil}, author={A\x1b[31m, B}, year=2024, url={javascript:alert(1)}}",
        "@misc{k, title={Unbalanced } , author={A, B}, year=2024}\n@misc{l, title={B}}",
        '@string{x = "} @misc{evil, title={x}}"}\n@misc{k, title=x # {y}, year=2024}',
        "@misc{k, title={---\ntldr: x\n---}, author={- a: b}, year=2024}",
    ],
)
def test_hostile_bibtex_becomes_one_entry_and_one_note_or_nothing(
    toy: Path, server: Loopback, text: str
) -> None:
    before = contents(toy)
    result = run(toy, "-", text=text)
    gained = changed(before, contents(toy))
    assert all(path.startswith("bib/") and ".." not in path for path in gained)
    assert sum(gained.values()) < 25
    assert "\x1b" not in result.output
    checked = CliRunner().invoke(main, ["-C", str(toy), "check"])
    assert not [line for line in checked.output.splitlines() if ": error:" in line]


def test_what_is_too_long_for_a_file_and_a_file_that_cannot_be_read(
    toy: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    result = run(toy, "https://example.org/" + "x" * 5_000)
    assert (result.exit_code, "(unknown-identifier)" in result.output) == (1, True)
    (tmp_path / "locked.bib").write_text(SNIPPET)

    whole = Path.open

    def locked(path: Path, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        if path.name == "locked.bib":
            raise PermissionError(13, "Permission denied")
        return whole(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", locked)
    result = run(toy, str(tmp_path / "locked.bib"), "--dry-run")
    assert "cannot be read: Permission denied (unreadable-file)" in result.output
