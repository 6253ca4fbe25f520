"""From entries to papers: inheritance, then one decoder per field."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..digest import digest
from ..errors import Problem, Severity
from ..model import BibFile, Entry, Name, Paper
from ..results import Results
from ..text.latex import decode, verbatim
from ..text.slugs import assign_slugs
from . import identifiers
from .inherit import Inheritance
from .names import parse_names
from .render import standalone

_VENUES = {
    "phdthesis": ("school", "institution"),
    "mastersthesis": ("school", "institution"),
    "thesis": ("institution", "school"),
    "techreport": ("institution", "publisher", "series"),
    "report": ("institution", "publisher", "series"),
    "book": ("series", "publisher"),
    "manual": ("organization", "publisher"),
}
_OTHER_VENUES = ("howpublished", "series", "school", "institution", "organization", "publisher")
_COMMAS = re.compile(r",")
_COMMAS_OR_SEMICOLONS = re.compile(r"[,;]")


def to_papers(
    files: Sequence[BibFile], results: Results[Paper] | None = None
) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Return the papers of the files in source order, decoded, and what is wrong in their fields.

    Of several entries with one citekey the first is the paper. `@xdata` entries, and proceedings that others
    name in `crossref`, only serve others and are no papers. `Paper.entry` is the entry with what it inherits,
    ready for export: macros other than months expanded, no field twice. `results` are those of entries that
    were decoded before.
    """
    known: Results[Paper] = results or Results()
    entries = [entry for file in files for entry in file.entries]
    inheritance = Inheritance.of(entries)
    chosen = [entry for entry in inheritance.by_key.values() if not inheritance.is_container(entry)]
    # An old citekey had a page, too: no other paper's page may get its address.
    old = [key for entry in chosen for key in _parts(entry.get("ids"), _COMMAS.split)]
    slugs = assign_slugs([*(entry.key for entry in chosen), *old])
    problems: list[Problem] = []
    papers = tuple(_paper(inheritance.resolve(entry), slugs[entry.key], problems, known) for entry in chosen)
    return papers, (*inheritance.problems, *problems)


def _paper(entry: Entry, slug: str, problems: list[Problem], results: Results[Paper]) -> Paper:
    made_of = digest((entry.type, entry.key, [(field.name, field.value) for field in entry.fields]))
    decoded = results.find(made_of)
    if decoded is None:
        found: list[Problem] = []
        decoded = _Decoder(entry, found).paper()
        problems += found
        if not found:
            # A problem says where it is, and a result counts wherever its entry stands.
            results.add(made_of, decoded)
    return replace(decoded, slug=slug, entry=standalone(entry))


class _Decoder:
    """Decodes one entry by its type, key and values; what is wrong goes to the list."""

    def __init__(self, entry: Entry, problems: list[Problem]) -> None:
        self.entry = entry
        self.problems = problems
        self.values: dict[str, str] = {}
        for field in entry.fields:
            self.values.setdefault(field.name.lower(), field.value)

    def paper(self) -> Paper:
        year, month = self._date()
        venue, arxiv = self._venue_and_arxiv()
        authors, more = self._names("author")
        return Paper(
            key=self.entry.key,
            slug="",
            type=self.entry.type,
            title=self._title(),
            authors=authors,
            more_authors=more,
            editors=self._names("editor")[0],
            year=year,
            month=month,
            venue=venue,
            volume=self._text("volume"),
            number=self._text("number", "issue"),
            pages=self._text("pages"),
            publisher=self._text("publisher"),
            doi=self._doi(),
            arxiv=arxiv,
            primary_class=self._text("primaryclass", "eprintclass") if arxiv else "",
            url=self._link("url"),
            code=self._link("code"),
            project=self._link("project"),
            groups=self._list("groups", _COMMAS),
            keywords=self._list("keywords", _COMMAS_OR_SEMICOLONS),
            abstract=self._text("abstract"),
            added=self._added(),
            submitted=verbatim(self.values.get("submitted", "")),
            aliases=self._keys("ids"),
            alt_titles=self._alt_titles(),
        )

    def _report(self, code: str, name: str, message: str, hint: str) -> None:
        place = self.entry.place_of(name)
        self.problems.append(Problem(code, message, place, hint, self.entry.key, Severity.WARNING))

    def _text(self, *names: str) -> str:
        """Return the decoded value of the first of these fields that has one."""
        for name in names:
            value = self.values.get(name, "")
            if value:
                return self._decoded(name, value)
        return ""

    def _decoded(self, name: str, value: str) -> str:
        text, failure = decode(value)
        if failure:
            message = f"`{name}`: {failure} has no plain text; it is shown as written"
            self._report("latex", name, message, "write the character itself; files are UTF-8")
        return text

    def _title(self) -> str:
        title = self._text("title")
        subtitle = self._text("subtitle") if "subtitle" in self.values else ""
        if title and subtitle:
            return f"{title}{' ' if title[-1] in '.:?!' else ': '}{subtitle}"
        return title or subtitle

    def _names(self, name: str) -> tuple[tuple[Name, ...], bool]:
        value = self.values.get(name, "")
        if not value:
            return (), False
        names, more, problems = parse_names(value, self.entry.place_of(name), self.entry.key)
        self.problems.extend(problems)
        return names, more

    def _date(self) -> tuple[int | None, int | None]:
        year = self._year("year")
        month = identifiers.month(self.values["month"]) if self.values.get("month") else None
        if self.values.get("month") and month is None:
            self._report(
                "bad-month", "month", f"`{self.values['month'][:40]}` is no month", "write `jan` to `dec`"
            )
        for name in ("date", "submitted"):
            value = self.values.get(name, "")
            if not value or (year is not None and name == "submitted"):
                continue
            found, in_date = identifiers.year_and_month(verbatim(value))
            if found is None and not (name == "submitted" and value.startswith("XXXX")):
                self._report(
                    "bad-date", name, f"`{value[:40]}` is no date", "write `YYYY-MM-DD`, or leave parts out"
                )
            if found is not None and year in (None, found):
                year, month = found, month or in_date
        return year, month

    def _year(self, name: str) -> int | None:
        value = self.values.get(name, "")
        if not value:
            return None
        year = identifiers.year(decode(value)[0])
        if year is None:
            self._report(
                "bad-year", name, f"`{value[:40]}` is no year", "write four digits, or leave the field out"
            )
        return year

    def _venue_and_arxiv(self) -> tuple[str, str]:
        journal = self._text("journal", "journaltitle")
        only_arxiv, in_journal = identifiers.arxiv_in_journal(journal)
        other = self._text("journaltitle")
        if only_arxiv and other and not identifiers.arxiv_in_journal(other)[0]:
            return other, self._arxiv(in_journal)
        if only_arxiv and not in_journal:
            # DBLP writes `journal = {CoRR}, volume = {abs/2310.02712}`.
            in_journal = identifiers.arxiv_id(self.values.get("volume", "").removeprefix("abs/"))
        arxiv = self._arxiv(in_journal)
        if journal and not only_arxiv:
            return journal, arxiv
        for name in ("booktitle", *_VENUES.get(self.entry.type, _OTHER_VENUES)):
            venue = self._text(name)
            if venue and not identifiers.arxiv_in_journal(venue)[0] and not identifiers.link(verbatim(venue)):
                return venue, arxiv
        return "", arxiv

    def _arxiv(self, in_journal: str) -> str:
        eprint = verbatim(self.values.get("eprint", ""))
        kind = (self.values.get("archiveprefix") or self.values.get("eprinttype") or "arxiv").lower()
        found = identifiers.arxiv_id(eprint) or identifiers.arxiv_in_url(eprint) if kind == "arxiv" else ""
        if (
            eprint
            and not found
            and kind == "arxiv"
            and ("archiveprefix" in self.values or "eprinttype" in self.values)
        ):
            message = f"`{eprint[:60]}` is no arXiv identifier"
            self._report("bad-arxiv", "eprint", message, "write it as `2310.02712` or `hep-th/9901001`")
        return (
            found
            or identifiers.arxiv_id(verbatim(self.values.get("arxiv", "") or self.values.get("arxivid", "")))
            or identifiers.arxiv_in_url(verbatim(self.values.get("url", "")))
            or identifiers.arxiv_in_doi(identifiers.doi(verbatim(self.values.get("doi", ""))))
            or in_journal
        )

    def _doi(self) -> str:
        value = verbatim(self.values.get("doi", ""))
        found = identifiers.doi(value)
        if value and not found:
            self._report("bad-doi", "doi", f"`{value[:60]}` is no DOI", "write it as `10.1000/182`")
        return found

    def _link(self, name: str) -> str:
        value = verbatim(self.values.get(name, ""))
        found = identifiers.link(value)
        if value and not found:
            message = f"`{name}` is no http or https address and is left out: `{value[:60]}`"
            self._report("bad-url", name, message, "write the full address, with `https://`")
        return found

    def _list(self, name: str, separator: re.Pattern[str]) -> tuple[str, ...]:
        value = self.values.get(name, "")
        if not value:
            return ()
        return tuple(dict.fromkeys(_parts(self._decoded(name, value), separator.split)))

    def _keys(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_parts(self.values.get(name, ""), _COMMAS.split)))

    def _alt_titles(self) -> tuple[str, ...]:
        value = self.values.get("alttitle", "")
        return tuple(dict.fromkeys(self._decoded("alttitle", part) for part in _parts(value, _at_also)))

    def _added(self) -> date | None:
        value = verbatim(self.values.get("timestamp", ""))
        added = identifiers.iso_date(value)
        if value and added is None:
            self._report("bad-date", "timestamp", f"`{value[:40]}` is no date", "write `YYYY-MM-DD`")
        return added


def _at_also(value: str) -> list[str]:
    return value.split(" and also ")


def _parts(value: str, split: Callable[[str], Iterable[str]]) -> Iterator[str]:
    return (part for text in split(value) if (part := text.strip()))
