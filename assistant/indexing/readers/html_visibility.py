"""Decides which elements of a page belong to its matter and are seen."""

from itertools import chain

from bs4 import BeautifulSoup, Tag

from assistant.indexing.readers.hidden import hiding_selectors, is_hiding_style

_FURNITURE_TAGS = frozenset(
    # fmt: off
    {
        "script",
        "style",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "button",
        "select",
        "textarea",
        "input",
        "dialog",
        "datalist",
        "map",
        "math",
        "applet",
        "frameset",
    }
    # fmt: on
)
_FURNITURE_ROLES = frozenset(
    {"navigation", "search", "banner", "contentinfo", "dialog", "alertdialog", "menu"}
)
# Old server pages wrap their whole matter in one form.
_MATTER_IN_FORM = ["h1", "h2", "article", "main"]


class Visibility:
    """What a page's attributes and its own style sheets say about what is seen."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._selectors = hiding_selectors(sheet.get_text() for sheet in soup.find_all("style"))

    def is_seen(self, tag: Tag) -> bool:
        """Tell whether neither the element nor anything around it is hidden."""
        return not any(self.is_hidden(element) for element in chain((tag,), tag.parents))

    def is_hidden(self, tag: Tag) -> bool:
        """Tell whether the element itself is taken out of sight."""
        if not tag.attrs:
            return False
        names = {f".{name}" for name in attribute(tag, "class").split()} | {f"#{attribute(tag, 'id')}"}
        return (
            "hidden" in tag.attrs
            or attribute(tag, "aria-hidden").strip().lower() == "true"
            or is_hiding_style(attribute(tag, "style"))
            or not self._selectors.isdisjoint(names)
        )

    def is_furniture(self, tag: Tag) -> bool:
        """Tell whether the element is hidden or is part of the page and not of its matter."""
        if tag.name == "form" and tag.find(_MATTER_IN_FORM) is not None:
            return self.is_hidden(tag)
        return (
            tag.name in _FURNITURE_TAGS
            or attribute(tag, "role").strip().lower() in _FURNITURE_ROLES
            or self.is_hidden(tag)
        )


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as one string, empty when absent."""
    value = tag.attrs.get(name, "")
    return " ".join(value) if isinstance(value, list) else str(value or "")
