"""Slugs: names for pages and files that are safe in a URL and on every file system.

Citekeys come from everywhere (`Araz:2026img`, `conf/nips/X17`, `Müller2024a`). A colon breaks checkouts on
Windows, a slash makes a folder, and keys that differ only in case collide on macOS and Windows.
"""

import hashlib
import re
from collections.abc import Container, Iterable, Mapping

from .fold import ascii_fold

MAX_LENGTH = 80

# Names that Windows keeps for devices, with or without an extension, and the one that MkDocs gives a meaning.
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", "readme"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)

_PAGE_NAME = re.compile(r"\w(?:[\w. -]*[\w-])?")
# In bytes: file systems take 255, some of which go to endings.
_LONGEST_NAME = 200


def slugify(text: str) -> str:
    """Return a slug of the text: `a-z`, `0-9`, `.`, `_` and `-`, at most 80 characters, never empty."""
    folded = ascii_fold(text).lower()
    slug = re.sub(r"[^a-z0-9._]+", "-", folded).strip("-._")
    slug = re.sub(r"\.{2,}", ".", slug)
    # The folder of one paper's exports must not have the name of another one's page.
    slug = re.sub(r"(?<!-)-*+\.md$", "-md", slug)
    if len(slug) > MAX_LENGTH:
        slug = f"{slug[: MAX_LENGTH - 7].rstrip('-._')}-{_digest(text)}"
    if not slug:
        return f"x-{_digest(text)}"
    # What stands before the first dot is the name of a device.
    name, dot, rest = slug.partition(".")
    return f"{name}-{_digest(text)}{dot}{rest}" if name in _RESERVED else slug


def is_page_name(name: str) -> bool:
    """Tell whether a page may have this name as it stands, be it no slug: it ends neither link nor path."""
    sound = _PAGE_NAME.fullmatch(name) is not None and len(name.encode()) <= _LONGEST_NAME
    return sound and not name.endswith(".md") and name.lower().split(".")[0] not in _RESERVED


def assign_slugs(names: Iterable[str]) -> Mapping[str, str]:
    """Return a slug for each name, no two alike.

    Where several names share a slug, the one spelt like it keeps it, else the first in sorted order; the
    others get a few characters of their own digest, so that adding a name leaves most URLs as they were.
    """
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault(slugify(name), []).append(name)
    slugs: dict[str, str] = {}
    for slug, sharing in groups.items():
        first, *others = sorted(sharing, key=lambda name: (name != slug, name))
        slugs[first] = slug
        slugs |= {other: _distinct(slug, other, groups) for other in others}
    return slugs


def _distinct(slug: str, name: str, taken: Container[str]) -> str:
    lengths = range(6, 65)
    return next(s for s in (f"{slug}-{_digest(name, length)}" for length in lengths) if s not in taken)


def _digest(text: str, length: int = 6) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
