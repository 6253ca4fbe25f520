import json
from collections.abc import Iterator

from hypothesis import given

from generator.exports import papers_json
from generator.model import Name, Note, Paper
from generator.pages.records import PER_FILE, record_files

from ..builders import category, paper, review
from ..exports.strategies import reviews

FULL = paper(
    "dao2022flash",
    title="Flash\u202eAttention",
    authors=(Name("Dao", "Tri"), *(f"Author{n}" for n in range(8))),
    year=2022,
    venue="NeurIPS",
    code="https://example.org/code",
    groups=("attention",),
    keywords=("language",),
    aliases=("dao2022fast",),
)
BARE = paper("bare", title="", arxiv="2001.00001", code="javascript:alert(1)")


def files(papers: tuple[Paper, ...], notes: tuple[Note, ...] = ()) -> Iterator[tuple[str, dict[str, object]]]:
    for file in record_files(review(papers, [category("attention")], notes)):
        yield file.path, json.loads(file.text)


def test_a_record_has_what_is_known() -> None:
    note = Note("dao2022flash", "Attention in tiles.", ("3x faster",))
    (_, keys), (path, records) = files((FULL, BARE), (note,))
    assert path == "explore/records/0.json"
    assert records["papers"] == [
        {
            "key": "dao2022flash",
            "slug": "dao2022flash",
            "title": "FlashAttention",
            "authors": "Tri Dao, Author0, Author1, Author2, Author3, Author4 and 3 more",
            "venue": "NeurIPS",
            "year": 2022,
            "tldr": "Attention in tiles.",
            "categories": ["attention"],
            "tags": ["language"],
            "results": ["3x faster"],
            "code": "https://example.org/code",
        },
        {"key": "bare", "slug": "bare", "title": "bare", "venue": "arXiv"},
    ]
    assert keys["old"] == {"dao2022fast": 0}


def test_a_review_without_papers_has_no_records() -> None:
    ((path, keys),) = files(())
    assert path == "explore/keys.json"
    assert keys["keys"] == []


def test_another_order_is_another_version() -> None:
    versions = {next(files(papers))[1]["version"] for papers in ((FULL, BARE), (BARE, FULL), (FULL,))}
    assert len(versions) == 3


@given(reviews())
def test_every_paper_is_where_its_citekey_says(papers: tuple[Paper, ...]) -> None:
    many = tuple(one for one in papers for _ in range(PER_FILE // 2 + 1))
    (_, keys), *records = files(many)
    assert all(file["version"] == keys["version"] for _, file in records)
    told = json.loads(papers_json(review(many)))["papers"]
    for number, expected in enumerate(told):
        file, place = divmod(number, PER_FILE)
        record = records[file][1]["papers"][place]  # type: ignore[index]
        assert record["slug"] == expected["slug"]
        assert record["key"] == keys["keys"][number]  # type: ignore[index]
        assert record.get("year") == expected.get("year")
        assert record.get("tags", []) == expected.get("keywords", [])
