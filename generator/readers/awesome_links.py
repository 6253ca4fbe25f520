"""The links of an awesome list's points: what they are called, and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

_IMAGE = re.compile(
    r"!\[[^\]]{0,1000}\]\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500}){0,9}\)|<img\b[^<>]*>", re.IGNORECASE
)
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*+)\]\(\s*+<?((?:[^()\s<>]|\([^()\s]*\))*+)>?(?:\s++[\"'][^\"']*[\"'])?\s*+\)"
)
_ANCHOR = re.compile(
    r"<a\b[^<>]*?href\s*+=\s*+[\"']([^\"']*)[\"'][^<>]*>(.{0,2000}?)</a>", re.IGNORECASE | re.DOTALL
)
_BARE = re.compile(r"<?(https?://[^\s<>()\[\]]+(?:\([^\s<>()]*\)[^\s<>()\[\]]*)*)>?", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
EMPHASIS = re.compile(r"(?<![*_\w])(\*\*\*|\*\*|\*|__|_)(?=\S)(.{1,1000}?)(?<=\S)\1(?![*_\w])")
# A backslash before a mark, or at a line's end, is Markdown's; one before a letter is LaTeX's.
_ESCAPE = re.compile(r"\\(?=[^\w\s]|\s|$)")
# What a link is called that leads to something of the paper, and is not its title.
SERVICE = re.compile(
    r"(?:the\s+)?(?:official\s+|full\s+|original\s+)?(?:paper|pdf|arxiv|abs|abstract|html|doi|link|url|code|"
    r"github|git|repo(?:sitory)?|implementation|pytorch|tensorflow|jax|project(?: page)?|page|home ?page|"
    r"website|web|site|demo|video|youtube|slides|poster|talk|blog(?: post)?|post|data(?:set)?|model|weights|"
    r"supp(?:lementary)?|supplement|bib(?:tex)?|cite|openreview|reviews?|huggingface|hf|colab|tweet|twitter|"
    r"official|review|appendix|publisher|journal|proceedings|download|here|read|📄|💻|🌐)"
    r"[\s\d:.!]*(?:link|code|page|repo)?",
    re.IGNORECASE,
)
_PAPER_HOSTS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|mlr\.press|neurips\.cc|nips\.cc|"
    r"thecvf\.com|ecva\.net|jmlr\.org|acm\.org|ieee\.org|ieeexplore\.ieee\.org|springer\.com|sciencedirect\.com|"
    r"nature\.com|science\.org|biorxiv\.org|medrxiv\.org|semanticscholar\.org|usenix\.org|aaai\.org|ijcai\.org|"
    r"isca-archive\.org|wiley\.com|mdpi\.com|pnas\.org|cell\.com|ssrn\.com|inspirehep\.net|dblp\.org|vldb\.org|"
    r"tandfonline\.com|oup\.com|aps\.org|iop\.org|hal\.science|plos\.org|frontiersin\.org|emnlp\.org)$"
)
_CODE_HOSTS = re.compile(r"(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$")
_ARXIV = re.compile(
    r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE
)
_ARXIV_TEXT = re.compile(r"\barxiv(?:\s*+:\s*+|\s++)(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>\])}]+)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a point: its label without Markdown, and its address."""

    label: str
    address: str

    @property
    def host(self) -> str:
        """The address's host, in lower case."""
        return (urlsplit(self.address).hostname or "").lower()

    @property
    def is_service(self) -> bool:
        """Tell whether the label only says what the link leads to: `[pdf]`, `[Code]`."""
        return not self.label or bool(SERVICE.fullmatch(self.label.strip(" []()*_`.,:|")))

    @property
    def is_paper(self) -> bool:
        """Tell whether the link leads to a paper, by its address or its label."""
        named = self.label.strip(" []()*_`").lower() in ("paper", "pdf", "arxiv", "abs", "doi", "openreview")
        path = self.address.lower().split("?")[0]
        return bool(_PAPER_HOSTS.search(self.host)) or path.endswith(".pdf") or (named and not self.is_code)

    @property
    def is_code(self) -> bool:
        """Tell whether the link leads to a repository of code."""
        return bool(_CODE_HOSTS.search(self.host)) and not self.address.lower().endswith(".pdf")


def without_links(text: str) -> tuple[str, list[Link]]:
    """Return the text with the number of each link, between null characters, in its place, and the links."""
    links: list[Link] = []

    def keep(label: str, address: str) -> str:
        links.append(Link(plain_text(label), unescape(address.strip())))
        return f"\x00{len(links) - 1}\x00"

    text = _IMAGE.sub(" ", text.replace("\x00", ""))
    text = _ANCHOR.sub(lambda match: keep(match[2], match[1]), text)
    text = _LINK.sub(lambda match: keep(match[1], match[2]), text)
    text = _BARE.sub(lambda match: keep("", match[1].rstrip(".,;:")), text)
    return text, links


def plain_text(text: str) -> str:
    """Return a piece of Markdown without its marks, on one line."""
    text = unescape(TAG.sub("", _IMAGE.sub("", text)))
    for _ in range(3):
        text = EMPHASIS.sub(r"\2", text)
    return " ".join(_ESCAPE.sub("", text.replace("`", "")).split())


def arxiv_of(links: Sequence[Link]) -> str:
    """Return the first arXiv identifier among the addresses, without version, or nothing."""
    return next((match[1] for link in links if (match := _ARXIV.search(link.address))), "")


def arxiv_in(text: str) -> str:
    """Return an arXiv identifier that is written out (`arXiv:2401.01234`), or nothing."""
    match = _ARXIV_TEXT.search(text)
    return match[1] if match else ""


def doi_of(text: str, links: Sequence[Link]) -> str:
    """Return the first DOI among the addresses, else in the text, or nothing."""
    addresses = (unquote(link.address) for link in links if link.host.endswith("doi.org"))
    found = next((match[1] for address in (*addresses, text) if (match := _DOI.search(address))), "")
    return found.rstrip(".,;")
