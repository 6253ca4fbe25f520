"""A review in which every payload stands in every kind of field, for one build that several tests look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from generator.bibtex.render import new_entry, render_entry
from generator.text.escape import clean, printable
from generator.text.latex import escape

HERE = Path(__file__).parent
# What lands on no page and in no file of a site.
_ELSEWHERE = ("url", "file_name", "yaml", "shell", "workflow", "github")
# Of these a note's text is made: it is Markdown, so it may format and link, but bring no element of its own.
_IN_PROSE = ("html", "attribute", "svg", "jsonld", "javascript")


@cache
def payloads() -> Mapping[str, Sequence[str]]:
    """Return the payloads by sink."""
    read: dict[str, list[str]] = yaml.safe_load((HERE / "payloads.yml").read_text(encoding="utf-8"))
    return read


@cache
def every() -> tuple[str, ...]:
    """Return all payloads, each once: what is made for one sink is tried on the others, too."""
    return tuple(dict.fromkeys(text for texts in payloads().values() for text in texts))


@cache
def on_pages() -> tuple[str, ...]:
    """Return the payloads that are papers of the review, each as the text that a file can hold."""
    texts = (printable(text) for sink, some in payloads().items() if sink not in _ELSEWHERE for text in some)
    return tuple(dict.fromkeys(text for text in texts if clean(text)))


def write_review(root: Path) -> None:
    """Write the review: a paper, a note and a part of a category for each payload."""
    texts, addresses = on_pages(), payloads()["url"]
    bib = root / "bib"
    for folder in ("notes", "categories"):
        (bib / folder).mkdir(parents=True)
    (root / "docs").mkdir()
    # Markdown takes what stands behind a blank for a link's title, and the word before it for a page.
    words = (address for address in addresses if len(address.split()) == 1)
    (root / "docs" / "hand.md").write_text(_links(words), encoding="utf-8")
    entries = (_entry(number, texts, addresses) for number in range(len(texts)))
    (bib / "attack.bib").write_bytes("\n".join(entries).encode())
    for number, text in enumerate(texts):
        note = _front({"tldr": text, "results": [texts[number - 1]], "builds_on": [f"p{max(number - 7, 0)}"]})
        (bib / "notes" / f"p{number}.md").write_bytes(f"{note}\nA note.\n{_prose(number)}".encode())
    titles = payloads()["svg"][:10]
    for number, title in enumerate(titles):
        front = _front({"title": title, "scope": texts[number], "key_papers": [f"p{number}"]})
        text = f"{front}\n{_prose(number)} [@p{number}]\n"
        (bib / "categories" / f"c{number}.md").write_bytes(text.encode())
    (bib / "introduction.md").write_text(_prose(1), encoding="utf-8")
    settings = {"title": texts[0], "subtitle": texts[1], "description": texts[2], "authors": [texts[3]]}
    (bib / "review.yml").write_text(yaml.safe_dump(settings | _facets()), encoding="utf-8")


def _facets() -> dict[str, object]:
    return {"facets": {text: [tag] for text, tag in zip(payloads()["html"][:3], on_pages(), strict=False)}}


def _entry(number: int, texts: Sequence[str], addresses: Sequence[str]) -> str:
    def text(ahead: int) -> str:
        return escape(clean(texts[(number + ahead) % len(texts)]))

    def address(ahead: int) -> str:
        return clean(addresses[(number + ahead) % len(addresses)]).replace("{", "").replace("}", "")

    fields = {
        "title": text(0),
        "author": f"{{{text(1)}}}",
        "year": str(2000 + number % 3),
        "url": address(0),
        "code": address(1),
        "project": address(2),
        "abstract": text(2),
        "groups": f"c{number % 10}",
        "timestamp": "2026-01-02",
    }
    if number % 4 == 0:
        names = ("journal", "keywords", "volume", "pages", "doi")
        fields |= {name: text(ahead) for ahead, name in enumerate(names, 3)}
    return render_entry(new_entry("article", f"p{number}", fields))


def _front(values: Mapping[str, object]) -> str:
    return f"---\n{yaml.safe_dump(dict(values), width=10**6)}---\n"


def _prose(number: int) -> str:
    """Return some Markdown as a stranger might write it, with links to addresses that run something."""
    sinks = (payloads()[name] for name in _IN_PROSE)
    texts = [printable(some[number % len(some)]) for some in sinks]
    address = payloads()["url"][number % len(payloads()["url"])]
    return "\n\n".join([*texts, _links([address]), f"<{address}>", ""])


def _links(addresses: Iterable[str]) -> str:
    """Return Markdown with each address in every kind of link; HTML of a page's own may be anything."""
    kinds = "[a]({0})\n\n[b][l{1}]\n\n[l{1}]: {0}\n\n![c]({0})\n\n"
    lead = [address for address in addresses if "<" not in address and not address.startswith((".", "/"))]
    return "".join(kinds.format(address, number) for number, address in enumerate(lead))


def shown() -> Iterator[str]:
    """Yield each payload as a reader should see it where it is a title."""
    yield from map(clean, on_pages())
