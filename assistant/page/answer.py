"""A question and its answer as HTML, every word of them escaped."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.conflicts import Conflict
from assistant.dialogue import Answer, Citation, Section, Source, Statement, Status
from assistant.domain import Span
from assistant.page.actions import actions_html
from assistant.page.markup import Content, Markup, element, joined
from assistant.page.source import source_html, source_id, spans_value
from assistant.page.view import AnswerView
from assistant.rendering.markdown import refusal_text
from assistant.rendering.versions import wording_label
from assistant.texts_fr import answers
from assistant.texts_fr import page as texts
from assistant.texts_fr.labels import french_date, label
from assistant.texts_fr.typography import typeset

# How a quoted list writes its items.
_BULLET = "- "


def exchanges_html(views: Iterable[AnswerView], *, contact: str) -> str:
    """Write exchanges one after the other.

    Args:
        views: oldest first.
        contact: whom a refusal names; may be empty.

    Returns:
        HTML in which only our own tags and attributes are markup; "" for no exchange.
    """
    return joined(_exchange(view, contact=contact) for view in views).html


def _exchange(view: AnswerView, *, contact: str) -> Markup:
    exchange = f"e{view.number}"
    attributes = {
        "class": "exchange",
        "id": exchange,
        "aria-labelledby": f"{exchange}-question",
        "aria-busy": "true" if view.step is not None else "false",
        "data-announce": _announcement(view),
    }
    who = element("span", {"class": "who"}, texts.YOUR_QUESTION)
    asked = element("span", {"class": "asked"}, view.question)
    question = element("h2", {"class": "question", "id": f"{exchange}-question"}, who, " ", asked)
    reply = element("div", {"class": "reply"}, *_reply(view, exchange, contact))
    return element(
        "article",
        attributes,
        question,
        element("div", {"class": "answer"}, reply, _sources(view, exchange)),
    )


def _reply(view: AnswerView, exchange: str, contact: str) -> Iterator[Content]:
    # Every part keeps its place whether it has content or not: the page updates elements by position,
    # and one that moved would lose its focus.
    yield _status(view)
    yield from _blocks(view, exchange)
    yield element("div", {"class": "ending"}, *_ending(view, exchange, contact))


def _status(view: AnswerView) -> Markup:
    if view.step is not None:
        return element("p", {"class": "status running"}, label(view.step))
    if view.error is not None:
        return element("p", {"class": "status failed"}, texts.ERROR_TITLE)
    if view.answer is None:
        return element("p", {"class": "status"}, texts.STOPPED)
    answer = view.answer
    if answer.refusal_reason is not None:
        status = f"{label(answer.status)} · {label(answer.refusal_reason)}"
        return element("p", {"class": "status refused"}, status)
    line = texts.STATUS_LINE.format(status=label(answer.status), day=french_date(answer.question.as_of))
    return element("p", {"class": f"status {answer.status.value}"}, f"{line} · {label(answer.engine)}")


def _blocks(view: AnswerView, exchange: str) -> Iterator[Markup]:
    """Yield one block per section; of questions asked at once, one per question in the place of the first."""
    parts = tuple(dict.fromkeys(statement.part for statement in view.statements if statement.part))
    if not parts:
        yield from (_section(section, view, exchange) for section in Section)
        return
    yield element("section", {"class": "section"}, *(_part(part, view, exchange) for part in parts))
    yield from (element("section", {"class": "section", "hidden": ""}) for _ in range(len(Section) - 1))


def _part(part: str, view: AnswerView, exchange: str) -> Markup:
    statements = (statement for statement in view.statements if statement.part == part)
    return joined(
        [
            element("h3", {"class": "part"}, typeset(part)),
            *(_statement(statement, view.sources, exchange) for statement in statements),
        ]
    )


def _section(section: Section, view: AnswerView, exchange: str) -> Markup:
    statements = [statement for statement in view.statements if statement.section is section]
    attributes = {"class": f"section {section.value.replace('_', '-')}", "hidden": None if statements else ""}
    return element(
        "section",
        attributes,
        element("h3", None, label(section)),
        *(_statement(statement, view.sources, exchange) for statement in statements),
    )


def _statement(statement: Statement, sources: Sequence[Source], exchange: str) -> Markup:
    buttons = _citations(statement.citations, sources, exchange)
    citations = element("span", {"class": "citations"}, *buttons)
    lines = [line.strip() for line in statement.text.splitlines() if line.strip()]
    made = [_line(line, citations if at == len(lines) else "") for at, line in enumerate(lines, start=1)]
    runs = groupby(zip(lines, made, strict=True), key=lambda pair: pair[0].startswith(_BULLET))
    content = (_run(is_list, [piece for _, piece in run]) for is_list, run in runs)
    return element("div", {"class": "statement"}, *content)


def _line(line: str, citations: Content) -> Markup:
    name = "li" if line.startswith(_BULLET) else "p"
    return element(name, None, typeset(line.removeprefix(_BULLET)), " ", citations)


def _run(is_list: bool, lines: list[Markup]) -> Markup:
    return element("ul", None, *lines) if is_list else joined(lines)


def _citations(citations: Iterable[Citation], sources: Sequence[Source], exchange: str) -> Iterator[Markup]:
    spans_of: dict[int, list[Span]] = {}
    for citation in citations:
        spans_of.setdefault(citation.source_number, []).append(citation.span)
    titles = {source.number: source.document.title for source in sources}
    for number, spans in spans_of.items():
        yield _citation(number, titles.get(number, ""), spans_value(spans), exchange)


def _citation(number: int, title: str, spans: str | None, exchange: str) -> Markup:
    own_id = source_id(exchange, number)
    attributes = {
        "type": "button",
        "class": "citation",
        "data-source": own_id,
        "data-spans": spans,
        "aria-label": texts.CITATION.format(number=number, title=title),
        "aria-expanded": "false",
        "aria-controls": f"{own_id}-card",
    }
    return element("button", attributes, f"[{number}]")


def _ending(view: AnswerView, exchange: str, contact: str) -> Iterator[Content]:
    if view.error is not None:
        yield element("p", {"class": "error"}, typeset(view.error))
    if view.answer is None:
        return
    answer = view.answer
    if answer.status is Status.REFUSED:
        yield from (element("p", None, typeset(text)) for text in refusal_text(answer, contact=contact))
    for part in answer.unanswered:
        yield element("h3", {"class": "part"}, typeset(part))
        yield element("p", {"class": "partial"}, typeset(answers.NO_SOURCE_FOR_PART))
    if answer.rejected_count:
        yield element("p", {"class": "partial"}, typeset(answers.PARTIAL))
    if answer.conflicts:
        yield element("h3", None, answers.CONFLICTS)
        yield from (_conflict(conflict, answer.sources, exchange) for conflict in answer.conflicts)
    yield from actions_html(view, answer, exchange=exchange, contact=contact)
    if answer.clarification is not None:
        yield element("p", {"class": "clarification"}, typeset(label(answer.clarification)))
    yield from _see_also(answer)
    yield from _follow_ups(answer)


def _conflict(conflict: Conflict, sources: Sequence[Source], exchange: str) -> Markup:
    titles = {source.number: source.document.title for source in sources}
    claims: list[Content] = []
    for claim in conflict.claims:
        button = _citation(claim.source_number, titles.get(claim.source_number, ""), None, exchange)
        claims += [typeset(" ; ") if claims else "", typeset(f"« {claim.value} » "), button]
    about, why = typeset(f"{conflict.about} : "), typeset(f". {conflict.why}")
    return element("p", {"class": "conflict"}, about, *claims, why)


def _see_also(answer: Answer) -> Iterator[Markup]:
    if answer.see_also:
        yield element("p", None, typeset(answers.NEAREST))
        yield element("ul", None, *(element("li", None, document.title) for document in answer.see_also))


def _follow_ups(answer: Answer) -> Iterator[Markup]:
    if answer.follow_ups:
        title = element("h3", None, texts.FOLLOW_UPS_TITLE)
        yield element("div", {"class": "follow-ups"}, title, questions_html(answer.follow_ups))


def questions_html(questions: Iterable[str]) -> Markup:
    """Make a list of buttons, each of which asks its question."""
    buttons = (
        element("button", {"type": "button", "class": "ask"}, typeset(question)) for question in questions
    )
    return element("ul", {"class": "questions"}, *(element("li", None, button) for button in buttons))


def _sources(view: AnswerView, exchange: str) -> Markup:
    items = (
        source_html(
            source,
            exchange=exchange,
            version=wording_label(source.document, on=view.as_of, today=view.today),
            spans=(
                citation.span
                for statement in view.statements
                for citation in statement.citations
                if citation.source_number == source.number
            ),
        )
        for source in view.sources
    )
    attributes = {
        "class": "sources",
        "aria-labelledby": f"{exchange}-sources",
        "hidden": None if view.sources else "",
    }
    return element(
        "section",
        attributes,
        element("h3", {"id": f"{exchange}-sources"}, texts.SOURCES_TITLE),
        element("ol", None, *items),
    )


def _announcement(view: AnswerView) -> str:
    if view.step is not None:
        return texts.ANNOUNCE_STARTED
    if view.error is not None:
        return texts.ANNOUNCE_ERROR.format(message=view.error)
    if view.answer is None:
        return texts.STOPPED
    if view.answer.refusal_reason is not None:
        return texts.ANNOUNCE_REFUSED.format(reason=label(view.answer.refusal_reason))
    statements, sources = len(view.answer.statements), len(view.answer.sources)
    return texts.ANNOUNCE_ANSWERED.format(
        statements=texts.counted(statements, "phrase"), sources=texts.counted(sources, "source")
    )
