"""HTML made of escaped pieces: the one place where text becomes markup."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

# A NUL and a lone half of a surrogate pair cannot be sent; one character takes the place of one.
_UNSENDABLE = {0: "�", **dict.fromkeys(range(0xD800, 0xE000), "�")}


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of HTML that is safe to send; the functions of this module make it, nothing else does."""

    html: str


Content = Markup | str
Attributes = Mapping[str, str | None]


def element(name: str, attributes: Attributes | None = None, *content: Content) -> Markup:
    """Make an element; every plain string in it is escaped.

    Args:
        name: a tag that has an end tag.
        attributes: values by name; "" is a bare attribute, None leaves it out.
        content: text to escape, or pieces already made.
    """
    written = "".join(_attribute(key, value) for key, value in (attributes or {}).items())
    return Markup(f"<{name}{written}>{joined(content).html}</{name}>")


def void_element(name: str, attributes: Attributes) -> Markup:
    """Make an element that has no end tag and no content, such as `meta`."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{name}{written}>")


def joined(pieces: Iterable[Content]) -> Markup:
    """Put pieces one after the other; plain strings are escaped."""
    return Markup("".join(piece.html if isinstance(piece, Markup) else _escape(piece) for piece in pieces))


def web_address(url: str | None) -> str | None:
    """Return an address that may stand in a link: http or https with a host; None for any other."""
    if url is None or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def link(url: str, *content: Content) -> Markup:
    """Make a link to another site, opened apart; an unsafe address leaves its text alone.

    Args:
        url: any address, trusted or not.
        content: what the link says.
    """
    address = web_address(url)
    if address is None:
        return joined(content)
    return element("a", {"href": address, "target": "_blank", "rel": "noopener noreferrer"}, *content)


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return ""
    return f' {name}="{_escape(value)}"' if value else f" {name}"


def _escape(text: str) -> str:
    # An HTML parser would turn a carriage return into a line feed and shift every span after it.
    return html.escape(text.translate(_UNSENDABLE), quote=True).replace("\r", "&#13;")
