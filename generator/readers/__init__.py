"""Readers of everything that is not BibTeX: listings, facts, front matter, notes, categories, citations.

Each takes text and a path to name in problems, and returns values and problems; none of them raises. Nothing
is imported here: each command reads few of the kinds.
"""
