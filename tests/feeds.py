"""What several tests ask of a feed: that it is Atom (RFC 4287)."""

from pathlib import Path

from lxml import etree

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
SCHEMA = Path(__file__).parent / "exports" / "atom.rng"


def valid(content: bytes) -> etree._Element:
    """Return the root of a feed that keeps the schema and the rules that no schema can say."""
    root = etree.fromstring(content)
    etree.RelaxNG(file=SCHEMA).assertValid(root)
    ids = texts(root, "//atom:id")
    assert len(ids) == len(set(ids))
    days = texts(root, "atom:entry/atom:updated")
    assert days == sorted(days, reverse=True)
    assert texts(root, "atom:updated") == days[:1]
    for place in root.xpath("//atom:feed | //atom:entry", namespaces=ATOM):
        assert len(texts(place, "atom:link[@rel='alternate']")) == 1
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    """Return the texts of the elements, or the values of the attributes, at this XPath."""
    found = root.xpath(path, namespaces=ATOM)
    assert isinstance(found, list)
    return [str(node if isinstance(node, str) else node.text or "") for node in found]
