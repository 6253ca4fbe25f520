"""The search index that Pagefind makes, and what it tells the page that shows its results."""

import json
from pathlib import Path

from generator.engine import build_search_index, has_search_index, remove_search_index


def test_the_index_tells_which_paper_a_result_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "explore").mkdir(parents=True)

    def publish(**pages: str) -> list[str]:
        for slug, text in pages.items():
            file = site / "papers" / slug / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"<html lang=en><body data-pagefind-body><h1>{slug}</h1>{text}")
        build_search_index(tmp_path, ("b", "a", "missing"), "of today")
        found = json.loads((site / "explore" / "found.json").read_text())
        assert found["version"] == "of today"
        ids: list[str] = found["ids"]
        return ids

    first = publish(a='"url":"/papers/b/"', b="{" * 3000)
    second = publish(a="something else")
    for b, a, missing in (first, second):
        assert a != b
        assert missing == ""
    assert first[0] == second[0]
    assert first[1] != second[1]
    assert {path.stem for path in (site / "pagefind" / "fragment").iterdir()} == set(second[:2])
    assert has_search_index(tmp_path)
    remove_search_index(tmp_path)
    assert not has_search_index(tmp_path)
    assert not (site / "pagefind").exists()
