"""A sheet as a file, in each of its formats."""

from enum import StrEnum
from typing import assert_never

from assistant.dialogue import Answer
from assistant.domain import IndexBuild
from assistant.rendering.sheet import sheet_markdown
from assistant.rendering.sheet_html import sheet_html


class SheetFormat(StrEnum):
    """The formats of a sheet, each by the ending of its file's name."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


def sheet_file(answer: Answer, build: IndexBuild, *, form: SheetFormat, contact: str) -> bytes:
    """Write the sheet of an answer as the bytes of a file; the formats say the same.

    Args:
        answer: the verified answer, or a refusal.
        build: the index that answered.
        form: which format.
        contact: whom a refusal names; may be empty.

    Raises:
        OSError: if a PDF finds no place for temporary files.
    """
    match form:
        case SheetFormat.MARKDOWN:
            return sheet_markdown(answer, build, contact=contact).encode("utf-8")
        case SheetFormat.HTML:
            return sheet_html(answer, build, contact=contact).encode("utf-8")
        case SheetFormat.PDF:
            from assistant.rendering.sheet_pdf import sheet_pdf  # its library takes half a second to import

            return sheet_pdf(answer, build, contact=contact)
        case _:
            assert_never(form)
