"""A sheet on its way from the server to a file of the visitor, made when it is asked for."""

import re
from base64 import b64encode

from assistant.errors import OutputError
from assistant.page.markup import element
from assistant.page.view import Conversation
from assistant.rendering.sheet_files import SheetFormat, sheet_file
from assistant.texts_fr import page as texts

# The number of an exchange, a format, and a number of the page's own that tells two requests apart.
_WANTED = re.compile(r"(?P<exchange>\d{1,6}) (?P<form>[a-z]{1,8}) \d{1,6}", re.ASCII)
_MEDIA_TYPES = {
    SheetFormat.MARKDOWN: "text/markdown;charset=utf-8",
    SheetFormat.HTML: "text/html;charset=utf-8",
    SheetFormat.PDF: "application/pdf",
}


def saved_sheet_html(wanted: str, conversation: Conversation, *, contact: str) -> str:
    """Hold the sheet of one exchange as hidden text, for the page to save.

    Args:
        wanted: what the page asks for, such as « 3 pdf 1 »; anyone can send anything.
        conversation: what was said.
        contact: whom a refusal names; may be empty.

    Raises:
        OutputError: if there is no such sheet, or if it cannot be made.
    """
    asked = _WANTED.fullmatch(wanted)
    if asked is None or asked["form"] not in set(SheetFormat):
        raise OutputError(texts.SHEET_FAILED)
    form = SheetFormat(asked["form"])
    try:
        sheet = _sheet(int(asked["exchange"]), conversation, form=form, contact=contact)
    except OSError as error:
        raise OutputError(texts.SHEET_FAILED) from error
    attributes = {"hidden": "", "data-wanted": wanted, "data-type": _MEDIA_TYPES[form]}
    return element("pre", attributes, b64encode(sheet).decode("ascii")).html


def unsaved_sheet_html(wanted: str, *, reason: str) -> str:
    """Say why a sheet does not come."""
    return element("pre", {"hidden": "", "data-wanted": wanted, "data-failed": reason}).html


def _sheet(exchange: int, conversation: Conversation, *, form: SheetFormat, contact: str) -> bytes:
    for view in conversation.views:
        if view.number == exchange and view.answer is not None and view.build is not None:
            return sheet_file(view.answer, view.build, form=form, contact=contact)
    raise OutputError(texts.SHEET_FAILED)
