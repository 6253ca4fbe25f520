"""Finding the addresses in an abstract, and the two among them that are the paper's own.

`code` is a repository on a host of source code. A model or dataset on Hugging Face is not: it counts as the
project, like any other page, because whoever filters by "has code" wants code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_CODE_HOSTS = frozenset(
    {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sourceforge.net"}
)
_VIDEO_HOSTS = frozenset({"youtu.be", "youtube.com", "m.youtube.com", "vimeo.com", "bilibili.com"})

# Braces end an address: the page turns `\href{url}{text}` into `url{text}`.
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w./@-])(?=(?:github\.com|gitlab\.com|[\w-]{1,60}\.github\.io)/))[^\s{}<>\"|\\^`]+"
)
_OFFER = re.compile(r"\b(?:code|codes|codebase|implementation|source|sourced|repository)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(?:see|cf\.|e\.g\.,?)\s*$", re.IGNORECASE)
_OFFER_REACH = 120


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses in a text in order of appearance; `code` and `project` are empty without one."""

    links: tuple[str, ...] = ()
    code: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    address: str
    before: str


def find_addresses(text: str) -> Addresses:
    """Return the addresses in the text, without trailing punctuation, `.git` and repetitions.

    Among several repositories the one offered with the word code (or the like) shortly before it is the
    paper's; a single one is taken as it is. The project is the first other address that is neither a video
    nor introduced by "see", as the work of others is.
    """
    found = _found(text)
    repositories = [each for each in found if is_repository(each.address)]
    others = [each for each in found if not is_repository(each.address)]
    own = next((each for each in others if _is_own_page(each)), None)
    return Addresses(
        links=tuple(each.address for each in found),
        code=_own_code(repositories),
        project=own.address if own else "",
    )


def is_repository(address: str) -> bool:
    """Tell whether the address is one of a repository (or below one) on a host of source code."""
    return _host(address) in _CODE_HOSTS and len(_segments(address)) >= 2


def _found(text: str) -> list[_Found]:
    found: dict[str, _Found] = {}
    end = 0
    for match in _ADDRESS.finditer(text):
        address = _clean(match[0])
        before = text[max(end, match.start() - _OFFER_REACH) : match.start()]
        end = match.end()
        if _leads_somewhere(address):
            found.setdefault(address.lower().rstrip("/"), _Found(address, before))
    return list(found.values())


def _clean(address: str) -> str:
    """Return the address without what belongs to the sentence around it."""
    address = _without_punctuation(address).removesuffix(".git")
    if not address.startswith(("http://", "https://")):
        address = f"https://{address}"
    if is_repository(address):
        address = address.rstrip("/").replace("http://", "https://", 1)
    return address


def _without_punctuation(address: str) -> str:
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in ".,;:!?'*]“”’":
            break
        end -= 1
    return address[:end]


def _leads_somewhere(address: str) -> bool:
    """Tell whether there is more to the address than `https://github.com/` or half a host."""
    host = _host(address)
    if "." not in host.strip("."):
        return False
    return host not in _CODE_HOSTS or bool(_segments(address))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # "https://[x" is no address
        return ""


def _segments(address: str) -> list[str]:
    return [segment for segment in urlsplit(address).path.split("/") if segment]


def _own_code(repositories: Sequence[_Found]) -> str:
    offered = (each for each in repositories if _OFFER.search(each.before))
    own = next(offered, repositories[0] if repositories else None)
    return own.address if own else ""


def _is_own_page(found: _Found) -> bool:
    return _host(found.address) not in _VIDEO_HOSTS and not _REFERENCE.search(found.before)
