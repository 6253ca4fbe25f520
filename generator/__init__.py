"""bibloom turns a folder of BibTeX into a literature review that people read on the web."""
