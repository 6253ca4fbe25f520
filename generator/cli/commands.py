"""The group of all commands; a command's own module is imported when it is asked for."""

from __future__ import annotations

import errno
import gc
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from ..errors import SourceError, problem_of
from ..replacing import UNFINISHED, alone, finish_replacing
from ..text.escape import terminal
from .output import ALONE

# The module of each command: to import all of them takes longer than many a command.
MODULES: Mapping[str, str] = {
    "build": "generating",
    **dict.fromkeys(("site", "serve"), "publishing"),
    **dict.fromkeys(("import", "format"), "curation"),
    **dict.fromkeys(("stats", "suggest"), "review"),
    **dict.fromkeys(("propose", "preview", "comment"), "proposing"),
    **{name: name for name in ("add", "check", "dedupe", "diff", "enrich", "export", "forms", "gate")},
    **{name: name for name in ("labels", "links", "submission")},
}
# A shell's own code for a command that Ctrl-C has ended: 128 and the number of SIGINT.
INTERRUPTED = 130
# What changes the sources, and so has to be alone with them from reading to writing.
WRITES = frozenset(("add", "import", "enrich", "dedupe", "format", "submission", "forms"))


class Bibloom(click.Group):
    """The group of commands; turns what no command can go on with into one message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f".{MODULES[cmd_name]}", __package__)
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exits with 1 on a source or a disk that fails, with 130 on Ctrl-C."""
        try:
            return super().invoke(ctx)
        except SourceError as error:
            click.echo(terminal(str(error.problem)), err=True)
            ctx.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                # Whoever reads the output has had enough of it: click ends the command in silence.
                raise
            _tell_failure(ctx, error)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("interrupted; every file in bib/ is as it was, or as the command leaves it", err=True)
            ctx.exit(INTERRUPTED)


def _tell_failure(ctx: click.Context, error: OSError) -> None:
    root: Path | None = ctx.obj
    click.echo(terminal(str(problem_of(error, str(root or "")))), err=True)
    if root and (root / UNFINISHED).exists():
        click.echo("the change has begun; the next bibloom command here finishes it", err=True)
    elif ctx.invoked_subcommand in WRITES:
        click.echo("nothing in bib/ was changed", err=True)


@click.group(cls=Bibloom, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--directory",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The review's folder (default: this one).",
)
@click.version_option(package_name="bibloom")
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Turn a folder of BibTeX into a literature review that people read on the web."""
    ctx.obj = root.resolve()
    if ctx.invoked_subcommand in WRITES or (ctx.obj / UNFINISHED).exists():
        ctx.with_resource(alone(ctx.obj))
        ctx.meta[ALONE] = True
        for path in finish_replacing(ctx.obj):
            click.echo(f"{path}: finished a change that was cut off", err=True)
    # A command makes many small values that live until it ends: looking for cycles among them that often
    # (by default after every 700) costs a tenth of its time and finds none.
    gc.set_threshold(50_000, 20, 20)
