"""What a style of BibTeX's makes of a title: `change.case$` with `t`, which plain.bst and most others use.

Outside braces every letter but the first becomes small, and the first behind a colon and white space. A group
that begins with a backslash is a special character: its letters change, its commands do not, but for those
that are letters themselves (bibtex.web, section 364, "Here's a function for case conversion").
"""

import re

_LETTERS = {"L": "l", "O": "o", "OE": "oe", "AE": "ae", "AA": "aa"}
_COMMAND = re.compile(r"\\([A-Za-z]+|.)|([^\\]+)", re.DOTALL)


def plain_title(title: str) -> str:
    """Return the title as such a style prints it, braces included."""
    written: list[str] = []
    at = depth = 0
    before = ": "
    while at < len(title):
        char = title[at]
        keeps = at == 0 or (before.endswith((" ", "~")) and before.rstrip(" ~").endswith(":"))
        if char == "{" and depth == 0 and title[at + 1 : at + 2] == "\\":
            end = _closes(title, at)
            group = title[at:end]
            written.append(group if keeps else _special(group))
            at = end
            before = title[:at]
            continue
        depth += {"{": 1, "}": -1}.get(char, 0)
        written.append(char if depth > 0 or keeps or not char.isascii() else char.lower())
        at += 1
        before = title[:at]
    return "".join(written)


def _closes(title: str, start: int) -> int:
    depth = 0
    for at in range(start, len(title)):
        depth += {"{": 1, "}": -1}.get(title[at], 0)
        if depth == 0:
            return at + 1
    return len(title)


def _special(group: str) -> str:
    def small(match: re.Match[str]) -> str:
        if match[2] is not None:
            return match[2].lower()
        return f"\\{_LETTERS.get(match[1], match[1])}"

    return _COMMAND.sub(small, group)
