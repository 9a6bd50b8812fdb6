"""XML from strangers: no entity is followed, nothing is fetched, and a DOCTYPE is refused."""

from __future__ import annotations

from lxml import etree

from narrate.patterns import compiled

_PLACE = compiled(r",\s*line \d+(?:, column \d+)?")


class HasDoctype(Exception):  # noqa: N818 - it names the document's state; whoever reads it words the error
    """The document declares a DOCTYPE; ``line`` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def told(error: etree.XMLSyntaxError) -> str:
    """What is wrong with a document, on one line and without its place, as a part of a message."""
    return " ".join(_PLACE.sub("", error.msg).split())


def parse(data: bytes) -> etree._Element:
    """The root of a document, without its comments.

    Raises:
        etree.XMLSyntaxError: it is no XML.
        HasDoctype: it has a DOCTYPE.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    at = data.find(b"<!DOCTYPE")
    doctype = HasDoctype(data[: max(0, at)].count(b"\n") + 1)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if at >= 0 and "entity" in str(error).lower():  # the parser stops before an entity grows
            raise doctype from None
        raise
    if root.getroottree().docinfo.internalDTD is not None:
        raise doctype
    return root
