"""The curators' page: how to contribute, and a dashboard of what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..errors import Place, Problem, Severity
from ..links.duplicates import Pair, duplicates
from ..model import Category, Config, Paper, Review
from ..text import escape
from .edits import source_url
from .gaps import Gap, added_by_month, gaps, large_categories
from .markup import Page, bloom, classed, counted, counter, page, section, title_of, to_paper, wrapped
from .view import View

MOST_PER_CODE = 50
MOST_PER_GAP = 50
MOST_MONTHS = 12
# Comparing 617 papers takes 0.1 processor seconds, 10,000 take 4.5: a third of what building them takes.
MOST_COMPARED = 2_000

_LEAD = (
    "This review lives from corrections. What is open is below: problems first, then what could be done next."
)
_HOW = """\
- **A paper is missing?** Add its BibTeX entry to a `.bib` file, with `groups = {category}`.
- **A paper stands in the wrong place?** Change the slugs in its `groups` field; the first is the primary one.
- **A record is wrong?** Mend the entry.
- **You know the paper well?** Write `notes/<citekey>.md` beside the `.bib` files: one sentence, its
  results, a paragraph.

`bibloom check` tells before a pull request what this page would tell after it."""


def curate_page(view: View) -> Page:
    """Return the dashboard; search engines and the site's search leave it out."""
    review = view.review
    found = tuple(gaps(review))
    large = large_categories(review)
    pairs = duplicates(review) if len(review.papers) <= MOST_COMPARED else ()
    body = (
        classed(_LEAD, "lead"),
        _figures(view, found, len(pairs), len(large)),
        section("How to contribute", f"{_HOW}\n\n{_forms(review.config)}"),
        section("Open problems", _problems(view)),
        *(section(f"{gap.title} {{ #{gap.slug} }}", _gap(gap, review.config)) for gap in found),
        section("Duplicates to decide", _duplicates(pairs, review)),
        section("Large categories", _large(large, review.config.largest_category)),
        section("Added by month", _months(review.papers)),
    )
    return page("curate.md", "Curate", body, bibloom=bloom("curate", search=False, robots="noindex"))


def _forms(config: Config) -> str:
    """Return links to the issue forms, or nothing without a repository."""
    if not config.repo_url:
        return ""
    new = f"{config.repo_url}/issues/new?template="
    links = (
        escape.link("Suggest a paper", f"{new}add-a-paper.yml"),
        escape.link("Correct one", f"{new}correct-a-paper.yml"),
    )
    return f"Without Git: {' · '.join(links)}."


def _figures(view: View, found: Iterable[Gap], pairs: int, large: int) -> str:
    counts = []
    for severity in (Severity.ERROR, Severity.WARNING):
        count = sum(1 for problem in view.problems if problem.severity is severity)
        counts.append((count, f"{severity}{_s(count)}", "open-problems"))
    counts += [(len(gap.papers), gap.title.lower(), gap.slug) for gap in found]
    counts.append((pairs, f"duplicate{_s(pairs)} to decide", "duplicates-to-decide"))
    counts.append((large, f"large categor{'y' if large == 1 else 'ies'}", "large-categories"))
    lines = [f"- **{count:,}** [{label}](#{anchor})" for count, label, anchor in counts if count]
    return wrapped("\n".join(lines), "figures")


def _problems(view: View) -> str:
    order = list(Severity)
    problems = sorted(view.problems, key=lambda p: (order.index(p.severity), p.code, p.place, p.message))
    groups = [(code, list(found)) for code, found in groupby(problems, key=lambda problem: problem.code)]
    return (
        "\n\n".join(_group(code, found, view.review.config) for code, found in groups)
        or "No problem is open."
    )


def _group(code: str, found: list[Problem], config: Config) -> str:
    lines = [_line(problem, config) for problem in found[:MOST_PER_CODE]]
    if len(found) > MOST_PER_CODE:
        lines.append(f"- and {len(found) - MOST_PER_CODE:,} more: run `bibloom check`")
    heading = f"### {code} ({counted(len(found), str(found[0].severity))})"
    return f"{heading}\n\n{_list(lines)}"


def _line(problem: Problem, config: Config) -> str:
    about = f" ({escape.markdown(problem.citekey)})" if problem.citekey else ""
    hint = f": {escape.markdown(problem.hint)}" if problem.hint else ""
    return f"- {_where(problem.place, config)}{about}: {escape.markdown(problem.message)}{hint}"


def _where(place: Place, config: Config) -> str:
    """Return the place, linked to its line where the repository's address is known."""
    shown = escape.markdown(str(place))
    url = source_url(config, place) if place.file else ""
    return f"[{shown}]({url})" if url else shown


def _gap(gap: Gap, config: Config) -> str:
    lines = list(_papers(gap.papers[:MOST_PER_GAP], config))
    if len(gap.papers) > MOST_PER_GAP:
        lines.append(f"- and {len(gap.papers) - MOST_PER_GAP:,} more")
    return f"{counted(len(gap.papers))}. {gap.what_to_do}\n\n{_list(lines)}"


def _papers(papers: Iterable[Paper], config: Config) -> Iterator[str]:
    for paper in papers:
        year = f" ({paper.year})" if paper.year else ""
        where = _where(Place(paper.place.file, paper.place.line), config)
        yield f"- {to_paper(paper, '', title_of(paper))}{year}, {where}"


def _duplicates(pairs: Sequence[Pair], review: Review) -> str:
    """Return the pairs of papers that may be one; a large review has no time for that in every build."""
    if len(review.papers) > MOST_COMPARED:
        return f"`bibloom dedupe` compares the papers: with more than {MOST_COMPARED:,} it takes a while."
    lines = [_pair(pair, review.config) for pair in pairs[:MOST_PER_GAP]]
    if len(pairs) > MOST_PER_GAP:
        lines.append(f"- and {len(pairs) - MOST_PER_GAP:,} more: run `bibloom dedupe`")
    lead = "`bibloom dedupe` merges two, or writes down that they are none."
    return f"{lead}\n\n{_list(lines)}" if lines else ""


def _pair(pair: Pair, config: Config) -> str:
    papers = " and ".join(
        f"{to_paper(paper, '', paper.key)}, {_where(Place(paper.place.file, paper.place.line), config)}"
        for paper in (pair.first, pair.second)
    )
    return f"- {papers}: {escape.markdown(pair.sentence)}"


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _large(large: Iterable[tuple[Category, int]], most: int) -> str:
    lines = [
        f"- [{escape.markdown(category.title)}](categories/{category.slug}.md) {counter(count)}"
        for category, count in large
    ]
    lead = f"More than {most} papers of their own: could some of these have a sub-category?"
    return f"{lead}\n\n{wrapped(chr(10).join(lines), 'index')}" if lines else ""


def _months(papers: Iterable[Paper]) -> str:
    months = added_by_month(tuple(papers))
    lines = [f"- {month} {counter(count)}" for month, count in months[:MOST_MONTHS]]
    return wrapped("\n".join(lines), "index")


def _list(lines: Iterable[str]) -> str:
    return wrapped("\n".join(lines), "problems")
