"""The legal pages: what the operator says of the service, and what the software does with its data."""

from collections.abc import Callable, Iterable, Iterator

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant.feedback import MAX_ROWS
from assistant.page.frame import legal_links
from assistant.page.markup import Content, Markup, element, joined, link
from assistant.page.view import STATE_SECONDS
from assistant.plain_page import PlainPage, page_html, plain_files
from assistant.rate_limit import OFF
from assistant.settings import Settings, variable_name
from assistant.texts_fr import legal as texts
from assistant.texts_fr import page as page_texts
from assistant.texts_fr.typography import typeset

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# A heading with what stands under it.
_Section = tuple[str, tuple[Content, ...]]
_SECONDS_IN_AN_HOUR = 3600


def add_legal_pages(app: FastAPI, settings: Settings) -> None:
    """Add the legal pages, written once from the settings."""
    style = plain_files().address("plain.css")
    makers: tuple[tuple[tuple[str, str], Callable[[Settings], tuple[_Section, ...]]], ...] = (
        (texts.MENTIONS, mentions_sections),
        (texts.DATA, data_sections),
        (texts.ACCESSIBILITY, accessibility_sections),
    )
    for (path, name), sections_of in makers:
        _add_page(app, path, legal_html(name, sections_of(settings), style=style))


def _add_page(app: FastAPI, path: str, html: str) -> None:
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}

    @app.get(f"/{path}", include_in_schema=False)
    def legal_page() -> HTMLResponse:
        return HTMLResponse(html, headers=headers)


def legal_html(name: str, sections: Iterable[_Section], *, style: str) -> str:
    """Write one legal page.

    Args:
        name: its heading.
        sections: headings, each with its paragraphs; an empty heading for what comes first.
        style: address of the shared look.
    """
    title = texts.TITLE.format(name=name, service=page_texts.TITLE)
    content = (
        piece
        for heading, pieces in sections
        for piece in (element("h2", None, heading) if heading else "", *pieces)
    )
    body = (
        element("a", {"class": "skip-link", "href": "#text"}, texts.SKIP_LINK),
        element("header", None, element("a", {"href": "."}, texts.BACK)),
        element("main", {"id": "text", "tabindex": "-1"}, element("h1", None, name), *content),
        element("footer", None, legal_links(is_apart=False)),
    )
    page = PlainPage(
        title=title, description=title, styles=(style,), body_attributes={"class": "text"}, body=body
    )
    return page_html(page)


def mentions_sections(settings: Settings) -> tuple[_Section, ...]:
    """Write who publishes and hosts the service, and what it is."""
    return (
        (texts.PUBLISHER_TITLE, (_given(settings, "publisher"),)),
        (texts.DIRECTOR_TITLE, (_given(settings, "publication_director"),)),
        (texts.HOSTING_TITLE, (_given(settings, "hosting"),)),
        (texts.CONTACT_TITLE, (_given(settings, "contact"),)),
        (texts.NATURE_TITLE, _paragraphs(*texts.NATURE)),
        (texts.SOFTWARE_TITLE, _paragraphs(*texts.SOFTWARE)),
    )


def data_sections(settings: Settings) -> tuple[_Section, ...]:
    """Write what is done with a question, an address and a feedback, as these settings have it."""
    rights = (*_paragraphs(texts.RIGHTS), _given(settings, "data_contact"))
    complaint = element("p", None, typeset(texts.CNIL), " ", link(*texts.CNIL_LINK))
    return (
        ("", _paragraphs(texts.DATA_LEAD)),
        (texts.CONTROLLER_TITLE, (_given(settings, "publisher"),)),
        (texts.USE_TITLE, (_list(_uses(settings)),)),
        (texts.COOKIES_TITLE, _paragraphs(texts.COOKIES)),
        (texts.TRANSFERS_TITLE, _paragraphs(_transfers(settings), texts.LINKS)),
        (texts.RIGHTS_TITLE, (*rights, complaint)),
    )


def accessibility_sections(settings: Settings) -> tuple[_Section, ...]:
    """Write what was done for everyone to use the service, what was not, and whom to tell."""
    before, _, after = texts.GRADIO_LIMIT.partition("{embed}")
    compact = element("a", {"href": "embed"}, texts.COMPACT_PAGE)
    gradio = joined((typeset(before), compact, typeset(after)))
    limits: tuple[Content, ...] = (*map(typeset, texts.LIMITS), gradio)
    defender = element("p", None, typeset(texts.DEFENDER), " ", link(*texts.DEFENDER_LINK))
    return (
        (texts.STATE_TITLE, _paragraphs(texts.STATE)),
        (texts.DONE_TITLE, (*_paragraphs(texts.DONE_LEAD), _list(map(typeset, texts.DONE)))),
        (texts.LIMITS_TITLE, (_list(limits),)),
        (texts.REPORT_TITLE, (*_paragraphs(texts.REPORT), _given(settings, "contact"), defender)),
    )


def _uses(settings: Settings) -> Iterator[Markup]:
    comments = texts.COMMENTS_KEPT if settings.feedback_comments else texts.COMMENTS_DROPPED
    hours = STATE_SECONDS // _SECONDS_IN_AN_HOUR
    uses: tuple[tuple[tuple[str, str], dict[str, str]], ...] = (
        (texts.QUESTIONS, {}),
        (texts.CONVERSATION, {"hours": str(hours)}),
        (texts.ADDRESS_UNUSED if settings.rate_limit == OFF else texts.ADDRESS, {"rate": _rate(settings)}),
        (texts.FEEDBACK, {"comments": comments, "rows": f"{MAX_ROWS:,}".replace(",", "\N{NO-BREAK SPACE}")}),
        (texts.LOGS, {}),
    )
    for (name, sentence), values in uses:
        yield joined((element("strong", None, f"{name}."), " ", typeset(sentence.format(**values))))


def _rate(settings: Settings) -> str:
    count, _, unit = settings.rate_limit.partition("/")
    return texts.RATE.format(count=count, unit=texts.RATE_UNITS.get(unit, unit))


def _transfers(settings: Settings) -> str:
    server = settings.embedding_base_url
    return texts.NO_TRANSFER if server is None else texts.TRANSFER_EMBEDDING.format(host=server.host)


def _given(settings: Settings, field: str) -> Markup:
    value = str(getattr(settings, field)).strip()
    if value:
        return element("p", {"class": "given"}, value)
    variable = element("code", None, variable_name(field))
    before, _, after = texts.UNSET.partition("{variable}")
    return element("p", {"class": "notice"}, typeset(before), variable, typeset(after))


def _paragraphs(*sentences: str) -> tuple[Markup, ...]:
    return tuple(element("p", None, typeset(sentence)) for sentence in sentences)


def _list(items: Iterable[Content]) -> Markup:
    return element("ul", None, *(element("li", None, item) for item in items))
