"""Elements, labels and figures: what comes from a source is text in them."""

from lxml import etree

from generator.charts.markup import (
    Label,
    Series,
    element,
    figure,
    legend,
    percent,
    scrolled,
    table,
    unfolded,
)

HOSTILE = "</title></svg><script>pwned()</script>\" onload=\"x\n\n# heading & 'more'"


def test_text_and_attributes_read_back_as_they_were() -> None:
    label = Label(HOSTILE, '../papers/x/"onclick="y')
    parsed = etree.fromstring(str(label))
    assert parsed.text == " ".join(HOSTILE.split())
    assert dict(parsed.attrib) == {"href": '../papers/x/"onclick="y'}
    assert str(Label("<b>")) == "&lt;b&gt;"


def test_attributes_that_are_empty_are_left_out_and_zero_is_not() -> None:
    assert element("a", {"class": "", "x": 0}) == '<a x="0"></a>'


def test_shares_are_percentages_without_needless_digits() -> None:
    assert [percent(share) for share in (0, 1, 0.5, 1 / 3, 0.12345)] == [
        "0%",
        "100%",
        "50%",
        "33.33%",
        "12.35%",
    ]


def test_a_figure_is_one_line_of_well_formed_markup() -> None:
    series = [Series(Label(HOSTILE), 3, 1234)]
    inside = table(HOSTILE, ["Head", "Count"], [[str(Label(HOSTILE)), "5"]])
    made = figure("x", HOSTILE, legend(series), unfolded("More", scrolled(HOSTILE, inside)))
    assert "\n" not in made
    parsed = etree.fromstring(made)
    assert parsed.findtext("figcaption") == " ".join(HOSTILE.split())
    assert [cell.tag for cell in parsed.iterfind(".//tbody/tr/*")] == ["th", "td"]
    assert parsed.findtext(".//li/span[@class='count']") == "1,234"
    assert not list(parsed.iter("script"))


def test_what_scrolls_can_be_reached_and_has_a_name() -> None:
    box = etree.fromstring(scrolled("Numbers", "<p></p>"))
    assert dict(box.attrib) == {
        "class": "chart-scroll",
        "role": "region",
        "aria-label": "Numbers",
        "tabindex": "0",
    }
