import pytest

from generator.curate.agreement import agree


@pytest.mark.parametrize(
    ("field", "here", "there"),
    [
        ("title", "{Toy}: A \\emph{Toy}", "Toy – a toy"),
        ("booktitle", "{ICLR}", "iclr"),
        ("year", "2024", "2024-05-01"),
        ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("eprint", "arXiv:2401.00001v3", "2401.00001"),
        ("url", "http://www.example.org/a/", "https://example.org/a"),
        ("author", "Dao, Tri and Fu, Daniel Y.", "Dao, Tri and Fu, Daniel Y."),
        ("author", 'T. Dao and M{\\"u}ller, D.', "Dao, Tri and Müller, Daniel"),
        ("author", "Dao, Tri and others", "Dao, Tri and Fu, Daniel"),
    ],
)
def test_same(field: str, here: str, there: str) -> None:
    assert agree(field, here, there)


@pytest.mark.parametrize(
    ("field", "here", "there"),
    [
        ("title", "Toys", "Toy"),
        ("year", "2023", "2024"),
        ("doi", "10.1000/abc", "10.1000/abd"),
        ("eprint", "2401.00001", "2401.00002"),
        ("eprint", "x", "y"),
        ("url", "https://example.org/a", "https://example.org/b"),
        ("author", "Dao, Tri and Fu, Daniel", "Fu, Daniel and Dao, Tri"),
        ("author", "Dao, Tri", "Dao, Tri and Fu, Daniel"),
        ("author", "Dao, Tri", "Dao, Tom"),
    ],
)
def test_different(field: str, here: str, there: str) -> None:
    assert not agree(field, here, there)
