"""Bibliographies as hypothesis makes them: valid entries, broken ones, and everything between them."""

from hypothesis import strategies as st

KEYS = ("a", "B", "b", "smith2020", "conf/x/Y17", "Müller:2", "10.1/(x)2%3C", "x y", "")
TYPES = (
    "@article",
    "@Misc",
    "@in-proceedings",
    "@book ",
    "@misc\n",
    "@ article",
    "@\nbook",
    "@xdata",
    "@proceedings",
)
TEXTS = (
    "A title", "{A} {\\'e}", "a \\} b", "a \\{ b", "C:\\\\", "50\\% % x", "x\ny", 'say "so"', "a@b.c",
    "@misc{in, note={x}}",
    "{", "}", '{"}', "$x_{2}$", "\\href{http://x}{y}", "A and B", "\n@misc{line,\n", "",
)  # fmt: skip
NAMES = ("title", "Title", "year", "author", "crossref", "xdata", "month", "note", "", "% x")

values = st.one_of(
    st.sampled_from(TEXTS).map(lambda text: f"{{{text}}}"),
    st.sampled_from(TEXTS).map(lambda text: f'"{text}"'),
    st.sampled_from(("2020", "jan", "me", 'me # "x"', "{a} # me", "{a} b", "", "#", "{a}\n  note = {b}")),
)
fields = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(NAMES),
    st.sampled_from((" = ", "=", "\n=\n", " ")),
    values,
    st.sampled_from((",\n", ", ", ",, ", "", ", % note\n", "\n% whole = {line},\n")),
)
entries = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from(TYPES),
    st.sampled_from("{{{{("),
    st.sampled_from(KEYS),
    st.sampled_from((",\n", ", ", ",", "\n", "")),
    st.lists(fields, max_size=4).map("".join),
    st.sampled_from(("}", "}", "}\n", "}\n\n", ")", ")\n", "", "\n")),
)
good_fields = st.builds(
    "{} = {}{}".format,
    st.sampled_from(("title", "year", "author", "crossref", "xdata", "note", "Note")),
    st.sampled_from(
        (
            "{A {\\'e}}",
            '"x {"} y"',
            "2020",
            "jan",
            'me # "x"',
            "{a\n  b}",
            "{Müller:2}",
            "{a \\} b}",
            "{C:\\\\}",
        )
    ),
    st.sampled_from((",\n", ",\n  ", ", ", ", % note\n", "\n, ")),
)
good_entries = st.builds(
    "{}{{{},\n{}}}{}".format,
    st.sampled_from(TYPES),
    st.sampled_from(KEYS[:7]),
    st.lists(good_fields, max_size=4).map("".join),
    st.sampled_from(("\n", "\n\n", "")),
)
others = st.sampled_from(
    (
        "@string{me = {Me}}\n", '@STRING(you = "x" # me)\n', "@string{broken\n",
        "@preamble{\"x\"}\n", "@comment{jabref; {x}}\n",
        "@comment{@misc{b, title={x}}}\n", "@comment no braces\n", "% a comment\n", "% @misc{out, }\n",
        "text\n", "\n\n",
        " trailing\n", "% Encoding: UTF-8\n", "}\n", '"\n', "mail me@x.org (now)\n",
        "@", "\\", "@misc", "\r\n",
    )
)  # fmt: skip


def bib_texts() -> st.SearchStrategy[str]:
    """Return texts of .bib files, most of them damaged somewhere."""
    pieces = st.one_of(good_entries, good_entries, entries, others, st.text(max_size=8))
    return st.lists(pieces, max_size=7).map("".join)
