"""A page of ours without Gradio: a whole HTML document in which nothing runs but our own files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from assistant.page.markup import Content, element, void_element
from assistant.static_files import StaticFolder, read_folder

# One picture, ours: three lines of text on a square.
ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="4" fill="#1b2f6b"/>'
    '<path d="M8 11h16M8 16h16M8 21h9" stroke="#fff" stroke-width="2.5"/></svg>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """What one page is made of."""

    title: str
    description: str
    # Addresses relative to the page.
    styles: tuple[str, ...]
    scripts: tuple[str, ...] = ()
    # Scripts that one of these imports, fetched beside it.
    imported_scripts: tuple[str, ...] = ()
    body_attributes: Mapping[str, str] = field(default_factory=dict)
    body: tuple[Content, ...]


def plain_files() -> StaticFolder:
    """Read the look that such pages share."""
    return read_folder("plain", package="assistant.page", names=("plain.css",))


def page_html(page: PlainPage) -> str:
    """Write a page as an HTML document, in French, every word of it escaped."""
    head = (
        void_element("meta", {"charset": "utf-8"}),
        void_element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        void_element("meta", {"name": "description", "content": page.description}),
        element("title", None, page.title),
        void_element("link", {"rel": "icon", "href": ICON}),
        *(void_element("link", {"rel": "stylesheet", "href": style}) for style in page.styles),
        *(void_element("link", {"rel": "modulepreload", "href": script}) for script in page.imported_scripts),
        *(element("script", {"type": "module", "src": script}) for script in page.scripts),
    )
    body = element("body", page.body_attributes, *page.body)
    document = element("html", {"lang": "fr"}, element("head", None, *head), body)
    return f"<!DOCTYPE html>\n{document.html}\n"
