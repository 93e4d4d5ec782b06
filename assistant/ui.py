"""The Gradio page: layout, and the handlers that join it to the assistant."""

import logging
import secrets
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import gradio as gr

from assistant.answer_events import AnswerEvent, SourcesAdded, StatementAdded
from assistant.dialogue import AskRequest
from assistant.errors import AssistantError, IndexStoreError
from assistant.page.answer import exchanges_html
from assistant.page.frame import examples_html, header_html, legal_html, not_ready_html, state_html
from assistant.page.saved_sheet import saved_sheet_html, unsaved_sheet_html
from assistant.page.view import STATE_SECONDS, AnswerView, Conversation
from assistant.protocols import AssistantService
from assistant.rate_limit import RateLimiter
from assistant.texts_fr import page as texts
from assistant.texts_fr.typography import typeset

_log = logging.getLogger(__name__)

# The contract's limit on a question.
QUESTION_MAX_CHARS = 4_000
# The contract's limit on a history, in messages.
HISTORY_MAX_TURNS = 20
# Sheets made at the same time: each keeps a processor busy for a fraction of a second.
CONCURRENT_SHEETS = 2
# Questions kept on the screen; the state of a visitor stays small.
SHOWN_EXCHANGES = 20
# Answers written at the same time, and visitors who may wait for theirs.
CONCURRENT_ANSWERS = 20
WAITING_ANSWERS = 200
# Statements that follow each other faster are shown together: each update costs the server some milliseconds.
UPDATE_SECONDS = 0.1
# Visitors whose conversation is kept; beyond, the one unused for longest is forgotten.
KEPT_SESSIONS = 1_000

# Installed fonts alone: nothing is fetched.
FONTS = ("Segoe UI", "Roboto", "Helvetica Neue", "Arial", "Liberation Sans", "sans-serif")
FIXED_FONTS = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

# What an answering handler updates: conversation, earlier exchanges, present one, box, stop button.
Update = tuple[Conversation, Any, str, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What the handlers need besides the visitor's input."""

    service: AssistantService
    # Counts the questions of an address, here and over the API alike.
    limiter: RateLimiter
    # Whom a refusal names; may be empty.
    contact: str
    today: Callable[[], date]


def answer_question(
    parts: PageParts, text: str, conversation: Conversation, *, address: str | None
) -> Iterator[Update]:
    """Show the question at once, then its answer as it grows; a blank question is not asked.

    Args:
        parts: what the handlers need.
        text: the question as typed.
        conversation: what was said before.
        address: whom the question counts for; None: it is unknown.
    """
    if not text.strip():
        return
    earlier = exchanges_html(conversation.views, contact=parts.contact)
    request = AskRequest(text=text, history=conversation.history(limit=HISTORY_MAX_TURNS))
    view = AnswerView(number=conversation.next_number(), question=text.strip(), as_of=parts.today())
    conversation = conversation.with_new(view, limit=SHOWN_EXCHANGES)
    yield conversation, earlier, _html(parts, view), "", _enabled(True)
    with closing(_views(parts, view, request, address=address)) as views:
        for view in views:
            conversation = conversation.with_last(view)
            stop = gr.skip() if view.step else _enabled(False)
            yield conversation, gr.skip(), _html(parts, view), gr.skip(), stop


def _views(
    parts: PageParts, view: AnswerView, request: AskRequest, *, address: str | None
) -> Generator[AnswerView]:
    shown_at = time.monotonic()
    try:
        parts.limiter.count(address)
        for event in parts.service.answer(request):
            if view.build is None:
                # From its first event on, the answer holds on to the index that serves then.
                view = view.over(parts.service.library()[0])
            view = view.after(event)
            if _can_wait(event, shown_seconds=time.monotonic() - shown_at):
                continue
            shown_at = time.monotonic()
            yield view
    except AssistantError as error:
        yield view.failed(str(error))
    except Exception:  # noqa: BLE001  # the door of the page: its visitor reads one sentence
        reference = secrets.token_hex(4)
        _log.exception("answer failed, reference %s", reference)
        yield view.failed(texts.UNEXPECTED_ERROR.format(reference=reference))


def _can_wait(event: AnswerEvent, *, shown_seconds: float) -> bool:
    # Sources are shown with the statement that cites them; statements that come in a burst, together.
    if isinstance(event, StatementAdded):
        return shown_seconds < UPDATE_SECONDS
    return isinstance(event, SourcesAdded)


def stop_answer(parts: PageParts, conversation: Conversation) -> tuple[Conversation, Any, Any]:
    """Say that the answer was stopped; Gradio has closed its generator."""
    if not conversation.views:
        return conversation, gr.skip(), _enabled(False)
    view = conversation.views[-1].stopped()
    return conversation.with_last(view), _html(parts, view), _enabled(False)


def clear_conversation() -> Update:
    """Start a new conversation."""
    return Conversation(), "", "", "", _enabled(False)


def describe_state(parts: PageParts) -> str:
    """Say what is searched, or that nothing can be yet."""
    try:
        build, _ = parts.service.library()
    except IndexStoreError as error:
        return not_ready_html(error)
    return state_html(build, notices=parts.service.notices())


def make_sheet(parts: PageParts, wanted: str, conversation: Conversation, *, address: str | None) -> str:
    """Hold a sheet for the page to save, or say why there is none; it counts as a question does."""
    try:
        parts.limiter.count(address)
        return saved_sheet_html(wanted, conversation, contact=parts.contact)
    except AssistantError as error:
        return unsaved_sheet_html(wanted, reason=str(error))


def _enabled(is_enabled: bool) -> Any:
    return gr.update(interactive=is_enabled)


def _html(parts: PageParts, view: AnswerView) -> str:
    return exchanges_html((view,), contact=parts.contact)


def _asking(parts: PageParts) -> Callable[[str, Conversation, gr.Request], Iterator[Update]]:
    # Gradio injects the request where it reads the annotation: on a function, not on a partial one.
    def ask(text: str, conversation: Conversation, request: gr.Request) -> Iterator[Update]:
        yield from answer_question(parts, text, conversation, address=_address(request))

    return ask


def _making(parts: PageParts) -> Callable[[str, Conversation, gr.Request], str]:
    def make(wanted: str, conversation: Conversation, request: gr.Request) -> str:
        return make_sheet(parts, wanted, conversation, address=_address(request))

    return make


def _address(request: gr.Request) -> str | None:
    return request.client.host if request.client else None


def build_page(parts: PageParts) -> gr.Blocks:
    """Lay the page out and join its handlers; nothing runs before it is mounted."""
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation(), time_to_live=STATE_SECONDS)
        _still(header_html(contact=parts.contact), "top")
        state = _still("", "state")
        earlier = _still("", "earlier")
        present = _still("", "present")
        with gr.Column(elem_id="form"):
            box = _question_box()
            with gr.Row(elem_id="buttons"):
                send = gr.Button(texts.SEND, variant="primary", elem_id="send", min_width=0)
                stop = gr.Button(texts.STOP, elem_id="stop", min_width=0, interactive=False)
                clear = gr.Button(texts.CLEAR, elem_id="clear", min_width=0)
        # Filled, pressed and read by the page's own script.
        wanted = gr.Textbox(elem_id="wanted-sheet", visible="hidden", max_length=40)
        make = gr.Button(elem_id="make-sheet", visible="hidden")
        made = _still("", "made-sheet")
        _still(examples_html(), "examples")
        _still(legal_html(), "legal")
        shown = [conversation, earlier, present, box, stop]
        asking = gr.on(
            [box.submit, send.click],
            _asking(parts),
            [box, conversation],
            shown,
            concurrency_limit=CONCURRENT_ANSWERS,
            **_QUIET,
        )
        page.load(partial(describe_state, parts), None, state, **_QUIET)
        stop.click(
            partial(stop_answer, parts),
            conversation,
            [conversation, present, stop],
            cancels=[asking],
            **_QUIET,
        )
        make.click(
            _making(parts), [wanted, conversation], made, concurrency_limit=CONCURRENT_SHEETS, **_QUIET
        )
        clear.click(clear_conversation, None, shown, cancels=[asking], **_QUIET)
    page.state_session_capacity = KEPT_SESSIONS
    page.queue(max_size=WAITING_ANSWERS, default_concurrency_limit=CONCURRENT_ANSWERS, api_open=False)
    return page


# Handlers are the page's own: no public name, no spinner over the text.
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def _still(html: str, elem_id: str) -> gr.HTML:
    # The default `js_on_load` and styles of gr.HTML serve nothing here.
    return gr.HTML(html, elem_id=elem_id, js_on_load=None, apply_default_css=False)


def _question_box() -> gr.Textbox:
    # One line at first: only then does Enter send, and Shift+Enter start a new line.
    return gr.Textbox(
        label=texts.BOX_LABEL,
        info=texts.BOX_HINT,
        placeholder=typeset(texts.BOX_PLACEHOLDER),
        lines=1,
        max_lines=8,
        max_length=QUESTION_MAX_CHARS,
        elem_id="question",
    )


def page_theme() -> gr.themes.Base:
    """Return the theme: system fonts, sober colours; `page.css` does the rest."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_sm,
        font=FONTS,
        font_mono=FIXED_FONTS,
    )
