"""The Markdown that bibloom writes, as HTML, in a tenth of the time that Python-Markdown takes for it.

Generated pages are made of a few forms, again and again: headings, paragraphs with a class, lists of papers,
divisions, the box with the entries to cite. For these forms, and prose as plain as most notes are, this
package gives the very characters that Python-Markdown gives with the extensions of `mkdocs.yml`. Whatever
else a page holds, it refuses the page as a whole, and Python-Markdown renders it.
"""

from .page import Heading, Rendered, render_page
from .refused import RefusedError

__all__ = ["Heading", "RefusedError", "Rendered", "render_page"]
