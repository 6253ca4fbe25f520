"""What the cite box says beside the entries."""

from generator.bibtex import read_bibs, to_papers
from generator.exports import all_texts
from generator.links.citations import CrossLinks
from generator.pages.cite_box import cite_box
from generator.pages.shown import Showing
from generator.pages.view import make_view

from ..builders import review

ENTRY = "@misc{{k,\n  title = {{{}}},\n  author = {{{}}},\n  year = {{2020}},\n}}\n"


def box(title: str, author: str) -> str:
    files, _ = read_bibs([("x.bib", ENTRY.format(title, author).encode())])
    (found,), _ = to_papers(files)
    view = make_view(review([found]), CrossLinks({}, ()), {}, all_texts(review([found])))
    return cite_box(Showing(view).shown(found))


def test_letters_that_only_sound_alike_are_told() -> None:
    written = box("On 漢字", "山田, 太郎")
    assert "<bdi>漢字山田太郎</bdi>" in written


def test_many_letters_are_cut_short() -> None:
    assert "<bdi>абвгдежзиклм…</bdi>" in box("абвгдежзиклмноп", "Doe, J.")


def test_what_latex_can_write_needs_no_word() -> None:
    assert "<bdi>" not in box("α-Étale [$x$]", "Erdős, Pál")
