"""A sheet as Markdown: each statement with its verbatim passage and all that dates it."""

import re
from typing import assert_never

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

# What Markdown reads as markup wherever it stands: escapes, code, emphasis, tags, links and their targets,
# entities, struck words.
_MARKUP = re.compile(r"[\\`*<\[\]]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|~(?=~)")
# What it reads as markup at the start of a line: headings, quotes, underlines; a dash of a list may stay.
_LINE_START = re.compile(r"^([ \t]*)(?=[#>=+]|--|-[ \t]*$)", re.MULTILINE)
# A number that would start a list: a viewer counts on from the first one, whatever the others are.
_LIST_NUMBER = re.compile(r"^([ \t]*\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
# An indent that would make the line code, in which an escape is shown.
_INDENT = re.compile(r"^(?=[ \t]{4}| {0,3}\t)[ \t]+", re.MULTILINE)


def sheet_markdown(answer: Answer, build: IndexBuild, *, contact: str) -> str:
    """Write the sheet.

    Args:
        answer: the verified answer, or a refusal.
        build: the index that answered.
        contact: whom a refusal names; may be empty.
    """
    sheet = sheet_content(answer, build, contact=contact)
    return "\n\n".join(map(_block, sheet.blocks)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_plain(text)}"
        case Labelled(name, line):
            return f"**{texts.NAME.format(name=name)}** {_inline(line)}"
        case Paragraph(text):
            return _plain(text)
        case Facts(rows):
            return "\n".join(f"- {texts.NAME.format(name=name)} {_inline(line)}" for name, line in rows)
        case Bullets(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Quote(text):
            return "\n".join(f"> {line}".rstrip() for line in _plain(text).splitlines())
        case _:
            assert_never(block)


def _inline(line: Line) -> str:
    return " ".join(map(_piece, line))


def _piece(piece: str | Number | Code | Link) -> str:
    match piece:
        case Number(value):
            return f"[{value}]"
        case Code(text):
            return f"`{text}`"
        case Link(url):
            return f"<{url}>"
        case _:
            return _plain(piece)


def _plain(text: str) -> str:
    """Return Markdown that shows a text as it is, whatever markup it holds."""
    unindented = _INDENT.sub("", text)
    unnumbered = _LIST_NUMBER.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", unindented))
    return _LINE_START.sub(r"\1\\", unnumbered)
