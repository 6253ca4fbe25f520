"""A page's blocks: headings, paragraphs, lists, divisions with Markdown in them, and HTML as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .html import attributes, start_tag
from .inline import Inline
from .raw import raw_block
from .refused import RefusedError

_OPENING = re.compile(r"<(div|nav|details)( [^<>]*)? markdown>")
_SUMMARY = re.compile(r"<summary>[A-Za-z0-9 ]+</summary>")
_ONE_LINE = re.compile(r'<(nav)( [^<>]*) markdown="span">(.*)</nav>')
_HEADING = re.compile(r"(#{1,3}) (.*[^#])")
_CLASSES = re.compile(r"\{ \.([a-z]+(?:-[a-z]+)*) \}")
# Elements that stand within a text.
_WITHIN = ("<span", "<button")
_ENTRY = "- "
_INDENT = "    "
_BELOW = _INDENT + _ENTRY
# A line of prose that begins with any of these, a number or a blank may be more than prose.
_MARKS = frozenset("#>:=*+-|~`!?\\{ \t%^")
_NUMBERED = re.compile(r"[0-9]+[.)]")
_DEFINED = re.compile(r"\[[^\]]*\]:")


@dataclass(slots=True)
class Blocks:
    """Renders blocks one after the other; `headings` are those met so far, by level, HTML and place."""

    inline: Inline
    lines: list[str]
    at: int = 0
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    depth: int = 0

    def render(self) -> list[str]:
        """Return the blocks' HTML; at the place of each heading is an empty one. Raises RefusedError."""
        self._until(None)
        return self.parts

    def _until(self, end: str | None) -> None:
        """Render up to the line that ends a division, or up to the end of the page."""
        listed = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line == end:
                return
            self.at += 1
            if not line:
                continue
            if listed and line.startswith(_ENTRY):
                # Two lists with nothing but a blank line between them are one list of paragraphs.
                raise RefusedError(line)
            listed = line.startswith(_ENTRY)
            self._block(line)
        if end is not None:
            raise RefusedError(end)

    def _block(self, line: str) -> None:
        if line.startswith("#"):
            self._heading(line)
        elif line.startswith(_ENTRY):
            self._list(line)
        elif line.startswith("<") and not line.startswith(_WITHIN):
            self._html(line)
        else:
            self._paragraph(line)

    def _heading(self, line: str) -> None:
        match = _HEADING.fullmatch(line)
        if match is None or self._rest():
            raise RefusedError(line)
        self.headings.append((len(match[1]), self.inline.render(_trimmed(match[2])), len(self.parts)))
        self.parts.append("")

    def _rest(self) -> list[str]:
        """Return the lines up to the next blank one."""
        start = self.at
        while self.at < len(self.lines) and self.lines[self.at]:
            self.at += 1
        return self.lines[start : self.at]

    def _list(self, line: str) -> None:
        self.parts.append("<ul>")
        for entry in _entries([line, *self._rest()]):
            text = self.inline.render_lines(entry.text)
            if entry.below:
                self.parts.append(f"<li>{text}<ul>")
                self.parts += [f"<li>{self.inline.render(one)}</li>" for one in entry.below]
                self.parts += ["</ul>", "</li>"]
            else:
                self.parts.append(f"<li>{text}</li>")
        self.parts.append("</ul>")

    def _paragraph(self, line: str) -> None:
        lines = [line, *self._rest()]
        classes = _CLASSES.fullmatch(lines[-1])
        shown = [_prose(one) for one in (lines[:-1] if classes else lines)]
        if not shown:
            raise RefusedError(line)
        opening = f'<p class="{classes[1]}">' if classes else "<p>"
        self.parts.append(f"{opening}{self.inline.render_lines(shown)}</p>")

    def _html(self, line: str) -> None:
        opening, one_line = _OPENING.fullmatch(line), _ONE_LINE.fullmatch(line)
        if opening:
            self._division(opening[1], opening[2] or "")
        elif one_line and not self._rest():
            tag = start_tag("nav", attributes(one_line[2]))
            self.parts.append(f"{tag}{self.inline.render(_trimmed(one_line[3]))}</nav>")
        elif self.depth:
            self.at = raw_block(self.lines, self.at - 1, self.parts)
        else:
            # Outside of a division it stays as it is written, whatever it is.
            raise RefusedError(line)

    def _division(self, name: str, given: str) -> None:
        self.parts.append(start_tag(name, attributes(given)))
        if name == "details":
            self._summary()
        self._blank()
        empty = len(self.parts)
        self.depth += 1
        self._until(f"</{name}>")
        self.depth -= 1
        if len(self.parts) == empty:
            raise RefusedError(name)
        self.at += 1
        self._blank()
        self.parts.append(f"</{name}>")

    def _summary(self) -> None:
        line = self.lines[self.at] if self.at < len(self.lines) else ""
        if not _SUMMARY.fullmatch(line):
            raise RefusedError(line)
        self.parts.append(line)
        self.at += 1

    def _blank(self) -> None:
        if self.at < len(self.lines) and self.lines[self.at]:
            raise RefusedError(self.lines[self.at])


@dataclass(slots=True)
class _Entry:
    """An entry of a list: its lines, and the entries below it, of one line each."""

    text: list[str]
    below: list[str] = field(default_factory=list)


def _entries(lines: list[str]) -> list[_Entry]:
    """Return the entries of a list; raises RefusedError where one is more than text and a list."""
    entries: list[_Entry] = []
    for line in lines:
        if line.startswith(_ENTRY):
            entries.append(_Entry([_prose(line[len(_ENTRY) :])]))
        elif line.startswith(_BELOW):
            entries[-1].below.append(_prose(line[len(_BELOW) :]))
        elif line.startswith(_INDENT) and not entries[-1].below:
            entries[-1].text.append(_INDENT + _prose(line[len(_INDENT) :]))
        else:
            raise RefusedError(line)
    return entries


def _prose(line: str) -> str:
    """Return a line of text; raises RefusedError where it could begin another kind of block."""
    if not line or line[0] in _MARKS or line[0].isspace() or _NUMBERED.match(line) or _DEFINED.match(line):
        raise RefusedError(line)
    if line[0] == "<" and not line.startswith(_WITHIN):
        raise RefusedError(line)
    if line[-1].isspace():
        # Blanks at its end may break it.
        raise RefusedError(line)
    return line


def _trimmed(text: str) -> str:
    if text != text.strip():
        raise RefusedError(text)
    return text
