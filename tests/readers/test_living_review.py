"""Nested lists of LaTeX: which sections there are, below which other one, and what each cites where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.living_review import Outline, read_outline

REVIEW = r"""\documentclass{article} % \section{no}
\begin{document}
See~\cite{self}.
\section{First \emph{part}}\label{x}
What it is about~\cite[p.~3]{a, b}.
\begin{itemize}
\item \textbf{Images}~\cite{c,
  d}
\\\textit{Grids of values.  More of them.}
  \begin{enumerate}
  \item~\cite{e}
  \item[--] Jets~\citep{f} % ~\cite{no}
  \end{enumerate}
\item $H\rightarrow b\bar{b}$ \& 50\% more
\end{itemize}
\subsection*{Second}
\end{document}
\cite{after}
"""


def shape(outline: Outline) -> list[tuple[str, int | None]]:
    return [(section.title, section.parent) for section in outline.sections]


def test_sections_and_points_are_a_tree() -> None:
    outline = read_outline(REVIEW, "x.tex")
    assert outline.problems == ()
    assert shape(outline) == [
        ("First part", None),
        ("Images", 0),
        ("Jets", 1),
        ("$H\\rightarrow b\\bar{b}$ & 50% more", 0),
        ("Second", 0),
    ]
    assert [section.place.line for section in outline.sections] == [4, 7, 12, 14, 16]
    assert outline.sections[1].text == "Grids of values. More of them"


def test_citations_know_their_section_and_line() -> None:
    cited = [(each.key, each.section, each.line) for each in read_outline(REVIEW, "x.tex").cited]
    assert cited == [
        ("self", None, 3),
        ("a", 0, 5),
        ("b", 0, 5),
        ("c", 1, 7),
        ("d", 1, 7),
        ("e", 1, 11),
        ("f", 2, 12),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("\\begin{itemize}\n\\item A", 2), ("\\section{A}\n\\end{itemize}\n", 2), ("no list here\n", 1)],
)
def test_lists_that_do_not_fit_are_told(text: str, line: int) -> None:
    (problem,) = read_outline(text, "x.tex").problems
    assert (problem.code, problem.place.line) == ("import-layout", line)


PIECES = st.sampled_from((
    "\\begin{itemize}", "\\end{itemize}", "\\item ", "\\section{A}", "\\section{", "A", "}", "\\cite{a}",
    "\n", "%",
))  # fmt: skip


@given(st.lists(PIECES, max_size=20))
def test_any_text_can_be_read_and_parents_come_first(pieces: list[str]) -> None:
    outline = read_outline("".join(pieces), "x.tex")
    assert all(section.parent is None or section.parent < at for at, section in enumerate(outline.sections))
    assert all(each.section is None or each.section < len(outline.sections) for each in outline.cited)
