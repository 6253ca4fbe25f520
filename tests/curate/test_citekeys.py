import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.curate.citekeys import citekey, significant_words, unique_key
from generator.model import Name

DAO = Name("Dao", "Tri")


@pytest.mark.parametrize(
    ("names", "year", "title", "key"),
    [
        (
            (DAO, Name("Fu", "Daniel Y.")),
            2022,
            "FlashAttention: Fast and Memory-Efficient",
            "dao2022flashattention",
        ),
        ((Name("Müller", "Ö."),), 2024, "On the Use of the Toy", "muller2024use"),
        ((Name("Gemert", "Jan", "van"),), 2021, "What Does a Toy Do?", "gemert2021toy"),
        ((Name("Shwartz-Ziv", "Ravid"),), 2017, "Opening the Black Box", "shwartzziv2017opening"),
        ((Name("01.AI", literal=True),), 2024, "Yi: Open Models", "01ai2024yi"),
        ((Name("张", "三"),), 2023, "FP8-LM: Training", "zhang2023fp8lm"),
        ((DAO,), 2025, "AlphaToy:Asynchronous Toys", "dao2025alphatoy"),
        ((DAO,), 2025, "γ-MoD: Depth", "dao2025gmod"),
        ((DAO,), 2025, "The I/O of It", "dao2025io"),
        ((DAO,), 2025, "To Be or Not to Be", "dao2025to"),
        ((DAO,), None, "Toys", "daotoys"),
        ((), 2021, "The finite steps of toys", "finite2021steps"),
        ((), 2021, "Toys", "toys2021"),
        ((), None, "", "untitled"),
    ],
)
def test_the_contract(names: tuple[Name, ...], year: int | None, title: str, key: str) -> None:
    assert citekey(names, year, title) == key


@given(st.text(), st.text(), st.none() | st.integers(1000, 2999))
def test_keys_are_ascii_letters_and_digits(family: str, title: str, year: int | None) -> None:
    key = citekey((Name(family),), year, title)
    assert key
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


def test_insignificant_words_stay_when_there_are_no_others() -> None:
    assert significant_words("The One with the Toy") == ["one", "toy"]
    assert significant_words("On and On") == ["on", "and", "on"]


def test_a_taken_key_gets_a_letter_then_a_number() -> None:
    assert unique_key("a2024b", set()) == "a2024b"
    assert unique_key("a2024b", {"a2024b"}) == "a2024bb"
    assert unique_key("A2024b", {"a2024b", "a2024bb"}) == "A2024bc"
    taken = {"k", *(f"k{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"), "k2"}
    assert unique_key("k", taken) == "k3"
