"""`python -m generator` is the `bibloom` command."""

from .cli import main

main()
