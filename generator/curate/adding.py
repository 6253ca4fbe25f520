"""Adding papers to a review: from drafts to the files' new contents and a report, with nothing written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from posixpath import basename, join
from types import MappingProxyType

from ..bibtex import add_entry, encode, new_entry, to_papers
from ..errors import Place, Problem, Severity, has_errors
from ..links.suggest import Suggestion, suggest
from ..model import BibFile, Entry, Paper, Review
from ..text.escape import shell_word
from ..text.fold import did_you_mean, title_key
from ..text.latex import escape, to_unicode
from ..text.slugs import slugify
from .citekeys import citekey, unique_key
from .drafts import Draft
from .layout import UNDATED, file_name
from .present import Duplicate, duplicates_in
from .tagging import suggest_tags

# A new paper's note: whoever fills it in finds the keys in docs/sources.md.
NOTE = b"---\ntldr:\n---\n"
_YEARLY = re.compile(r"\d{4}\.bib")
_ACRONYM = re.compile(r"\(([A-Z][\w-]{1,15})(?:[ '’]*\d{2,4})?\)$")


@dataclass(frozen=True, slots=True)
class Submission:
    """A paper that somebody wants added, with the categories and tags that they name.

    `anyway` adds it although a paper with its title and authors is there, but not past the same identifier.
    """

    draft: Draft
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """What becomes of a submission; without a `key` it is not added, and `problems` say why.

    `path` and `note_path` are the files below the review's folder. `suggestions` are categories and `tags`
    tags, best first, each with the words that speak for it.
    """

    submission: Submission
    key: str = ""
    entry: Entry | None = None
    path: str = ""
    note_path: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    tags: tuple[Suggestion, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def added(self) -> bool:
        """Tell whether the paper joins the review."""
        return bool(self.key)


@dataclass(frozen=True, slots=True)
class Additions:
    """What becomes of all submissions, in their order, and the new content of each file by its path."""

    additions: tuple[Addition, ...] = ()
    edits: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def plan_additions(
    bib_files: Sequence[BibFile],
    review: Review,
    submissions: Iterable[Submission],
    *,
    added: date,
    folder: str = "bib",
) -> Additions:
    """Return what adding these papers comes to; nothing is written.

    Each goes into the file of its year in the folder (below the review's; empty for the review's own), or
    into the one file of a review that has no files by year. One that is there already is not added, and one
    that is submitted twice is added once. `added` becomes the `timestamp`.
    """
    taken = {key.lower() for key in review.by_key}
    taken |= {entry.key.lower() for file in bib_files for entry in file.entries}
    files = {file.path: file for file in bib_files}
    there = review
    additions: list[Addition] = []
    edits: dict[str, bytes] = {}
    for submission in submissions:
        addition = _considered(submission, there, taken, added)
        entry = addition.entry
        if entry is not None:
            addition = _placed(addition, entry, files, review, folder)
            new = _decoded(replace(entry, place=Place(addition.path)))
            there = Review(there.config, (*there.papers, new), there.categories, there.notes)
            taken.add(addition.key.lower())
            edits[addition.path] = encode(files[addition.path])
            edits |= {addition.note_path: NOTE} if addition.note_path else {}
        additions.append(addition)
    return Additions(_with_suggestions(additions, review), MappingProxyType(edits))


def _considered(submission: Submission, review: Review, taken: set[str], added: date) -> Addition:
    draft = submission.draft
    place = draft.place
    problems = [*_unknown(submission, review), *_left_out(draft)]
    if not draft.title:
        problems.append(Problem("missing-title", "the paper has no title", place, "add title = {…}"))
        return Addition(submission, problems=tuple(problems))
    key = unique_key(citekey(draft.authors, draft.year, draft.title), taken)
    entry = new_entry(draft.type, key, _fields(submission, review, added))
    duplicates = duplicates_in(review, _decoded(entry))
    problems += [_duplicate(duplicate, submission, place) for duplicate in duplicates]
    if has_errors(problems):
        return Addition(submission, duplicates=duplicates, problems=tuple(problems))
    return Addition(submission, key, entry, duplicates=duplicates, problems=tuple(problems))


def _fields(submission: Submission, review: Review, added: date) -> dict[str, str]:
    draft = submission.draft
    fields = {name: _readable(value) for name, value in draft.fields.items()}
    for name in ("journal", "booktitle"):
        if name in fields:
            fields[name] = escape(usual_venue(to_unicode(fields[name]), review))
    known = frozenset(tag for facet in review.config.facets for tag in facet.tags)
    named = [tag for tag in draft.tags if tag in known]
    tags = dict.fromkeys((*submission.tags, *named))
    groups = dict.fromkeys((*submission.categories, *(c for c in draft.categories if c in review.category)))
    own = {"keywords": ", ".join(tags), "groups": ", ".join(groups), "timestamp": added.isoformat()}
    return fields | own


def _readable(value: str) -> str:
    """Return the value, escaped where its braces do not balance: no entry may swallow the next one."""
    try:
        new_entry("misc", "x", {"title": value})
    except ValueError:
        return escape(to_unicode(value))
    return value


def usual_venue(venue: str, review: Review) -> str:
    """Return the venue as the review writes it: in the same spelling, or by the acronym that it ends in."""
    known = {title_key(paper.venue): paper.venue for paper in reversed(review.papers) if paper.venue}
    if title_key(venue) in known:
        return known[title_key(venue)]
    acronym = _ACRONYM.search(venue)
    return known.get(title_key(acronym[1]), venue) if acronym else venue


def _unknown(submission: Submission, review: Review) -> list[Problem]:
    tags = [tag for facet in review.config.facets for tag in facet.tags]
    problems = []
    for slug in submission.categories:
        if slug not in review.category:
            hint = did_you_mean(slug, review.category) or "name a category of this review"
            message = f"unknown category “{slug[:60]}”"
            problems.append(Problem("unknown-category", message, submission.draft.place, hint))
    for tag in submission.tags:
        if tags and tag not in tags:
            hint = did_you_mean(tag, tags) or "use a tag that bib/review.yml lists"
            message = f"unknown tag “{tag[:60]}”"
            problems.append(Problem("unknown-tag", message, submission.draft.place, hint))
    return problems


def _left_out(draft: Draft) -> list[Problem]:
    if not draft.left_out:
        return []
    message = f"fields that are not carried over: {', '.join(draft.left_out)[:300]}"
    hint = "add one by hand if the review needs it"
    return [Problem("left-out", message, draft.place, hint, severity=Severity.INFO)]


def _duplicate(duplicate: Duplicate, submission: Submission, place: Place) -> Problem:
    title = submission.draft.title[:100]
    if duplicate.same and (duplicate.by_identifier or not submission.anyway):
        message = f"“{title}” is there already: {duplicate.key} at {duplicate.place} ({duplicate.reason})"
        key = shell_word(duplicate.key)
        hint = f"nothing is added; `bibloom enrich --online {key}` looks for what that entry lacks"
        return Problem("already-there", message, place, hint, duplicate.key)
    message = f"“{title}” may be {duplicate.key} at {duplicate.place} ({duplicate.reason})"
    hint = "compare the two"
    return Problem("similar-title", message, place, hint, duplicate.key, Severity.WARNING)


def _placed(
    addition: Addition, entry: Entry, files: dict[str, BibFile], review: Review, folder: str
) -> Addition:
    path = _path(entry, files, folder)
    files[path] = add_entry(files.get(path) or BibFile(path), entry)
    note = join(folder, "notes", f"{slugify(addition.key)}.md")
    has_note = any(known.place.file == note for known in review.notes.values())
    placed: Addition = replace(addition, path=path, note_path="" if has_note else note)
    return placed


def _path(entry: Entry, files: Mapping[str, BibFile], folder: str) -> str:
    """Return the path of the entry's file: by year, unless the review keeps all in one file of its own."""
    by_year = join(folder, file_name(entry))
    names = [basename(path) for path in files]
    if by_year in files or len(files) != 1 or _YEARLY.fullmatch(names[0]) or names[0] == UNDATED:
        return by_year
    return next(iter(files))


def _with_suggestions(additions: Sequence[Addition], review: Review) -> tuple[Addition, ...]:
    """Return the additions with categories and tags that suit them, judged by the papers that are there."""
    # None of them speaks for another: a person has not looked at them yet.
    new = [
        replace(_decoded(each.entry), abstract=each.submission.draft.abstract, groups=(), keywords=())
        for each in additions
        if each.entry
    ]
    if not new:
        return tuple(additions)
    keys = [paper.key for paper in new]
    together = Review(review.config, (*review.papers, *new), review.categories, review.notes)
    categories, tags = suggest(together, keys), suggest_tags(together, keys)
    return tuple(
        replace(each, suggestions=categories[each.key], tags=tags[each.key]) if each.added else each
        for each in additions
    )


def _decoded(entry: Entry) -> Paper:
    """Return the paper that the entry is, read as every other one of the review."""
    return to_papers([add_entry(BibFile(entry.place.file), entry)])[0][0]
