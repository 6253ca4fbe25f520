from generator.curate.people import parse_authors
from generator.model import Name


def test_names_come_in_order_as_bibtex() -> None:
    authors = parse_authors(["Tri Dao", "Jan van Gemert", "01.AI"])
    assert authors.names == (Name("Dao", "Tri"), Name("Gemert", "Jan", "van"), Name("01.AI", literal=True))
    assert authors.field == "Dao, Tri and van Gemert, Jan and {01.AI}"
    assert authors.doubtful == ()


def test_an_unknown_part_is_left_out_and_reported() -> None:
    authors = parse_authors(["Yuzhen N/A", "N/A", ""])
    assert authors.names == (Name("Yuzhen"),)
    assert authors.doubtful == ("Yuzhen N/A", "N/A")


def test_a_single_letter_for_a_family_name_is_kept_and_reported() -> None:
    authors = parse_authors(["Christopher R", "X. Chu"])
    assert authors.names == (Name("R", "Christopher"), Name("Chu", "X."))
    assert authors.doubtful == ("Christopher R",)
