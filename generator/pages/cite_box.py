"""How to cite a paper: its entry in every format, one shown at a time, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..exports.bibtex_problems import lost_letters
from ..exports.formats import FORMATS
from ..model import Paper
from ..text import escape
from .downloads import other_formats
from .markup import bibtex_link, joined, section
from .references import reference_block
from .shown import Shown

MOST = 12  # letters that a warning names


def cite_box(shown: Shown) -> str:
    """Return the section of a paper's page that hands out its entry."""
    paper, config = shown.paper, shown.config
    named = zip(config.entry_formats, shown.texts, strict=True)
    texts = ((name, FORMATS[name].file([text])) for name, text in named)
    download = bibtex_link(f"{paper.slug}/{paper.slug}.bib", "BibTeX")
    others = other_formats(name for name in FORMATS if name != "bibtex")
    below = joined(
        (_makeshift(paper), f"Download: {download}{others}", reference_block(paper, config.citation_styles))
    )
    return section("Cite", entry_box(texts, below, paper.key))


def _makeshift(paper: Paper) -> str:
    """Return a warning where the BibTeX entry has letters that only sound like the paper's own."""
    lost = lost_letters(paper)
    if not lost:
        return ""
    letters = escape.markdown(f"{lost[:MOST]}{'…' if len(lost) > MOST else ''}")
    return (
        "The BibTeX entry has Latin letters for what LaTeX cannot write "
        f"(<bdi>{letters}</bdi>): look at them. biblatex keeps the letters."
    )


def entry_box(texts: Iterable[tuple[str, str]], below: str = "", key: str = "") -> str:
    """Return entries by the name of their format as tabs; `below` is Markdown that follows them.

    The tabs are radio buttons: arrow keys move between them, and style sheets show what is chosen. Without
    style sheets everything shows, one below the other.
    """
    entries = tuple(texts)
    data = f' data-keys="{escape.attribute(key)}"' if key else ""
    blocks = (
        f'<div class="cite no-search"{data} markdown>',
        "\n".join(_raw(entries)) if entries else "",
        below,
        "</div>",
    )
    return "\n\n".join(block for block in blocks if block)


def _raw(entries: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield '<div class="cite-box">'
    yield '<div class="cite-tabs" role="radiogroup" aria-label="Format">'
    for place, (name, _) in enumerate(entries):
        checked = " checked" if place == 0 else ""
        yield f'<label><input type="radio" name="cite" value="{name}"{checked}> {FORMATS[name].title}</label>'
    yield "</div>"
    for name, text in entries:
        yield f'<pre class="{name}"><code>{escape.preformatted(text)}</code></pre>'
    yield "</div>"
