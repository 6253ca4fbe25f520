"""Which service is asked for what, in which order, and how the answers of several become one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ..bibtex import identifiers
from ..found import FoundPaper, with_preprint, with_publication
from ..text.fold import title_key
from . import arxiv, crossref, datacite, dblp, openalex, pages
from .errors import BadAnswerError, ServiceError
from .wanted import ACL, ARXIV, DOI, OPENREVIEW, PMLR, Wanted

if TYPE_CHECKING:
    from .client import Busy, Client

T = TypeVar("T")
Suits = Callable[[FoundPaper], bool]

_ARXIV_DOI = "10.48550/arXiv."
# arXiv answers with up to 2,000; addresses should not grow without bound.
PREPRINTS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what a person should know: who did not answer, what was not found where."""

    paper: FoundPaper | None = None
    messages: tuple[str, ...] = ()


class Services:
    """The services, asked through a client at these addresses (by the services' names)."""

    def __init__(self, client: Client, addresses: Mapping[str, str], openalex_key: str = "") -> None:
        self._client = client
        self._addresses = addresses
        self._secret = f"&api_key={openalex_key}" if openalex_key else ""

    def find(self, wanted: Wanted, suits: Callable[[FoundPaper, FoundPaper], bool] | None = None) -> Answer:
        """Return the paper with this identifier or page; of a preprint that was published, both.

        `suits(preprint, other)` tells whether what a search by title found is the same work, published: with
        it, a preprint whose own record names no publication is looked for in DBLP.
        """
        said: list[str] = []
        if wanted.kind == ARXIV:
            paper = self._preprint(wanted.value, said)
        elif wanted.kind == DOI:
            paper = self._work(wanted.value, said)
        else:
            paper = self._page(wanted, said)
        if paper is None:
            said = said or [f"{wanted} is not known to the services that were asked"]
        else:
            paper = self._both(paper, said, suits)
        return Answer(paper, tuple(dict.fromkeys(said)))

    def preprints(self, wanted: Sequence[str]) -> tuple[Mapping[str, FoundPaper], tuple[str, ...]]:
        """Return the arXiv records of many identifiers, by identifier, and what to tell."""
        found: dict[str, FoundPaper] = {}
        said: list[str] = []
        for start in range(0, len(wanted), PREPRINTS_AT_ONCE):
            several = wanted[start : start + PREPRINTS_AT_ONCE]
            papers = self._arxiv(several, said)
            found |= {paper.arxiv: paper for paper in papers or ()}
        return found, tuple(dict.fromkeys(said))

    def by_doi(self, doi: str) -> Answer:
        """Return the work of this DOI, from the first service that knows it."""
        said: list[str] = []
        return Answer(self._work(doi, said), tuple(said))

    def by_title(self, title: str, suits: Suits) -> Answer:
        """Return the first work that suits, of those that the services find by this title."""
        said: list[str] = []
        for name, address, parse in (
            (dblp.NAME, dblp.search_address, dblp.parse_list),
            (crossref.NAME, crossref.search_address, crossref.parse_list),
            (openalex.NAME, openalex.search_address, openalex.parse_list),
        ):
            secret = self._secret if name == openalex.NAME else ""
            found = self._search(name, address(self._addresses[name], title), parse, said, secret)
            paper = next((paper for paper in found if suits(paper)), None)
            if paper is not None:
                return Answer(paper, tuple(said))
        return Answer(None, tuple(said))

    def publication(self, preprint: FoundPaper, suits: Suits) -> Answer:
        """Return where a preprint was published: by the DOI that its record names, else by DBLP's titles."""
        said: list[str] = []
        work = None
        if preprint.published_doi:
            work = self._work(preprint.published_doi, said)
            told = f"it says that it was published as {preprint.published_doi}, which is"
            if work is None:
                said.append(f"{told} not known")
            elif not _may_be_one(preprint, work):
                said.append(f"{told} another work, “{work.title[:100]}”")
                work = None
        if work is None:
            address = dblp.search_address(self._addresses[dblp.NAME], preprint.title)
            found = self._search(dblp.NAME, address, dblp.parse_list, said)
            work = next((paper for paper in found if paper.is_published and suits(paper)), None)
        return Answer(work, tuple(said))

    def _both(
        self,
        paper: FoundPaper,
        said: list[str],
        suits: Callable[[FoundPaper, FoundPaper], bool] | None,
    ) -> FoundPaper:
        """Return the paper with its other half: where a preprint was published, or a work's preprint."""
        if not paper.is_published and (paper.published_doi or (suits and paper.arxiv)):
            published = self.publication(paper, lambda other: suits is not None and suits(paper, other))
            said += published.messages
            return with_publication(paper, published.paper) if published.paper else paper
        if paper.doi and not paper.arxiv and paper.is_published:
            other = self._openalex(paper.doi, [])
            return with_preprint(paper, other.arxiv, openalex.NAME) if other else paper
        return paper

    def _preprint(self, identifier: str, said: list[str]) -> FoundPaper | None:
        papers = self._arxiv([identifier], said)
        found = next((paper for paper in papers or () if paper.arxiv == identifier), None)
        if found or papers is not None:
            return found
        doi = f"{_ARXIV_DOI}{identifier}"
        address = datacite.address(self._addresses[datacite.NAME], doi)
        return self._ask(datacite.NAME, address, datacite.parse, said)

    def _arxiv(self, wanted: Iterable[str], said: list[str]) -> tuple[FoundPaper, ...] | None:
        address = arxiv.address(self._addresses[arxiv.NAME], wanted)
        return self._ask(arxiv.NAME, address, arxiv.parse, said, busy=arxiv.is_busy)

    def _work(self, doi: str, said: list[str]) -> FoundPaper | None:
        """Ask who registers DOIs, then OpenAlex, which knows those of other agencies, too."""
        if arxiv_id := identifiers.arxiv_in_doi(doi):
            return self._preprint(arxiv_id, said)
        for name, address, parse in (
            (crossref.NAME, crossref.address, crossref.parse),
            (datacite.NAME, datacite.address, datacite.parse),
        ):
            paper = self._ask(name, address(self._addresses[name], doi), parse, said)
            if paper is not None:
                return paper
        return self._openalex(doi, said)

    def _openalex(self, doi: str, said: list[str]) -> FoundPaper | None:
        address = openalex.address(self._addresses[openalex.NAME], doi)
        secret = self._secret.replace("&", "?")
        return self._ask(openalex.NAME, address, openalex.parse, said, secret)

    def _page(self, wanted: Wanted, said: list[str]) -> FoundPaper | None:
        name = pages.NAMES[wanted.kind]
        # What the entry names is the page as everybody knows it, wherever it was read from.
        page = pages.address(PAGES[wanted.kind], wanted.kind, wanted.value)
        address = pages.address(self._addresses[name], wanted.kind, wanted.value)
        return self._ask(name, address, lambda raw: pages.parse(raw, wanted.kind, page), said)

    def _search(
        self,
        service: str,
        address: str,
        parse: Callable[[bytes], tuple[FoundPaper, ...]],
        said: list[str],
        secret: str = "",
    ) -> tuple[FoundPaper, ...]:
        """Return what a search finds; that it finds nothing goes without saying."""
        failed: list[str] = []
        found = self._ask(service, address, parse, failed, secret)
        said += [message for message in failed if message != _absent(service)]
        return found or ()

    def _ask(
        self,
        service: str,
        address: str,
        parse: Callable[[bytes], T],
        said: list[str],
        secret: str = "",
        busy: Busy | None = None,
    ) -> T | None:
        """Return what a service answers; None, and a message, where it has nothing or fails."""
        try:
            raw = self._client.get(service, address, secret, busy)
            if raw is None:
                said.append(_absent(service))
                return None
            return parse(raw)
        except BadAnswerError as error:
            said.append(f"{service}: {error}")
        except ServiceError as error:
            said.append(str(error))
        return None


def _may_be_one(one: FoundPaper, other: FoundPaper) -> bool:
    """Tell whether two records share a title or an author: whoever wrote down the DOI may have erred."""
    ours, theirs = ({title_key(name.family) for name in paper.authors} for paper in (one, other))
    return title_key(one.title) == title_key(other.title) or not ours or not theirs or bool(ours & theirs)


def _absent(service: str) -> str:
    return f"{service} does not know it"


PAGES: Mapping[str, str] = {
    OPENREVIEW: "https://openreview.net",
    ACL: "https://aclanthology.org",
    PMLR: "https://proceedings.mlr.press",
}
