"""Two reviews of the kind that people migrate from, with invented papers: one in LaTeX, one awesome list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

_WORDS = "Sparse Dense Woven Knitted Linear Quantum Elastic Silent Parallel Hidden Robust Adaptive".split()  # noqa: SIM905
_THINGS = "Looms Threads Needles Spindles Shuttles Bobbins Fabrics Patterns Thimbles Ribbons".split()  # noqa: SIM905
_TASKS = "Protein Folding|Weather Maps|Tomography|Jet Tagging|Speech|Graph Search|Tide Tables".split("|")  # noqa: SIM905
_FAMILIES = "Lovelace Hopper Turing Noether Berg Ångström Curie Franklin O'Neill Müller".split()  # noqa: SIM905
_GIVEN = "Ada Grace Alan Emmy Anna Marie Rosalind Jürgen".split()  # noqa: SIM905
_VENUES = ("ICML", "NeurIPS", "ICLR", "CVPR")


@dataclass(frozen=True)
class Invented:
    """A paper that nobody wrote."""

    number: int
    title: str
    authors: tuple[str, ...]
    year: int
    venue: str

    @property
    def key(self) -> str:
        return f"{self.authors[0].split()[-1].replace(chr(39), '')}:{self.year}x{self.number}"

    @property
    def arxiv(self) -> str:
        return f"{self.year % 100:02}01.{self.number:05}"


@dataclass
class Topic:
    """A category with the numbers of its papers."""

    title: str
    text: str = ""
    papers: list[int] = field(default_factory=list)
    below: list[Topic] = field(default_factory=list)


def papers(count: int) -> tuple[Invented, ...]:
    random = Random(7)  # noqa: S311
    made = []
    for number in range(count):
        word, thing = _WORDS[number % len(_WORDS)], _THINGS[number // len(_WORDS) % len(_THINGS)]
        authors = tuple(
            f"{random.choice(_GIVEN)} {random.choice(_FAMILIES)}" for _ in range(random.randint(1, 4))
        )
        title = f"{word} {thing} for {_TASKS[number % len(_TASKS)]}"
        made.append(Invented(number, title, authors, 2015 + number % 10, _VENUES[number % len(_VENUES)]))
    return tuple(made)


def topics(count: int) -> list[Topic]:
    """Return a tree of topics in which every paper is once, and every tenth one twice."""
    tree = [
        Topic("Reviews", "Below are links to reviews.  The third one has classics.", [], [
            Topic("Modern reviews"), Topic("Classical papers"),
        ]),
        Topic("Classification", "Given a feature space $x\\in\\mathbb{R}^n$, tell kinds apart.", [], [
            Topic("Representations", "There is no unique way.", [], [
                Topic("Images", "Grids of values."), Topic("Sets (point clouds)"), Topic("Other"),
            ]),
            Topic("Targets", "", [], [Topic("$W/Z$ tagging", "Boosted ones."), Topic("quarks & gluons")]),
        ]),
        Topic("Generative models / density estimation", "What makes samples.", [], [
            Topic("GANs"), Topic("Other"),
        ]),
        Topic("Anomaly detection", "What is not like the rest."),
    ]  # fmt: skip
    leaves = [topic for topic in walk(tree) if not topic.below]
    for number in range(count):
        leaves[number % len(leaves)].papers.append(number)
        if number % 10 == 0:
            leaves[(number + 3) % len(leaves)].papers.append(number)
    return tree


def walk(tree: Sequence[Topic]) -> Iterator[Topic]:
    for topic in tree:
        yield topic
        yield from walk(topic.below)


def bibtex(made: Sequence[Invented]) -> str:
    lines = ["@string{jhep = {Journal of Looms}}\n"]
    for paper in made:
        authors = " and ".join(f"{name.split()[-1]}, {name.split()[0]}" for name in paper.authors)
        lines.append(
            f'@article{{{paper.key},\n    author = "{authors}",\n    title = "{{{paper.title}}}",\n'
            f'    eprint = "{paper.arxiv}",\n    archivePrefix = "arXiv",\n    journal = jhep,\n'
            f'    month = "{paper.number % 12 + 1}",\n    year = "{paper.year}"\n}}\n'
        )
    return "\n".join(lines)


def latex(made: Sequence[Invented], tree: Sequence[Topic]) -> str:
    body = "\n".join(_points(made, tree, 0))
    return (
        "\\documentclass{article}\n% \\cite{not:this}\n\\begin{document}\n\\maketitle\n"
        f"See Ref.~\\cite{{{made[0].key}}}.\n\n{body}\n\n\\bibliography{{x}}\n\\end{{document}}\n"
    )


def _points(made: Sequence[Invented], tree: Sequence[Topic], depth: int) -> Iterator[str]:
    indent = "\t" * depth
    yield f"{indent}\\begin{{itemize}}"
    for number, topic in enumerate(tree):
        title = topic.title.replace("&", "\\&")
        title = f"\\textbf{{{title}}}" if topic.text or topic.below or number % 2 else title
        cites = f"~\\cite{{{', '.join(made[n].key for n in topic.papers)}}}" if topic.papers else ""
        yield f"{indent}\\item {title}{cites}"
        if topic.text:
            yield f"{indent}\\\\\\textit{{{topic.text}}}"
        if topic.below:
            yield from _points(made, topic.below, depth + 1)
    yield f"{indent}\\end{{itemize}}"


def awesome(made: Sequence[Invented], tree: Sequence[Topic]) -> str:
    head = "# Awesome Looms [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n\n## Contents\n\n"
    contents = "".join(f"- [{topic.title}](#{topic.title.lower()})\n" for topic in tree)
    return head + contents + "\n" + "\n".join(_headings(made, tree, 2)) + "\n"


def _headings(made: Sequence[Invented], tree: Sequence[Topic], level: int) -> Iterator[str]:
    for topic in tree:
        yield f"\n{'#' * level} {topic.title.replace('$', '')}\n"
        if topic.text:
            yield f"{topic.text}\n"
        yield from (STYLES[n % len(STYLES)](made[n]) for n in topic.papers)
        yield from _headings(made, topic.below, level + 1)


def _url(paper: Invented) -> str:
    return f"https://arxiv.org/abs/{paper.arxiv}"


def _names(paper: Invented) -> str:
    return ", ".join(paper.authors)


WITHOUT_AUTHORS = 2
# Those in which authors stand alone on a line, or behind the word.
SAYS_WHO_IS_AUTHOR = (1, 4)
# How awesome lists write a paper: each of these is in use somewhere.
STYLES = (
    lambda p: f"- [{p.title}]({_url(p)}) - {_names(p)}. *{p.venue} {p.year}*",
    lambda p: (
        f"- **{p.title}**<br>*{_names(p)}*<br>{p.venue} {p.year}. [[paper]({_url(p)})] [[code](https://github.com/x/{p.number})]"
    ),
    lambda p: f"* [{p.venue} {p.year}] {p.title} [[pdf]({_url(p)})]",
    lambda p: f"- ({p.venue}'{p.year % 100:02}) {p.title}. {_names(p)}. [[Paper]]({_url(p)})",
    lambda p: (
        f"- **{p.title}** [[paper]({_url(p)})]\n  - Authors: {_names(p)}\n  - Venue: {p.venue} {p.year}"
    ),
    lambda p: f"1. “{p.title}”, {' and '.join(p.authors)}, {p.venue} {p.year}. [arXiv:{p.arxiv}]({_url(p)})",
    lambda p: f"- `{p.year}.01` **{p.title}**, *{_names(p)}*, {p.venue} {p.year} [[paper]]({_url(p)})",
)
