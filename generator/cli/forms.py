"""`bibloom forms`: the drop-downs of the issue forms follow the categories."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..curate.issue_forms import has_categories, with_categories
from ..replacing import replace_files
from ..sources import read_sources

_FOLDER = Path(".github") / "ISSUE_TEMPLATE"


@click.command("forms")
@click.option(
    "--check", "check_only", is_flag=True, help="Only tell which forms are out of date; exit with 1 if any."
)
@click.pass_obj
def forms_command(root: Path, check_only: bool) -> None:
    """Write the review's categories into the drop-downs of the issue forms."""
    sources = read_sources(root)
    review, files = sources.review, sources.folder.files
    found = [path for path in files.children(root / _FOLDER) if path.suffix == ".yml"]
    forms = {path: files.read(path).decode("utf-8").replace("\r\n", "\n") for path in found}
    forms = {path: text for path, text in forms.items() if has_categories(text)}
    if not forms:
        raise click.UsageError(f"no form in {_FOLDER.as_posix()}/ has a place for the categories")
    changed = {path: made for path, text in forms.items() if (made := with_categories(text, review)) != text}
    if not check_only:
        contents = {path: text.encode() for path, text in changed.items()}
        replace_files(root, contents, unchanged=files.unchanged)
    for path in changed:
        click.echo(f"{'would change' if check_only else 'wrote'} {path.relative_to(root).as_posix()}")
    sys.exit(1 if check_only and changed else 0)
