"""One escaping function for each place where text from outside lands.

All text of a bibliography is hostile: it may come from a stranger's pull request. Callers pass plain text and
get something inert; nothing else in the package builds Markdown, HTML, YAML, JSON, CSV or RIS from such text
by hand. docs/security.md has the table of all places, and a test compares the two.
"""

import html
import json
import re
import shlex
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import yaml

# Backslash escapes that Python-Markdown honours (`Markdown.ESCAPED_CHARS`), and character references for what
# it does not: those mean nothing to it or to any extension that somebody may switch on.
_BACKSLASHED = "\\`*_{}[]!"
_REFERENCED = "<>&|~^=$"
_INLINE = str.maketrans(
    {char: f"\\{char}" for char in _BACKSLASHED} | {char: f"&#{ord(char)};" for char in _REFERENCED}
)
_IN_TAG = str.maketrans({char: f"&#{ord(char)};" for char in _BACKSLASHED + _REFERENCED + "\"'@:"})
_IN_PRE = tuple((char, f"&#{ord(char)};") for char in "&<>\"'`~")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Bidirectional overrides and isolates: they can make a page show another text than it holds.
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BLOCK_START = re.compile(r"^(?:[-+#?:/%@\"']|\d{1,9}(?=[.)]))")

# Characters that may stay as they are in a URL (RFC 3986, reserved and unreserved), less those that end a
# Markdown link destination or an attribute.
_URL_SAFE = "%:/?#@!$&*+,;=-._~"
_SCHEMES = frozenset({"http", "https", "mailto"})
# What passes as it is: a host, and nothing to encode.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9%:/?#@!$&*+,;=._~-]*)?")

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What stands in YAML as it is; the words are no texts to YAML 1.1 (https://yaml.org/type/).
_YAML_PLAIN = re.compile(r"[A-Za-z][\w./+-]*", re.ASCII)
_YAML_WORDS = frozenset("y n yes no true false on off null nan inf".split())  # noqa: SIM905
# What begins a formula, in the wide forms of East Asian keyboards, too.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_CSV_QUOTED = frozenset('",\r\n')
# They would end a group's line or its comment, or begin an entry.
_JABREF_SIGNS = str.maketrans(dict.fromkeys("\\;{}@", " "))


def clean(text: str) -> str:
    """Return the text as one line without control characters or bidirectional overrides."""
    # Neither kind is printable, nor is any blank but the plain one: most texts need no more than this look.
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join(_BIDI.sub("", _CONTROL.sub(" ", text)).split())


def lines(text: str) -> str:
    """Return the text without control characters or bidirectional overrides, lines ended by line feeds."""
    feeds = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BIDI.sub("", _CONTROL.sub("", feeds))


def code_block(text: str, language: str = "") -> str:
    """Return Markdown that shows exactly these lines as code; a fence of theirs does not end it."""
    shown = lines(text)
    marks = fence(shown)
    return f"{marks}{language}\n{shown.rstrip(chr(10))}\n{marks}"


# Titles and names stand on many pages.
@lru_cache(maxsize=1 << 14)
def markdown(text: str) -> str:
    """Return Markdown that renders as exactly this text, on one line, wherever inline text may stand."""
    line = clean(text)
    start = _BLOCK_START.match(line)
    if start is None:
        return line.translate(_INLINE)
    head, rest = start.group(), line[start.end() :]
    if head.isdigit():
        return f"{head}&#{ord(rest[0])};{rest[1:].translate(_INLINE)}"
    return f"&#{ord(head)};{rest.translate(_INLINE)}"


def code(text: str) -> str:
    """Return Markdown that shows this text as code, on one line, or nothing for nothing.

    Neither Markdown nor GitHub makes links, mentions or emoji of code (CommonMark 0.31, section 6.1), which a
    character reference does not keep GitHub from.
    """
    line = clean(text)
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    ticks = "`" * (longest + 1)
    blank = " " if longest else ""
    return f"{ticks}{blank}{line}{blank}{ticks}" if line else ""


def html_text(text: str) -> str:
    """Return HTML that shows exactly this text, in an element or in a quoted attribute."""
    return html.escape(clean(text), quote=True)


def html_piece(text: str) -> str:
    """Return HTML that shows exactly this piece of a line, with the blanks at its ends."""
    inner = text.strip(" ")
    before, _, after = text.partition(inner) if inner else (text, "", "")
    return f"{before}{html_text(inner)}{after}"


def preformatted(text: str) -> str:
    """Return HTML for a `pre` element inside Markdown that shows exactly this text, line breaks included.

    Backticks and tildes are character references: Markdown looks for fences of code before it sees the HTML.
    """
    inert = _BIDI.sub("", _CONTROL.sub(" ", text.replace("\r\n", "\n")))
    for char, reference in _IN_PRE:
        # One after the other, the ampersand first: in long texts that is ten times as fast as a table.
        inert = inert.replace(char, reference)
    return inert


def attribute(text: str) -> str:
    """Return this text for a quoted attribute of an HTML tag that stands inside Markdown.

    What Markdown could take for its own (code, links, citations) are character references, because its inline
    patterns run over the tag before it is recognised as one.
    """
    return clean(text).translate(_IN_TAG)


def url(text: str) -> str:
    """Return the URL, percent-encoded so that it can stand in Markdown and in an attribute.

    Only `http`, `https` and `mailto` pass; for anything else, or without a host, the result is empty.
    """
    if _PLAIN_URL.fullmatch(text):
        return text
    stripped = _CONTROL.sub("", text).strip()
    try:
        parts = urlsplit(stripped)
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    complete = parts.path if scheme == "mailto" else parts.netloc
    return quote(stripped, safe=_URL_SAFE) if scheme in _SCHEMES and complete else ""


def link(label: str, target: str) -> str:
    """Return a Markdown link with an escaped label; just the label where the target is no safe URL."""
    safe = url(target)
    return f"[{markdown(label)}]({safe})" if safe else markdown(label)


def front_matter(values: Mapping[str, Any]) -> str:
    """Return a YAML front matter block, fences included, that reads back as these values."""
    # JSON is YAML with all strings quoted; the YAML emitter would cost five times as much per page.
    lines = [f"{key}: {_yaml_value(value)}" for key, value in values.items()]
    return "---\n" + "\n".join(lines) + "\n---\n"


def script_json(value: object) -> str:
    """Return JSON that is inert inside an HTML script element.

    https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    text = json_text(value)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def json_text(
    value: object, *, compact: bool = True, indent: int | None = None, sort_keys: bool = False
) -> str:
    """Return JSON (RFC 8259) in Unicode, without lone surrogates, which no file can hold."""
    return printable(_encoder(compact, indent, sort_keys).encode(value))


@cache
def _encoder(compact: bool, indent: int | None, sort_keys: bool) -> json.JSONEncoder:
    separators = (",", ":") if compact and indent is None else None
    return json.JSONEncoder(ensure_ascii=False, indent=indent, sort_keys=sort_keys, separators=separators)


def printable(text: str) -> str:
    """Return the text with a replacement character for each lone surrogate, which UTF-8 cannot hold."""
    return text if text.isascii() else _SURROGATE.sub(_REPLACEMENT, text)


def yaml_scalar(text: str) -> str:
    """Return the text as YAML that reads as this very text, on one line, wherever a value may stand."""
    plain = _YAML_PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if plain else _yaml_value(printable(text))


def csv_cell(text: str) -> str:
    """Return a cell of CSV (RFC 4180) with this text on one line, which no spreadsheet takes for a formula.

    One that begins like a formula has an apostrophe before it, which spreadsheets do not show:
    https://owasp.org/www-community/attacks/CSV_Injection
    """
    line = clean(text)
    safe = f"'{line}" if line.startswith(_FORMULA) else line
    return '"' + safe.replace('"', '""') + '"' if not _CSV_QUOTED.isdisjoint(safe) else safe


def ris_value(text: str) -> str:
    """Return a value of RIS: one line, so that nothing in it can pass for a tag or end the record."""
    return clean(text)


def jabref_group(text: str) -> str:
    """Return a name or description in JabRef's tree of groups, without the signs that would end it there."""
    return clean(text.translate(_JABREF_SIGNS))


def url_part(text: str, keep: str = "") -> str:
    """Return text as a part of a URL's path or query, percent-encoded but for the characters to keep."""
    return quote(text, safe=keep, errors="replace")


def query(pairs: Iterable[tuple[str, str]], keep: str = "") -> str:
    """Return names and values as a URL's query, percent-encoded but for the characters to keep."""
    return urlencode(list(pairs), safe=keep, errors="replace")


def shell_word(text: str) -> str:
    """Return one word of a command that somebody may copy from a message into a POSIX shell."""
    return shlex.quote(clean(text))


def terminal(text: str) -> str:
    """Return text for a terminal, on lines, without the control characters that would command it."""
    return "".join(char if char.isprintable() or char == "\n" else _REPLACEMENT for char in text)


def fence(text: str) -> str:
    """Return a run of backticks longer than any in the text, for a code block around it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def sarif_text(text: str) -> str:
    """Return text for a message of SARIF 2.1.0, on lines, without control characters or embedded links.

    In `[text](1)` the text would become a link (section 3.11.6); a backslash before a bracket is none.
    """
    plain = "\n".join(_BIDI.sub("", _CONTROL.sub(" ", line)) for line in text.splitlines())
    return re.sub(r"[\\\[\]]", r"\\\g<0>", plain) if "](" in plain else plain


def workflow_property(text: str) -> str:
    """Return text for a property of a workflow command, such as its file or title.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    return workflow_text(text).replace(":", "%3A").replace(",", "%2C")


def workflow_text(text: str) -> str:
    """Return text for what follows the `::` of a workflow command: on one line, and no command of its own."""
    lines = (_BIDI.sub("", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line)) for line in text.splitlines())
    return "\n".join(lines).replace("%", "%25").replace("\n", "%0A")


def _yaml_value(value: object) -> str:
    # JSON escapes control characters and quotes alike; YAML 1.2 reads JSON. PyYAML (1.1) differs on DEL, C1
    # controls and lone surrogates only, which its own emitter handles.
    text = _encoder(compact=False, indent=None, sort_keys=False).encode(value)
    if text.isprintable():
        return text
    dumped: str = yaml.safe_dump(value, allow_unicode=False, default_flow_style=True, width=2**31)
    return dumped.removesuffix("\n").removesuffix("\n...")


def doi_url(doi: str) -> str:
    """Return the DOI's address, or nothing where the text is no DOI (DOI Handbook, section 3.3)."""
    text = doi.strip()
    # Percent signs belong to the name, so they are encoded too.
    return f"https://doi.org/{quote(text, safe='/:;._-')}" if _DOI.fullmatch(text) else ""


def arxiv_url(identifier: str) -> str:
    """Return the abstract page's address, or nothing where the text is no arXiv identifier.

    https://info.arxiv.org/help/arxiv_identifier.html
    """
    return f"https://arxiv.org/abs/{identifier}" if _ARXIV.fullmatch(identifier) else ""


_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
