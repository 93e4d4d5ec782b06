"""A sheet as one HTML file that stands alone: no script, nothing fetched, ready to print."""

from typing import assert_never
from xml.etree.ElementTree import Element, SubElement, tostring

from assistant.dialogue import Answer
from assistant.domain import IndexBuild
from assistant.rendering.sheet_content import (
    Block,
    Bullets,
    Code,
    Facts,
    Heading,
    Labelled,
    Line,
    Link,
    Number,
    Paragraph,
    Quote,
    sheet_content,
)
from assistant.texts_fr import sheet as texts
from assistant.texts_fr.typography import typeset

# Were a tag of a document to come through after all, it could neither run nor fetch.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { margin: 0; background: #fff; color: #1c2230; font: 1rem/1.6 "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { margin: 2rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid #ccd3e0; font-size: 1.25rem; }
h3 { margin: 1.25rem 0 0.5rem; font-size: 1.0625rem; }
p { margin: 0.5rem 0; white-space: pre-line; }
dl { margin: 1rem 0; }
dl > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 0.75rem; padding: 0.125rem 0; }
dt { color: #4d566b; }
dd { margin: 0; }
blockquote { margin: 0.5rem 0 1rem; padding: 0.5rem 1rem; border-left: 3px solid #1b3a85; background: #f4f6fa;
  white-space: pre-wrap; }
a { color: #1b3a85; }
@media (max-width: 30rem) { dl > div { grid-template-columns: minmax(0, 1fr); } }
@media print {
  @page { size: A4; margin: 20mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; }
  dl > div { break-inside: avoid; }
  blockquote { background: none; }
}
"""


def sheet_html(answer: Answer, build: IndexBuild, *, contact: str) -> str:
    """Write the sheet as a whole page.

    Args:
        answer: the verified answer, or a refusal.
        build: the index that answered.
        contact: whom a refusal names; may be empty.
    """
    sheet = sheet_content(answer, build, contact=contact)
    page = Element("html", {"lang": texts.LANGUAGE})
    head = SubElement(page, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "title").text = typeset(sheet.title)
    SubElement(head, "style").text = _STYLE
    main = SubElement(SubElement(page, "body"), "main")
    for block in sheet.blocks:
        _add_block(main, block)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _add_block(main: Element, block: Block) -> None:
    match block:
        case Heading(level, text):
            SubElement(main, f"h{level}").text = text
        case Labelled(name, line):
            paragraph = SubElement(main, "p")
            SubElement(paragraph, "strong").text = _name(name)
            _add_line(paragraph, ("", *line))
        case Paragraph(text):
            SubElement(main, "p").text = text
        case Facts(rows):
            _add_facts(main, rows)
        case Bullets(items):
            bullets = SubElement(main, "ul")
            for item in items:
                SubElement(bullets, "li").text = item
        case Quote(text):
            SubElement(main, "blockquote").text = text
        case _:
            assert_never(block)


def _add_facts(main: Element, rows: tuple[tuple[str, Line], ...]) -> None:
    facts = SubElement(main, "dl")
    for name, line in rows:
        row = SubElement(facts, "div")
        SubElement(row, "dt").text = _name(name)
        _add_line(SubElement(row, "dd"), line)


def _name(name: str) -> str:
    return typeset(texts.NAME.format(name=name))


def _add_line(parent: Element, line: Line) -> None:
    for rank, piece in enumerate(line):
        if rank:
            _add_text(parent, " ")
        _add_piece(parent, piece)


def _add_piece(parent: Element, piece: str | Number | Code | Link) -> None:
    match piece:
        case Number(value):
            _add_text(parent, f"[{value}]")
        case Code(text):
            SubElement(parent, "code").text = text
        case Link(url):
            SubElement(parent, "a", {"href": url, "rel": "noopener noreferrer"}).text = url
        case _:
            _add_text(parent, piece)


def _add_text(parent: Element, text: str) -> None:
    """Put text after what an element already holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
