"""Each escaping function with every payload, read back by a program that knows the format."""

import csv
import html
import json
import re
import subprocess
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from lxml import html as lxml_html
from markdown import Markdown

from generator.cli.output import annotation
from generator.errors import Place, Problem
from generator.exports.bibtex_entries import entry_text
from generator.exports.bibtex_syntax import field_name, safe_key, safe_type
from generator.text import escape, latex
from generator.text.prose import is_safe_address

from ..text.test_escape import EXTENSIONS
from .review import every, payloads

CLEAN = [escape.clean(text) for text in every()]


@pytest.mark.parametrize("sink", payloads())
def test_there_are_enough_payloads(sink: str) -> None:
    assert len(payloads()[sink]) == len(set(payloads()[sink])) >= 20


def rendered(source: str) -> BeautifulSoup:
    return BeautifulSoup(Markdown(extensions=EXTENSIONS).convert(source), "html.parser")


def squeezed(element: Tag) -> str:
    return " ".join(element.get_text().split())


def test_markdown_and_code_show_every_payload() -> None:
    for function, inside in ((escape.markdown, set[str]()), (escape.code, {"code"})):
        soup = rendered("\n".join(f"- x {function(text)}" for text in every()))
        assert [squeezed(entry) for entry in soup.find_all("li")] == [f"x {text}".strip() for text in CLEAN]
        assert {element.name for element in soup.find_all()} == {"ul", "li"} | inside
        assert all(not element.attrs for element in soup.find_all())


def test_blocks_of_code_show_every_payload() -> None:
    for text in every():
        soup = rendered(f"before\n\n{escape.code_block(text)}\n\nafter")
        blocks = soup.find_all("pre")
        assert len(blocks) == 1
        # Markdown drops a byte order mark.
        assert blocks[0].get_text().split() == escape.lines(text).replace("\ufeff", "").split()
        names = {element.name for element in soup.find_all()} - {"div", "span"}
        assert names <= {"p", "pre", "code"}


def test_html_and_svg_show_every_payload() -> None:
    for text, shown in zip(every(), CLEAN, strict=True):
        inside = f'<svg><text data-x="{escape.html_text(text)}">{escape.html_text(text)}</text></svg>'
        (element,) = lxml_html.fromstring(inside).iter("text")
        assert (element.text or "", element.get("data-x")) == (shown, shown)
        assert len(element) == 0
        assert html.unescape(escape.html_piece(f" {text} ")).strip() == shown


def test_attributes_inside_markdown_hold_every_payload() -> None:
    soup = rendered("\n".join(f'- <span data-x="{escape.attribute(text)}">y</span>' for text in every()))
    assert [span["data-x"] for span in soup.find_all("span")] == CLEAN
    assert all(span.attrs.keys() == {"data-x"} for span in soup.find_all("span"))
    assert {element.name for element in soup.find_all()} == {"ul", "li", "span"}


def test_preformatted_text_shows_every_payload() -> None:
    for text in every():
        soup = rendered(f"<pre><code>{escape.preformatted(text)}</code></pre>")
        assert [element.name for element in soup.find_all()] == ["pre", "code"]


def test_an_address_leads_to_the_web_or_to_mail() -> None:
    passed = [address for text in every() if (address := escape.url(text))]
    assert len(passed) > 5
    for address in passed:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https", "mailto")
        assert parts.netloc or parts.scheme == "mailto"
        assert not set(address) & set(" <>\"'()[]{}`\\|^\n")
        assert is_safe_address(address)
    assert [text for text in payloads()["url"] if escape.link("x", text) != "x"] == [
        text for text in payloads()["url"] if escape.url(text)
    ]


def test_what_a_browser_would_run_is_no_safe_address() -> None:
    runs = re.compile(
        r"[\s\0-\x1f]*(?:[a-z]\s*)*script(?::|&colon;)|&#106;|\s*data:|\s*vbscript", re.IGNORECASE
    )
    hostile = [text for text in payloads()["url"] if runs.match(text)]
    assert len(hostile) > 8
    assert [text for text in hostile if is_safe_address(text)] == []


def test_parts_of_addresses_read_back() -> None:
    for text in every():
        known = escape.printable(text).replace("\N{REPLACEMENT CHARACTER}", "?")
        part = escape.url_part(text)
        assert re.fullmatch(r"[A-Za-z0-9_.~%-]*", part)
        assert unquote(part) == known
        assert parse_qsl(escape.query([("a", text), ("b", "c")]), keep_blank_values=True) == [
            ("a", known),
            ("b", "c"),
        ]


def test_identifiers_lead_to_their_own_hosts() -> None:
    for text in (*every(), *(f"10.1000/{text}" for text in every())):
        assert escape.doi_url(text) == "" or re.fullmatch(
            r"https://doi\.org/10\.[\w/:;.%~-]+", escape.doi_url(text)
        )
        assert escape.arxiv_url(text) == ""


def test_front_matter_and_yaml_read_back() -> None:
    for text in map(escape.printable, every()):
        values = {"title": text, "list": [text, text], "map": {text: text}}
        assert yaml.safe_load_all(escape.front_matter(values))
        first, *rest = yaml.safe_load_all(escape.front_matter(values))
        assert (first, rest) == (values, [None])
        scalar = escape.yaml_scalar(text)
        assert "\n" not in scalar
        assert yaml.safe_load(f"k: {scalar}\n") == {"k": text}
        assert yaml.safe_load(f"k: [{scalar}, {scalar}]\n") == {"k": [text, text]}
        assert yaml.safe_load(f"- {scalar}\n- {scalar}\n") == [text, text]


def test_json_reads_back_in_a_file_and_in_a_script() -> None:
    for text in every():
        known = escape.printable(text)
        for written in (escape.json_text({text: [text]}), escape.json_text({text: [text]}, indent=1)):
            written.encode()
            assert json.loads(written) == {known: [known]}
        page = f"<p><script type='application/ld+json'>{escape.script_json(text)}</script></p>"
        (script,) = lxml_html.fromstring(page).iter("script")
        assert json.loads(script.text or "") == known
        assert script.getnext() is None


def test_a_cell_is_a_cell_and_no_formula() -> None:
    rows = csv.reader(StringIO("".join(f"a,{escape.csv_cell(text)},b\r\n" for text in every()), newline=""))
    for text, row in zip(CLEAN, rows, strict=True):
        first, cell, last = row
        assert (first, last) == ("a", "b")
        assert cell.removeprefix("'") == text.removeprefix("'")
        assert not cell.startswith(tuple("=+-@＝＋－＠\t\r"))


def test_a_value_of_ris_and_a_group_of_jabref_stay_in_their_line() -> None:
    for text in every():
        assert len(escape.ris_value(text).splitlines()) <= 1
        assert len(escape.jabref_group(text).splitlines()) <= 1
        assert not set(escape.jabref_group(text)) & set("\\;{}@")


def test_bibtex_is_one_entry_with_one_field() -> None:
    from bibtexparser.entrypoint import parse_string
    from pybtex.database.input.bibtex import Parser

    for text, shown in zip(every(), CLEAN, strict=True):
        value = latex.escape(escape.printable(shown))
        name = field_name(text) or "title"
        written = entry_text(safe_type(text), safe_key(text or "k"), {name: value, "note": "end"})
        library = parse_string(written)
        (entry,) = library.entries
        assert {field.key for field in entry.fields} == {name, "note"}
        assert latex.to_unicode(entry[name]) == escape.printable(shown)
        assert library.failed_blocks == []
        (read,) = Parser().parse_string(written).entries.values()
        assert read.fields["note"] == "end"


def test_a_word_of_a_command_is_that_word_and_runs_nothing(tmp_path: Path) -> None:
    words = " ".join(map(escape.shell_word, every()))
    done = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {words}"], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout.decode().split("\n")[:-1] == [escape.printable(text) for text in CLEAN]
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


_COMMAND = re.compile(r"::(\w+)(?: (.*?))?::(.*)")
_UNESCAPED = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def test_a_workflow_command_is_one_command() -> None:
    """A runner takes each line that begins with `::` for a command (actions/runner, ActionCommand.cs)."""
    for text in every():
        line = annotation(Problem("code", f"x {text}", Place(text, 3), hint="do", citekey=text))
        assert len(line.splitlines()) == 1
        assert not any(ord(char) < 32 for char in line.replace("\t", ""))
        parts = _COMMAND.fullmatch(line)
        assert parts
        level, properties, message = parts.groups()
        assert level == "error"
        read = dict(part.split("=", 1) for part in properties.split(","))
        assert read.keys() <= {"file", "line", "title"}
        assert read["line"] == "3"
        told = re.sub("%0[AD]|%3A|%2C|%25", lambda match: _UNESCAPED[match[0]], message)
        assert told.startswith("x ")
        assert told.endswith(" (code)\ndo")


def test_nothing_commands_a_terminal_or_links_in_sarif() -> None:
    for text in every():
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", escape.terminal(text)) is None
        assert "](" not in re.sub(r"\\.", "", escape.sarif_text(text))
