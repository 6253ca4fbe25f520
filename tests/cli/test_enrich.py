"""`bibloom enrich --online` as a person runs it, with the services on the loopback interface."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from ..services.loopback import Loopback, Reply, answer

PREPRINT = """@misc{learning,
  title = {Looms that Learn: Training with α Threads},
  author = {Lovelace, Ada and Van den Loom, Guy and Töth, Mária},
  year = {2024},
  eprint = {2401.01234},
  archiveprefix = {arXiv},
  groups = {systems},
}
"""


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "enrich", *arguments], catch_exceptions=False)


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("bib/*.bib")}


def test_a_paper_without_identifiers_is_found_by_its_title(toy: Path, server: Loopback) -> None:
    weaving = toy / "bib" / "undated.bib"
    weaving.write_text(
        "@inproceedings{weaving,\n  title = {On Weaving: A Study},\n  author = {Ithaca, P.},\n}\n"
    )
    server.on("/dblp/", answer("dblp-empty.json"))
    server.on("/crossref/works?", answer("crossref-list.json"))
    result = run(toy, "--online", "weaving")
    assert result.exit_code == 0
    assert (toy / "bib" / "2020.bib").read_text() == (
        "@inproceedings{weaving,\n  title = {On Weaving: A Study},\n  author = {Ithaca, P.},\n"
        "  booktitle = {2020 International Symposium on Threads (IST)},\n  year = {2020},\n"
        "  doi = {10.1000/weaving.9},\n}\n"
    )
    assert "bib/undated.bib:1:1: weaving: filled doi = 10.1000/weaving.9 (from Crossref)" in result.output
    before = contents(toy)
    server.on("/crossref/works/10.1000/weaving.9", Reply(b"", 404))
    assert "fields filled: 0" in run(toy, "--online", "weaving").output
    assert contents(toy) == before


def test_a_publication_is_proposed_and_written_on_request(toy: Path, server: Loopback) -> None:
    (toy / "bib" / "2024.bib").write_text(PREPRINT)
    server.on("/arxiv/", answer("arxiv.xml"))
    server.on("/crossref/works/10.1000/engines.2025.17", answer("crossref.json"))
    before = contents(toy)
    result = run(toy, "--online", "learning")
    assert contents(toy) == before
    assert (
        "bib/2024.bib:1:1: learning: was published; --upgrade writes this (from Crossref and arXiv)"
        in result.output
    )
    assert "    journal: nothing → Journal of Engines" in result.output
    found = json.loads(run(toy, "--online", "learning", "--format", "json").stdout)
    published = next(each for each in found["proposals"] if each["kind"] == "published")
    assert (published["citekey"], published["file"], published["line"]) == ("learning", "bib/2024.bib", 1)
    assert published["changes"]["year"] == {"from": "2024", "to": "2025"}
    assert published["source"] == "Crossref and arXiv"
    assert run(toy, "--online", "learning", "--upgrade", "--dry-run").exit_code == 0
    assert contents(toy) == before
    run(toy, "--online", "learning", "--upgrade")
    assert (toy / "bib" / "2024.bib").read_text().strip() == ""
    text = (toy / "bib" / "2025.bib").read_text()
    assert "@article{learning,\n" in text
    assert "journal = {Journal of Engines}" in text
    assert "groups = {systems}" in text


def test_a_paper_of_a_conference_that_it_does_not_name(toy: Path, server: Loopback) -> None:
    entry = PREPRINT.replace("@misc", "@inproceedings").replace("year = {2024}", "year = {2025}")
    (toy / "bib" / "2024.bib").write_text(entry)
    server.on("/arxiv/", answer("arxiv.xml").replace(b"<arxiv:doi>10.1000/engines.2025.17</arxiv:doi>", b""))
    title = "Looms that Learn: Training with α Threads.".encode()
    server.on("/dblp/", answer("dblp.json").replace(b"Looms that Learn &amp; Weave.", title))
    result = run(toy, "--online", "learning")
    assert "learning: filled booktitle = SOE (from DBLP and arXiv)" in result.output
    assert "  booktitle = {SOE},\n" in (toy / "bib" / "2024.bib").read_text()


def test_datacite_stands_in_for_arxiv(toy: Path, server: Loopback) -> None:
    (toy / "bib" / "2024.bib").write_text(
        "@misc{learning,\n  title = {Looms that Learn},\n  eprint = {2401.01234},\n}\n"
    )
    server.on("/arxiv/", Reply(b"", 503))
    server.on("/datacite/dois/10.48550/arXiv.2401.01234", answer("datacite.json"))
    result = run(toy, "--online", "learning")
    assert "learning: filled year = 2024 (from DataCite)" in result.output
    assert "arXiv: answers with status 503" in result.stderr


def test_without_citekeys_only_those_are_looked_for_that_lack_something(toy: Path, server: Loopback) -> None:
    whole = "@article{whole, title={T}, author={A, B}, year=2024, journal={J}, doi={10.1000/1}}\n"
    (toy / "bib" / "2024.bib").write_text(whole + PREPRINT)
    for path in toy.glob("bib/*.bib"):
        if path.name != "2024.bib":
            path.unlink()
    shutil.rmtree(toy / "bib" / "notes")
    server.on("/", Reply(b"", 404))
    result = run(toy, "--online")
    assert "papers found: 0; fields filled: 0; proposals: 0" in result.output
    assert [path for path in server.asked if "10.1000/1" in path] == []
    assert "/arxiv/api/query?id_list=2401.01234&max_results=1" in server.asked


@pytest.mark.parametrize(
    "reply",
    [Reply(b"", 500), Reply(b"", 429, {"Retry-After": "7200"}), Reply(b"<x>"), Reply(b"{}"), Reply()],
    ids=["500", "429", "xml", "json", "empty"],
)
def test_without_answers_nothing_is_written_and_the_reasons_are_told(
    toy: Path, server: Loopback, reply: Reply
) -> None:
    (toy / "bib" / "2024.bib").write_text(PREPRINT)
    server.on("/", reply)
    before = contents(toy)
    result = run(toy, "--online")
    assert contents(toy) == before
    assert "arXiv" in result.stderr
    assert "papers found: 0" in result.stdout


def test_wrong_use(toy: Path, server: Loopback) -> None:
    (toy / "facts.jsonl").write_text("")
    assert run(toy).exit_code == 2
    assert run(toy, "--online", "--from", str(toy / "facts.jsonl")).exit_code == 2
    assert run(toy, "--from", str(toy / "facts.jsonl"), "weaving").exit_code == 2
    result = run(toy, "--online", "weavin")
    assert result.exit_code == 2
    assert "did you mean “weaving”?" in result.output
    assert server.asked == []
