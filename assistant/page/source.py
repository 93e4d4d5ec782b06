"""A cited source as HTML: its line in the list, and its card with the passage that the script marks."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from assistant.dialogue import Source
from assistant.domain import Authority, Document, Span, Wording
from assistant.page.markup import Content, Markup, element, joined, link, web_address
from assistant.rendering.versions import review_sentence
from assistant.texts_fr import labels
from assistant.texts_fr import page as texts
from assistant.texts_fr.labels import french_date, label
from assistant.texts_fr.typography import typeset

# Addresses shown under a document of ours; more would hide the passage.
_BASIS_LIMIT = 5


def source_id(exchange: str, number: int) -> str:
    """Return the element id of a source in an exchange."""
    return f"{exchange}-s{number}"


def spans_value(spans: Iterable[Span]) -> str | None:
    """Write spans as the page's script reads them: "12-80 95-120", in code points; None for none."""
    usable = sorted({(span.start, span.end) for span in spans if 0 <= span.start < span.end})
    return " ".join(f"{start}-{end}" for start, end in usable) or None


def source_html(source: Source, *, exchange: str, version: str | None, spans: Iterable[Span]) -> Markup:
    """Make the list item of one source, its card closed.

    Args:
        source: the cited passage.
        exchange: element id of the exchange it belongs to.
        version: how its wording stands on the day asked about; None: undated.
        spans: every cited run of its passage.
    """
    own_id = source_id(exchange, source.number)
    opener = {
        "type": "button",
        "class": "opener",
        "id": f"{own_id}-open",
        "data-source": own_id,
        "data-spans": spans_value(spans),
        "aria-expanded": "false",
        "aria-controls": f"{own_id}-card",
        "aria-label": texts.OPEN_SOURCE_OF.format(number=source.number, title=source.document.title),
    }
    return element(
        "li",
        {"class": "source", "id": own_id, "tabindex": "-1", "aria-labelledby": f"{own_id}-title"},
        _heading(source, own_id),
        element("p", {"class": "source-line"}, _summary_line(source, version), _badge(source.document)),
        element("button", opener, texts.OPEN_SOURCE),
        _card(source, own_id, version),
    )


def _heading(source: Source, own_id: str) -> Markup:
    number = element("span", {"class": "source-number"}, str(source.number))
    return element(
        "h4", {"class": "source-title", "id": f"{own_id}-title"}, number, " ", typeset(source.document.title)
    )


def _summary_line(source: Source, version: str | None) -> str:
    # The place tells two passages of one document apart.
    document = source.document
    parts = (label(document.kind), document.reference, source.passage.locator, version)
    return " · ".join(part for part in parts if part)


def _badge(document: Document) -> Content:
    reason = review_sentence(document)
    if reason is None:
        return ""
    badge = element("strong", {"class": "needs-review", "title": typeset(reason)}, labels.NEEDS_REVIEW)
    return joined((" ", badge))


def _review(document: Document) -> Content:
    reason = review_sentence(document)
    return element("p", {"class": "review"}, typeset(reason)) if reason else ""


def _card(source: Source, own_id: str, version: str | None) -> Markup:
    document = source.document
    close = {
        "type": "button",
        "class": "close",
        "data-source": own_id,
        "aria-label": texts.CLOSE_SOURCE.format(number=source.number),
    }
    head = (element("h5", None, texts.CARD_PASSAGE), element("button", close, texts.CLOSE))
    return element(
        "div",
        {"class": "card", "id": f"{own_id}-card", "hidden": ""},
        element("div", {"class": "card-head"}, *head),
        element("blockquote", {"class": "passage"}, source.passage.text),
        _official_link(source),
        element("p", {"class": "stale"}, texts.STALE) if document.stale_reason else "",
        _review(document),
        _facts(source, version),
        _basis(document),
    )


def _facts(source: Source, version: str | None) -> Markup:
    document, passage = source.document, source.passage
    jurisdiction = document.jurisdiction
    rows: tuple[tuple[str, Content | None], ...] = (
        (texts.CARD_KIND, label(document.kind)),
        (texts.CARD_AUTHORITY, label(document.authority)),
        (texts.CARD_WORDING, _wording(document)),
        (texts.CARD_VERSION, version or texts.UNDATED),
        (texts.CARD_LOCATOR, passage.locator),
        (texts.CARD_PAGE, str(passage.page) if passage.page else None),
        (
            texts.CARD_JURISDICTION,
            texts.JURISDICTIONS.get(jurisdiction, jurisdiction) if jurisdiction else None,
        ),
        (texts.CARD_PUBLISHER, document.publisher),
        (texts.CARD_CHECKED, french_date(document.checked_on) if document.checked_on else None),
    )
    return element(
        "dl",
        {"class": "facts"},
        *(
            element("div", None, element("dt", None, name), element("dd", None, value))
            for name, value in rows
            if value
        ),
    )


def _wording(document: Document) -> Content:
    if document.wording is Wording.OFFICIAL or document.reference is None:
        return label(document.wording)
    address = web_address(document.url)
    if address is None:
        return texts.SUMMARY_WITHOUT_LINK.format(reference=document.reference)
    summary = texts.SUMMARY_OF.format(reference=document.reference)
    return joined((summary, " ", link(address, _host(address))))


def _official_link(source: Source) -> Content:
    address = web_address(source.document.url)
    if address is None:
        return ""
    is_text = source.document.authority <= Authority.DOCTRINE
    says = (texts.OPEN_OFFICIAL if is_text else texts.OPEN_REFERENCE).format(host=_host(address))
    apart = element("span", {"class": "visually-hidden"}, f" – {texts.NEW_WINDOW}")
    return element("p", {"class": "official"}, link(_at_page(address, source.passage.page), says, apart))


def _basis(document: Document) -> Content:
    addresses = [url for url in document.source_urls if web_address(url) and url != document.url]
    if not addresses:
        return ""
    items = (element("li", None, link(url, url)) for url in addresses[:_BASIS_LIMIT])
    return joined(
        (element("h5", None, texts.CARD_BASIS), element("ul", {"class": "basis"}, *items)),
    )


def _at_page(address: str, page: int | None) -> str:
    parts = urlsplit(address)
    is_pdf = parts.path.lower().endswith(".pdf") and not parts.fragment
    return f"{address}#page={page}" if is_pdf and page else address


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
