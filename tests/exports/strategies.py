"""Papers with the nastiest text that a bibliography can hold."""

from dataclasses import replace

from hypothesis import strategies as st

from generator.model import Entry, Field, Name, Paper

NASTY = [
    *(
        "{",
        "}",
        "\\",
        "\\{",
        "\\}",
        "\\\\}",
        '"',
        "@",
        "@article{x,",
        "%",
        "#",
        "~",
        "^",
        "_",
        "&",
        "$",
        "--",
        "''",
    ),
    *(
        "\n",
        "\r\n",
        "\t",
        "\x00",
        "\x1b",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "😀",
        "مرحبا",
        "漢字",
        "é",
        "ß",
    ),
    *(" and ", ",", "=", ";", "*", "TY  - JOUR", "\nER  - ", "</script>", "<!--", "]]>", "&amp;", "others"),
    *("a", "The", "FP8", "1", " "),
]
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=8).map("".join)
words = st.text("abcXYZéß漢'-.", min_size=1, max_size=8)
TYPES = (
    "article",
    "inproceedings",
    "misc",
    "phdthesis",
    "techreport",
    "book",
    "incollection",
    "online",
    "odd",
)
FIELD_NAMES = (
    "title",
    "note",
    "journal",
    "booktitle",
    "year",
    "month",
    "series",
    "groups",
    "abstract",
    "Weird",
)

people = st.builds(Name, texts.filter(str.strip), texts, texts, texts, st.just(False)) | st.builds(
    Name, texts.filter(str.strip), literal=st.just(True)
)
fields = st.builds(
    lambda name, value: Field(name, f"{{{value}}}", value), st.sampled_from(FIELD_NAMES), texts
)
entries = st.builds(
    Entry, st.sampled_from(TYPES), st.just(""), st.lists(fields, max_size=5).map(tuple)
) | st.just(Entry("", ""))
keys = st.text("abcXYZ019:/.+_-éß漢", min_size=1, max_size=10) | texts

papers = st.builds(
    Paper,
    key=keys,
    slug=st.text("abc019-", min_size=1, max_size=8),
    type=st.sampled_from(TYPES),
    title=texts,
    authors=st.lists(people, max_size=3).map(tuple),
    more_authors=st.booleans(),
    editors=st.lists(people, max_size=2).map(tuple),
    year=st.none() | st.integers(1500, 2100),
    month=st.none() | st.integers(1, 12),
    venue=texts,
    volume=texts,
    number=texts,
    pages=texts | st.sampled_from(["1--10", "1-10", "1–10", "e12", "1,3,5"]),
    publisher=texts,
    doi=texts,
    arxiv=texts,
    primary_class=texts,
    url=texts | st.just("https://example.org/a;b?c={d}"),
    keywords=st.lists(texts, max_size=2).map(tuple),
    entry=entries,
)


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Paper, ...]:
    """Papers whose citekeys a BibTeX reader can tell apart: pybtex ignores case."""
    drawn = draw(st.lists(papers, max_size=4, unique_by=lambda paper: paper.key.lower()))
    return tuple(replace(paper, entry=replace(paper.entry, key=paper.key)) for paper in drawn)
