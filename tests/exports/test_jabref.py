import re

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import ExplicitComment

from generator.bibtex import read_bib, to_papers
from generator.exports import export
from generator.model import Paper, Review

from ..builders import category, paper, review

CATEGORIES = (
    category("looms"),
    category("hand", "looms", title=r"Hand; {looms} @home \n"),
    category("engines"),
    category("steam", "engines"),
    category("empty"),
)


def made(*papers: Paper) -> Review:
    return review(papers, CATEGORIES)


def groups(text: str) -> list[tuple[int, str, str]]:
    """Return depth, name and description of the groups as JabRef's parser takes the lines apart."""
    (tree,) = re.findall(r"@Comment\{jabref-meta: grouping:\n(.*?)\n\}\n", text, re.DOTALL)
    first, *lines = tree.split("\n")
    assert first == "0 AllEntriesGroup:;"
    found = []
    for line in lines:
        depth, _, rest = line.partition(" StaticGroup:")
        name, context, expanded, colour, icon, description, end = re.split(r"\\;", rest)
        assert (context, expanded, colour, icon, end) == ("2", "1", "", "", ";")
        found.append((int(depth), name, description))
    return found


def test_the_tree_has_the_categories_of_the_papers_and_those_above() -> None:
    papers = (paper("a", groups=("hand",)), paper("b", groups=("engines", "gone")))
    text = export(made(*papers), papers, "jabref")
    assert groups(text) == [
        (1, "looms", "Looms"),
        (2, "hand", "Hand looms home n"),
        (1, "engines", "Engines"),
    ]
    assert "  groups = {hand},\n" in text
    assert "  groups = {engines, gone},\n" in text
    assert "@Comment{jabref-meta: databaseType:bibtex;}" in text


def test_readers_of_bibtex_see_comments() -> None:
    papers = (paper("a", groups=("hand",), keywords=("50%",)),)
    text = export(made(*papers), papers, "jabref")
    library = parse_string(text)
    assert [entry.key for entry in library.entries] == ["a"]
    assert len([block for block in library.blocks if isinstance(block, ExplicitComment)]) == 2
    file, problems = read_bib(text.encode(), "all.bib")
    assert problems == ()
    (found,) = to_papers([file])[0]
    assert (found.groups, found.keywords) == (("hand",), ("50%",))


def test_plain_exports_have_no_groups() -> None:
    papers = (paper("a", groups=("hand",), keywords=("x",)),)
    for name in ("bibtex", "biblatex", "csl-json"):
        assert "hand" not in export(made(*papers), papers, name)


def test_ris_has_the_way_to_each_category() -> None:
    papers = (paper("a", groups=("hand", "steam")),)
    text = export(made(*papers), papers, "ris")
    assert re.findall(r"KW  - (.*)\r\n", text) == [
        "Looms",
        r"Looms / Hand, {looms} @home \n",
        "Engines",
        "Engines / Steam",
    ]
