"""Whether a paper is a preprint only, or was published somewhere."""

import re

from ..model import Paper

# bioRxiv and medRxiv, SSRN, TechRxiv, Research Square, OSF, Preprints.org, Authorea, ChemRxiv.
_DOIS = (
    "10.1101/",
    "10.2139/ssrn",
    "10.36227/",
    "10.21203/",
    "10.31219/",
    "10.20944/",
    "10.22541/",
    "10.26434/",
)
_VENUES = re.compile(
    r"(?:bio|med|chem|tech)rxiv|ssrn|research square|preprints(?:\.org)?|openreview(?:\.net)?|authorea|"
    r"preprint|submitted(?: to .*)?|under review.*",
    re.IGNORECASE,
)


def has_preprint_doi(paper: Paper) -> bool:
    """Tell whether a server of preprints gave the paper's DOI; arXiv's are known by their own prefix."""
    return paper.doi.lower().startswith(_DOIS)


def is_preprint(paper: Paper) -> bool:
    """Tell whether nothing says where the paper was published."""
    return not paper.venue or bool(_VENUES.fullmatch(paper.venue.strip())) or has_preprint_doi(paper)
