"""bibloom turns a folder of BibTeX into a literature review that people read on the web."""

from importlib.metadata import version

__version__ = version("bibloom")
