"""Pictures of a review, made while it is built: SVG and tables that read without a script.

Vega-Lite, run by vl-convert, was measured first: starting its engine costs a quarter of building a small
review, and what it draws has no classes, no relative links and one size. The architecture page has figures.
What is drawn here is little: columns, shaded tables, points and lines. Their places are in percent of their
box, so that a picture fits any width while its text keeps its size.
"""
