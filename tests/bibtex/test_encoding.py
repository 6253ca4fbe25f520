import pytest

from generator.bibtex.encoding import decode, encode
from generator.model import BibFile, Block, BlockKind


@pytest.mark.parametrize(
    ("raw", "encoding", "newline", "codes"),
    [
        (b"ascii", "utf-8", "\n", []),
        ("é".encode(), "utf-8", "\n", []),
        ("\ufeffé\r\n".encode(), "utf-8-sig", "\r\n", []),
        ("\ufeffé\n".encode("utf-16-le"), "utf-16", "\n", ["not-utf-8"]),
        ("Müller, José, Ångström".encode("latin-1"), "cp1252", "\n", ["not-utf-8"]),
        ("深度学习模型的训练, 计算机学报".encode("gbk"), "gb18030", "\n", ["not-utf-8"]),
        ("% Encoding: ISO-8859-15\né".encode("latin-1"), "iso8859-15", "\n", ["not-utf-8"]),
        ("% Encoding: x-nonsense\né".encode("latin-1"), "cp1252", "\n", ["not-utf-8"]),
        ("% Encoding: GBK\né".encode(), "utf-8", "\n", ["stale-encoding-line"]),
        ("éèêëàâ".encode() + b"\n\xe9\n", "utf-8", "\n", ["mixed-encoding"]),
        (b"a\rb", "utf-8", "\r", []),
        (b"a\r\nb\nc", "utf-8", "\n", []),
    ],
)
def test_decode(raw: bytes, encoding: str, newline: str, codes: list[str]) -> None:
    decoded = decode(raw, "x.bib")
    assert (decoded.encoding, decoded.newline) == (encoding, newline)
    assert [problem.code for problem in decoded.problems] == codes
    assert all(problem.place.file == "x.bib" and problem.place.line for problem in decoded.problems)


def test_mixed_text_is_read_and_located() -> None:
    decoded = decode("éèêëàâ".encode() + b"\n\xe9\n", "x.bib")
    assert decoded.text == "éèêëàâ\né\n"
    assert [problem.place.line for problem in decoded.problems] == [2]


def test_what_the_encoding_lacks_makes_the_file_utf8() -> None:
    file = BibFile("x.bib", (Block(BlockKind.TEXT, "é 深\n", 1),), "latin-1", "\r\n")
    assert encode(file) == "é 深\r\n".encode()
