"""What Pagefind is given of a page: the same index must come of it as of the whole page."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.engine import NOT_SEARCHED, build_search_index
from generator.engine.search import KEPT
from generator.engine.searched import searched

# Here Pagefind puts a filter's values in an order that differs from run to run; the rest is named by content.
BY_CHANCE = re.compile(r"filter/|pagefind-entry\.json|pagefind\.\w+\.pf_meta")

PAGE = """
<!doctype html>
<html lang="en" class="no-js">
<head>
<meta charset="utf-8">
<meta name="description" content="not searched">
<meta data-pagefind-filter="Kind[content]" content="paper">
<meta data-pagefind-meta="title[content]" content="A title">
<script type="application/ld+json">{"name": "not searched"}</script>
<title>A title · Review</title>
</head>
<body dir="ltr">
<nav class="md-tabs"><a href="..">not searched</a></nav>
<div class="md-content">
BEFORE
<article class="md-content__inner" id="content" data-pagefind-body>
<h1 id="a-title">A title<a class="headerlink" href="#a-title" title="Permanent link">&para;</a></h1>
INSIDE
<p>What it is about: attention &amp; memory.</p>
</article>
AFTER
</div>
<footer>not searched</footer>
<script src="script.js"></script>
</body>
</html>
"""

INSIDE = {
    "nothing": "",
    "left-out": '<div class="paper-meta">\n<p class="authors">somebody</p>\n</div>\n<p class="edit">edit</p>',
    "left-out-deep": '<section class="a no-search b">\n<div>\n<ul>\n<li>x</li>\n</ul>\n</div>\n</section>',
    "left-out-with-anchor": '<div class="exports" id="exports">\n<p id="b">somebody</p>\n</div>',
    "anchor-left-out": '<h2 id="cite">Cite</h2>\n<div id="references">\n<p>somebody</p>\n</div>',
    "left-out-in-heading": '<h2 id="x">One<span class="no-search"><b>two</b></span> three</h2>',
    "left-out-in-heading-lines": '<h2 id="x">One\n<p class="no-search"><b>two</b></p>\nthree</h2>',
    "heading-left-out": '<div class="no-search">\n<h1>Another</h1>\n<img src="x.png" alt="X">\n</div>',
    "filter-left-out": '<div class="no-search">\n<b data-pagefind-filter="Tag">llm</b>\n</div>',
    "weight-left-out": '<div class="edit">\n<b data-pagefind-weight="9" data-pagefind-body>x</b>\n</div>',
    "two-on-a-line": '<p class="edit">one</p><p class="edit">two</p>\n<p class="edit">3</p> four',
    "ends-beside-another": '<div class="no-search">\nx</div><p>y</p>',
    "begins-after-another": '<p>a</p><div class="no-search">\nx\n</div>\n<p class="no-search"></p><p>\nb</p>',
    "empty-left-out": 'a <br class="edit"> b\n<input class="no-search">\nc <img class="edit" src="i.png"> d',
    "unclosed": "<ul>\n<li>one\n<li>two\n</ul>\n<p>three",
    "closed-twice": "</div>\n<p>four</p>",
    "closed-early": "</article>\n<p>five</p>",
    "in-itself": "<article>\n<p>six</p>",
    "nested": "<article>\n<p>six</p>\n</article>\n<article data-pagefind-body>seven</article>",
    "comment": "<!-- </article> -->\n<p>x</p> <!-- <p class='edit'> -->",
    "quotes": '<p title=\'</article>\'>x</p>\n<p title="a > b">y</p>\n<p title=a"b>z</p>',
    "blanks": '<p title = "</div>" >x</p>\n<p\nclass="no-search"\n>y</p>',
    "script": '<script>if (a</b) "</article>"</script>\n<style>p { color: red }</style>',
    "text": "<textarea></article></textarea>\n<textarea>\n</div></textarea>",
    "open-text": "<textarea>\n<p>x",
    "drawing": '<svg viewBox="0 0 1 1"><title>T</title><path d="M0 0"/><text x="0">t</text></svg>',
    "open-drawing": "<svg>\n<p>x</p>",
    "large": "<P CLASS='no-search'>x</P>\n<DIV>y</DIV>",
    "less": "1 < 2 and a <b and &lt;div&gt;\n<div class=edit>\nx\n</div>",
    "script-of-others": "<noscript><p>x</p></noscript>\n<template><p>y</p></template>\n<iframe><p></iframe>",
    "code": '<pre class="no-search"><code>&lt;p data-pagefind-body&gt;\n</code></pre>',
    "picture": '<img src="a.png" alt="A">',
    "other-language": '<html lang="de">\n<p>ja</p>\n</html>',
    "windows": '<p>a</p>\r\n<div class="edit">\r\nb\r\n</div>\r\n<p>c</p>\r',
}
OUTSIDE = {
    "picture": '<img src="logo.png" alt="Logo">',
    "heading": "<h1>Review</h1>",
    "text": "<p>not searched</p> at all",
    "text-in-it": "<b>not searched</b>\n<div>\nnot searched\n<p>x</p>\n</div>",
    "text-at-its-end": "<div>\n</div>at all<div>\n</div>",
    "filter": '<span data-pagefind-filter="Tag">vision</span>',
    "meta": '<meta data-pagefind-meta="year[content]" content="2020">',
    "sort": '<p data-pagefind-sort="year">2020</p>',
    "other": "<section data-pagefind-body>\n<p>another one</p>\n</section>",
    "form": "<form>\n<p>form</p>\n</form>",
    "left-out": '<div class="no-search">\n<p>x</p>\n</div>',
    "empty-left-out": '<input class="no-search">',
    "unclosed": "<p>open",
    "comment": "<!-- <article data-pagefind-body> -->",
    "ignored": '<div data-pagefind-ignore="all"><p>x</p></div>',
    "title": "<svg><title>Drawing</title></svg>",
}
WHOLE = {
    "no-body": PAGE.replace(" data-pagefind-body", ""),
    "named-only": PAGE.replace(" data-pagefind-body", ' title="data-pagefind-body"'),
    "capitals": PAGE.replace("data-pagefind-body", "DATA-PAGEFIND-BODY"),
    "with-value": PAGE.replace("data-pagefind-body", 'data-pagefind-body="x" data-pagefind-weight="0.5"'),
    "on-main": PAGE.replace("<article", "<main").replace("</article", "</main"),
    "on-body": PAGE.replace(" data-pagefind-body", "").replace('dir="ltr"', "data-pagefind-body"),
    "on-root": PAGE.replace(" data-pagefind-body", "").replace('lang="en"', 'lang="en" data-pagefind-body'),
    "in-form": PAGE.replace('<div class="md-content">', "<form>").replace(
        "</div>\n<footer", "</form>\n<footer"
    ),
    "in-left-out": PAGE.replace("md-content", "md-content no-search"),
    "in-anchor-left-out": PAGE.replace('class="md-content"', 'id="cite"'),
    "in-ignored": PAGE.replace('class="md-content"', 'data-pagefind-ignore="all"'),
    "no-title": re.sub("<meta data-pagefind-meta.*\n|<title.*\n", "", PAGE),
    "no-meta": re.sub("<meta data-pagefind.*\n", "", PAGE),
    "no-doctype": PAGE.replace("<!doctype html>", ""),
    "no-root": PAGE.replace('<html lang="en" class="no-js">', "").replace("</html>", ""),
    "no-language": PAGE.replace(' lang="en"', ""),
    "other-language": PAGE.replace('lang="en"', 'lang="de"'),
    "unfinished": PAGE[: PAGE.index("</article>")],
    "one-line": PAGE.replace("\n", " "),
    "long-title": PAGE.replace("<title>A title", "<title>A\ntitle <b>"),
    "hidden-meta": PAGE.replace(
        "<title>", '<!-- <meta data-pagefind-meta="a[content]" content="b"> -->\n<title>'
    ),
    "no-root-no-body": "<p>no root</p>",
    "empty": "",
}
PIECES = (
    *(
        '<div class="no-search">',
        '<div id="cite">',
        '<p class="edit" id="p">',
        "<ul>",
        "<nav>",
        "<div>",
        "<p>",
    ),
    *(
        "</div>",
        "</div>",
        "</p>",
        "</ul>",
        "</nav>",
        '<a class="headerlink" href="#">',
        "</a>",
        "<h2 id='h'>",
    ),
    *(
        '<h2 id="k">',
        "</h2>",
        '<b data-pagefind-meta="x">',
        "</b>",
        '<img src="x.png">',
        "<br>",
        "<h1>T</h1>",
    ),
    *("word", "attention", "\n", "\n", "\n", " ", '<br class="edit">', "<li>", "</li>", "</article>"),
)


def filled(before: str = "", inside: str = "", after: str = "", page: str = PAGE) -> str:
    return page.replace("BEFORE", before).replace("INSIDE", inside).replace("AFTER", after)


def odd_pages(seed: int = 617) -> dict[str, str]:
    """Return pages as hands and other templates write them, and some of pieces put together by chance."""
    pages = {f"inside-{name}": filled(inside=text) for name, text in INSIDE.items()}
    pages |= {f"before-{name}": filled(before=text) for name, text in OUTSIDE.items()}
    pages |= {f"after-{name}": filled(after=text) for name, text in OUTSIDE.items()}
    pages |= {f"whole-{name}": filled(page=page) for name, page in WHOLE.items()}
    chance = random.Random(seed)  # noqa: S311  # the same pages each time
    for number in range(300):
        inside, outside = ("".join(chance.choices(PIECES, k=length)) for length in (12, number % 4))
        pages[f"chance-{number}"] = filled(inside=inside, after=outside)
    for number in range(200):
        inside = "\n".join(_nested(chance, 4) for _ in range(3))
        pages[f"nested-{number}"] = filled(inside=inside)
    return {name: page.replace("about:", f"about {name}:") for name, page in pages.items()}


def _nested(chance: random.Random, depth: int) -> str:
    """Return an element as the site's pages have it: closed, with others in it, on lines or on one."""
    opening = chance.choice(
        [piece for piece in PIECES if re.match(r"<(div|p|ul|nav|h2|a|b)\b(?!.*\')", piece)]
    )
    name = re.split(r"[ >]", opening[1:])[0]
    within = [_nested(chance, depth - 1) for _ in range(chance.randrange(depth))]
    between = chance.choice(("\n", "\n", "\n", ""))
    return between.join((opening, chance.choice(("word", "", "more")), *within, f"</{name}>"))


def written(root: Path, pages: dict[str, str]) -> None:
    for name, page in pages.items():
        path = root / "site" / name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.encode())
    (root / "site" / "explore").mkdir(parents=True, exist_ok=True)


def index(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "site" / "pagefind").rglob("*") if path.is_file())
    named = {path.relative_to(root / "site" / "pagefind").as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in named.items() if not BY_CHANCE.match(name)}


def of_whole_pages(root: Path) -> dict[str, bytes]:
    arguments = ["--site", "site", "--exclude-selectors", ", ".join(NOT_SEARCHED), "--quiet"]
    subprocess.run([sys.executable, "-m", "pagefind", *arguments], cwd=root, check=True)
    return index(root)


def test_the_index_is_that_of_the_whole_pages(tmp_path: Path) -> None:
    pages = odd_pages()
    written(tmp_path, pages)
    build_search_index(tmp_path, (), "of today")
    made = index(tmp_path)
    of_all = of_whole_pages(tmp_path)
    assert made.keys() == of_all.keys()
    assert [name for name in made if made[name] != of_all[name]] == []
    assert sum(name.startswith("fragment/") for name in made) > len(pages) / 2
    shorter = [name for name, page in pages.items() if len(searched(page.encode()) or page) < len(page)]
    assert len([name for name in shorter if name.startswith("nested-")]) > 100
    assert {"inside-left-out", "after-text-in-it", "whole-on-main", "whole-other-language"} <= set(shorter)


def test_what_is_not_searched_is_not_given() -> None:
    page = filled(inside=INSIDE["left-out"] + "\n" + INSIDE["left-out-deep"])
    given = searched(page.encode())
    assert given is not None
    assert b"not searched" not in given
    assert b"somebody" not in given
    assert b"edit" not in given
    assert b"attention" in given


def test_a_page_that_is_not_searched_is_none() -> None:
    assert searched(WHOLE["no-body"].encode()) is None
    assert searched(WHOLE["capitals"].encode()) == WHOLE["capitals"].encode()


def test_where_no_page_says_what_is_searched_all_are(tmp_path: Path) -> None:
    written(tmp_path, {"a": WHOLE["no-body"], "b": WHOLE["named-only"], "c": "<html lang=en><p>x</p></html>"})
    build_search_index(tmp_path, (), "of today")
    made = index(tmp_path)
    assert made == of_whole_pages(tmp_path)
    assert sum(name.startswith("fragment/") for name in made) == 3


def test_pages_that_stayed_are_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, {name: filled(inside=f"<p>{name}</p>") for name in "abc"} | {"d": WHOLE["no-body"]})
    build_search_index(tmp_path, (), "of today")
    seen: list[bytes] = []

    def looked_at(page: bytes) -> bytes | None:
        seen.append(page)
        return searched(page)

    monkeypatch.setattr("generator.engine.search.searched", looked_at)
    written(tmp_path, {"b": filled(inside="<p>changed</p>")})
    (tmp_path / "site" / "c" / "index.html").unlink()
    build_search_index(tmp_path, (), "of today")
    assert len([page for page in seen if b"data-pagefind-body" in page]) == 1
    made = index(tmp_path)
    assert made == of_whole_pages(tmp_path)
    assert len([name for name in made if name.startswith("fragment/")]) == 2
    kept = (tmp_path / KEPT).rglob("*.html")
    assert sorted(path.parent.name for path in kept) == ["a", "b"]
