"""Edit links lead to the source, and are absent where nobody knows the repository."""

from generator.errors import Place
from generator.model import Config, Note
from generator.pages.edits import edit_category_link, edit_links, source_url

from ..builders import category, paper

CONFIG = Config(repo_url="https://code.example.net/team/review", branch="main")


def test_without_a_repository_there_are_none() -> None:
    assert edit_links(paper(), None, Config()) == ""
    assert edit_category_link(category("x"), Config()) == ""
    assert source_url(Config(), Place("bib/x.bib", 1)) == ""


def test_the_entry_opens_at_its_line_and_a_missing_note_can_be_written() -> None:
    links = edit_links(paper("a"), None, CONFIG)
    assert "/blob/main/bib/2022.bib?plain=1#L7)" in links
    assert "/new/main/bib/notes?filename=a.md)" in links


def test_a_note_and_a_category_open_for_editing() -> None:
    note = Note("a", place=Place("bib/notes/a.md"))
    assert "/edit/main/bib/notes/a.md)" in edit_links(paper("a"), note, CONFIG)
    assert "/edit/main/bib/categories/x.md)" in edit_category_link(category("x"), CONFIG)


def test_a_path_cannot_break_out_of_the_link() -> None:
    url = source_url(CONFIG, Place("bib/a) [x](javascript:y) #?.bib", 3))
    assert not set(url) & set(" ()[]")
    assert url.endswith("?plain=1#L3")
