"""Services on the web that know papers: arXiv, Crossref, DataCite, OpenAlex, DBLP, and publishers' pages."""

from .connect import connect
from .lookup import Answer, Services
from .wanted import Wanted, wanted

__all__ = ["Answer", "Services", "Wanted", "connect", "wanted"]
