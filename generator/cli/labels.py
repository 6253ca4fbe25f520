"""`bibloom labels`: the labels of `.github/labels.yml`, made in the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import yaml

from ..forge import ForgeError, Label, make_label
from ..text.bounded_yaml import compose, construct

_FILE = Path(".github") / "labels.yml"


@click.command("labels")
@click.pass_obj
def labels_command(root: Path) -> None:
    """Make the labels of .github/labels.yml in the repository; others stay as they are."""
    try:
        for label in read_labels((root / _FILE).read_text(encoding="utf-8")):
            make_label(root, label)
            click.echo(label.name)
    except FileNotFoundError as error:
        raise click.UsageError(f"there is no {_FILE.as_posix()}") from error
    except (ForgeError, ValueError) as error:
        raise click.ClickException(str(error)) from error


def read_labels(text: str) -> tuple[Label, ...]:
    """Return the labels of the file's text; raises ValueError where it is no list of them."""
    try:
        root = compose(text)
        rows: Any = construct(root) if root else None
        return tuple(Label(str(row["name"]), str(row["color"]), str(row["description"])) for row in rows)
    except (yaml.YAMLError, KeyError, TypeError) as error:
        message = f"{_FILE.as_posix()}: each label needs a name, a color and a description"
        raise ValueError(message) from error
