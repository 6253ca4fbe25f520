"""Whether the site will be too large for its host, told before it is built."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Place, Problem, Severity
from ..foreseen import Counts, counted, foreseen, savings, smallest
from ..model import Config, Review

_MEGABYTE = 1_000_000
_NEAR = 0.8  # of the limit


def check_site_size(review: Review) -> Iterator[Problem]:
    """Yield that the site will be larger than the settings allow, or nearly, with what makes it smaller."""
    config = review.config
    limit = config.site_limit * _MEGABYTE
    if not limit:
        return
    counts = counted(review)
    site = foreseen(counts, config)
    message = f"the site will take about {_megabytes(site.size)} in {site.files:,} files"
    place = Place(config.place.file or "review.yml")
    if site.size > limit:
        message += f", more than the {_megabytes(limit)} of its host"
        yield Problem("site-too-large", message, place, _hint(counts, config), severity=Severity.WARNING)
    elif site.size > _NEAR * limit:
        message += f", near the {_megabytes(limit)} of its host"
        yield Problem("site-too-large", message, place, _hint(counts, config), severity=Severity.INFO)


def _hint(counts: Counts, config: Config) -> str:
    found, least = savings(counts, config), smallest(counts, config).size
    settings = ", ".join(f"`{one.setting}` (-{_megabytes(one.size)})" for one in found)
    offer = (
        f"set in review.yml what you can do without: {settings}; all of it leaves" if found else "it needs"
    )
    rest = f"{offer} about {_megabytes(least)}"
    if least > config.site_limit * _MEGABYTE:
        rest += "; divide the review, or publish it where there is more room, and set `site_limit` to that"
    return rest


def _megabytes(size: int) -> str:
    return f"{max(1, round(size / _MEGABYTE)):,} MB"
