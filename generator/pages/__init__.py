"""From a review to Markdown pages with front matter; the site's engine makes HTML of them."""

from .site import render_pages
from .view import View, make_view

__all__ = ["View", "make_view", "render_pages"]
