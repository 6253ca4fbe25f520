"""Previous and next: through a paper's primary category, and back the same way."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.links.citations import CrossLinks
from generator.model import Config, Paper
from generator.pages.neighbours import neighbour_links
from generator.pages.shown import Showing
from generator.pages.view import View, make_view

from ..builders import category, paper, review


def view(*papers: Paper) -> View:
    categories = [category("looms", title="Looms [x] & <b>"), category("threads")]
    return make_view(review(papers, categories, config=Config(entry_formats=())), CrossLinks({}, ()), {}, {})


def links(paper: Paper, made: View) -> dict[str, str]:
    """Return where the page's links lead, by their relation."""
    found = re.findall(r'\]\(([^)]*)\)\{ rel="(\w+)" \}', neighbour_links(Showing(made).shown(paper)))
    return {rel: target for target, rel in found}


def test_they_follow_the_categorys_page() -> None:
    a, b, c = papers = [paper(key, groups=("looms", "threads")) for key in "abc"]
    made = view(*papers, paper("other", groups=("threads", "looms")))
    assert links(a, made) == {"next": "b.md"}
    assert links(b, made) == {"prev": "a.md", "next": "c.md"}
    assert links(c, made) == {"prev": "b.md"}


def test_the_category_is_named_and_inert() -> None:
    a, b = paper("a", groups=("looms",)), paper("b", groups=("looms",), title="<b> [x](javascript:y)")
    block = neighbour_links(Showing(view(a, b)).shown(a))
    assert "In [Looms \\[x\\] &#38; &#60;b&#62;](../categories/looms.md)" in block
    assert "Next: [&#60;b&#62; \\[x\\](javascript:y)](b.md)" in block
    assert block.startswith('<nav class="neighbours no-search" aria-label="In Looms ')
    assert "<b>" not in block


def test_alone_or_nowhere_there_is_no_way_on() -> None:
    alone, nowhere = paper("a", groups=("looms",)), paper("b", groups=("unknown",))
    made = view(alone, nowhere, paper("c"))
    assert [neighbour_links(Showing(made).shown(one)) for one in made.review.papers] == ["", "", ""]


@given(st.lists(st.sampled_from([("looms",), ("threads", "looms"), ("looms", "threads"), ()]), max_size=12))
def test_next_and_then_previous_leads_back(groups: list[tuple[str, ...]]) -> None:
    made = view(*(paper(f"p{n}", groups=group) for n, group in enumerate(groups)))
    by_page = {f"{one.slug}.md": one for one in made.review.papers}
    for one in made.review.papers:
        following = links(one, made).get("next")
        if following:
            assert links(by_page[following], made)["prev"] == f"{one.slug}.md"
