"""``feed.xml.template``: a valid RSS channel without items, parsed so that nothing in it can do harm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from narrate import safe_xml
from narrate.errors import TemplateError, unreadable
from narrate.patterns import compiled
from narrate.plain import clean
from narrate.template_rules import ITUNES, PREFIXES, faults

_MAX_BYTES = 256 * 1024
_MEND = "mend that line (& alone is written &amp;, < is &lt;)"
_ANEW = "`narrate init` in an empty folder writes one to start from"
_PLACEHOLDER = compiled(r"\$\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """The channel with ``${BASE_URL}`` filled in; ``path`` is for messages."""

    channel: etree._Element
    path: Path

    def text(self, tag: str) -> str:
        """The text of a child of the channel; empty if it has none."""
        return (self.channel.findtext(tag) or "").strip()

    @property
    def title(self) -> str:
        """The show's name."""
        return self.text("title")

    @property
    def author(self) -> str:
        """``itunes:author``, else the show's name."""
        return self.text(f"{{{ITUNES}}}author") or self.title

    @property
    def cover_url(self) -> str:
        """The address of the show's picture."""
        return self._image.get("href", "").strip()

    def name_cover(self, address: str) -> None:
        """Give the show's picture another address, also where RSS itself names it."""
        for url in self._rss_images:
            if (url.text or "").strip() == self.cover_url:
                url.text = address
        self._image.set("href", address)

    def files_below(self, root: str) -> list[str]:
        """The names of other files that the channel shows from below the address ``root``."""
        shown = [element.get("img", "").strip() for element in self.channel.iter("*")]
        shown += [image.get("href", "").strip() for image in self.channel.iterfind("podcast:image", PREFIXES)]
        shown += [(url.text or "").strip() for url in self._rss_images]
        ours = [address for address in shown if address.startswith(f"{root}/")]
        return [address.removeprefix(f"{root}/") for address in ours if address != self.cover_url]

    @property
    def _rss_images(self) -> list[etree._Element]:
        return self.channel.findall("image/url")

    @property
    def _image(self) -> etree._Element:
        return next(self.channel.iterfind("itunes:image", PREFIXES))


def read_template(path: Path, base_url: str) -> Template:
    """Parse the template and put ``base_url`` (no slash at its end) in the place of ``${BASE_URL}``.

    Raises:
        TemplateError: unreadable, not XML, a DOCTYPE, an item, a missing element; names the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(unreadable(path, error)) from None
    if len(data) > _MAX_BYTES:
        raise TemplateError(f"{path}: has {len(data)} bytes; a template has at most {_MAX_BYTES}")
    try:
        root = safe_xml.parse(data)
    except etree.XMLSyntaxError as error:
        hint = _MEND if data.strip() else _ANEW
        raise TemplateError(f"{path}:{error.lineno}: not valid XML: {safe_xml.told(error)}; {hint}") from None
    except safe_xml.HasDoctype as error:
        raise TemplateError(f"{path}:{error.line}: has a DOCTYPE, which is refused; delete it") from None
    channel = _checked_channel(root, path)
    _fill_in(root, base_url, path)
    for fault in faults(channel):
        raise TemplateError(f"{path}:{fault.line}: {clean(fault.message)}")
    return Template(channel, path)


def _checked_channel(root: etree._Element, path: Path) -> etree._Element:
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        raise TemplateError(
            f'{path}:{root.sourceline}: needs <rss version="2.0"> with a <channel> in it; {_ANEW}'
        )
    if (item := channel.find("item")) is not None:
        raise TemplateError(f"{path}:{item.sourceline}: has an <item>; narrate writes the items, delete it")
    return channel


def _fill_in(root: etree._Element, base_url: str, path: Path) -> None:
    for element in root.iter("*"):
        where = f"{path}:{element.sourceline}"
        element.text = _filled(element.text, base_url, where)
        element.tail = _filled(element.tail, base_url, where)
        for key, value in element.attrib.items():
            element.attrib[key] = _filled(str(value), base_url, where) or ""


def _filled(text: str | None, base_url: str, where: str) -> str | None:
    for found in _PLACEHOLDER.finditer(text or ""):
        if found[1] != "BASE_URL":
            name = clean(found[0])
            raise TemplateError(f"{where}: unknown placeholder {name}; only ${{BASE_URL}} is known")
    return text and text.replace("${BASE_URL}", base_url)
