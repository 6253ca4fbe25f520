"""The sitemap of a site that was made in parts, of which none knows all pages."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from .configuration import theme_folder

# The template is the one that MkDocs renders where it makes the site as a whole.
_NAME = "sitemap.xml"
SITEMAPS = (_NAME, f"{_NAME}.gz")
_DAY = 86_400


def write_sitemap(site: Path, addresses: Iterable[str], variables: Mapping[str, str]) -> None:
    """Write the sitemap with these addresses, plain and compressed, as MkDocs does."""
    from jinja2 import Environment, FileSystemLoader

    templates = Environment(loader=FileSystemLoader(theme_folder()))  # noqa: S701  # the template escapes
    pages = [{"canonical_url": address} for address in addresses]
    text = templates.get_template(_NAME).render(pages=pages).encode()
    (site / _NAME).write_bytes(text)
    day = int(variables["SOURCE_DATE_EPOCH"]) // _DAY * _DAY
    packed = io.BytesIO()
    with gzip.GzipFile(filename=f"{_NAME}.gz", fileobj=packed, mode="wb", mtime=day) as stream:
        stream.write(text)
    (site / f"{_NAME}.gz").write_bytes(packed.getvalue())
