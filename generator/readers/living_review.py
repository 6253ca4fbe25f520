r"""Reading the categories of a living review in LaTeX: nested lists whose points cite papers.

The form is that of the HEP-ML Living Review: each `\item` has a title, often in `\textbf`, then `\cite{…}`,
then a description after `\\`, often in `\textit`. Sections of the document are categories, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..errors import Place, Problem, Severity
from ..text.latex import to_unicode
from .reference import Section

_COMMENT = re.compile(r"(?<!\\)%.*")
_LISTS = r"itemize|enumerate|description"
_MARK = re.compile(
    rf"\\(?:begin\{{(?P<begin>{_LISTS})\}}|end\{{(?P<end>{_LISTS})\}}"
    r"|(?P<item>item)(?![A-Za-z])(?:\s*\[[^\]]*\])?"
    r"|(?P<level>(?:sub){0,2}section)\*?\s*\{)"
)
_CITE = re.compile(r"\\(?:no)?[cC]ite[a-zA-Z]*\*?(?:\s*\[[^\]]{0,1000}\]){0,2}\s*\{([^{}]*)\}")
_BREAK = re.compile(r"\\\\(?:\s*\[[^\]]*\])?|\\newline(?![A-Za-z])|\n\s*\n")
_FIRST_LIST = 10
_LONG_TITLE = 160


@dataclass(frozen=True, slots=True)
class Cited:
    """A citekey as the document cites it: in which section, if in any, and on which line."""

    key: str
    section: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's sections in order, what each cites, and what was not understood."""

    sections: tuple[Section, ...] = ()
    cited: tuple[Cited, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class _Walk:
    """What was read of a document so far; `open` has the levels and numbers of the sections around."""

    path: str
    sections: list[Section] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)
    depth: int = 0

    def heading(self, level: int, text: str, line: int) -> None:
        """Open a section, below the nearest one of a higher level; without a title there is none."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        title, rest = _split(text)
        if title:
            parent = self.open[-1][1] if self.open else None
            self.open.append((level, len(self.sections)))
            self.sections.append(Section(title, rest, parent, Place(self.path, line)))

    def cite(self, text: str, line: int) -> None:
        """Note what the text cites, in the innermost open section."""
        section = self.open[-1][1] if self.open else None
        for match in _CITE.finditer(text):
            at = line + text.count("\n", 0, match.start(1))
            self.cited += [Cited(key.strip(), section, at) for key in match[1].split(",") if key.strip()]

    def describe(self, text: str) -> None:
        """Add a text to the innermost open section."""
        plain = _plain(_CITE.sub("", text))
        if plain and self.open:
            number = self.open[-1][1]
            section = self.sections[number]
            self.sections[number] = replace(section, text=" ".join((section.text, plain)).strip())

    def misread(self, message: str, line: int, hint: str) -> None:
        """Report what was not understood."""
        self.problems.append(
            Problem("import-layout", message, Place(self.path, line), hint, severity=Severity.WARNING)
        )


def read_outline(text: str, path: str) -> Outline:
    """Return the categories of a LaTeX document, the citekeys cited in each, and what was not understood."""
    plain = "\n".join(_COMMENT.sub("", line) for line in text.removeprefix("\ufeff").splitlines())
    begin, end = plain.find("\\begin{document}"), plain.find("\\end{document}")
    start = begin + len("\\begin{document}") if begin >= 0 else 0
    walk = _Walk(path)
    line = plain.count("\n", 0, start) + 1
    for mark, body in _pieces(plain[start : end if end >= 0 else len(plain)]):
        _step(walk, mark, body, line)
        line += (mark[0] if mark else "").count("\n") + body.count("\n")
    if walk.depth:
        walk.misread("a list is not closed", line, "close it with \\end{itemize}")
    if not walk.sections:
        walk.misread("there is no list or section with a title", 1, "name the file with the review's lists")
    return Outline(tuple(walk.sections), tuple(walk.cited), tuple(walk.problems))


def _pieces(text: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Yield each mark with the text up to the next one, the text before the first mark alone."""
    marks = list(_MARK.finditer(text))
    yield None, text[: marks[0].start()] if marks else text
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        yield mark, text[mark.end() : end]


def _step(walk: _Walk, mark: re.Match[str] | None, body: str, line: int) -> None:
    if mark is None:
        walk.cite(body, line)
    elif mark["begin"]:
        walk.depth += 1
        walk.describe(body)
        walk.cite(body, line)
    elif mark["end"]:
        _close(walk, line)
        walk.describe(body)
        walk.cite(body, line)
    elif mark["item"]:
        walk.heading(_FIRST_LIST + walk.depth, body, line)
        walk.cite(body, line)
    else:
        title, rest = _braced(body)
        walk.heading(mark["level"].count("sub"), title, line)
        walk.describe(rest)
        walk.cite(rest, line + title.count("\n"))


def _close(walk: _Walk, line: int) -> None:
    if not walk.depth:
        walk.misread("a list ends here that did not begin", line, "remove the \\end")
        return
    while walk.open and walk.open[-1][0] >= _FIRST_LIST + walk.depth:
        walk.open.pop()
    walk.depth -= 1


def _braced(text: str) -> tuple[str, str]:
    """Return what stands before the brace that closes an open one, and what follows it."""
    depth = 1
    for match in re.finditer(r"(?<!\\)[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return text[: match.start()], text[match.end() :]
    return text, ""


def _split(text: str) -> tuple[str, str]:
    """Return a point's title, which ends at its first citation or line break, and its description."""
    ends = [match.start() for pattern in (_CITE, _BREAK) if (match := pattern.search(text.strip()))]
    text = text.strip()
    end = min(ends, default=len(text))
    title, rest = _plain(text[:end]), _plain(_BREAK.sub(" ", _CITE.sub(" ", text[end:])))
    if len(title) > _LONG_TITLE:
        return f"{title[:_LONG_TITLE].rsplit(' ', 1)[0]} …", f"{title} {rest}".strip()
    return title, rest


def _plain(text: str) -> str:
    """Return the text in Unicode, without what stood around citations."""
    return to_unicode(text.replace("~", " ")).strip(" .,;:~")
