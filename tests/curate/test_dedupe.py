"""Merging two papers: what the entry that stays gets, what is told, and that nothing else changes."""

import difflib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bibtex import encode, read_bib, read_bibs, to_papers
from generator.curate.combine import Choice
from generator.curate.dedupe import CannotMergeError, MergedPapers, NoteFile, merge_papers
from generator.model import Paper

PREPRINT = """\
% Read this one first.
@misc{lovelace2023sparse,
  title = {Sparse Looms},
  author = {Lovelace, Ada and others},
  year = {2023},
  month = mar,
  eprint = {2303.01234},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/2303.01234},
  ids = {lovelace2023old},
  groups = {memory, systems},
  keywords = {vision},
  timestamp = {2024-05-01},
  own = {7},
}
"""
PUBLISHED = """\
@string{looms = {Conference on Looms}}

% The conference's own page.
@inproceedings{lovelace2024looms,
  title     = {Sparse Looms: Weaving with Fewer Threads},
  author    = {Lovelace, Ada and Hopper, Grace},
  booktitle = looms,
  year      = 2024,
  month     = dec,
  pages     = {1--9},
  doi       = {10.1000/looms.1},
  groups    = {systems, kernels},
  keywords  = {vision, method},
  timestamp = {2025-05-01},
  own       = {8}
}

@article{hopper2024other,
  title = {Another One},
  related = {lovelace2024looms},
}
"""


def papers(*texts: str) -> tuple[tuple[Paper, ...], Sequence[str]]:
    files, _ = read_bibs([(f"bib/{2023 + n}.bib", text.encode()) for n, text in enumerate(texts)])
    return to_papers(files)[0], [file.path for file in files]


def merged(
    keep: str, drop: str, *texts: str, notes: tuple[str | None, str | None] = (None, None)
) -> tuple[MergedPapers, list[str]]:
    """Return what merging gives, and the texts of the files then."""
    files, _ = read_bibs([(f"bib/{2023 + n}.bib", text.encode()) for n, text in enumerate(texts)])
    by_key = {paper.key: paper for paper in to_papers(files)[0]}
    kept, gone = (
        NoteFile(f"bib/notes/{key}.md", text) if text is not None else None
        for key, text in zip((keep, drop), notes, strict=True)
    )
    result = merge_papers(files, by_key[keep], by_key[drop], (kept, gone), "bib/notes")
    return result, [encode(file).decode() for file in sorted(result.files, key=lambda file: file.path)]


def diff(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_a_published_paper_takes_what_it_lacks_from_its_preprint() -> None:
    result, (first, second) = merged("lovelace2024looms", "lovelace2023sparse", PREPRINT, PUBLISHED)
    assert first == "% Read this one first.\n\n"
    assert diff(PUBLISHED, second) == [
        "-  groups    = {systems, kernels},",
        "+  groups    = {systems, kernels, memory},",
        "-  timestamp = {2025-05-01},",
        "-  own       = {8}",
        "+  timestamp = {2024-05-01},",
        "+  own       = {8},",
        "+  alttitle  = {Sparse Looms},",
        "+  eprint    = {2303.01234},",
        "+  archiveprefix = {arXiv},",
        "+  ids = {lovelace2023sparse, lovelace2023old}",
    ]
    assert set(result.combined.choices) == {
        Choice("year", "2024", "2023"),
        Choice("month", "December", "March"),
        Choice("entry type", "inproceedings", "misc"),
        Choice("title", "Sparse Looms: Weaving with Fewer Threads", "Sparse Looms"),
        Choice("timestamp", "2024-05-01", "2025-05-01"),
        Choice("own", "8", "7"),
    }


def test_a_preprint_that_stays_becomes_the_published_paper_and_moves_to_its_year() -> None:
    result, (first, second) = merged("lovelace2023sparse", "lovelace2024looms", PREPRINT, PUBLISHED)
    assert first == "% Read this one first.\n\n"
    (paper,) = (paper for paper in _read(second) if paper.key == "lovelace2023sparse")
    assert (paper.type, paper.venue, paper.year, paper.month) == (
        "inproceedings",
        "Conference on Looms",
        2024,
        12,
    )
    assert (paper.doi, paper.arxiv, paper.pages) == ("10.1000/looms.1", "2303.01234", "1–9")
    assert [name.family for name in paper.authors] == ["Lovelace", "Hopper"]
    assert not paper.more_authors
    assert paper.aliases == ("lovelace2023old", "lovelace2024looms")
    assert (paper.groups, paper.keywords) == (("memory", "systems", "kernels"), ("vision", "method"))
    assert paper.title == "Sparse Looms: Weaving with Fewer Threads"
    assert paper.alt_titles == ("Sparse Looms",)
    assert "related = {lovelace2023sparse}" in second
    assert "% The conference's own page." in second
    assert Choice("year", "2024", "2023") in result.combined.choices
    assert result.told == ("the entry moves from bib/2023.bib to bib/2024.bib, the file of its year",)


def _read(text: str) -> tuple[Paper, ...]:
    file, problems = read_bib(text.encode(), "x.bib")
    assert problems == ()
    return to_papers((file,))[0]


def test_the_doi_of_arxiv_becomes_the_identifier_of_the_preprint() -> None:
    preprint = "@misc{a,\n  title = {Looms},\n  doi = {10.48550/arXiv.2303.01234},\n}\n"
    published = "@article{b,\n  title = {Looms},\n  journal = {Threads},\n  doi = {10.1000/x},\n}\n"
    for keep, drop in (("a", "b"), ("b", "a")):
        _, texts = merged(keep, drop, preprint, published)
        (paper,) = _read("".join(texts))
        assert (paper.key, paper.doi, paper.arxiv, paper.venue) == (
            keep,
            "10.1000/x",
            "2303.01234",
            "Threads",
        )


def test_the_doi_of_a_publication_stays_where_the_venue_was_not_known() -> None:
    without = "@misc{a,\n  title = {Looms},\n  doi = {10.1000/x},\n}\n"
    published = "@article{b,\n  title = {Looms},\n  journal = {Threads},\n}\n"
    for keep, drop in (("a", "b"), ("b", "a")):
        _, texts = merged(keep, drop, without, published)
        (paper,) = _read("".join(texts))
        assert (paper.doi, paper.venue) == ("10.1000/x", "Threads")


def test_names_that_are_written_out_win() -> None:
    short = "@misc{a,\n  title = {T},\n  author = {Lovelace, A. and Hopper, G.},\n}\n"
    full = "@misc{b,\n  title = {T},\n  author = {Lovelace, Ada and Hopper, Grace},\n}\n"
    for keep, drop in (("a", "b"), ("b", "a")):
        _, texts = merged(keep, drop, short, full)
        (paper,) = _read("".join(texts))
        assert [name.given for name in paper.authors] == ["Ada", "Grace"]


def test_two_publications_are_not_mixed() -> None:
    one = "@inproceedings{a,\n  title = {Looms},\n  booktitle = {Workshop},\n  year = {2022},\n}\n"
    two = "@article{b,\n  title = {Looms},\n  journal = {Threads},\n  year = {2023},\n  volume = {3},\n"
    two += "  note = {n},\n}\n"
    result, texts = merged("a", "b", one, two)
    (paper,) = _read("".join(texts))
    assert (paper.venue, paper.year, paper.volume) == ("Workshop", 2022, "")
    told = {choice.field: choice.dropped for choice in result.combined.choices}
    assert told == {"journal": "Threads", "year": "2023", "volume": "3", "entry type": "article"}
    assert paper.entry.get("note") == "n"


def test_inheritance_follows() -> None:
    texts = (
        "@proceedings{old,\n  title = {Looms 2024},\n  year = {2024},\n}\n",
        "@proceedings{new,\n  title = {Looms 2024},\n}\n"
        "@inproceedings{child,\n  title = {Threads},\n  crossref = {old},\n  related = {old, x, new},\n}\n",
    )
    files, _ = read_bibs([("bib/a.bib", texts[0].encode()), ("bib/b.bib", texts[1].encode())])
    by_key = {entry.key: entry for file in files for entry in file.entries}
    kept, gone = (Paper(key, key, "proceedings", "Looms 2024", entry=by_key[key]) for key in ("new", "old"))
    result = merge_papers(files, kept, gone, (None, None), "bib/notes")
    child = next(entry for file in result.files for entry in file.entries if entry.key == "child")
    assert (child.get("crossref"), child.get("related")) == ("new", "new, x")


def test_what_was_accepted_of_either_stays_accepted() -> None:
    one = "@misc{a,\n  title = {T},\n  bibloom-ignore = {no-year: none}\n}\n"
    two = "@misc{b,\n  title = {T},\n  bibloom-ignore = {no-year: none; x: y}\n}\n"
    _, texts = merged("a", "b", one, two)
    assert "bibloom-ignore = {no-year: none; x: y}" in "".join(texts)


@pytest.mark.parametrize("text", ["@misc{a, title={T}}\n@misc{a, title={U}}\n@misc{b, title={T}}\n"])
def test_entries_that_cannot_be_told_apart_are_refused(text: str) -> None:
    with pytest.raises(CannotMergeError, match="there is not one entry “a”"):
        merged("a", "b", text)


NOTE = (
    "---\ntldr: Looms need fewer threads.  # ours\nresults:\n  - 10% fewer\nbuilds_on: [x]\n---\nOur text.\n"
)
OTHER = "---\ntldr: Fewer threads.\nresults: [20% fewer, 10% fewer]\nbuilds_on: [b, z]\n---\n\nTheir text.\n"
TWO = "@misc{a,\n  title = {T},\n}\n\n@misc{b,\n  title = {T},\n}\n"


def test_a_note_moves_along() -> None:
    note = OTHER.replace("[b, z]", "[z]")
    result, _ = merged("a", "b", TWO, notes=(None, note))
    assert result.notes == {"bib/notes/a.md": note}
    assert result.removed_notes == ("bib/notes/b.md",)
    assert result.told == ("the note bib/notes/b.md is now bib/notes/a.md",)
    assert merged("a", "b", TWO, notes=(NOTE, None))[0].notes == {}


def test_two_notes_are_joined() -> None:
    result, _ = merged("a", "b", TWO, notes=(NOTE, OTHER))
    assert result.notes["bib/notes/a.md"] == (
        "---\ntldr: Looms need fewer threads.  # ours\nresults:\n  - 10% fewer\n"
        '  - "20% fewer"\nbuilds_on: [x, z]\n---\nOur text.\n\nFewer threads.\n\nTheir text.\n'
    )
    assert result.removed_notes == ("bib/notes/b.md",)
    assert "read it through" in result.told[0]


def test_a_note_that_builds_on_the_other_paper_is_told() -> None:
    note = NOTE.replace("builds_on: [x]", "builds_on: [x, b]")
    result, _ = merged("a", "b", TWO, notes=(note, None))
    assert result.told == ("the note builds on b, which is this paper: take it out",)


@pytest.mark.parametrize("note", ["---\ntldr: x\nmine: 7\n---\n", "no front matter", "---\ntldr: [\n---\n"])
def test_a_note_that_cannot_be_joined_stays_where_it_is(note: str) -> None:
    for notes in ((NOTE, note), (note, NOTE)):
        result, _ = merged("a", "b", TWO, notes=notes)
        assert (result.notes, result.removed_notes) == ({}, ())
        assert "by hand" in result.told[0]


VALUES = st.sampled_from(["A", "B", "Threads", "2023", "2024", "10.1000/x", "x, y"])
NAMES = st.sampled_from(
    ["title", "author", "journal", "year", "doi", "own", "keywords", "groups", "note", "url"]
)
FIELDS = st.dictionaries(NAMES, VALUES, max_size=6)


@given(FIELDS, FIELDS)
def test_no_value_is_lost_in_silence(one: dict[str, str], two: dict[str, str]) -> None:
    texts = [
        f"@misc{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
        for key, fields in (("a", one), ("b", two))
    ]
    result, written = merged("a", "b", *texts)
    (entry,) = (entry for text in written for entry in read_bib(text.encode(), "x")[0].entries)
    known = f"{[field.value for field in entry.fields]} {result.combined.choices}"
    for value in (*one.values(), *two.values()):
        assert all(part in known for part in value.split(", "))
    assert entry.get("ids") == "b"
