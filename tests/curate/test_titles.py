"""The phrases of notes that name the published title, and those that only inform."""

import pytest

from generator.curate.titles import Titles, choose_titles
from generator.model import Fact

TITLE = "SpinNet: Spinning MRI Tops"


@pytest.mark.parametrize(
    ("note", "cited", "understood"),
    [
        ("published as 'SpinNet: Tops that Spin'", "SpinNet: Tops that Spin", True),
        ("published (ToyConf 2024) as 'Children's Tops'", "Children's Tops", True),
        ("published later (ACL 2025) as 'Tops'; a full text lists 7 authors", "Tops", False),
        ("published as 'Is It a Top?'", "Is It a Top?", True),
        ("published (ECCV) as 'SpinNet: A Plug-and-Play Top ...'", TITLE, False),
        ("published as 'SpinNet: A Top…'", TITLE, False),
        ("ToyConf 2024 title: 'Large Tops' not used for matching", "Large Tops", False),
        ("OtherConf 2024 title: 'Large Tops'", TITLE, False),
        ("ToyConf 2024 title adds 'Top-1:'", f"Top-1: {TITLE}", True),
        ("ToyConf 2024 title adds 'of Wood'", TITLE, False),
        ("ToyConf title variant 'Spin: Tops ...' not used", TITLE, False),
        ("proceedings title omits 'SpinNet:'", "Spinning MRI Tops", True),
        ("proceedings title omits 'Other:'", TITLE, False),
        (
            "journal title spells out 'magnetic resonance imaging'",
            "SpinNet: Spinning magnetic resonance imaging Tops",
            True,
        ),
        ("journal title spells out 'electron microscopy'", TITLE, False),
        ("one list cites OtherConf instead", TITLE, False),
        ("later arXiv title says 'forward and inverse'", TITLE, False),
        ("'SpinNet: Tops'", TITLE, False),
        ("published as '", TITLE, False),
        ("", TITLE, False),
    ],
)
def test_notes(note: str, cited: str, understood: bool) -> None:
    titles = choose_titles(Fact(TITLE, venue="ToyConf 2024", note=note))
    assert (titles.cited, titles.understood) == (cited, understood)
    assert titles.others == ((TITLE,) if cited != TITLE else ())


def test_a_later_title_on_arxiv_is_an_alternative() -> None:
    fact = Fact(TITLE, note="later arXiv title: 'HINT: Tops'")
    assert choose_titles(fact) == Titles(TITLE, ("HINT: Tops",), True)


def test_another_title_in_the_source_is_an_alternative_unless_it_only_looks_different() -> None:
    assert choose_titles(Fact(TITLE, "Tops Revisited", match="retitled")).others == ("Tops Revisited",)
    assert choose_titles(Fact(TITLE, "SPINNET – Spinning MRI tops")).others == ()


def test_a_title_that_had_been_cut_gives_way_to_the_publishers() -> None:
    whole = f"{TITLE} in Theory and Practice"
    fact = Fact(TITLE, whole, venue="Toy Letters", match="prefix, abstract confirmed")
    assert choose_titles(fact) == Titles(whole, (TITLE,), False)


def test_a_published_title_leaves_room_for_all_others() -> None:
    fact = Fact(TITLE, "Tops Revisited", note="published as 'Tops'")
    assert choose_titles(fact) == Titles("Tops", (TITLE, "Tops Revisited"), True)
