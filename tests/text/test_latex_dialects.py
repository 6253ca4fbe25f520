import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import latex_ascii
from generator.text.latex import escape, to_unicode
from generator.text.latex_ascii import in_ascii
from generator.text.latex_dialects import ascii_latex, unicode_latex, untranslatable


@pytest.mark.parametrize(
    ("value", "as_unicode", "as_ascii"),
    [
        (r"{\'E}tale M{\"u}ller \'etude", "Étale Müller étude", r"{\'E}tale M{\"u}ller {\'e}tude"),
        (r"\ss{} {\o}re \L odz \ae", "ß øre Łodz æ", r"{\ss} {\o}re {\L}odz {\ae}"),
        (r"\c{c} \v s {\'{\i}} \.I \H{o}", "ç š í İ ő", r"{\c{c}} {\v{s}} {\'i} {\.I} {\H{o}}"),
        ("ș ĩ ĵ", "ș ĩ ĵ", r"{\textcommabelow{s}} {\~{\i}} {\^{\j}}"),
        ("αβ-CROWN Ναός", r"\ensuremath{\alpha}\ensuremath{\beta}-CROWN Ναός",
         r"\ensuremath{\alpha}\ensuremath{\beta}-CROWN {Naos}"),
        ("Nguyễn Đặng", "Nguyễn Đặng", r"Nguy{\~{\^e}}n {\DJ}{\u{\d{a}}}ng"),
        ("AT&T 5% C# a_b x^2 $5", r"AT\&T 5\% C\# a\_b x\textasciicircum{}2 \$5", None),
        (r"\& \% $x_{2}$ \emph{a} a~b", r"\& \% $x_{2}$ \emph{a} a~b", None),
        ("α₂ ℓ∞ ℝ", None, r"\ensuremath{\alpha}\ensuremath{_{2}} \ensuremath{\ell}\ensuremath{\infty} "
                          r"{{\ensuremath{\mathbb{R}}}}"),
        ("a – b — “c” ‘d’ … ¿", "a – b — “c” ‘d’ … ¿", r"a -- b --- ``c'' `d' {\ldots} ?`"),
        ("a-–b ’’ ”’", "a-–b ’’ ”’", "a-{}--b '{}' ''{}'"),
        (r"\enquote{q} in \ourmacro{}", r"q in \textbackslash{}ourmacro", None),
        (r"\noopsort{1973a}Knuth {\noopsort{x}}D", "Knuth D", None),
        (r"see \url{http://a.b/c_d}", r"see \url{http://a.b/c_d}", None),
        (r"see \url{http://a.b/%20}", r"see http://a.b/\%20", None),
        ("漢字 x", "漢字 x", "{HanZi} x"),
        ("a\u200bb c\u00a0d", "a\u200bb c\u00a0d", "ab c~d"),
        ("é\u0301", "é\u0301", None),
        ("C:\\", r"C:\textbackslash{}", None),
    ],
)  # fmt: skip
def test_dialects(value: str, as_unicode: str | None, as_ascii: str | None) -> None:
    if as_unicode is not None:
        assert unicode_latex(value) == as_unicode
    if as_ascii is not None:
        assert ascii_latex(value) == as_ascii
    assert ascii_latex(value).isascii()


# Signs with one meaning in LaTeX and in Unicode: spaces, hyphens and quotation marks have several.
EXACT = [
    *(char for table in (latex_ascii._LETTERS, latex_ascii._GREEK, latex_ascii._MATH) for char in table),
    *"éàüñçşșțğłąęőěřţĺũỹẽếậ",
]
PLAIN = [
    char
    for char in EXACT
    if char.isalpha() and len(char) == 1 and not char.isascii() and char not in "ẞϵϖϱϕℜℑ℘ℵℏ"
]


@pytest.mark.parametrize("char", sorted(set(PLAIN)))
def test_every_letter_comes_back(char: str) -> None:
    written = in_ascii(char)
    assert written is not None
    assert to_unicode(written) == char


# Three Greek letters in a row are a word, which is transliterated.
@given(
    st.lists(st.sampled_from([*PLAIN, *"abZ 09.,-'`?!&%#_$^~\\{}"]))
    .map("".join)
    .filter(lambda text: not re.search("[\u0370-\u03ff]{3}", text))
)
def test_a_text_comes_back_from_ascii(text: str) -> None:
    value = escape(text)
    assert to_unicode(ascii_latex(value)) == " ".join(unicodedata.normalize("NFC", text).split())


latex_like = st.text(st.sampled_from("\\{}$~^_-`'\"?!%&#abEcuH1 \n") | st.characters(codec="utf-8"))


@given(latex_like)
def test_ascii_is_ascii_and_stays_so(value: str) -> None:
    once = ascii_latex(value)
    assert once.isascii()
    assert ascii_latex(once) == once


@given(latex_like)
def test_nothing_that_stops_latex_is_left(value: str) -> None:
    outside = re.sub(
        r"\$(?!\s)(?:[^$\\]|\\.)+(?<!\s)\$(?!\d)|\\ensuremath\{(?:[^{}]|\{[^{}]*\})*\}",
        "",
        ascii_latex(value),
    )
    assert re.search(r"(?<!\\)(?:\\\\)*[&%#$]", re.sub(r"\\url\{[^{}]*\}", "", outside)) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Παπαδόπουλος, Γ.", "Papadopoulos, G."),
        ("Хрущёв, Никита and 王, 小明", "Khrushchev, Nikita and Wang, XiaoMing"),
        ("さくら, ももこ", "Sakura, Momoko"),
        ("ванко, и", "vanko, i"),
        ("анд, о and анд", "{and}, o and {and}"),
        ("Müller, Ș.", r"M{\"u}ller, {\textcommabelow{S}}."),
    ],
)
def test_names_in_ascii(value: str, expected: str) -> None:
    assert ascii_latex(value, names=True) == expected
    assert unicode_latex(value, names=True) == value


@given(st.lists(st.text(st.characters(categories=["L", "M", "P"])), min_size=1).map(" and ".join))
def test_no_letter_of_a_name_becomes_one_of_bibtexs_words(value: str) -> None:
    count = len(re.findall(r"\sand\s", value, re.IGNORECASE))
    assert len(re.findall(r"\sand\s", ascii_latex(value, names=True), re.IGNORECASE)) <= count


def test_what_is_transliterated_is_told() -> None:
    assert untranslatable("αβ") == ""
    assert untranslatable("αβ", names=True) == "αβ"
    assert untranslatable("Ναός") == "Ναός"
    assert untranslatable("漢字 é α 漢 ß") == "漢字"
    assert untranslatable("plain") == ""
