"""The still parts of the page as HTML: header, notices, state of the documents, examples."""

from collections.abc import Iterable
from datetime import date

from assistant.domain import IndexBuild
from assistant.errors import IndexStoreError
from assistant.page.answer import questions_html
from assistant.page.markup import Markup, element, joined
from assistant.texts_fr import answers
from assistant.texts_fr import legal as legal_texts
from assistant.texts_fr import page as texts
from assistant.texts_fr.labels import french_date
from assistant.texts_fr.typography import typeset


def header_html(*, contact: str) -> str:
    """Write what the assistant is, what it is not, and whom to ask.

    Args:
        contact: whom a visitor may ask; may be empty.
    """
    announcements = {
        "id": "announcements",
        "class": "visually-hidden",
        "role": "status",
        "aria-live": "polite",
        "data-lost-title": texts.LOST_TITLE,
        "data-lost": texts.LOST,
        "data-close": texts.CLOSE,
    }
    return joined(
        (
            element("a", {"class": "skip-link", "href": "#question"}, texts.SKIP_LINK),
            element("div", announcements),
            element(
                "header",
                {"class": "banner"},
                element("h1", None, texts.TITLE),
                element("p", {"class": "lead"}, typeset(texts.LEAD)),
            ),
            _warnings(contact),
        )
    ).html


def _warnings(contact: str) -> Markup:
    items = (
        element("li", None, element("strong", None, name), element("span", None, typeset(text)))
        for name, text in texts.NOTICE_ITEMS
    )
    whom = (answers.WHOM_TO_ASK, answers.CONTACT.format(contact=contact) if contact else "")
    return element(
        "section",
        {"class": "warnings", "aria-labelledby": "warnings-title"},
        element("h2", {"id": "warnings-title"}, texts.NOTICE_TITLE),
        element("ul", None, *items),
        element(
            "details",
            None,
            element("summary", None, texts.NOTICE_WHOM_TITLE),
            *(element("p", None, typeset(line)) for line in whom if line),
        ),
    )


def state_html(build: IndexBuild, *, notices: Iterable[str]) -> str:
    """Write how many documents are searched, since when, and what a visitor should know."""
    documents = texts.counted(build.documents_count, "document")
    day = _day_of(build.build_id)
    corpus = (
        texts.CORPUS.format(documents=documents, day=french_date(day))
        if day
        else texts.CORPUS_UNDATED.format(documents=documents)
    )
    return joined(
        (
            *(element("p", {"class": "notice"}, typeset(notice)) for notice in notices),
            element("p", {"class": "corpus"}, corpus),
        )
    ).html


def not_ready_html(error: IndexStoreError) -> str:
    """Write that no index can be used, why, and the mend."""
    command = element("code", None, texts.NO_INDEX_COMMAND)
    return element(
        "div",
        {"class": "notice not-ready"},
        element("p", None, element("strong", None, texts.NO_INDEX_TITLE)),
        element("p", None, typeset(str(error))),
        element("p", None, typeset(texts.NO_INDEX_MEND), " ", command),
    ).html


def examples_html() -> str:
    """Write the example questions, each of them a button."""
    return element(
        "section",
        {"class": "examples", "aria-labelledby": "examples-title"},
        element("h2", {"id": "examples-title"}, texts.EXAMPLES_TITLE),
        questions_html(texts.EXAMPLES),
    ).html


def legal_html() -> str:
    """Write the links to the legal pages, opened apart: the conversation would not survive another page."""
    return legal_links(is_apart=True).html


def legal_links(*, is_apart: bool) -> Markup:
    """Make the list of links to the legal pages, relative to the root of the app."""
    apart = {"target": "_blank", "rel": "noopener"} if is_apart else {}
    note = element("span", {"class": "visually-hidden"}, f" – {texts.NEW_WINDOW}") if is_apart else ""
    items = (
        element("li", None, element("a", {"href": path, **apart}, name, note))
        for path, name in legal_texts.PAGES
    )
    return element(
        "nav", {"class": "legal", "aria-label": legal_texts.LINKS_LABEL}, element("ul", None, *items)
    )


def _day_of(build_id: str) -> date | None:
    try:
        return date.fromisoformat(build_id[:10])
    except ValueError:
        return None
