from datetime import date

import pytest

from generator.readers.dates import page_date

SAVED = date(2025, 12, 9)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dec 6, 2023", "2023-12-06"),
        ("Dec 11, 2023 2", "2023-12-11"),
        ("Nov 24 6", "2025-11-24"),
        ("Dec 9", "2025-12-09"),
        ("Dec 10", "XXXX-12-10"),
        ("Feb 29", "XXXX-02-29"),
        ("Feb 29, 2024", "2024-02-29"),
        ("Feb 29, 2023", None),
        ("Feb 30", None),
        ("Dec 6, 20", None),
        ("December 6", None),
        ("6", None),
        ("", None),
    ],
)
def test_dates_of_a_page_saved_in_december(text: str, found: str | None) -> None:
    assert page_date(text, SAVED) == found


def test_without_the_day_it_was_saved_the_year_stays_open() -> None:
    assert page_date("Nov 24 6") == "XXXX-11-24"
    assert page_date("Nov 24, 2021 6") == "2021-11-24"
