"""What cards over links say."""

from generator.links.citations import CrossLinks
from generator.model import Note
from generator.pages.cards import Cards
from generator.pages.shown import Showing
from generator.pages.view import make_view

from ..builders import paper, review


def test_a_card_says_who_where_when_and_what() -> None:
    known = paper("a", authors=("Lovelace", "Hopper"), venue="TOYCONF", year=2024)
    made = make_view(review([known], notes=[Note("a", 'It "weaves".')]), CrossLinks({}, ()), {}, {})
    cards, other = Cards(), Showing(made).other(known)
    about = ' data-by="Lovelace, Hopper. TOYCONF 2024." data-tldr="It &#34;weaves&#34;."'
    assert cards.over("[A](a.md)", other) == f'<span class="carded"{about}>[A](a.md)</span>'
    assert (
        cards.over("[A](a.md)", other, "Title")
        == f'<span class="carded"{about} data-title="Title">[A](a.md)</span>'
    )


def test_what_is_not_known_is_not_said_and_nothing_breaks_out() -> None:
    hostile = paper("a", authors=('"><img src=x onerror=alert(1)> [x](javascript:y) {: onclick=z }',))
    made = make_view(review([hostile]), CrossLinks({}, ()), {}, {})
    card = Cards().over("", Showing(made).other(hostile))
    assert card.count("<") == card.count(">") == 2
    assert card.count('"') == 4
    assert not set(card.partition("data-by")[2].partition('">')[0]) & set("<>[]{}`*_@")
