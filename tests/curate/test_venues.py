import pytest

from generator.curate.venues import Venue, parse_venue


@pytest.mark.parametrize(
    ("text", "year", "journal", "venue"),
    [
        ("ICLR 2024", 2024, False, Venue("ICLR")),
        ("ICLR 2024", 2025, False, Venue("ICLR 2024")),
        ("ICLR 2024", None, False, Venue("ICLR 2024")),
        ("3DV 2021", 2021, False, Venue("3DV")),
        ("Toy Workshop (NIPS) 2015", 2015, False, Venue("Toy Workshop (NIPS)")),
        ("AAAI", 2019, False, Venue("AAAI")),
        ("2024", 2024, False, Venue("2024")),
        ("JMLR 26", 2025, True, Venue("JMLR", "26")),
        ("JMLR 2023", 2023, True, Venue("JMLR")),
        ("JMLR 2022", 2023, True, Venue("JMLR 2022")),
        ("Apollo 11", 2023, False, Venue("Apollo 11")),
        ("IEEE TPAMI 46(12)", 2024, True, Venue("IEEE TPAMI", "46", "12")),
        ("SIAM Journal on Optimization 29(1)", 2019, True, Venue("SIAM Journal on Optimization", "29", "1")),
        (
            "Systems, Man, and Cybernetics: Systems 2026",
            2026,
            True,
            Venue("Systems, Man, and Cybernetics: Systems"),
        ),
        ("Science", 2023, True, Venue("Science")),
        ("", None, True, Venue("")),
    ],
)
def test_venues(text: str, year: int | None, journal: bool, venue: Venue) -> None:
    assert parse_venue(text, year, journal) == venue
