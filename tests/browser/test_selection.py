"""A reader's selection in a browser: picked on any page, kept there alone, exported, shared, looked up."""

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.exports.formats import FORMATS, export
from generator.model import Review
from generator.sources import read_sources

from ..cited.golden import cases
from ..sites import build_site
from .conftest import Mount, Open
from .test_accessibility import violations
from .visit import Site, Visit
from .waiting import Held, eventually, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("flagship")]

CLIPBOARD = ["clipboard-read", "clipboard-write"]
TOY = Path(__file__).parent.parent / "toy"
ODD = ("Araz:2026img", "conf/nips/X17", "Müller2024a", "Name.2020", "a+b_c-d")
THREE = ("dao2022flashattention", "dettmers2023qlora", "kaplan2020scaling")


@pytest.fixture(scope="module")
def review(flagship_root: Path) -> Review:
    return read_sources(flagship_root).review


@pytest.fixture(scope="module")
def odd(mount: Mount, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the toy review, which has an old citekey, with citekeys as other programs make them."""
    root = tmp_path_factory.mktemp("odd") / "review"
    shutil.copytree(TOY, root, ignore=shutil.ignore_patterns("expected"))
    entries = (f"@misc{{{key},\n  title = {{Paper {key}}},\n  groups = {{memory}},\n}}\n" for key in ODD)
    (root / "bib" / "odd.bib").write_text("".join(entries), encoding="utf-8")
    build_site(root, search=False)
    return Site(mount("odd", root / "site"), root / "site")


@pytest.fixture
def window(visit: Open) -> Visit:
    return visit(permissions=CLIPBOARD)


def counter(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("link", name=re.compile("^Selection"))


def shows(page: Page, keys: Sequence[str]) -> None:
    """Expect the list to have these papers, in this order."""
    eventually(page, lambda: listed(page), list(keys))


def listed(page: Page) -> list[str]:
    """Return the citekeys of the list as it is: heading and rows change at once, so wait for the heading."""
    keys: list[str] = page.locator(".selection-list > li").evaluate_all(
        "rows => rows.map((row) => row.dataset.key)"
    )
    return keys


def open_selection(window: Visit, site: Site, keys: Sequence[str] = THREE) -> Page:
    """Open the page with these papers selected, as if they had been before."""
    window.page.goto(site.url + "selection/")
    select = "async ([script, keys]) => (await import(script)).select(keys)"
    window.page.evaluate(select, [f"{site.url}assets/selection.js", list(keys)])
    heading = f"Your selection: {len(keys):,} paper"
    expect(window.page.get_by_role("heading", name=heading)).to_be_visible()
    shows(window.page, keys)
    expect(window.page.get_by_label("Format").get_by_role("option")).to_have_count(len(FORMATS) + 1)
    return window.page


def downloaded(page: Page, form: str) -> tuple[str, str]:
    """Return the name and the text of the file that a format's download gives."""
    page.get_by_label("Format").select_option(form)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def copied(page: Page, form: str) -> str:
    """Return what a format's copy puts into the clipboard."""
    page.get_by_label("Format").select_option(form)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".selection-export").get_by_role("status")).to_have_text("Copied.")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def upload(page: Page, files: dict[str, str]) -> None:
    contents = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}
        for name, text in files.items()
    ]
    page.locator("#cited-files").set_input_files(contents)  # type: ignore[arg-type]  # the payloads' own type


def test_three_papers_of_two_pages_are_exported_in_every_format(
    window: Visit, site: Site, review: Review
) -> None:
    """What the browser saves is, byte for byte, what the command line exports."""
    page = window.page
    page.goto(site.url + site.kinds()["year"])
    expect(counter(page)).to_have_accessible_name("Selection, empty")
    entries = page.locator(".paper-list > ul > li")
    for number in (3, 1):
        entries.nth(number).get_by_role("button", name="Select:").click()
    keys = [entries.nth(n).locator("[data-key]").get_attribute("data-key") or "" for n in (3, 1)]
    other = next(paper for paper in site.papers if paper["key"] not in keys)
    page.goto(site.url + site.page_of(other))
    page.get_by_role("button", name="Add to selection").click()
    expect(page.get_by_role("button", name="In your selection", pressed=True)).to_be_visible()
    expect(counter(page)).to_have_accessible_name("Selection, 3 papers")
    counter(page).click()
    keys.append(other["key"])
    shows(page, keys)
    papers = [review.by_key[key] for key in keys]
    for name, form in FORMATS.items():
        assert downloaded(page, name) == (f"selection.{form.ending}", export(review, papers, name))
    assert window.troubles == []
    assert window.hosts() == {site.host}


def test_copy_gives_exactly_the_files_text(window: Visit, site: Site) -> None:
    page = open_selection(window, site)
    for form in [*FORMATS, "text"]:
        text = downloaded(page, form)[1]
        assert copied(page, form) == text
    assert text.count("\n") == 3
    assert "QLoRA: Efficient Finetuning of Quantized LLMs." in text


def test_a_button_takes_back_what_it_did(page: Page, site: Site) -> None:
    page.goto(site.url + site.kinds()["category"])
    button = page.locator(".paper-list .select-button").first
    title = page.locator(".paper-list a").first.text_content()
    expect(button).to_have_accessible_name(f"Select: {title}")
    button.click()
    expect(button).to_have_accessible_name(f"Selected: {title}")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(counter(page)).to_have_accessible_name("Selection, empty")


def test_all_papers_of_a_page_at_once_and_back(page: Page, site: Site) -> None:
    page.goto(site.url + site.kinds()["year"])
    count = len({row.get_attribute("data-key") for row in page.locator(".paper-list [data-key]").all()})
    first = page.locator(".paper-list .select-button").first
    first.click()
    page.get_by_role("button", name=f"Select all {count}").click()
    expect(counter(page)).to_have_accessible_name(f"Selection, {count} papers")
    expect(page.get_by_role("status").filter(has_text=f"{count - 1} papers added")).to_be_visible()
    expect(page.locator(".paper-list .select-button[aria-pressed=false]")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(counter(page)).to_have_accessible_name("Selection, 1 paper")
    expect(first).to_have_attribute("aria-pressed", "true")


def test_every_entry_of_the_longest_list_gets_its_button(page: Page, site: Site) -> None:
    page.goto(site.url + site.largest("years"))
    entries = page.locator(".paper-list > ul > li").count()
    assert entries > 100
    expect(page.locator(".paper-list .select-button")).to_have_count(entries)


PARTS = "article :is(h1, h2, p, li, a, .authors, .venue, .tldr)"
PLACES = """(parts) => [...document.querySelectorAll(parts)].map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    return [x, y, width, height];
})"""


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_buttons_move_nothing_when_they_appear(visit: Open, site: Site, phone: bool) -> None:
    """A page whose script is late is laid out as the one that has its buttons."""
    late, whole = visit(phone=phone).page, visit(phone=phone).page
    late.route("**/assets/select.js", lambda route: route.abort())
    for kind in ("year", "category", "paper", "home"):
        for page in (late, whole):
            page.goto(site.url + site.kinds()[kind], wait_until="networkidle")
        whole.locator(".select-button").first.wait_for()
        there, here = late.evaluate(PLACES, PARTS), whole.evaluate(PLACES, PARTS)
        assert len(here) == len(there)
        # A line with a button in it may be a fraction of a pixel higher.
        for before, after in zip(there, here, strict=True):
            assert after == pytest.approx(before, abs=0.5), kind


def test_buttons_cover_no_title(visit: Open, site: Site) -> None:
    covered = """[...document.querySelectorAll(".paper-list > ul > li")].filter((entry) => {
        const button = entry.querySelector(".select-button").getBoundingClientRect();
        const lines = [...entry.querySelector("a").getClientRects()];
        return lines.some(({ right, top, bottom }) =>
            right > button.left && bottom > button.top && top < button.bottom);
    }).map((entry) => entry.textContent)"""
    for phone in (False, True):
        page = visit(phone=phone).page
        page.goto(site.url + site.kinds()["category"])
        entries = page.locator(".paper-list > ul > li")
        expect(entries.filter(has=page.locator(".select-button"))).to_have_count(entries.count())
        page.get_by_role("button", name=re.compile("Select all")).click()
        expect(page.locator(".paper-list .select-button[aria-pressed=false]")).to_have_count(0)
        assert page.evaluate(covered) == []


def test_the_keyboard_selects_and_reorders(window: Visit, site: Site) -> None:
    page = window.page
    page.goto(site.url + site.kinds()["year"])
    page.locator(".paper-list a").first.focus()
    for _ in range(5):
        if page.evaluate("document.activeElement.matches('.select-button')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(counter(page)).to_have_accessible_name("Selection, 1 paper")
    page = open_selection(window, site)
    down = page.locator(f".selection-list [data-key={THREE[0]}]").get_by_role("button", name="Move down")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Moved to place 2 of 3.")).to_be_attached()
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    shows(page, [THREE[1], THREE[2], THREE[0]])
    expect(down).to_be_focused()


def test_heading_and_rows_come_together(page: Page, site: Site) -> None:
    """A heading above what is still the list before would say what is not so."""
    held = Held(page).hold("**/explore/records/*")
    page.goto(f"{site.url}selection/?keys={','.join(THREE)}")
    eventually(page, lambda: bool(held.routes), True)
    expect(page.locator(".selection-main")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".selection-main h2")).to_have_text("")
    held.let_go()
    expect(page.locator(".selection-main h2")).to_have_text("A shared list: 3 papers")
    assert listed(page) == list(THREE)
    assert page.get_by_label("A link that carries these citekeys").input_value() == page.url
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_removing_keeps_the_keyboard_in_the_list_and_can_be_undone(window: Visit, site: Site) -> None:
    page = open_selection(window, site)
    page.locator(".selection-list > li").nth(1).get_by_role("button", name="Remove").press("Enter")
    expect(page.get_by_role("heading", name="Your selection: 2 papers")).to_be_visible()
    shows(page, [THREE[0], THREE[2]])
    expect(page.locator(f".selection-list [data-key={THREE[2]}] a")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Your selection: 3 papers")).to_be_visible()
    shows(page, THREE)


def test_clearing_can_be_undone(window: Visit, site: Site) -> None:
    page = open_selection(window, site)
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_role("heading", name="Your selection is empty")).to_be_focused()
    expect(page.get_by_role("heading", name="Export")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    shows(page, THREE)


def test_rows_can_be_dragged(window: Visit, site: Site) -> None:
    page = open_selection(window, site)
    rows = page.locator(".selection-list > li")
    rows.nth(2).locator(".selection-grip").drag_to(rows.nth(0), target_position={"x": 40, "y": 2})
    expect(rows.first).to_have_attribute("data-key", THREE[2])
    page.reload()
    shows(page, [THREE[2], THREE[0], THREE[1]])


def test_the_shared_link_restores_the_list_and_overwrites_nothing(visit: Open, site: Site) -> None:
    page = open_selection(visit(permissions=CLIPBOARD), site)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site.url}selection/?keys={','.join(THREE)}"
    other = visit()
    page = open_selection(other, site, ["rajbhandari2020zero"])
    page.goto(f"{link},nobody1900nothing")
    expect(page.get_by_role("heading", name="A shared list: 3 papers")).to_be_visible()
    shows(page, THREE)
    expect(page.locator(".selection-problem")).to_contain_text("nobody1900nothing")
    expect(counter(page)).to_have_accessible_name("Selection, 1 paper")
    page.get_by_role("button", name="Add to your selection").click()
    expect(page.get_by_role("heading", name="Your selection: 4 papers")).to_be_focused()
    assert page.url == f"{site.url}selection/"
    page.get_by_role("button", name="Undo").click()
    shows(page, ["rajbhandari2020zero"])
    page.goto(link)
    page.get_by_role("button", name="Replace your selection").click()
    expect(page.get_by_role("heading", name="Your selection: 3 papers")).to_be_visible()
    shows(page, THREE)
    page.goto(link)
    expect(page.get_by_text("It is the same as your selection.")).to_be_visible()
    assert other.troubles == []


def test_links_carry_any_citekey_and_long_ones_are_compressed(page: Page, site: Site) -> None:
    page.goto(site.url + "selection/")
    odd = [
        "Araz:2026img",
        "conf/nips/X17",
        "Müller2024a",
        "Name.2020",
        "a+b&c=d,e#f?g%h",
        "<b>",
        "100%",
        "%41",
    ]
    every = [paper["key"] for paper in site.papers]
    many = [f"{key}{n}" for key in every for n in range(20)]
    there_and_back = """async ([script, keys]) => {
        const { linkTo, keysIn } = await import(script);
        const link = await linkTo(keys);
        return [link, link && (await keysIn(new URL(link)))];
    }"""
    script = f"{site.url}assets/share.js"
    link, back = page.evaluate(there_and_back, [script, odd])
    assert back == odd
    assert "?keys=" in link
    link, back = page.evaluate(there_and_back, [script, every])
    assert back == every
    assert "#packed=" in link
    assert len(link) < 10_000
    assert page.evaluate(there_and_back, [script, many]) == ["", ""]
    page.goto(link)
    expect(page.get_by_role("heading", name=f"A shared list: {len(every)} papers")).to_be_visible()
    page.get_by_role("button", name=f"Show 100 more of {len(every)}").click()
    expect(page.locator(".selection-list > li")).to_have_count(200)
    expect(page.locator(".selection-list > li").nth(100).get_by_role("link")).to_be_focused()


@pytest.mark.parametrize("damaged", ["#packed=AAAA", "#packed=____", "#packed=a"])
def test_a_damaged_link_is_told(page: Page, site: Site, damaged: str) -> None:
    page.goto(f"{site.url}selection/{damaged}")
    expect(page.locator(".selection-problem")).to_contain_text("This link is damaged")


def test_an_aux_file_with_an_unknown_key_names_it(window: Visit, site: Site, review: Review) -> None:
    page = open_selection(window, site, ["rajbhandari2020zero"])
    upload(
        page,
        {
            "thesis.aux": "\\relax\n\\citation{kaplan2020scaling,dao2022flashattentoin}\n"
            "\\@input{ch/one.aux}\n\\@input{gone.aux}\n",
            "one.aux": "\\citation{dettmers2023qlora}\n",
        },
    )
    expect(page.get_by_role("heading", name="Cited in thesis.aux: 2 papers")).to_be_focused()
    cited = ["kaplan2020scaling", "dettmers2023qlora"]
    shows(page, cited)
    problems = page.locator(".selection-problem")
    expect(problems.filter(has_text="gone.aux")).to_be_visible()
    expect(problems.filter(has_text="1 citekey")).to_contain_text(
        "dao2022flashattentoin – did you mean dao2022flashattention?"
    )
    wanted = export(review, [review.by_key[key] for key in cited], "bibtex")
    assert downloaded(page, "bibtex") == ("thesis.bib", wanted)
    page.get_by_role("button", name="Back to your selection").click()
    shows(page, ["rajbhandari2020zero"])
    assert window.troubles == []


def test_a_document_gets_its_entries_under_the_citekeys_that_it_uses(window: Visit, odd: Site) -> None:
    """And the selection, and every list, the papers under those that they have now."""
    page, old, now = window.page, "berg2023memory", "vanderberg2023memory"
    page.goto(odd.url + "selection/")
    upload(page, {"thesis.tex": f"\\cite{{{old},weaving}}"})
    shows(page, [now, "weaving"])
    review = read_sources(odd.folder.parent).review
    papers = review.by_key
    for name in FORMATS:
        for label, keys in (
            ("as the document cites them", [old]),
            ("of this review", [now]),
            ("both", [now, old]),
        ):
            page.get_by_label("Old citekeys").select_option(label)
            wanted = [*(replace(papers[now], key=key) for key in keys), papers["weaving"]]
            assert copied(page, name) == export(review, wanted, name), (name, label)
    page.get_by_role("button", name="Keep as your selection").click()
    expect(page.get_by_label("Old citekeys")).to_be_hidden()
    assert copied(page, "bibtex") == export(review, [papers[now], papers["weaving"]], "bibtex")
    page.goto(f"{odd.url}selection/?keys={old}")
    shows(page, [now])
    assert window.troubles == []


def test_citekeys_of_other_programs_are_selected_shared_and_exported(window: Visit, odd: Site) -> None:
    page = window.page
    page.goto(odd.url + "categories/memory/")
    for key in ODD:
        page.get_by_role("button", name=f"Select: Paper {key}").last.click()
    counter(page).click()
    shows(page, ODD)
    review = read_sources(odd.folder.parent).review
    for name in FORMATS:
        assert copied(page, name) == export(review, [review.by_key[key] for key in ODD], name)
    # Under the heading of the list stand its rows and its link: they change at once.
    link = page.get_by_label("A link that carries these citekeys").input_value()
    page.get_by_label("Citekeys in any form").fill(f"\\cite{{{','.join(ODD)}}}")
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_role("heading", name="Cited in what you pasted: 5 papers")).to_be_visible()
    expect(page.locator(".selection-problem")).to_have_count(0)
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name="A shared list: 5 papers")).to_be_visible()
    shows(page, ODD)
    assert window.troubles == []


def test_a_file_can_be_dropped_anywhere_on_the_page(window: Visit, site: Site) -> None:
    page = open_selection(window, site)
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["\\\\textcite{rajbhandari2020zero}"], "draft.tex"));
            const dropped = { dataTransfer: files, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent("dragover", dropped));
            document.body.dispatchEvent(new DragEvent("drop", dropped));
        }"""
    )
    expect(page.get_by_role("heading", name="Cited in draft.tex: 1 paper")).to_be_visible()


def test_citekeys_can_be_pasted_in_any_form(window: Visit, site: Site) -> None:
    page = open_selection(window, site)
    field = page.get_by_label("Citekeys in any form")
    field.fill("kaplan2020scaling;[@dao2022flashattention]\nnobody1900nothing")
    field.press("Control+Enter")
    expect(page.get_by_role("heading", name="Cited in what you pasted: 1 paper")).to_be_visible()
    field.fill("\\nocite{*} \\cite[see][]{kaplan2020scaling}")
    page.get_by_role("button", name="Look up").click()
    everything = f"Cited in what you pasted: {len(site.papers)} papers"
    expect(page.get_by_role("heading", name=everything)).to_be_visible()
    assert listed(page)[0] == "kaplan2020scaling"
    field.fill(" ,; ")
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_role("status").filter(has_text="No citekey was found there.")).to_be_visible()


def test_documents_are_read_as_the_command_line_reads_them(page: Page, site: Site) -> None:
    page.goto(site.url + "about/")
    read = """async ([script, cases]) => {
        const { readCited } = await import(script);
        return cases.map(({ files, main }) => {
            const answer = readCited(files[main], main, (path) => new Map(Object.entries(files)).get(path));
            return { ...answer, broken: Boolean(answer.broken) };
        });
    }"""
    golden = cases()
    asked = [{"files": case.files, "main": case.main} for case in golden]
    answers = page.evaluate(read, [f"{site.url}assets/cited.js", asked])
    assert {case.name: answer for case, answer in zip(golden, answers, strict=True)} == {
        case.name: case.expected for case in golden
    }


def test_suggestions_are_those_of_the_command_line(page: Page, site: Site) -> None:
    known = json.loads((Path(__file__).parent.parent / "cited" / "similar.json").read_text(encoding="utf-8"))
    page.goto(site.url + "about/")
    ask = """async ([script, words, asked]) => {
        const closest = (await import(script)).spellings(words);
        return Object.fromEntries(asked.map((word) => [word, closest(word)]));
    }"""
    script = f"{site.url}assets/similar.js"
    assert page.evaluate(ask, [script, known["words"], list(known["closest"])]) == known["closest"]


def test_two_windows_agree(window: Visit, site: Site) -> None:
    first = window.page
    first.goto(site.url + site.kinds()["year"])
    second = first.context.new_page()
    second.goto(site.url + "selection/")
    button = first.locator(".paper-list .select-button").first
    button.click()
    expect(second.get_by_role("heading", name="Your selection: 1 paper")).to_be_visible()
    expect(counter(second)).to_have_accessible_name("Selection, 1 paper")
    second.get_by_role("button", name="Clear").click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(counter(first)).to_have_accessible_name("Selection, empty")


def test_reviews_below_one_host_have_a_selection_each(
    window: Visit, site: Site, mount: Mount, hostile_site: Path
) -> None:
    open_selection(window, site)
    window.page.goto(mount("hostile", hostile_site))
    expect(counter(window.page)).to_have_accessible_name("Selection, empty")


def test_where_storage_is_forbidden_the_page_says_so_and_works(visit: Open, site: Site) -> None:
    window = visit()
    window.page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); }")
    window.page.goto(site.url + site.kinds()["year"])
    button = window.page.locator(".paper-list .select-button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(counter(window.page)).to_have_accessible_name("Selection, 1 paper")
    expect(window.page.get_by_role("status").filter(has_text="keeps nothing")).to_be_visible()
    window.page.goto(f"{site.url}selection/?keys={','.join(THREE)}")
    shows(window.page, THREE)
    assert window.troubles == []


@pytest.mark.parametrize("stored", ['"text"', "{", "[1, null, {}]", "null"])
def test_what_others_stored_is_no_selection(page: Page, site: Site, stored: str) -> None:
    page.goto(site.url)
    page.evaluate("text => localStorage.setItem('bibloom.selection /review/', text)", stored)
    page.goto(site.url + "selection/")
    expect(page.get_by_role("heading", name="Your selection is empty")).to_be_visible()


def test_a_paper_that_is_gone_is_shown_and_can_be_removed(window: Visit, site: Site) -> None:
    page = open_selection(window, site, ["nobody1900nothing", *THREE])
    row = page.locator("[data-key=nobody1900nothing]")
    expect(row).to_contain_text("no such paper")
    row.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="Your selection: 3 papers")).to_be_visible()


@pytest.mark.parametrize("keys", [(), THREE])
def test_the_page_shuts_no_reader_out(visit: Open, site: Site, keys: tuple[str, ...]) -> None:
    window = visit(reduced_motion="reduce")
    if not keys:
        window.page.goto(f"{site.url}selection/?keys=dao2022flashattentoin,kaplan2020scaling")
        expect(window.page.get_by_role("heading", name="A shared list: 1 paper")).to_be_visible()
    else:
        page = open_selection(window, site, keys)
        page.get_by_role("button", name="Show", exact=True).click()
        page.get_by_role("button", name="Remove").first.click()
    settle(window.page)
    assert list(violations(window.page)) == []


def test_it_fits_the_phone(visit: Open, site: Site) -> None:
    window = visit(phone=True)
    page = open_selection(window, site)
    assert window.overflow() <= 0
    expect(page.locator(".selection-preview")).to_be_hidden()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".selection-preview")).to_contain_text("@")
    assert window.overflow() <= 0
    page.goto(f"{site.url}selection/?keys={'x' * 300}")
    expect(page.locator(".selection-problem")).to_be_visible()
    assert window.overflow() <= 0


def test_without_javascript_it_says_why_and_leads_on(visit: Open, site: Site) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(site.url + site.kinds()["year"])
    expect(page.locator(".select-button")).to_have_count(0)
    page.goto(site.url + "selection/")
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    page.get_by_role("article").get_by_role("link", name="Cite").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Cite"))


def test_hostile_papers_stay_text(visit: Open, mount: Mount, hostile_site: Path) -> None:
    window = visit()
    page, url = window.page, mount("hostile", hostile_site)
    papers = json.loads((hostile_site / "papers.json").read_text())["papers"]
    page.goto(url + "papers/escape/")
    page.get_by_role("button", name="Add to selection").click()
    page.goto(url + "categories/cat/")
    expect(page.locator(".paper-list .select-button[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Select all")).click()
    page.goto(url + "selection/")
    expect(page.get_by_role("heading", name=f"Your selection: {len(papers)} papers")).to_be_visible()
    keys = listed(page)
    assert sorted(keys) == sorted(paper["key"] for paper in papers)
    titles = page.locator(".selection-title").all_text_contents()
    assert "<script>window.pwned = 1</script>" in "".join(titles)
    review = read_sources(hostile_site.parent).review
    wanted = [review.by_key[key] for key in keys]
    for form in FORMATS:
        assert downloaded(page, form)[1] == export(review, wanted, form)
    page.goto(url + "selection/?keys=%3Cimg%20src%3Dx%20onerror%3D%22window.pwned%3D1%22%3E,script")
    expect(page.locator(".selection-problem")).to_contain_text("<img src=x")
    upload(page, {"<img src=x onerror=alert(1)>.tex": "\\cite{<b>bold</b>,script}"})
    expect(page.get_by_role("heading", name="Cited in <img")).to_be_visible()
    assert page.locator("article").locator("script, img, b, iframe").count() == 0
    assert page.evaluate("window.pwned") is None
    assert window.troubles == []
