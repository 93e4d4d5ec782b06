"""What a reader can do with an answer: shorten it, copy it, take its sheet away."""

from collections.abc import Iterator

from assistant.dialogue import Answer, Section
from assistant.page.markup import Content, Markup, element
from assistant.page.view import AnswerView
from assistant.rendering.copied_text import answer_text
from assistant.rendering.sheet import sheet_markdown
from assistant.rendering.sheet_files import SheetFormat
from assistant.texts_fr import page as texts

# What tells two sheets of one day apart.
_SHORT_ID_CHARS = 8


def actions_html(view: AnswerView, answer: Answer, *, exchange: str, contact: str) -> Iterator[Markup]:
    """Make the buttons under an answer, and hold what each of them takes away; nothing where none applies.

    Args:
        view: what the page shows of the question.
        answer: its whole answer.
        exchange: element id of the exchange.
        contact: whom a refusal names; may be empty.
    """
    buttons: list[Content] = []
    held: list[Markup] = []
    if _can_be_brief(answer):
        buttons.append(_brief_button(exchange))
    if answer.statements:
        buttons.append(_copy_button(f"{exchange}-text"))
        held.append(element("pre", {"id": f"{exchange}-text", "hidden": ""}, answer_text(answer)))
    if view.build is not None:
        sheet = sheet_markdown(answer, view.build, contact=contact)
        buttons.append(_save_button(f"{exchange}-sheet", answer))
        buttons += (_make_button(view.number, form, answer) for form in (SheetFormat.HTML, SheetFormat.PDF))
        held.append(element("pre", {"id": f"{exchange}-sheet", "hidden": ""}, sheet))
    if buttons:
        yield element("p", {"class": "actions"}, *buttons)
        yield from held


def _can_be_brief(answer: Answer) -> bool:
    """Tell whether an answer to one question says more than its short answer."""
    sections = {statement.section for statement in answer.statements if not statement.part}
    return len(sections) > 1 and Section.SHORT_ANSWER in sections


def _brief_button(exchange: str) -> Markup:
    attributes = {"type": "button", "class": "brief", "data-shortens": exchange, "aria-pressed": "false"}
    return element("button", attributes, texts.BRIEF)


def _copy_button(text_id: str) -> Markup:
    attributes = {
        "type": "button",
        "class": "copy",
        "data-copies": text_id,
        "data-copied": texts.COPIED,
        "data-failed": texts.COPY_FAILED,
    }
    return element("button", attributes, texts.COPY)


def _save_button(sheet_id: str, answer: Answer) -> Markup:
    attributes = {
        "type": "button",
        "class": "save",
        "data-saves": sheet_id,
        "data-name": _file_name(answer, SheetFormat.MARKDOWN),
        "data-saved": texts.SHEET_SAVED,
    }
    return element("button", attributes, texts.SAVE_SHEET)


def _make_button(exchange: int, form: SheetFormat, answer: Answer) -> Markup:
    attributes = {
        "type": "button",
        "class": "make",
        "data-makes": f"{exchange} {form.value}",
        "data-name": _file_name(answer, form),
        "data-making": texts.MAKING_SHEET.format(form=form.name),
        "data-saved": texts.SHEET_SAVED,
    }
    return element("button", attributes, texts.MAKE_SHEET.format(form=form.name))


def _file_name(answer: Answer, form: SheetFormat) -> str:
    short_id = answer.answer_id[:_SHORT_ID_CHARS]
    return texts.SHEET_FILE.format(day=answer.question.as_of.isoformat(), answer=short_id, ending=form.value)
