import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text.latex import decode, escape, protect, to_unicode, verbatim


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("  two\n  lines ", "two lines"),
        ("{FP8}-{LM}: {{A}}", "FP8-LM: A"),
        (r"M{\"u}ller, \'Eric, {\'{\i}}, \c{c}, \v s, \H{o}, \.I", "Müller, Éric, í, ç, š, ő, İ"),
        (r"{\L}ukasz {\o}re \ss{} \aa \ae", "Łukasz øre ß åæ"),
        (r"\'{Etude} \'Etude", "Étude Étude"),
        ("a--b---c ``q'' it's ?`no", "a–b—c “q” it's ¿no"),
        (r"A~B\,C\ D \& 5\% \$3 \#1 a\_b \{x\}", "A B C D & 5% $3 #1 a_b {x}"),
        (r"\emph{one} {\em two} \textbf{t}\texttt{x}", "one two tx"),
        (r"\href{http://x.y/a_b}{the \emph{text}} \url{http://x.y/~a\_b}", "the text http://x.y/~a_b"),
        (r"\noopsort{1973a}Knuth {\noopsort{x}}Donald", "Knuth Donald"),
        (r"10$^4$ $x^{2+n}$ H$_2$O $^\circ$C 1\textsuperscript{st}", "10⁴ x²⁺ⁿ H₂O °C 1ˢᵗ"),
        (
            r"$\alpha$-CROWN $5 \times 3$ $\ell_1$ $\mathcal{O}(n \log n)$ \(k\)",
            "α-CROWN 5 × 3 ℓ₁ O(n log n) k",
        ),
        (r"$\frac{a}{b}$ and $x_\infty$ stay", r"$\frac{a}{b}$ and $x_\infty$ stay"),
        ("from $5 to $10", "from $5 to $10"),
        (r"\textregistered\ \textendash{} \copyright", "® – ©"),
        (r"\LaTeX{} and Bib\TeX", "LaTeX and BibTeX"),
        (r"\textbackslash{}x \textasciitilde{} \textasciicircum{}", r"\x ~ ^"),
        (r"\textless a\textgreater{} \textbar{} \textquotedbl{} \S 2 \P{} \SS{} \ddag", '<a> | " §2 ¶ SS ‡'),
        (r"\texorpdfstring{$\frac{a}{b}$}{a over \emph{b}} c", "a over b c"),
        (r"Deep\footnote{See \emph{this}.} learning\footnote{}", "Deep (See this.) learning"),
        ("", ""),
    ],
)
def test_to_unicode(value: str, text: str) -> None:
    assert decode(value) == (text, "")


@pytest.mark.parametrize(
    ("value", "text", "failure"),
    [
        (r"The \ourmodel{} way", r"The \ourmodel way", r"\ourmodel"),
        (r"\foo and \baz{x} \foo", r"\foo and \baz{x} \foo", r"\foo, \baz"),
        (r"\foo{a} {B} \baz{", r"\foo{a} B \baz{", r"\foo, \baz"),
        (r"2020\natexlab{a}", r"2020\natexlab{a}", r"\natexlab"),
        (r"\foo{a{b}}{\'e}{c", r"\foo{a{b}}{\'e}{c", r"\foo"),
        (r"\foo{} and \sqrt{x}", r"\foo{} and \sqrt{x}", r"\foo"),
        (r"\sqrt{x}", "√(x)", ""),
        (r"\'{" * 100 + "e" + "}" * 100, r"\'{" * 100 + "e" + "}" * 100, "too many nested commands"),
        ("\\", "\\", ""),
    ],
)
def test_what_is_unknown_stays(value: str, text: str, failure: str) -> None:
    assert decode(value) == (text, failure)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"https://x.y/a\_b\%20--c~d", "https://x.y/a_b%20--c~d"),
        (r"{https://x.y/{\textasciitilde}me}", "https://x.y/~me"),
        (r"https://x.y/\~{}me", "https://x.y/~me"),
        (r"\url{https://x.y}", "https://x.y"),
    ],
)
def test_verbatim(value: str, text: str) -> None:
    assert verbatim(value) == text


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("ED-NeRF: Editing of 3D Scene", "{ED-NeRF}: Editing of {3D} Scene"),
        ("Gaussian-Flow: 4D Reconstruction", "{Gaussian-Flow}: {4D} Reconstruction"),
        ("Beyond U: A Vision-Language-Action Model", "Beyond {U}: A Vision-Language-Action Model"),
        ("An LLM-to-LM (FP8) model & 5%", r"An {LLM}-to-{LM} ({FP8}) model \& 5\%"),
        ("From Llama2 to 4-bit", "From {Llama2} to 4-bit"),
    ],
)
def test_protect(title: str, value: str) -> None:
    assert protect(title) == value


def balanced(value: str) -> bool:
    depth = 0
    for char in value:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


latex_like = st.text(st.sampled_from("\\{}$~^_-`'\"?!%&#abEcuH1 \n") | st.characters(codec="utf-8"))


@given(latex_like)
@example("``--''?`!`")
@example("a -- b --- {c} \\'e $x$ \\")
def test_escape_comes_back(text: str) -> None:
    assert to_unicode(escape(text)) == " ".join(text.split())
    assert balanced(escape(text))


@given(latex_like)
@example("A-- U``X''")
def test_protect_comes_back(title: str) -> None:
    assert to_unicode(protect(title)) == " ".join(title.split())
    assert balanced(protect(title))


@given(latex_like)
def test_anything_decodes(value: str) -> None:
    text, _ = decode(value)
    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    "piece", ["{", "$", "\\'", "\\'{", "$\\alpha^{", "\\(", "\\emph", "\\href{a}", "`", "\\frac"]
)
def test_time_is_linear(piece: str) -> None:
    assert to_unicode(piece * 20_000) is not None
