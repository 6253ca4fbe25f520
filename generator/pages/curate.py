"""The curators' page: how to contribute, and the open problems."""

from __future__ import annotations

from itertools import groupby

from ..errors import Problem
from ..model import Config
from ..text import escape
from .edits import source_url
from .markup import Page, bloom, classed, counted, page, section, wrapped
from .view import View

MOST_PER_CODE = 50

_LEAD = "This review lives from corrections. What the checks found open is below."
_HOW = """\
- **A paper is missing?** Add its BibTeX entry to a `.bib` file, with `groups = {category}`.
- **A paper stands in the wrong place?** Change the slugs in its `groups` field; the first is the primary one.
- **A record is wrong?** Mend the entry.
- **You know the paper well?** Write `notes/<citekey>.md` beside the `.bib` files: one sentence, its
  results, a paragraph.

`bibloom check` tells before a pull request what this page would tell after it."""


def curate_page(view: View) -> Page:
    """Return the page with the problems by code, each with its place."""
    problems = sorted(view.problems, key=lambda p: (p.severity != "error", p.code, p.place, p.message))
    groups = [(code, list(found)) for code, found in groupby(problems, key=lambda problem: problem.code)]
    blocks = [_group(code, found, view.review.config) for code, found in groups]
    nothing = "" if blocks else "No problem is open."
    body = (
        classed(_LEAD, "lead"),
        section("How to contribute", _HOW),
        section("Open problems", nothing or "\n\n".join(blocks)),
    )
    return page("curate.md", "Curate", body, bibloom=bloom("curate", search=False, robots="noindex"))


def _group(code: str, found: list[Problem], config: Config) -> str:
    lines = [_line(problem, config) for problem in found[:MOST_PER_CODE]]
    if len(found) > MOST_PER_CODE:
        lines.append(f"- and {len(found) - MOST_PER_CODE:,} more: run `bibloom check`")
    heading = f"### {code} ({counted(len(found), 'problem')})"
    return f"{heading}\n\n{wrapped(chr(10).join(lines), 'problems')}"


def _line(problem: Problem, config: Config) -> str:
    place = escape.markdown(str(problem.place))
    url = source_url(config, problem.place)
    about = f" ({escape.markdown(problem.citekey)})" if problem.citekey else ""
    where = f"[{place}]({url})" if url else place
    hint = f": {escape.markdown(problem.hint)}" if problem.hint else ""
    return f"- {where}{about}: {escape.markdown(problem.message)}{hint}"
