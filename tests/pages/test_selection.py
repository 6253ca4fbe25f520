"""What the pages of the selection and the comparison bring along for their scripts."""

import html
import json
import re

from generator.model import Category, Config, Facet, Paper, Review
from generator.pages.selection import compare_page, select_paper, selection_page

HOSTILE = '"><script>x</script> [a](b) `c` {: d} \\ @e'


def test_the_comparison_knows_facets_and_titles_however_hostile() -> None:
    config = Config(facets=(Facet("kind", ("method", HOSTILE)),))
    text = compare_page(Review(config, categories=(Category("cat", HOSTILE),))).text
    assert "<script" not in text
    data = dict(re.findall(r'data-(\w+)="([^"]*)"', text))
    assert json.loads(html.unescape(data["facets"])) == [["kind", ["method", HOSTILE]]]
    assert json.loads(html.unescape(data["categories"])) == {"cat": HOSTILE}


def test_the_button_of_a_paper_names_its_citekey_however_hostile() -> None:
    place = select_paper(Paper(HOSTILE, "slug", "misc", "Title"))
    found = re.fullmatch(r'<span class="select-paper" data-key="([^"]*)"></span>', place)
    assert found
    assert html.unescape(found[1]) == HOSTILE
    assert not set("<>[]`{}\\") & set(found[1])


def test_both_pages_lead_on_without_javascript() -> None:
    for page in (selection_page(), compare_page(Review())):
        assert "needs JavaScript" in page.text
        assert "(years/index.md)" in page.text
