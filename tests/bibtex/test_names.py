import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.bibtex import format_name, parse_given_first, parse_names
from generator.errors import Place
from generator.model import Name

CUT_SHORT = ("{others}", "{et al.}", "{et~al}", "etal", "...", r"\ldots")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Peng, Houwen and Wu, Kan", (Name("Peng", "Houwen"), Name("Wu", "Kan"))),
        ("Ludwig van Beethoven", (Name("Beethoven", "Ludwig", "van"),)),
        ("van der Maaten, L. AND Hinton, G.", (Name("Maaten", "L.", "van der"), Name("Hinton", "G."))),
        ("Davis, Jr., Sammy", (Name("Davis", "Sammy", suffix="Jr."),)),
        ("{OpenAI} and {A and B}", (Name("OpenAI", literal=True), Name("A and B", literal=True))),
        (r"M{\"u}ller, J{\'o}rg and {\L}ukasz Kaiser", (Name("Müller", "Jórg"), Name("Kaiser", "Łukasz"))),
        (r"{\'E}mile Zola", (Name("Zola", "Émile"),)),
        ("{van Gogh}, Vincent", (Name("van Gogh", "Vincent"),)),
        ("family=Berg, given=Hans, prefix=van den, suffix=III", (Name("Berg", "Hans", "van den", "III"),)),
        ("given={Jean, Paul}, family={de la Cruz}", (Name("de la Cruz", "Jean, Paul"),)),
        ("Plato", (Name("Plato"),)),
        ("J.~Smith~and~K. Doe", (Name("Smith", "J."), Name("Doe", "K."))),
        ("de la Cruz, Juan Carlos", (Name("Cruz", "Juan Carlos", "de la"),)),
        (r"A. B and \'Emile Zola", (Name("B", "A."), Name("Zola", "Émile"))),
        ("{{others}}", (Name("others", literal=True),)),
        ("王小明", (Name("王小明"),)),
        ("", ()),
    ],
)  # fmt: skip
def test_names(value: str, names: tuple[Name, ...]) -> None:
    assert parse_names(value) == (names, False, ())


@pytest.mark.parametrize(
    ("value", "names", "more", "codes"),
    [
        ("Smith, J. and others", (Name("Smith", "J."),), True, []),
        ("others", (), True, []),
        ("Smith, J. and Others and Doe, J.", (Name("Smith", "J."), Name("Doe", "J.")), True, []),
        ("Smith, J. et al.", (Name("Smith", "J."),), True, ["et-al"]),
        ("Smith, J. and et al", (Name("Smith", "J."),), True, ["et-al"]),
        ("A, B, C, D", (Name("A", "B C D"),), False, ["too-many-commas"]),
        ("Smith, J.; Doe, A.", (Name("Smith", "J."), Name("Doe", "A.")), False, ["semicolon-names"]),
        ("Smith, J. and and Doe, A.", (Name("Smith", "J."), Name("Doe", "A.")), False, ["empty-name"]),
        ("Smith, J. and", (Name("Smith", "J."),), False, ["empty-name"]),
        ("{} and Doe, A.", (Name("Doe", "A."),), False, ["bad-name"]),
        *((f"Smith, J. and {cut}", (Name("Smith", "J."),), True, ["et-al"]) for cut in CUT_SHORT),
        ("Al Gore", (Name("Gore", "Al"),), False, []),
    ],
)
def test_wild_names(value: str, names: tuple[Name, ...], more: bool, codes: list[str]) -> None:
    found, goes_on, problems = parse_names(value, Place("x.bib", 3), "key")
    assert (found, goes_on, [p.code for p in problems]) == (names, more, codes)
    assert all(p.place == Place("x.bib", 3) and p.citekey == "key" and p.hint for p in problems)


@pytest.mark.parametrize(
    "value",
    [
        "John Smith, Jane Doe, Rich Roe",
        "John Smith, Jane Doe, Rich Roe, Max Moe",
        "J. Smith, K. Doe, and R. Roe",
        "J. Smith, K. Doe and R. Roe",
        "John Smith & Jane Doe",
        r"John Smith \& Jane Doe",
        r"John Smith \and Jane Doe",
    ],
)
def test_several_names_in_one_are_reported(value: str) -> None:
    names, _, problems = parse_names(value)
    assert names
    assert [problem.code for problem in problems] == ["author-separators"]


@pytest.mark.parametrize("value", ["{Johnson & Johnson}", "{A B, C D, E F}", "de la Cruz, Jr., Juan Carlos"])
def test_one_name_is_not_taken_for_several(value: str) -> None:
    assert parse_names(value)[2] == ()


@pytest.mark.parametrize("family", ["others", "et al.", "A & B"])
def test_odd_families_come_back(family: str) -> None:
    for name in (Name(family), Name(family, literal=True)):
        assert parse_names(format_name(name)) == ((name,), False, ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Khaled Kamal Saab", Name("Saab", "Khaled Kamal")),
        ("Zijian (James) Guo", Name("Guo", "Zijian (James)")),
        ("Laurens van der Maaten", Name("Maaten", "Laurens", "van der")),
        ("Philipp del Hougne", Name("Hougne", "Philipp", "del")),
        ("Guy Van den Broeck", Name("Broeck", "Guy", "Van den")),
        ("01.AI", Name("01.AI", literal=True)),
        ("GigaWorld Team", Name("GigaWorld Team", literal=True)),
        ("Yuzhen N/A", Name("Yuzhen")),
        ("zhichao Lian", Name("Lian", "zhichao")),
        ("Andrew M. Dai", Name("Dai", "Andrew M.")),
        ("Sammy Davis, Jr.", Name("Davis", "Sammy", suffix="Jr.")),
        ("Sammy Davis III", Name("Davis", "Sammy", suffix="III")),
        ("Beethoven, Ludwig", Name("Beethoven", "Ludwig")),
        ("Wei Wang 0001", Name("Wang", "Wei")),
        ("Lynn Ai", Name("Ai", "Lynn")),
        ("Plato", Name("Plato")),
    ],
)
def test_given_first(text: str, name: Name) -> None:
    assert parse_given_first(text) == name


@given(st.text())
def test_given_first_takes_anything(text: str) -> None:
    assert parse_given_first(text).family or not text.replace(",", " ").strip()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Beethoven", "Ludwig", "van"), "van Beethoven, Ludwig"),
        (Name("Davis", "Sammy", suffix="Jr."), "Davis, Jr., Sammy"),
        (Name("van Gogh", "Vincent"), "{van Gogh}, Vincent"),
        (Name("AT&T", literal=True), r"{AT\&T}"),
        (Name("Broeck", "Guy", "Van den"), "Van den Broeck, Guy"),
        (Name("Van den Broeck", "Guy"), "{Van den Broeck}, Guy"),
        (Name("Plato"), "Plato"),
        (Name("Cruz", "Juan", "De La"), "family={Cruz}, given={Juan}, prefix={De La}"),
    ],
)
def test_format_name(name: Name, text: str) -> None:
    assert format_name(name) == text


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(
    lambda text: " ".join(text.split())
)
names = st.builds(Name, words.filter(bool), words, words, words, st.just(False)) | st.builds(
    Name, words.filter(bool), literal=st.just(True)
)


@given(names)
@example(Name("others"))
@example(Name("and", "and"))
@example(Name("et al."))
@example(Name("Foo Bar"))
@example(Name("others", literal=True))
@example(Name("A", "B, C", "de", "{"))
def test_names_come_back(name: Name) -> None:
    assert parse_names(format_name(name)) == ((name,), False, ())


@given(st.text(max_size=60))
def test_any_text_gives_names(text: str) -> None:
    found, _, _ = parse_names(text)
    assert all(name.family for name in found)
