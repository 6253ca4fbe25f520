"""Bytes to text and back: encodings, byte order marks, newlines."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from ..errors import Place, Problem, Severity
from ..model import BibFile

# JabRef writes `% Encoding: UTF-8` at the top of a file.
ENCODING_LINE = re.compile(r"^[ \t]*%[ \t]*Encoding:[ \t]*([\w.:-]+)[ \t]*\n?", re.IGNORECASE | re.MULTILINE)
_HEAD = 2000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
)
# Those that bibliographies are found in; single-byte tables for languages that these do not cover are not
# guessed.
_GUESSES = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252", "cp1251"]
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A file's text with `\n` newlines, and how it was written."""

    text: str
    encoding: str
    newline: str
    problems: tuple[Problem, ...] = ()


def decode(raw: bytes, path: str) -> Decoded:
    """Return the text of a .bib file.

    A byte order mark wins, then UTF-8 where the bytes are valid UTF-8, then the `% Encoding:` line, then a
    guess from the bytes; whatever is not plain UTF-8 comes with a warning that names the encoding. A file
    that is UTF-8 but for a few stray Windows-1252 bytes is read as such, with an error. Files with mixed
    newlines keep them all.
    """
    text, encoding, problems = _decode(raw, path)
    newline = _newline(text)
    return Decoded(text if newline == "\n" else text.replace(newline, "\n"), encoding, newline, problems)


def encode(file: BibFile) -> bytes:
    """Return the file's bytes in its encoding and with its newlines.

    A character that the encoding lacks makes the whole file UTF-8, because writing it otherwise would lose
    it.
    """
    text = file.text if file.newline == "\n" else file.text.replace("\n", file.newline)
    try:
        return text.encode(file.encoding)
    except (UnicodeEncodeError, LookupError):
        return text.encode("utf-8", "replace")


def _newline(text: str) -> str:
    for newline, lone in (("\r\n", ("\n", "\r")), ("\r", ("\n",))):
        if newline in text:
            rest = text.replace(newline, "")
            return "\n" if any(char in rest for char in lone) else newline
    return "\n"


def _decode(raw: bytes, path: str) -> tuple[str, str, tuple[Problem, ...]]:
    for mark, name in _MARKS:
        if raw.startswith(mark) and (text := _try(raw, name)) is not None:
            return text, name, () if name == "utf-8-sig" else (_reported(name, path, "its byte order mark"),)
    declared = _declared(raw)
    text = _try(raw, "utf-8")
    if text is not None:
        stale = declared and _is_other(declared, "utf-8") and not raw.isascii()
        return text, "utf-8", (_stale(declared, path),) if stale else ()
    if declared and _is_other(declared, "utf-8") and (text := _try(raw, declared)) is not None:
        return text, declared, (_reported(declared, path, "its `% Encoding:` line"),)
    return _mixed(raw, path) or _guessed(raw, path)


def _try(raw: bytes, encoding: str) -> str | None:
    """Decode, unless that fails or does not lead back to the same bytes."""
    try:
        text = raw.decode(encoding)
        return text if text.encode(encoding) == raw else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _declared(raw: bytes) -> str:
    match = ENCODING_LINE.search(raw[:_HEAD].decode("latin-1").replace("\r", "\n"))
    if match is None:
        return ""
    try:
        info = codecs.lookup(match[1])
    except LookupError:
        return ""
    # Python's codecs include rot13 and zip; only text encodings are meant here.
    return info.name if getattr(info, "_is_text_encoding", False) else ""


def _is_other(encoding: str, than: str) -> bool:
    return codecs.lookup(encoding).name != codecs.lookup(than).name


def _mixed(raw: bytes, path: str) -> tuple[str, str, tuple[Problem, ...]] | None:
    """Read UTF-8 with a few bytes of Windows-1252 in it, when most non-ASCII text is valid UTF-8."""
    valid = sum(len(found) for found in _MULTIBYTE.findall(raw))
    stray = sum(len(found) for found in _HIGH.findall(raw)) - valid
    if valid < 4 * stray:
        return None
    lines: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        text = line.decode("utf-8", _STRAY)
        lines.append(text)
        if text.encode() != line:
            problems.append(_stray(path, number))
    return "\n".join(lines), "utf-8", tuple(problems)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


_STRAY = "bibloom-stray-cp1252"
codecs.register_error(_STRAY, _as_cp1252)


def _stray(path: str, line: int) -> Problem:
    return Problem(
        "mixed-encoding",
        "a byte that is not UTF-8 stands in a UTF-8 file; it is read as Windows-1252",
        Place(path, line),
        "retype the accented letter on this line and save the file as UTF-8",
    )


def _guessed(raw: bytes, path: str) -> tuple[str, str, tuple[Problem, ...]]:
    best = from_bytes(raw, cp_isolation=_candidates(raw)).best()
    name = best.encoding if best is not None else "latin-1"
    text = _try(raw, name)
    if text is not None and text == _try(raw, "cp1252"):
        name = "cp1252"
    if text is None:
        name = "latin-1"
        text = raw.decode(name)
    return text, name, (_reported(name, path, "a guess from its bytes"),)


def _candidates(raw: bytes) -> list[str]:
    """Return what to try; a lone byte above ASCII is an accented letter, in Chinese most have company.

    Without this, a short text with one such byte before a brace would pass for Chinese and lose the brace.
    """
    runs = [len(found) for found in _HIGH.findall(raw)]
    return ["cp1252"] if 2 * runs.count(1) > len(runs) else _GUESSES


def _reported(encoding: str, path: str, source: str) -> Problem:
    return Problem(
        "not-utf-8",
        f"the file is not UTF-8; it is read as {encoding}, by {source}",
        Place(path, 1),
        "look whether accented letters are right, and save the file as UTF-8",
        severity=Severity.WARNING,
    )


def _stale(declared: str, path: str) -> Problem:
    return Problem(
        "stale-encoding-line",
        f"the `% Encoding:` line says {declared}, but the file is UTF-8 and read as such",
        Place(path, 1),
        "change the line to `% Encoding: UTF-8` or delete it",
        severity=Severity.WARNING,
    )
